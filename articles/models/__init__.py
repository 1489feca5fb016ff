from articles.models.address import Address
from articles.models.article import Article, Stage
from articles.models.edition import Edition, EditionPerson, EditionTag, Place
from articles.models.person import Byline, Person
from articles.models.picture import Picture
from articles.models.record import Record
from articles.models.revision import Revision
from articles.models.section import Section
from articles.models.source import Source
from articles.models.tag import ArticleTag, Tag

__all__ = [
    "Address",
    "Article",
    "ArticleTag",
    "Byline",
    "Edition",
    "EditionPerson",
    "EditionTag",
    "Person",
    "Picture",
    "Place",
    "Record",
    "Revision",
    "Section",
    "Source",
    "Stage",
    "Tag",
]

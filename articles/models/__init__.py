from articles.models.address import Address, AddressTaken
from articles.models.article import Article, Priority, Stage
from articles.models.correction import Correction
from articles.models.edition import Edition, EditionPerson, EditionTag, Place
from articles.models.person import Byline, Person
from articles.models.picture import Picture
from articles.models.recipient import Recipient, Taking
from articles.models.record import Record
from articles.models.revision import Revision
from articles.models.section import Section
from articles.models.sign_off import SignOff
from articles.models.source import Source
from articles.models.tag import ArticleTag, Tag
from articles.models.withdrawal import Withdrawal

__all__ = [
    "Address",
    "AddressTaken",
    "Article",
    "ArticleTag",
    "Byline",
    "Correction",
    "Edition",
    "EditionPerson",
    "EditionTag",
    "Person",
    "Picture",
    "Place",
    "Priority",
    "Recipient",
    "Record",
    "Revision",
    "Section",
    "SignOff",
    "Source",
    "Stage",
    "Tag",
    "Taking",
    "Withdrawal",
]

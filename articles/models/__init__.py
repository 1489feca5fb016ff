from articles.models.address import Address, AddressTaken
from articles.models.article import Article, Priority, Stage
from articles.models.correction import Correction
from articles.models.edition import Edition, EditionPerson, EditionPicture, EditionStory, EditionTag, Place
from articles.models.person import Byline, Person
from articles.models.picture import ArticlePicture, Licence, Picture, Use, may_be_used
from articles.models.preview import PreviewLink
from articles.models.recipient import Recipient, Taking
from articles.models.record import Record
from articles.models.related import RelatedStory
from articles.models.revision import Revision
from articles.models.section import Section
from articles.models.series import Series
from articles.models.sign_off import SignOff
from articles.models.sitting import Sitting
from articles.models.source import Source
from articles.models.tag import ArticleTag, Tag
from articles.models.withdrawal import Withdrawal

__all__ = [
    "Address",
    "AddressTaken",
    "Article",
    "ArticlePicture",
    "ArticleTag",
    "Byline",
    "Correction",
    "Edition",
    "EditionPerson",
    "EditionPicture",
    "EditionStory",
    "EditionTag",
    "Licence",
    "Person",
    "Picture",
    "Place",
    "PreviewLink",
    "Priority",
    "Recipient",
    "Record",
    "RelatedStory",
    "Revision",
    "Section",
    "Series",
    "SignOff",
    "Sitting",
    "Source",
    "Stage",
    "Tag",
    "Taking",
    "Use",
    "Withdrawal",
    "may_be_used",
]

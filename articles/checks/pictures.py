"""The pictures of a story: whether they have their words, and may be shown."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checks.known import Known, LibraryPicture
from articles.checks.problem import Problem
from articles.checks.reading import Element
from articles.dates import said
from articles.models import Article, Licence, Use
from articles.spelling import folded

# A picture that has to go so soon after the release is worth a word before it.
SOON = datetime.timedelta(days=7)
_FILE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".heic")


class Shown(NamedTuple):
    """A picture as the story shows it, with its words; in the body, or as its lead where `block` is None."""

    picture: LibraryPicture
    caption: str
    credit: str
    alt: str
    block: int | None = None

    def problem(self, part: str, message: str, code: str = "", *, rights: bool = False) -> Problem:
        """`part` of a lead picture is the part of its form that is meant; of one in the body, the body is."""
        field = part if self.block is None else "body"
        return Problem(field, message, code, self.block, picture=self.picture.id if rights else None)


def shown(article: Article, body: Element, known: Known) -> list[Shown]:
    """The lead picture and those of the body, with the words of their use, or else the library's."""
    found = [each for figure in body.walk("figure") if (each := _in_body(figure, known))]
    lead = known.pictures.get(article.picture_id or 0)
    if lead is None:
        return found
    words = (
        article.picture_caption or lead.caption,
        article.picture_credit or lead.credit,
        article.picture_alt or lead.alt,
    )
    return [Shown(lead, *words), *found]


def _in_body(figure: Element, known: Known) -> Shown | None:
    picture = known.pictures.get(figure.number("data-picture") or 0)
    if picture is None:
        return None
    caption = " ".join(each.text for each in figure.walk("figcaption"))
    given = figure.attributes.get
    return Shown(
        picture,
        caption or picture.caption,
        given("data-credit") or picture.credit,
        given("data-alt") or picture.alt,
        figure.block,
    )


def blocks(pictures: list[Shown], at: datetime.datetime | None) -> Iterator[Problem]:
    """What keeps these pictures from being shown, now or at the instant of the release."""
    for each in pictures:
        lead = each.block is None
        if not each.caption:
            told = _("The lead picture has no caption.") if lead else _("A picture in the text has no caption.")
            yield each.problem("picture_caption", told)
        if not each.credit:
            told = _("The lead picture has no credit.") if lead else _("A picture in the text has no credit.")
            yield each.problem("picture_credit", told)
        if not each.alt:
            told = (
                _("The lead picture has no alternative text.")
                if lead
                else _("A picture in the text has no alternative text.")
            )
            yield each.problem("picture_alt", told)
        if told := why_not_shown(each.picture, at, lead=lead):
            yield each.problem("picture", told, rights=True)


def why_not_shown(picture: LibraryPicture, at: datetime.datetime | None, *, lead: bool) -> str:
    """What the rights to a picture say against it; empty if nothing."""
    now = timezone.now()
    until = picture.expires_at
    if not picture.licence:
        return (
            _("Nobody has said by what right the lead picture is printed.")
            if lead
            else _("Nobody has said by what right a picture in the text is printed.")
        )
    if Use.SITE not in picture.uses:
        return (
            _("The lead picture may not be used on the site.")
            if lead
            else _("A picture in the text may not be used on the site.")
        )
    if until is not None and until <= now:
        return (
            _("The lead picture may not be used any more: its time has run out.")
            if lead
            else _("A picture in the text may not be used any more: its time has run out.")
        )
    if until is not None and at is not None and until <= at:
        told = (
            _("The lead picture may be used until %s only.")
            if lead
            else _("A picture in the text may be used until %s only.")
        )
        return told % said(until)
    return ""


def warnings(pictures: list[Shown], at: datetime.datetime | None) -> Iterator[Problem]:
    for each in pictures:
        alt = folded(each.alt)
        if alt and alt == folded(each.caption):
            told = _("The alternative text of a picture repeats its caption: say what can be seen.")
            yield each.problem("picture_alt", told, "picture_alt_repeats")
        elif each.alt.lower().endswith(_FILE_NAMES):
            told = _("The alternative text of a picture is the name of a file: say what can be seen.")
            yield each.problem("picture_alt", told, "picture_alt_filename")
        if each.picture.licence == Licence.EARLIER:
            told = _("The rights to a picture are not recorded: it was taken in before they were.")
            yield each.problem("picture", told, "picture_rights_earlier", rights=True)
        until, begins = each.picture.expires_at, at or timezone.now()
        if until is not None and begins < until <= begins + SOON:
            told = _("A picture may be used until %s: from then on, readers do not see it.") % said(until)
            yield each.problem("picture", told, "picture_rights_end", rights=True)


def missing(article: Article, body: Element, known: Known) -> Iterator[Problem]:
    """Pictures that the body names, and the library does not have any more."""
    for figure in body.walk("figure"):
        number = figure.number("data-picture")
        if number is not None and number not in known.pictures:
            told = _("A picture in the text is not in the library any more: readers will not see it.")
            yield Problem("body", told, "picture_missing", figure.block)

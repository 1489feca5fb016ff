"""What a story must have before it may go out, and what is worth a second look."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checks import body, headlines, pictures
from articles.checks.headlines import HEADLINE_ON_FRONTS
from articles.checks.known import Known, ask
from articles.checks.problem import Problem, name_of
from articles.checks.reading import Element, read
from articles.checks.sign_offs import missing_sign_offs
from articles.dates import said
from articles.models import Article, SignOff

__all__ = [
    "HEADLINE_ON_FRONTS",
    "Findings",
    "Problem",
    "blocking",
    "look_at",
    "missing_sign_offs",
    "name_of",
]

# Problems are told in the order of the form.
_ORDER = (
    *("headline", "standfirst", "body", "picture", "picture_caption", "picture_credit", "picture_alt"),
    *("section", "bylines", "source", "sign_offs"),
)


@dataclass(frozen=True)
class Findings:
    """What stops the release of a story, and what only warns of it, each in the order of the form."""

    blocks: list[Problem]
    warnings: list[Problem]

    @property
    def codes(self) -> list[str]:
        """The warnings as the record keeps them, each once."""
        return list(dict.fromkeys(each.code for each in self.warnings))


def look_at(
    article: Article,
    at: datetime.datetime | None = None,
    *,
    sign_offs: Iterable[SignOff] | None = None,
    current: Callable[[], Mapping[str, Any]] | None = None,
) -> Findings:
    """Everything that is to be said of a story before it goes out, now or at an instant to come.

    One query, and one for its sign-offs; whoever has those or its snapshot at hand gives them (`missing_sign_offs`).
    """
    text = read(article.body)
    numbers = {number for each in text.walk("figure") if (number := each.number("data-picture")) is not None}
    known = ask(article, numbers, body.story_ids(text))
    shown = pictures.shown(article, text, known)
    missing = (Problem("sign_offs", message) for message in missing_sign_offs(article, sign_offs, current))
    return Findings(
        blocks=_in_order([*_blocks(article, text, known, at), *pictures.blocks(shown, at), *missing]),
        warnings=_in_order([*_warnings(article, text, known), *pictures.warnings(shown, at)]),
    )


def blocking(article: Article, at: datetime.datetime | None = None) -> list[Problem]:
    """Everything that stops a release, now or at an instant to come, in the order of the form."""
    return look_at(article, at).blocks


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda each: (_ORDER.index(each.field), -1 if each.block is None else each.block))


def _blocks(article: Article, text: Element, known: Known, at: datetime.datetime | None) -> Iterator[Problem]:
    if not article.headline:
        yield Problem("headline", _("The story has no headline."))
    if not text.text:
        yield Problem("body", _("The story has no body."))
    if article.section_id is None:
        yield Problem("section", _("The story is in no section."))
    if not (article.source_id or known.has_byline):
        yield Problem("bylines", _("The story has neither a byline nor a source."))
    if expired := _expired_source(known.source_expires_at, at):
        yield Problem("source", expired)


def _expired_source(expires_at: datetime.datetime | None, at: datetime.datetime | None) -> str:
    """What is to say of a source whose copy may not be used any more, now or at the instant of the release."""
    now = timezone.now()
    if expires_at is None or expires_at > (at or now):
        return ""
    if expires_at <= now:
        return _("The source's copy may not be used any more: its time has run out.")
    return _("The source's copy may be used until %s only.") % said(expires_at)


def _warnings(article: Article, text: Element, known: Known) -> Iterator[Problem]:
    yield from headlines.warnings(article, known)
    if not article.standfirst:
        yield Problem("standfirst", _("The story has no standfirst."), "no_standfirst")
    yield from body.warnings(text, known)
    yield from pictures.missing(article, text, known)
    if article.picture_id is None:
        yield Problem("picture", _("The story has no lead picture."), "no_picture")

"""Sixty searches, each with the story that it has to find; and putting those stories among others."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils import timezone

from articles import languages
from articles.models import Article, Edition, Revision
from newsroom.search import documents
from newsroom.staff.models import User
from tests import cast

FILE = Path(__file__).parent / "pairs.txt"
# By which those that are there already are known.
MARK = "search pairs"
OLDEST = datetime.timedelta(days=3_600)


class Pair(NamedTuple):
    language: str
    odd: str
    query: str
    headline: str
    sentence: str

    @property
    def address(self) -> str:
        return f"{languages.path_prefix(self.language)}/search/?{urlencode({'q': self.query})}"


def read() -> list[Pair]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [Pair(*map(str.strip, line.split("|"))) for line in lines if line and not line.startswith("#")]


def plant(pairs: list[Pair], by: User) -> dict[Pair, Edition]:
    """Live stories, of every age in ten years, with documents; those that are there already stay as they are."""
    there = {edition.headline: edition for edition in Edition.objects.live().filter(source_credit=MARK)}
    planted = dict(_planted(pairs, by, there))
    documents.keep_up(Edition.objects.filter(pk__in=[edition.pk for edition in planted.values()]))
    return planted


def _planted(pairs: list[Pair], by: User, there: dict[str, Edition]) -> Iterator[tuple[Pair, Edition]]:
    for number, pair in enumerate(pairs):
        at = timezone.now() - OLDEST * ((number * 37) % 60 + 1) / 61
        yield pair, there.get(pair.headline) or _story(pair, by, at)


def _story(pair: Pair, by: User, at: datetime.datetime) -> Edition:
    body = f"<p>{pair.sentence}</p>"
    section = cast.section()
    article = Article.objects.create(
        created_by=by, language=pair.language, headline=pair.headline, body=body, section=section, is_open=False
    )
    revision = Revision.objects.create(article=article, number=1, began=1, saved_by=by, snapshot={})
    return Edition.objects.create(
        article=article,
        revision=revision,
        live_from=at,
        published_at=at,
        updated_at=at,
        language=pair.language,
        family=article.pk,
        section=section,
        path=f"{languages.path_prefix(pair.language)}/politics/{at:%Y/%m/%d}/{article.address_slug}-{article.pk}/",
        headline=pair.headline,
        body_html=body,
        source_credit=MARK,
        released_by=by,
    )

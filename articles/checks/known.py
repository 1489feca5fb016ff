"""What the checks ask the database of a story: all of it in one query, however long the story."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles.models import Article, Byline, Edition, Picture, Source

# Other headlines are those of the last day, and at most so many of each kind.
A_DAY = datetime.timedelta(hours=24)
MOST_HEADLINES = 200


@dataclass(frozen=True)
class LibraryPicture:
    """A picture of the library as the checks need it."""

    id: int
    caption: str
    credit: str
    alt: str
    licence: str
    uses: list[str]
    expires_at: datetime.datetime | None


@dataclass(frozen=True)
class Known:
    has_byline: bool = False
    source_expires_at: datetime.datetime | None = None
    pictures: dict[int, LibraryPicture] = field(default_factory=dict)
    # The ids of those stories, of the ones that were asked for, which readers see.
    live: frozenset[int] = frozenset()
    # Id and headline of the other stories of today, in the story's language.
    headlines: list[tuple[int, str]] = field(default_factory=list)


def ask(article: Article, pictures: Collection[int], stories: Collection[int]) -> Known:
    """What is known of a story whose body names these pictures, and leads to these stories."""
    named = {*pictures, *filter(None, [article.picture_id])}
    card = {"id": "id", "caption": "caption", "credit": "credit", "alt": "alt_text"}
    rights = {"licence": "licence", "uses": "uses", "expires_at": "expires_at"}
    shown = Picture.objects.filter(pk__in=named).order_by().values(card=JSONObject(**card, **rights))
    live = Edition.objects.live().filter(article__in=stories).order_by().values("article")
    source = Source.objects.filter(pk=article.source_id or 0).order_by().values("expires_at")
    row: Any = (
        Article.objects.filter(pk=article.pk)
        .order_by()
        .values(
            has_byline=Exists(Byline.objects.filter(article=article.pk)),
            source_expires_at=Subquery(source),
            shown=ArraySubquery(shown),
            live=ArraySubquery(live),
            released=ArraySubquery(_released(article)),
            written=ArraySubquery(_written(article)),
        )
        .first()
    )
    if row is None:
        return Known()
    # An array of what can be nowhere is NULL.
    return Known(
        has_byline=row["has_byline"],
        source_expires_at=row["source_expires_at"],
        pictures={card["id"]: _picture(card) for card in row["shown"] or []},
        live=frozenset(row["live"] or []),
        headlines=[(each["story"], each["headline"]) for each in row["released"] + row["written"]],
    )


def _picture(card: dict[str, Any]) -> LibraryPicture:
    until = card["expires_at"]
    return LibraryPicture(**{**card, "expires_at": datetime.datetime.fromisoformat(until) if until else None})


def _released(article: Article) -> QuerySet[Any, Any]:
    """Headlines of what is live or going to be; by the index `edition_language_newest`."""
    now = timezone.now()
    return (
        Edition.objects.settled()
        .filter(Q(live_until=None) | Q(live_until__gt=now), language=article.language, published_at__gt=now - A_DAY)
        .exclude(article=article.pk)
        .order_by("-published_at", "-article")
        .values(card=JSONObject(story="article", headline="headline"))[:MOST_HEADLINES]
    )


def _written(article: Article) -> QuerySet[Any, Any]:
    """Headlines of what the desk is at, but for what some may not read; by the index `article_touched`."""
    return (
        Article.objects.filter(touched_at__gt=timezone.now() - A_DAY, language=article.language, is_open=True)
        .filter(withdrawn="")
        .exclude(pk=article.pk)
        .exclude(headline="")
        .order_by("-touched_at")
        .values(card=JSONObject(story="id", headline="headline"))[:MOST_HEADLINES]
    )

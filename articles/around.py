"""What stands around a story on its page: all of it comes with the story, in its one query."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce, JSONObject

from articles.models import Correction, Edition, Place
from articles.models.edition import EditionQuerySet
from articles.presence import CARD, show_pictures

MORE_STORIES = 4
# Some of what is asked for may stand elsewhere on the page: the parts before and after, and of a section the stories
# before and after as well.
MOST_RELATED = MORE_STORIES + 2
MOST_OF_SECTION = MORE_STORIES + 4
# What has to be known of an edition.
KNOWN = ("article_id", "family", "section_id", "series_id", "language", "published_at")


def around(known: Mapping[str, Any]) -> dict[str, QuerySet[Any, Any]]:
    """The story in other languages, what is related to it, more of its section, the stories before and after it in its
    section and in its series, and its corrections: each as a card. `known`: the values of `KNOWN`, or references."""
    live, language, article = Edition.objects.live(), known["language"], known["article_id"]
    others = live.exclude(article=article)
    place = Place(known["published_at"], article)
    section = live.in_section(known["section_id"], language)
    # Of nothing there is no next one, as in a subquery, where nothing equals NULL.
    series = known["series_id"] or 0
    # Where enough is related, even without the parts before and after, the newest of the section are not shown; so the
    # page is the same when they change.
    within = {name: _from_within(each) for name, each in known.items()}
    is_enough = Exists(_related(within).exclude(series=Coalesce(_from_within(series), 0))[MORE_STORIES - 1 :])
    return {
        "translations": _cards(others.filter(family=known["family"]).order_by("language")),
        "related": _cards(_related(known)[:MOST_RELATED]),
        "more": _cards(section.exclude(article=article).exclude(is_enough)[:MOST_OF_SECTION]),
        "older": _cards(live.in_section(known["section_id"], language, place)[:1]),
        "newer": _cards(section.newer_than(place)[:1]),
        "part_before": _cards(live.in_series(series, language, place)[:1]),
        "part_after": _cards(live.in_series(series, language).newer_than(place)[:1]),
        "standing": Correction.objects.standing().filter(article=article).newest_first().as_cards(),
    }


def _related(known: Mapping[str, Any]) -> EditionQuerySet:
    """The closest first."""
    others = Edition.objects.live().filter(language=known["language"], article__related_to__story=known["article_id"])
    return others.exclude(family=known["family"]).order_by("-article__related_to__score")


def _from_within(value: Any) -> Any:
    """A value as a subquery of a subquery knows it."""
    return OuterRef(value) if isinstance(value, OuterRef) else value


def _cards(editions: EditionQuerySet) -> QuerySet[Any, Any]:
    return editions.values(card=JSONObject(**{name: F(name) for name in CARD}))


def choose_what_to_read_on(edition: Any) -> None:
    """What is related to a story, filled up with more of its section. No story stands around it twice, but that one
    beside it fills a place that would be empty."""
    parts = {card["article"] for card in edition.part_before + edition.part_after}
    related = [card for card in edition.related if card["article"] not in parts]
    shown = parts | {card["article"] for card in related}
    edition.older, edition.newer = (
        [card for card in cards if card["article"] not in parts] for cards in (edition.older, edition.newer)
    )
    neighbours = {card["article"] for card in edition.older + edition.newer}
    rest = [card for card in edition.more if card["article"] not in shown]
    rest.sort(key=lambda card: card["article"] in neighbours)
    edition.read_on = (related + rest)[:MORE_STORIES]
    edition.is_related = bool(related)
    show_pictures(edition.read_on)

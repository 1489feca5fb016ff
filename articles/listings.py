"""The lists that readers browse: each is a page, a feed in two formats, and the stories in it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.addresses import none_left
from articles.models import Edition, Person, Place, Section, Tag
from articles.models.edition import EditionQuerySet, day_span

PAGE_SIZE = 20
# The mark of a list from its very beginning: a page that shows it where the first page shows something else.
WHOLE = "4102444800000000-0"
_PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


@dataclass(frozen=True)
class Page:
    """A screenful of a list, and the mark under which the next one is asked for."""

    editions: Sequence[Edition]
    next_mark: str

    @classmethod
    def of(cls, editions: QuerySet[Edition]) -> Self:
        rows = list(editions.for_lists()[: PAGE_SIZE + 1])  # type: ignore[attr-defined]
        more = len(rows) > PAGE_SIZE
        return cls(rows[:PAGE_SIZE], mark_of(rows[PAGE_SIZE - 1].place) if more else "")


@dataclass(frozen=True)
class Listing:
    """A list of live stories, newest first, in the language that is spoken."""

    kind: str
    title: str
    path: str
    editions: QuerySet[Edition]
    # All that were ever in it: whether there was a page once.
    served: QuerySet[Edition]
    subject: Any = None
    description: str = ""
    # The name of a tag or a person may be the very thing that a story not yet out, or withdrawn, would tell.
    hidden_when_empty: bool = False

    def refuse_if_hidden(self, shown: Sequence[Edition]) -> None:
        """A list that shows nothing may have no page: `Gone` where it had one once, or else Http404."""
        if self.hidden_when_empty and not shown:
            raise none_left(self.served)


def mark_of(place: Place) -> str:
    return f"{round(place.at.timestamp() * 1_000_000)}-{place.id}"


def place_of(mark: str) -> Place | None:
    """The place that a mark in an address stands for: none without a mark, 404 for one that we never gave out."""
    if not mark:
        return None
    match = _PLACE.fullmatch(mark)
    if match is None:
        raise Http404
    since = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    try:
        return Place(since + datetime.timedelta(microseconds=int(match[1])), int(match[2]))
    except OverflowError as error:
        raise Http404 from error


def spoken() -> str:
    language = get_language()
    assert language is not None
    return language


def _shown_and_served(at: datetime.datetime | None = None) -> tuple[EditionQuerySet, EditionQuerySet]:
    return Edition.objects.live(at), Edition.objects.seen(at)


def everything(before: Place | None = None) -> Listing:
    live, seen = (each.in_language(spoken(), before) for each in _shown_and_served())
    return Listing("latest", _("Latest stories"), reverse("latest"), live, seen)


def of_section(slug: str, before: Place | None = None) -> Listing:
    return within(get_object_or_404(Section, slug=slug), before)


def within(section: Section, before: Place | None = None, at: datetime.datetime | None = None) -> Listing:
    """A section's stories: at an instant, or now."""
    live, seen = (each.in_section(section.pk, spoken(), before) for each in _shown_and_served(at))
    return Listing(
        "section",
        section.name_in(spoken()),
        section.get_absolute_url(),
        live,
        seen,
        section,
        section.description_in(spoken()),
    )


def of_tag(slug: str, before: Place | None = None) -> Listing:
    tag = get_object_or_404(Tag, slug=slug)
    live, seen = (each.tagged(tag.pk, spoken(), before) for each in _shown_and_served())
    return Listing("tag", tag.name, tag.get_absolute_url(), live, seen, tag, hidden_when_empty=True)


def of_person(slug: str, before: Place | None = None) -> Listing:
    person = get_object_or_404(Person, slug=slug)
    live, seen = (each.by(person.pk, spoken(), before) for each in _shown_and_served())
    return Listing(
        "person",
        person.name_in(spoken()),
        person.get_absolute_url(),
        live,
        seen,
        person,
        person.bio_in(spoken()),
        hidden_when_empty=True,
    )


def days_around(date: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """The nearest days before and after that have a story."""
    live = Edition.objects.live().in_language(spoken())
    begin, end = day_span(date)
    instants = live.values_list("published_at", flat=True)
    before = instants.filter(published_at__lt=begin).order_by("-published_at")[:1]
    after = instants.filter(published_at__gte=end).order_by("published_at")[:1]
    found = sorted(timezone.localdate(instant) for instant in before.union(after, all=True).order_by())
    return (
        next((day for day in found if day < date), None),
        next((day for day in found if day > date), None),
    )


def of_day(year: int, month: int, day: int, before: Place | None = None) -> Listing:
    if not 1900 <= year <= 2999:
        raise Http404
    try:
        date = datetime.date(year, month, day)
        live, seen = (each.on_day(date).in_language(spoken(), before) for each in _shown_and_served())
    except ValueError as error:
        raise Http404 from error
    path = reverse("day", args=[year, month, day])
    return Listing("day", date_format(date, "j F Y"), path, live, seen, date, hidden_when_empty=True)

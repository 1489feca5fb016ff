"""The lists that readers browse: each is a page, a feed in three formats, and the stories in it."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import languages
from articles.addresses import none_left
from articles.dates import written
from articles.models import Edition, Person, Place, Section, Series, Tag
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
    # The languages in which it has a page, as far as is known.
    languages: Sequence[str] = ()
    # The name of a tag, a person or a series may be the very thing that a story not yet out, or withdrawn, would tell.
    hidden_when_empty: bool = False

    @property
    def has_feeds(self) -> bool:
        """Feeds of its own: those of all stories are the site's."""
        return self.kind not in ("latest", "day", "most-read")

    @classmethod
    def apart(cls, kind: str, title: str, path: str, description: str) -> Self:
        """A list that is no query for editions, and has a page in every language."""
        none = Edition.objects.none()
        return cls(kind, title, path, none, none, description=description, languages=languages.codes())

    @cached_property
    def paths(self) -> dict[str, str]:
        """By language, the address of the same list, this one's too."""
        return {code: translate_url(self.path, code) for code in self.languages}

    @property
    def in_other_languages(self) -> dict[str, str]:
        return {code: path for code, path in self.paths.items() if code != spoken()}

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
    return Listing("latest", _("Latest stories"), reverse("latest"), live, seen, languages=languages.codes())


def where_live(listed: Callable[..., EditionQuerySet]) -> dict[str, IsNull]:
    """For a query for the subject of a list: whether the list has a live story, by language."""
    # By its newest, not by EXISTS: for that PostgreSQL would read through all lists, since it thinks that each has
    # stories in every language. The newest it takes from the list's own index.
    newest = {code: listed(Edition.objects.live(), OuterRef("pk"), code).values("pk")[:1] for code in languages.codes()}
    return {f"in_{code}": IsNull(Subquery(each), False) for code, each in newest.items()}


def _languages_of(subject: Any) -> list[str]:
    return [code for code in languages.codes() if getattr(subject, f"in_{code}", False)]


def of_section(slug: str, before: Place | None = None) -> Listing:
    sections = Section.objects.annotate(**where_live(EditionQuerySet.in_section))
    return within(get_object_or_404(sections, slug=slug), before)


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
        _languages_of(section),
    )


def of_tag(slug: str, before: Place | None = None) -> Listing:
    tag: Tag = get_object_or_404(Tag.objects.annotate(**where_live(EditionQuerySet.tagged)), slug=slug)
    live, seen = (each.tagged(tag.pk, spoken(), before) for each in _shown_and_served())
    path, where = tag.get_absolute_url(), _languages_of(tag)
    return Listing("tag", tag.name, path, live, seen, tag, languages=where, hidden_when_empty=True)


def of_person(slug: str, before: Place | None = None) -> Listing:
    person = get_object_or_404(Person.objects.annotate(**where_live(EditionQuerySet.by)), slug=slug)
    live, seen = (each.by(person.pk, spoken(), before) for each in _shown_and_served())
    return Listing(
        "person",
        person.name_in(spoken()),
        person.get_absolute_url(),
        live,
        seen,
        person,
        person.bio_in(spoken()),
        _languages_of(person),
        hidden_when_empty=True,
    )


def of_series(slug: str, before: Place | None = None) -> Listing:
    series: Series = get_object_or_404(Series.objects.annotate(**where_live(EditionQuerySet.in_series)), slug=slug)
    live, seen = (each.in_series(series.pk, spoken(), before) for each in _shown_and_served())
    return Listing(
        "series",
        series.name_in(spoken()),
        series.get_absolute_url(),
        live,
        seen,
        series,
        series.description_in(spoken()),
        _languages_of(series),
        hidden_when_empty=True,
    )


@dataclass(frozen=True)
class Around:
    """The nearest days before and after one that have a story, and the languages that have one on that day."""

    before: datetime.date | None
    after: datetime.date | None
    languages: Sequence[str]


def days_around(date: datetime.date) -> Around:
    """In one query."""
    live = Edition.objects.live()
    begin, end = day_span(date)
    spoken_ones = live.in_language(spoken()).values_list("language", "published_at")
    before = spoken_ones.filter(published_at__lt=begin)[:1]
    after = spoken_ones.filter(published_at__gte=end).order_by("published_at")[:1]
    same = [
        live.on_day(date).filter(language=code).values_list("language", "published_at").order_by()[:1]
        for code in languages.codes()
        if code != spoken()
    ]
    found = [(code, timezone.localdate(at)) for code, at in before.union(after, *same, all=True).order_by()]
    return Around(
        next((day for _code, day in found if day < date), None),
        next((day for _code, day in found if day > date), None),
        [code for code in languages.codes() if code == spoken() or (code, date) in found],
    )


def of_day(year: int, month: int, day: int, before: Place | None = None, where: Sequence[str] = ()) -> Listing:
    if not 1900 <= year <= 2999:
        raise Http404
    try:
        date = datetime.date(year, month, day)
        live, seen = (each.on_day(date).in_language(spoken(), before) for each in _shown_and_served())
    except ValueError as error:
        raise Http404 from error
    path = reverse("day", args=[year, month, day])
    return Listing("day", written(date), path, live, seen, date, languages=where, hidden_when_empty=True)


# By their names in the map of paths.
BY_KIND: dict[str, Callable[..., Listing]] = {
    "latest": everything,
    "section": of_section,
    "tag": of_tag,
    "person": of_person,
    "series": of_series,
    "day": of_day,
}

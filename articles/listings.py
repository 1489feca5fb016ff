"""The lists that readers browse: each is a page, a feed in three formats, and the stories in it."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.http import Http404
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import languages
from articles.addresses import none_left
from articles.dates import written
from articles.models import Edition, Person, Place, Section, Series, Tag
from articles.models.edition import EditionQuerySet, day_span
from articles.prepared import Given, GivenInstant, Prepared

PAGE_SIZE = 20
# The mark of a list from its very beginning: a page that shows it where the first page shows something else.
WHOLE = "4102444800000000-0"
_PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


type Word = Callable[..., EditionQuerySet]
type Shape = Callable[[EditionQuerySet], QuerySet[Edition]]


def between(editions: EditionQuerySet, begin: Any, end: Any, language: Any, before: Place | None) -> EditionQuerySet:
    return editions.between(begin, end).in_language(language, before)


@dataclass(frozen=True)
class Stories:
    """The stories of a list, newest first, from a place on: what EditionQuerySet's `word` gives for these values."""

    word: Word
    values: tuple[Any, ...]
    before: Place | None = None
    # An instant, or now.
    at: datetime.datetime | None = None

    def live(self, shape: Shape) -> list[Edition]:
        """Those that readers see, in one query: as many, and with as much of each, as `shape` says. Each `shape` is
        asked once."""
        given = {f"value_{number}": value for number, value in enumerate(self.values)}
        if self.before is not None:
            given |= {"before_at": self.before.at, "before_id": self.before.id}
        if self.at is not None:
            given["at"] = self.at
        query = _stories(self.word, len(self.values), self.before is not None, self.at is not None, shape)
        return query.all(**given)

    def seen(self) -> EditionQuerySet:
        """All that were ever in the list."""
        return self.word(Edition.objects.seen(self.at), *self.values, self.before)


@lru_cache(maxsize=128)
def _stories(word: Word, values: int, has_place: bool, has_instant: bool, shape: Shape) -> Prepared[Edition]:
    given = [Given(f"value_{number}") for number in range(values)]
    place: Any = Place(Given("before_at"), Given("before_id")) if has_place else None  # type: ignore[arg-type]
    instant: Any = GivenInstant("at") if has_instant else None
    return Prepared(lambda: shape(word(Edition.objects.live(instant), *given, place)))


def a_page(editions: EditionQuerySet) -> EditionQuerySet:
    return editions.for_lists()[: PAGE_SIZE + 1]


@dataclass(frozen=True)
class Page:
    """A screenful of a list, and the mark under which the next one is asked for."""

    editions: Sequence[Edition]
    next_mark: str

    @classmethod
    def of(cls, listing: "Listing") -> Self:
        """Without a query where the list has none for editions."""
        rows = listing.stories.live(a_page) if listing.stories else []
        more = len(rows) > PAGE_SIZE
        return cls(rows[:PAGE_SIZE], mark_of(rows[PAGE_SIZE - 1].place) if more else "")


@dataclass(frozen=True)
class Listing:
    """A list of live stories, newest first, in the language that is spoken."""

    kind: str
    title: str
    path: str
    # None of a list that is no query for editions.
    stories: Stories | None
    subject: Any = None
    description: str = ""
    # The languages in which it has a page, as far as is known.
    languages: Sequence[str] = ()
    # The name of a tag, a person or a series may be the very thing that a story not yet out, or withdrawn, would tell.
    hidden_when_empty: bool = False

    @property
    def values(self) -> tuple[Any, ...]:
        """All that its page says of it, beside its stories."""
        return (self.kind, self.title, self.path, self.description, *self.languages)

    @property
    def has_feeds(self) -> bool:
        """Feeds of its own: those of all stories are the site's."""
        return self.kind not in ("latest", "day", "most-read")

    @classmethod
    def apart(cls, kind: str, title: str, path: str, description: str) -> Self:
        """A list that is no query for editions, and has a page in every language."""
        return cls(kind, title, path, None, description=description, languages=languages.codes())

    @property
    def paths(self) -> dict[str, str]:
        """By language, the address of the same list, this one's too."""
        return dict(zip(self.languages, _translated(self.path, spoken(), tuple(self.languages)), strict=True))

    @property
    def in_other_languages(self) -> dict[str, str]:
        return {code: path for code, path in self.paths.items() if code != spoken()}

    def refuse_if_hidden(self, shown: Sequence[Edition]) -> None:
        """A list that shows nothing may have no page: `Gone` where it had one once, or else Http404."""
        if self.hidden_when_empty and not shown and self.stories:
            raise none_left(self.stories.seen())


# The map of paths stays what it is.
@lru_cache(maxsize=4096)
def _translated(path: str, spoken: str, codes: tuple[str, ...]) -> list[str]:
    """The addresses, in other languages, of what a path in the one that is spoken leads to."""
    return [translate_url(path, code) for code in codes]


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


def everything(before: Place | None = None) -> Listing:
    stories = Stories(EditionQuerySet.in_language, (spoken(),), before)
    return Listing("latest", _("Latest stories"), reverse("latest"), stories, languages=languages.codes())


def where_live(listed: Word, at: Any = None) -> dict[str, IsNull]:
    """For a query for the subject of a list: whether the list has a live story, by language."""
    # By its newest, not by EXISTS: for that PostgreSQL would read through all lists, since it thinks that each has
    # stories in every language. The newest it takes from the list's own index.
    live = Edition.objects.live(at)
    newest = {code: listed(live, OuterRef("pk"), code).values("pk")[:1] for code in languages.codes()}
    return {f"in_{code}": IsNull(Subquery(each), False) for code, each in newest.items()}


def _languages_of(subject: Any) -> list[str]:
    return [code for code in languages.codes() if getattr(subject, f"in_{code}", None)]


# The sections, and in which languages each has stories at an instant; and likewise the subject of each other list.
SECTIONS = Prepared(lambda: Section.objects.annotate(**where_live(EditionQuerySet.in_section, GivenInstant("at"))))


def _by_slug(model: type[Model], listed: Word) -> Prepared[Any]:
    every: Any = model._default_manager
    return Prepared(lambda: every.annotate(**where_live(listed)).filter(slug=Given("slug"))[:1])


SECTION = _by_slug(Section, EditionQuerySet.in_section)
TAG = _by_slug(Tag, EditionQuerySet.tagged)
PERSON = _by_slug(Person, EditionQuerySet.by)
SERIES = _by_slug(Series, EditionQuerySet.in_series)


def _found[Subject](query: Prepared[Subject], slug: str) -> Subject:
    subject = query.first(slug=slug)
    if subject is None:
        raise Http404
    return subject


def of_section(slug: str, before: Place | None = None) -> Listing:
    return within(_found(SECTION, slug), before)


def within(section: Section, before: Place | None = None, at: datetime.datetime | None = None) -> Listing:
    """A section's stories: at an instant, or now."""
    return Listing(
        "section",
        section.name_in(spoken()),
        section.get_absolute_url(),
        Stories(EditionQuerySet.in_section, (section.pk, spoken()), before, at),
        section,
        section.description_in(spoken()),
        _languages_of(section),
    )


def of_tag(slug: str, before: Place | None = None) -> Listing:
    tag: Tag = _found(TAG, slug)
    stories = Stories(EditionQuerySet.tagged, (tag.pk, spoken()), before)
    path, where = tag.get_absolute_url(), _languages_of(tag)
    return Listing("tag", tag.name, path, stories, tag, languages=where, hidden_when_empty=True)


def of_person(slug: str, before: Place | None = None) -> Listing:
    person: Person = _found(PERSON, slug)
    return Listing(
        "person",
        person.name_in(spoken()),
        person.get_absolute_url(),
        Stories(EditionQuerySet.by, (person.pk, spoken()), before),
        person,
        person.bio_in(spoken()),
        _languages_of(person),
        hidden_when_empty=True,
    )


def of_series(slug: str, before: Place | None = None) -> Listing:
    series: Series = _found(SERIES, slug)
    return Listing(
        "series",
        series.name_in(spoken()),
        series.get_absolute_url(),
        Stories(EditionQuerySet.in_series, (series.pk, spoken()), before),
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
    begin, end = day_span(date)
    rows = _around(spoken(), tuple(languages.codes())).all(begin=begin, end=end)
    found = [(code, timezone.localdate(at)) for code, at in rows]
    return Around(
        next((day for _code, day in found if day < date), None),
        next((day for _code, day in found if day > date), None),
        [code for code in languages.codes() if code == spoken() or (code, date) in found],
    )


@lru_cache(maxsize=16)
def _around(language: str, codes: tuple[str, ...]) -> Prepared[tuple[str, datetime.datetime]]:
    """The last story of a language before `begin`, the first from `end` on, and one between in each other language."""

    def put_together() -> QuerySet[Any, tuple[str, datetime.datetime]]:
        live = Edition.objects.live()
        own = live.in_language(language).values_list("language", "published_at")
        before = own.filter(published_at__lt=Given("begin"))[:1]
        after = own.filter(published_at__gte=Given("end")).order_by("published_at")[:1]
        same_days = live.between(Given("begin"), Given("end")).values_list("language", "published_at").order_by()
        others = [same_days.filter(language=code)[:1] for code in codes if code != language]
        return before.union(after, *others, all=True).order_by()

    return Prepared(put_together)


def of_day(year: int, month: int, day: int, before: Place | None = None, where: Sequence[str] = ()) -> Listing:
    if not 1900 <= year <= 2999:
        raise Http404
    try:
        date = datetime.date(year, month, day)
        stories = Stories(between, (*day_span(date), spoken()), before)
    except ValueError as error:
        raise Http404 from error
    path = reverse("day", args=[year, month, day])
    return Listing("day", written(date), path, stories, date, languages=where, hidden_when_empty=True)


# By their names in the map of paths.
BY_KIND: dict[str, Callable[..., Listing]] = {
    "latest": everything,
    "section": of_section,
    "tag": of_tag,
    "person": of_person,
    "series": of_series,
    "day": of_day,
}

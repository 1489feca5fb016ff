"""The sitemap (sitemaps.org 0.9): every live story and list, and what is new for news search.

A story's file is that of the month in which it was first published, by language, so that the cost of a file does not
grow with the archive; a month of more stories than a file may have is told by its days. Lists have a file a kind and
language. The index tells of files that are there, and when each last changed.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, DateTimeField, F, Func, IntegerField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject, Now
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles import languages, lasting
from articles.context import absolute, site_name
from articles.dates import machine
from articles.models import Edition, Person, Section, Series, Tag
from articles.models.edition import EditionQuerySet, day_span

MOST = 50_000
NEWS_MOST = 1_000
NEWS_FOR = datetime.timedelta(hours=48)
MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'

# Lists of which there may be many: their model, an edition's rows of them, and the word for the stories of one.
NAMED: dict[str, tuple[Any, str, Callable[..., EditionQuerySet]]] = {
    "tags": (Tag, "tag_rows__tag", EditionQuerySet.tagged),
    "people": (Person, "person_rows__person", EditionQuerySet.by),
    "series": (Series, "series", EditionQuerySet.in_series),
}


type When = datetime.datetime | None


class Entry(NamedTuple):
    """A page: its path, when it last changed, and its paths by language where it is in several."""

    path: str
    changed: When
    translations: dict[str, str] = {}


# The index.


def index(request: HttpRequest) -> HttpResponse:
    files = [*_files_of_stories(), *_files_of_lists()]
    if newest := _newest_news().values_list("published_at", flat=True).first():
        files.insert(0, (reverse("sitemap_news"), newest))
    listed = "".join(_element("sitemap", absolute(request, path), changed) for path, changed in files)
    return _answer(f"<sitemapindex {MAP}>{listed}</sitemapindex>")


def _files_of_stories() -> Iterator[tuple[str, When]]:
    for language, month, count, changed in _spans(_months()):
        if count <= MOST:
            yield _path_of(language, month, "%Y-%m"), changed
        else:
            for _language, day, _count, at in _spans(_days(month), language=language):
                yield _path_of(language, day, "%Y-%m-%d"), at


def _spans(
    begins: list[datetime.datetime], **where: Any
) -> Iterator[tuple[str, datetime.datetime, int, datetime.datetime]]:
    """Of each language and span of time that has live stories: where it begins, how many there are, and when that last
    changed. A file changes when an edition in it begins, and when one ends. The last of the instants is the end of all.

    Both queries are made of an index alone (`edition_sitemap`).
    """
    if len(begins) < 2:
        return
    where |= {"published_at__gte": begins[0], "published_at__lt": begins[-1]}
    live = _by(begins, Edition.objects.live().filter(**where)).annotate(count=Count("*"), begun=Max("live_from"))
    over = Edition.objects.seen().filter(live_until__lte=Now(), **where)
    ended = {
        (row["language"], row["span"]): row["ended"] for row in _by(begins, over).annotate(ended=Max("live_until"))
    }
    for row in live.order_by("-span", "language"):
        changed = max(row["begun"], ended.get((row["language"], row["span"]), row["begun"]))
        yield row["language"], begins[row["span"] - 1], row["count"], changed


def _by(begins: list[datetime.datetime], editions: EditionQuerySet) -> QuerySet[Any, Any]:
    """Grouped by language and the number of the span, from 1. By PostgreSQL's width_bucket: to ask the calendar for
    each row takes ten times as long."""
    spans = Value(begins, ArrayField(DateTimeField()))
    number = Func(F("published_at"), spans, function="width_bucket", output_field=IntegerField())
    return editions.order_by().values("language", span=number)


def _months() -> list[datetime.datetime]:
    """The first instants of all months since the first story, and of the next one."""
    oldest = [
        Edition.objects.live().filter(language=code).order_by("published_at").values_list("published_at", flat=True)[:1]
        for code in languages.codes()
    ]
    instants = list(oldest[0].union(*oldest[1:], all=True).order_by())
    if not instants:
        return []
    months = [day_span(timezone.localdate(min(instants)).replace(day=1))[0]]
    while months[-1] <= timezone.now():
        months.append(_next_month(months[-1]))
    lasting.until(months[-1])
    return months


def _days(month: datetime.datetime) -> list[datetime.datetime]:
    """The first instants of a month's days, and of the next month."""
    last = (_next_month(month).date() - month.date()).days
    return [day_span(month.date() + datetime.timedelta(days=number))[0] for number in range(last + 1)]


def _path_of(language: str, begin: datetime.datetime, form: str) -> str:
    return reverse("sitemap_stories", args=[language, begin.strftime(form)])


def _files_of_lists() -> Iterator[tuple[str, When]]:
    """Without an instant: what would tell it honestly costs as much as the files."""
    for language in languages.codes():
        live = Edition.objects.live().filter(language=language)
        if live.exists():
            yield reverse("sitemap_lists", args=["pages", language, 0]), None
        for kind, (model, rows, _of_one) in NAMED.items():
            for number in range((model.objects.aggregate(last=Max("pk"))["last"] or 0) // MOST + 1):
                first, last = _numbers(number)
                if live.filter(**{f"{rows}__gte": first, f"{rows}__lte": last}).exists():
                    yield reverse("sitemap_lists", args=[kind, language, number]), None


# Stories.


def stories(request: HttpRequest, language: str, period: str) -> HttpResponse:
    """The live stories of a language that were first published in a month (2026-11) or on a day (2026-11-05)."""
    begin, end = _span(period)
    live = Edition.objects.live().filter(language=language, published_at__gte=begin, published_at__lt=end)
    # What the page of a story in another language is read by, too.
    family = Edition.objects.live().filter(family=OuterRef("family")).order_by("language")
    rows = (
        live.order_by("-published_at", "-article_id")
        .annotate(translations=ArraySubquery(family.values(page=JSONObject(language="language", path="path"))))
        .values_list("path", "updated_at", "translations")[:MOST]
    )
    return _pages(
        request, (Entry(path, at, {each["language"]: each["path"] for each in all_}) for path, at, all_ in rows)
    )


def _by_language(pages: list[dict[str, str]]) -> dict[str, str]:
    return {each["language"]: each["path"] for each in pages}


def _span(period: str) -> tuple[datetime.datetime, datetime.datetime]:
    year, month, *days = map(int, period.split("-"))
    try:
        if days:
            return day_span(datetime.date(year, month, days[0]))
        begin, _end = day_span(datetime.date(year, month, 1))
        return begin, _next_month(begin)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _next_month(month: datetime.datetime) -> datetime.datetime:
    first = (month.date().replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    return day_span(first)[0]


# Lists: each changed last when the newest of its stories came.


def lists(request: HttpRequest, kind: str, language: str, number: str) -> HttpResponse:
    """The lists of a kind that have a live story in a language; of tags and people those of one range of numbers."""
    with languages.speaking(language):
        if kind in NAMED:
            return _pages(request, _named(kind, language, int(number)))
        return _pages(request, _fixed(language) if int(number) == 0 else [])


def _fixed(language: str) -> Iterator[Entry]:
    """The front, the newest stories, corrections and sections."""
    newest = Edition.objects.live().in_language(language).values_list("published_at", flat=True).first()
    if newest is None:
        return
    yield Entry(languages.path_prefix(language) + "/", newest)
    yield Entry(reverse("latest"), newest)
    yield Entry(reverse("corrections"), None)
    listed = Edition.objects.live().in_section(OuterRef("pk"), language)
    yield from _with_a_story(Section.objects.all(), listed)


def _named(kind: str, language: str, number: int) -> Iterator[Entry]:
    model, _rows, of_one = NAMED[kind]
    things = model.objects.filter(pk__range=_numbers(number)).order_by("pk")
    return _with_a_story(things, of_one(Edition.objects.live(), OuterRef("pk"), language))


def _with_a_story(things: QuerySet[Any], listed: EditionQuerySet) -> Iterator[Entry]:
    for each in things.annotate(newest=Subquery(listed.values("published_at")[:1])):
        if each.newest:
            yield Entry(each.get_absolute_url(), each.newest)


def _numbers(number: int) -> tuple[int, int]:
    return number * MOST, (number + 1) * MOST - 1


# News, after Google's schema.


def news(request: HttpRequest) -> HttpResponse:
    """The stories that were first published within the last 48 hours, at this moment, by the database's clock."""
    rows = list(_newest_news().only("path", "language", "published_at", "headline")[:NEWS_MOST])
    if rows:
        lasting.until(min(each.published_at for each in rows) + NEWS_FOR)
    listed = "".join(
        f"<url><loc>{escape(absolute(request, each.path))}</loc><news:news><news:publication>"
        f"<news:name>{escape(site_name(each.language))}</news:name>"
        f"<news:language>{each.language}</news:language></news:publication>"
        f"<news:publication_date>{machine(each.published_at)}</news:publication_date>"
        f"<news:title>{escape(each.headline)}</news:title></news:news></url>"
        for each in rows
    )
    return _answer(f"<urlset {MAP} {NEWS}>{listed}</urlset>")


def _newest_news() -> EditionQuerySet:
    # By language, as the index has it.
    recent = Edition.objects.live().filter(language__in=languages.codes(), published_at__gt=Now() - NEWS_FOR)
    return recent.order_by("-published_at", "-article_id")


# How it is written.


def _pages(request: HttpRequest, entries: Iterable[Entry]) -> HttpResponse:
    """A file of pages. One without any would be none (the schema wants one at least), and is not there."""
    listed = "".join(
        _element("url", absolute(request, entry.path), entry.changed, _links(request, entry.translations))
        for entry in entries
    )
    if not listed:
        raise Http404
    return _answer(f"<urlset {MAP} {XHTML}>{listed}</urlset>")


def _links(request: HttpRequest, translations: dict[str, str]) -> str:
    if len(translations) < 2:
        return ""
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(absolute(request, path))}"/>'
        for language, path in translations.items()
    )


def _element(name: str, address: str, changed: When, more: str = "") -> str:
    lastmod = f"<lastmod>{machine(changed)}</lastmod>" if changed else ""
    return f"<{name}><loc>{escape(address)}</loc>{lastmod}{more}</{name}>"


def _answer(xml: str) -> HttpResponse:
    """Without Last-Modified, for the reason that feeds have none (see `articles.feeds`)."""
    answer = HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n', content_type="application/xml; charset=utf-8"
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer

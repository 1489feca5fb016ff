"""The pages of lists."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from articles import listings, metadata
from articles.addresses import at_its_address
from articles.cards import Card
from articles.context import absolute
from articles.kept import signed
from articles.listings import Listing, Page
from articles.models import Edition, Section
from articles.moment import Moment
from articles.signals import section_page
from articles.views.story import Part


def latest(request: HttpRequest) -> HttpResponse:
    return _show(request, listings.everything)


@at_its_address
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's stories; on its first page, what a room gives to stand in their place."""
    if request.GET.get("before"):
        return _show(request, listings.of_section, slug)
    moment = Moment.present(listings.SECTIONS)
    found = moment.section(slug)
    answers = section_page.send(sender=Section, request=request, section=found, moment=moment)
    parts: list[Any] = [answer for _, answer in answers if answer is not None]
    if not parts:
        return _show(request, partial(listings.within, at=moment.at), found, sections=moment.sections)
    return render(request, "articles/section.html", section_context(request, found, moment, parts[0]))


def section_context(request: HttpRequest, section: Section, moment: Moment, part: Part) -> dict[str, Any]:
    """What articles/section.html shows where a part stands in place of the list."""
    listing = listings.within(section, at=moment.at)
    return {
        "listing": listing,
        "page": Page(part.context.get("editions", []), ""),
        "in_other_languages": listing.in_other_languages,
        "is_first_page": True,
        **about(request, listing, "", part.context.get("editions", [])),
        "sections": moment.sections,
        "part": part,
        "whole": f"{listing.path}?before={listings.WHOLE}",
    }


@at_its_address
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, listings.of_tag, slug)


@at_its_address
def person(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, listings.of_person, slug)


@at_its_address
def series(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, listings.of_series, slug)


@at_its_address
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """A day's stories. A day without one has no page, or crawlers would find them without end."""
    date = listings.of_day(year, month, day).subject
    around = listings.days_around(date)
    of_day = partial(listings.of_day, where=around.languages)
    return _show(request, of_day, year, month, day, day_before=around.before, day_after=around.after)


def _show(request: HttpRequest, listing_of: Callable[..., Listing], *args: Any, **context: Any) -> HttpResponse:
    mark = request.GET.get("before", "")
    listing = listing_of(*args, before=listings.place_of(mark))
    page = Page.of(listing)
    listing.refuse_if_hidden(page.editions)
    context |= {
        "listing": listing,
        "page": page,
        "in_other_languages": listing.in_other_languages,
        "is_first_page": not mark,
        "names_sections": listing.kind != "section",
        "cards": tuple(map(Card.of, page.editions)),
        **about(request, listing, mark, page.editions),
    }
    return render(request, f"articles/{listing.kind}.html", context)


def about(request: HttpRequest, listing: Listing, mark: str, editions: Sequence[Edition]) -> dict[str, Any]:
    """What the head of a list's page says to machines, made when somebody asks for it; and what it is kept by."""
    return {
        "metadata": SimpleLazyObject(lambda: metadata.of_list(request, listing, mark, editions)),
        "sign_of_head": signed(absolute(request, "/"), listing.values, mark, [edition.path for edition in editions]),
    }

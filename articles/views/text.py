"""The text-only edition: the front, lists and stories in words alone."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve, reverse

from articles import languages, listings
from articles.addresses import Gone, moved_to, present, withdrawal_at
from articles.context import absolute
from articles.listings import Page, mark_of, place_of, spoken
from articles.models import Edition, Section
from articles.text_only import MOST_BYTES, address_of, blocks, kind_of, parts
from articles.views.story import find_live, page_of

# The more of them there are, the shorter their lists have to be.
STORIES_A_SECTION = (6, 4, 3, 2, 1, 0)
STORIES_A_LIST = (20, 14, 10, 7, 5, 3)
_PART = re.compile(r"[1-9][0-9]?")
MOST_PARTS = 99
# A heading, a link and a mark of a part weigh less than this beside what is measured.
MARGIN = 200


def front(request: HttpRequest) -> HttpResponse:
    """The newest headlines of each section."""
    sections = list(Section.objects.all())
    live = Edition.objects.live().defer("body_html")
    each = [live.in_section(section.pk, spoken())[: STORIES_A_SECTION[0]] for section in sections]
    found: Iterable[Edition] = each[0].union(*each[1:], all=True) if each else []
    newest = sorted(found, key=lambda edition: edition.place, reverse=True)
    in_section = {section: [e for e in newest if e.section_id == section.pk] for section in sections}
    full_path = reverse("front")
    return _light(
        request,
        "text/front.html",
        (
            {
                "blocks": [(section, editions[:most]) for section, editions in in_section.items() if editions],
                "full_path": full_path,
                "canonical": absolute(request, full_path),
            }
            for most in STORIES_A_SECTION
        ),
    )


def page(request: HttpRequest, path: str) -> HttpResponse:
    """What is, or was, at the address that follows /text: its words, the way to where it is now, or 410."""
    full_path = request.path_info.replace("/text/", "/", 1)
    try:
        return _words_at(request, full_path) or _moved(request, present(full_path))
    except Gone as was:
        withdrawal = withdrawal_at(was.story_path) if was.story_path else None
        answer = render(request, "text/gone.html", {"withdrawal": withdrawal, "full_path": full_path}, status=410)
        answer["Cache-Control"] = "no-cache"
        return answer


def _words_at(request: HttpRequest, full_path: str) -> HttpResponse | None:
    """The page, if this is its address. Raises Http404 for what has no page in this edition."""
    kind = kind_of(full_path) if languages.of_path(full_path) == spoken() else ""
    if kind == "story":
        edition = find_live(article__addresses__path=full_path)
        return _story(request, edition) if edition and edition.path == full_path else None
    if kind not in listings.BY_KIND:
        raise Http404
    try:
        return _list(request, kind, full_path)
    except Http404:
        return None


def _moved(request: HttpRequest, target: str) -> HttpResponse:
    if not kind_of(target):
        raise Http404
    return moved_to(request, address_of(target))


def _list(request: HttpRequest, kind: str, full_path: str) -> HttpResponse:
    mark = request.GET.get("before", "")
    listing = listings.BY_KIND[kind](**resolve(full_path).kwargs, before=place_of(mark))
    shown = Page.of(listing)
    listing.refuse_if_hidden(shown.editions)
    around = listings.days_around(listing.subject) if kind == "day" else None
    return _light(
        request,
        "text/list.html",
        (
            {
                "listing": listing,
                "page": _shortened(shown, most),
                "is_first_page": not mark,
                "around": around,
                "full_path": listing.path,
                "canonical": absolute(request, listing.path),
            }
            for most in STORIES_A_LIST
        ),
    )


def _shortened(page: Page, most: int) -> Page:
    if len(page.editions) <= most:
        return page
    return Page(page.editions[:most], mark_of(page.editions[most - 1].place))


def _story(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A story's words, in parts where they are long. Raises Http404 for a part that there is not."""
    wanted = request.GET.get("part", "1")
    context = page_of(edition) | {"full_path": edition.path, "canonical": absolute(request, edition.path)}
    room = MOST_BYTES - MARGIN - _weight(request, context)
    before, after = (render_to_string(f"text/story.html#{place}", context) for place in ("before", "after"))
    made = parts(blocks(before + edition.body_html + after, room), room)[:MOST_PARTS]
    if not _PART.fullmatch(wanted) or int(wanted) > len(made):
        raise Http404
    number = int(wanted)
    context |= {"words": made[number - 1], "number": number, "total": len(made)}
    return render(request, "text/story.html", context)


def _weight(request: HttpRequest, context: dict[str, Any]) -> int:
    """The bytes of a story's page without its words, and with all that may be around them."""
    empty = context | {"words": "", "number": 1, "total": MOST_PARTS, "is_measured": True}
    return len(render(request, "text/story.html", empty).content)


def _light(request: HttpRequest, template: str, contexts: Iterable[dict[str, Any]]) -> HttpResponse:
    """The longest of several forms of a page that is light enough."""
    answer = HttpResponse()
    for context in contexts:
        answer = render(request, template, context)
        if len(answer.content) <= MOST_BYTES:
            break
    return answer

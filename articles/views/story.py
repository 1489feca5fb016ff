"""A story's page, wherever its address leads from."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import escape_leading_slashes

from articles import metadata
from articles.models import Edition
from articles.signals import story_page

MORE_STORIES = 4


@dataclass(frozen=True)
class Part:
    """Something of another room that stands below a story: its template, and what that needs."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


def story(request: HttpRequest, path: str = "") -> HttpResponse:
    """The story that lives at this address, or the way to where it lives now; 410 where one lived."""
    path = request.path_info
    if not path.endswith("/"):
        return _with_slash(request, path)
    composed = unicodedata.normalize("NFC", path)
    if composed != path:
        return HttpResponsePermanentRedirect(escape_leading_slashes(composed))
    edition = find_live(article__addresses__path=path)
    if edition is not None and edition.path == path:
        return render_story(request, edition)
    # An address that is only planned, for a scheduled update, is nobody's business yet.
    if not Edition.objects.seen().filter(path=path).exists():
        raise Http404
    if edition is None:
        return render(request, "410.html", status=410)
    moved = HttpResponsePermanentRedirect(edition.path)
    # A story may move back: a browser that remembers both ways would go round in circles.
    moved["Cache-Control"] = "no-cache"
    return moved


def find_live(**where: Any) -> Edition | None:
    """A live edition with all that its page shows, in one query."""
    live = Edition.objects.live()
    translations = live.filter(family=OuterRef("family")).exclude(article=OuterRef("article")).order_by("language")
    more = live.in_section(OuterRef("section"), OuterRef("language")).exclude(article=OuterRef("article"))[
        :MORE_STORIES
    ]
    card = {name: F(name) for name in ("path", "headline", "kicker", "lead", "language")}
    return (
        live.filter(**where)
        .select_related("section")
        .annotate(
            translations=ArraySubquery(translations.values(card=JSONObject(**card))),
            more=ArraySubquery(more.values(card=JSONObject(**card))),
        )
        .first()
    )


def render_story(request: HttpRequest, edition: Edition, *, status: int = 200, **state: Any) -> HttpResponse:
    """The page of an edition from `find_live`; `state` goes to the rooms that add a part to it."""
    answers = story_page.send(sender=Edition, request=request, edition=edition, **state)
    context = {
        "edition": edition,
        "parts": [part for _, part in answers if part is not None],
        "metadata": metadata.of_story(request, edition),
    }
    return render(request, "articles/story.html", context, status=status)


def _with_slash(request: HttpRequest, path: str) -> HttpResponse:
    """Every page ends in a slash; whoever left it out is sent there, if it has the form of a page's address."""
    try:
        known = resolve(f"{path}/").url_name != "story"
    except Resolver404:
        known = False
    if not known and not Edition.objects.seen().filter(path=f"{path}/").exists():
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    target = escape_leading_slashes(f"{request.path}/")
    return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)

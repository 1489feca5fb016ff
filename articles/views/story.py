"""A story's page, wherever its address leads from."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import metadata
from articles.addresses import elsewhere
from articles.models import Correction, Edition
from articles.presence import bring_up_to_date, with_its_stories, with_present_names
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
    # By its address, which has an index.
    edition = find_live(article__addresses__path=path)
    return render_story(request, edition) if edition and edition.path == path else elsewhere(request)


def find_live(**where: Any) -> Edition | None:
    """A live edition with all that its page shows, in one query."""
    live = Edition.objects.live()
    translations = live.filter(family=OuterRef("family")).exclude(article=OuterRef("article")).order_by("language")
    more = live.in_section(OuterRef("section"), OuterRef("language")).exclude(article=OuterRef("article"))[
        :MORE_STORIES
    ]
    card = {name: F(name) for name in ("path", "headline", "kicker", "lead", "language")}
    corrections = Correction.objects.standing().filter(article=OuterRef("article")).newest_first()
    edition = (
        with_its_stories(with_present_names(live.filter(**where)))
        .select_related("section")
        .annotate(
            translations=ArraySubquery(translations.values(card=JSONObject(**card))),
            more=ArraySubquery(more.values(card=JSONObject(**card))),
            standing=ArraySubquery(corrections.values(card=JSONObject(id="id", kind="kind", text="text", at="at"))),
        )
        .first()
    )
    return bring_up_to_date(edition) if edition else None


def render_story(request: HttpRequest, edition: Edition, *, status: int = 200, **state: Any) -> HttpResponse:
    """The page of an edition from `find_live`; `state` goes to the rooms that add a part to it."""
    answers = story_page.send(sender=Edition, request=request, edition=edition, **state)
    corrections = [Correction.from_print(each) for each in edition.standing]  # type: ignore[attr-defined]
    context = {
        "edition": edition,
        "corrections_above": [each for kind in Correction.ABOVE for each in corrections if each.kind == kind],
        "corrections_below": [each for each in corrections if not each.is_above],
        "is_retracted": any(each.kind == Correction.Kind.RETRACTION for each in corrections),
        "parts": [part for _, part in answers if part is not None],
        "metadata": metadata.of_story(request, edition, corrections),
    }
    return render(request, "articles/story.html", context, status=status)

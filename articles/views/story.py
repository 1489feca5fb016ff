"""A story's page, wherever its address leads from."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import metadata, pictures_used
from articles.addresses import elsewhere
from articles.models import Correction, Edition
from articles.presence import (
    CARD,
    bring_up_to_date,
    settled,
    show_pictures,
    stories_of,
    with_its_stories,
    with_present_names,
)
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
    around = _around(*map(OuterRef, ("article", "family", "section", "language")))
    edition = (
        with_its_stories(with_present_names(Edition.objects.live().filter(**where)))
        .select_related("section")
        .annotate(**{name: ArraySubquery(cards) for name, cards in around.items()})
        .first()
    )
    return bring_up_to_date(edition) if edition else None


def surround(edition: Edition) -> Edition:
    """What stands around an edition that is stored nowhere, and what its body leads to, as `find_live` has them."""
    around = _around(edition.article_id, edition.family, edition.section_id, edition.language)
    for name, cards in around.items():
        setattr(edition, name, list(cards.values_list("card", flat=True)))
    show_pictures(edition.more)  # type: ignore[attr-defined]
    whole = pictures_used.without_barred(edition.body_html)
    edition.body_html = settled(whole, stories_of(whole), edition.language)
    return edition


def _around(article: Any, family: Any, section: Any, language: Any) -> dict[str, QuerySet[Any, Any]]:
    """The story in other languages, more of its section, and its corrections, each as a card."""
    live = Edition.objects.live()
    card = {name: F(name) for name in CARD}
    translations = live.filter(family=family).exclude(article=article).order_by("language")
    more = live.in_section(section, language).exclude(article=article)[:MORE_STORIES]
    corrections = Correction.objects.standing().filter(article=article).newest_first()
    return {
        "translations": translations.values(card=JSONObject(**card)),
        "more": more.values(card=JSONObject(**card)),
        "standing": corrections.as_cards(),
    }


def render_story(request: HttpRequest, edition: Edition, *, status: int = 200, **state: Any) -> HttpResponse:
    """The page of an edition from `find_live`; `state` goes to the rooms that add a part to it."""
    answers = story_page.send(sender=Edition, request=request, edition=edition, **state)
    context = page_of(edition)
    context |= {
        "parts": [part for _, part in answers if part is not None],
        "metadata": metadata.of_story(request, edition, context["corrections"]),
    }
    return render(request, "articles/story.html", context, status=status)


def page_of(edition: Edition) -> dict[str, Any]:
    """What articles/story.html shows of an edition and its corrections, without what machines read of it."""
    corrections = [Correction.from_print(each) for each in edition.standing]  # type: ignore[attr-defined]
    return {
        "edition": edition,
        "in_other_languages": {each["language"]: each["path"] for each in edition.translations},  # type: ignore[attr-defined]
        "corrections": corrections,
        "corrections_above": [each for kind in Correction.ABOVE for each in corrections if each.kind == kind],
        "corrections_below": [each for each in corrections if not each.is_above],
        "is_retracted": any(each.kind == Correction.Kind.RETRACTION for each in corrections),
    }

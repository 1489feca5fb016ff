"""A story's page, wherever its address leads from."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csp import csp_override

from articles import lasting, metadata, pictures_used, share
from articles.addresses import elsewhere
from articles.around import KNOWN, around, choose_what_to_read_on
from articles.context import absolute
from articles.embeds import frame_hosts
from articles.kept import signed, values_of
from articles.models import (
    Address,
    Article,
    Correction,
    Edition,
    EditionPerson,
    EditionStory,
    EditionTag,
    RelatedStory,
    Use,
)
from articles.prepared import Given, Prepared
from articles.presence import bring_up_to_date, settled, stories_of, with_its_stories, with_present_names
from articles.signals import story_page

_OF_A_STORY = re.compile(r"/[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/]+/$")


@dataclass(frozen=True)
class Part:
    """Something of another room that stands on a page: its template, what that needs, and its own style sheets. Of a
    story's page also templates for what is said about the story beside it and for the document's head, and what
    machines read of it in the story's NewsArticle."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    styles: tuple[str, ...] = ()
    about: str = ""
    head: str = ""
    metadata: Callable[[], Mapping[str, Any]] = dict
    # Signs all that its templates and its metadata show (see `kept`); empty where they are made for this answer alone.
    sign: str = ""


def story(request: HttpRequest, path: str = "") -> HttpResponse:
    """The story that lives at this address, or the way to where it lives now; 410 where one lived."""
    path = request.path_info
    # By its address, which has an index. What no story can be at (see `compose`) is not asked for: programs that look
    # for holes try thousands of paths.
    edition = find_live(article__addresses__path=path) if _OF_A_STORY.search(path) else None
    return render_story(request, edition) if edition and edition.path == path else elsewhere(request)


def find_live(**where: Any) -> Edition | None:
    """A live edition with all that its page shows, in one query: by the article, or by an address of it."""
    ((name, value),) = where.items()
    edition = _by(name).first(**{name: value})
    if edition is not None:
        _say_what_it_hangs_on(edition)
        choose_what_to_read_on(bring_up_to_date(edition))
    return edition


def _say_what_it_hangs_on(edition: Any) -> None:
    """Of the tables of stories, a story's page depends on those rows alone that are asked for with it: also of stories
    that it would lead to if readers could see them."""
    own = edition.article_id
    lasting.about(
        Edition,
        article=[own, *edition.related_ones, *edition.named_ones],
        family=edition.family,
        section=edition.section_id,
        series=edition.series_id,
    )
    for model in (EditionTag, EditionPerson, RelatedStory, Correction, Address):
        lasting.about(model, article=own)
    lasting.about(EditionStory, edition=edition.pk)


@cache
def _by(name: str) -> Prepared[Edition]:
    beside = {each: OuterRef(each) for each in KNOWN}
    return Prepared(
        lambda: (
            with_its_stories(with_present_names(Edition.objects.live().filter(**{name: Given(name)})))
            .select_related("section", "series")
            .annotate(**{each: ArraySubquery(cards) for each, cards in around(beside).items()})
            .annotate(
                related_ones=ArraySubquery(RelatedStory.objects.filter(story=OuterRef("article")).values("other")),
                named_ones=ArraySubquery(EditionStory.objects.filter(edition=OuterRef("pk")).values("story")),
            )
            .order_by()[:1]
        )
    )


def surround(edition: Edition) -> Edition:
    """What stands around an edition that is stored nowhere, and what its body leads to, as `find_live` has them."""
    beside = around({name: getattr(edition, name) for name in KNOWN})
    found = Article.objects.filter(pk=edition.article_id).values_list(*map(ArraySubquery, beside.values())).get()
    for name, cards in zip(beside, found, strict=True):
        setattr(edition, name, cards)
    choose_what_to_read_on(edition)
    whole = pictures_used.without_barred(edition.body_html)
    edition.body_html = settled(whole, stories_of(whole), edition.language)
    return edition


def render_story(request: HttpRequest, edition: Edition, *, status: int = 200, **state: Any) -> HttpResponse:
    """The page of an edition from `find_live`; `state` goes to the rooms that add a part to it."""
    answers: Any = story_page.send(sender=Edition, request=request, edition=edition, **state)
    context = page_of(edition)
    parts: list[Part] = [part for _, part in answers if part is not None]
    canonical = absolute(request, edition.path)
    # Where all pieces of the page are kept, nobody asks for it.
    about = SimpleLazyObject(
        lambda: metadata.of_story(request, edition, context["corrections"], *(part.metadata() for part in parts))
    )
    hosts = frame_hosts(edition.body_html)
    sign = signed(canonical, values_of(edition), edition.picture is None, edition.picture_for(Use.SHARING) is None)
    context |= {
        "parts": parts,
        "metadata": about,
        "share": SimpleLazyObject(lambda: share.links(edition, canonical)),
        "frame_hosts": hosts,
        "sign": sign,
        "sign_of_head": _sign_of_head(sign, parts),
    }
    shown = csp_override({**settings.SECURE_CSP, "frame-src": hosts})(render) if hosts else render
    return shown(request, "articles/story.html", context, status=status)


def _sign_of_head(sign: str, parts: Iterable[Part]) -> str:
    """Of the story, and of what its parts say in the document's head."""
    heard = [part for part in parts if part.head or part.metadata is not dict]
    return signed(sign, *(part.sign for part in heard)) if all(part.sign for part in heard) else ""


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

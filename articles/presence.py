"""Tags, people and stories as they are called and found now, and pictures as long as the rights to them last, whatever
was when an edition was printed."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html

from articles import languages, lasting, pictures_used
from articles.body import story_ids
from articles.models import Edition, EditionPerson, EditionStory, EditionTag, may_be_used
from articles.models.edition import EditionQuerySet

# What a link to a story needs, and its card shows.
CARD = ("article", "path", "headline", "kicker", "lead", "language")
_LINK = re.compile(r'<a data-story="(\d+)">(.*?)</a>', re.DOTALL)
_RELATED = re.compile(r'<aside data-story="(\d+)"></aside>')


def with_present_names(editions: EditionQuerySet) -> EditionQuerySet:
    """The same query, with what `bring_up_to_date` needs."""
    tags = EditionTag.objects.filter(edition=OuterRef("pk")).order_by("id")
    people = EditionPerson.objects.filter(edition=OuterRef("pk"))
    return editions.annotate(
        tags_now=ArraySubquery(tags.values(card=JSONObject(tag="tag", name="tag__name", slug="tag__slug"))),
        people_now=ArraySubquery(people.values(card=JSONObject(person="person", slug="person__slug"))),
    )


def bring_up_to_date[E: Edition](edition: E) -> E:
    """Tags under their present names, where those that were merged are one; people as printed, at their address."""
    slugs = {row["person"]: row["slug"] for row in edition.people_now}  # type: ignore[attr-defined]
    edition.bylines = [line | {"slug": slugs.get(line["person"], line["slug"])} for line in edition.bylines]
    edition.tags = list({row["tag"]: row for row in edition.tags_now}.values())  # type: ignore[attr-defined]
    until = edition.pictures_until
    if until is not None and "body_html" in edition.__dict__:
        if until <= timezone.now():
            edition.body_html = pictures_used.without_barred(edition.body_html)
        else:
            lasting.until(until)
    if hasattr(edition, "stories_now"):
        edition.body_html = settled(edition.body_html, edition.stories_now, edition.language)
    return edition


def show_pictures(cards: Iterable[dict[str, Any]]) -> None:
    """Put on the cards of other stories the pictures that may be shown."""
    for card in cards:
        card["picture"] = card["lead"] if card["lead"] and may_be_used(card["lead"]) else None


def with_its_stories(editions: EditionQuerySet) -> EditionQuerySet:
    """The same query, with those of the stories that a body leads to which readers can see now."""
    named = EditionStory.objects.filter(edition=OuterRef(OuterRef("pk"))).values("story")
    live = Edition.objects.live().filter(article__in=named)
    card = {name: F(name) for name in CARD}
    return editions.annotate(stories_now=ArraySubquery(live.values(card=JSONObject(**card))))


def stories_of(source: str) -> list[dict[str, Any]]:
    """The same of HTML that is no edition's. A query, where it names any."""
    named = story_ids(source)
    return list(Edition.objects.live().filter(article__in=named).values(*CARD)) if named else []


def settled(source: str, stories: Iterable[Mapping[str, Any]], language: str) -> str:
    """A rendered body in which what leads to our own stories leads to where they are now.

    Of a story that readers cannot see there is nothing: a link to it is its plain words, its card is not there.
    """
    live = {str(story["article"]): story for story in stories}

    def link(match: re.Match[str]) -> str:
        story = live.get(match[1])
        if story is None:
            return match[2]
        other = format_html(' hreflang="{}"', story["language"]) if story["language"] != language else ""
        return format_html('<a href="{}"{}>', story["path"], other) + match[2] + "</a>"

    def related(match: re.Match[str]) -> str:
        story = live.get(match[1])
        return _card(story, language) if story else ""

    return _RELATED.sub(related, _LINK.sub(link, source))


def _card(story: Mapping[str, Any], language: str) -> str:
    lead = story["lead"] if story["lead"] and may_be_used(story["lead"]) else None
    own = story["language"]
    context = {
        "story": {**story, "picture": lead, "direction": languages.direction(own)},
        "is_foreign": own != language,
    }
    return render_to_string("articles/related.html", context).strip()

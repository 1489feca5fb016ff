"""Whether readers may comment below a story: the nearest says it, of the story, its section and the site."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles import lasting
from articles.models import Edition
from newsroom.comments.models import Openness, Policy

# Where nobody has said anything.
OTHERWISE = Openness.MODERATED
KNOWN = ("article_id", "section_id", "openness", "closes_after")


def openness_of(edition: Edition) -> Openness:
    """One query. Whether the story is live, its edition says."""
    policies = about(edition.article_id, edition.section_id).values(*KNOWN)
    return settled(policies, edition.published_at)


def about(article: Any, section: Any) -> Any:
    """What is said of a story, of its section and of the whole site; ids, or references to them."""
    return Policy.objects.filter(Q(article=article) | Q(section=section) | Q(article=None, section=None))


def settled(policies: Iterable[Mapping[str, Any]], published_at: datetime.datetime) -> Openness:
    """What the nearest of them comes to now. Each of the two questions is asked of whoever has answered it."""
    nearest = sorted(policies, key=lambda each: (each["article_id"] is None, each["section_id"] is None))
    openness = next((each["openness"] for each in nearest if each["openness"]), OTHERWISE)
    days = next((each["closes_after"] for each in nearest if each["closes_after"] is not None), 0)
    if days:
        closes_at = published_at + datetime.timedelta(days=days)
        if closes_at <= timezone.now():
            return Openness.CLOSED
        lasting.until(closes_at)
    return Openness(openness)


def takes_comments(openness: Openness) -> bool:
    """Of readers: the newsroom writes at its desk."""
    return openness in (Openness.OPEN, Openness.MODERATED)

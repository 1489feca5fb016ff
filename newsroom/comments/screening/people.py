"""Checks of who writes: bans, how fast, for the first time, and what became of it before."""

from newsroom.comments.models import Ban
from newsroom.comments.screening.material import Material
from newsroom.comments.screening.verdict import Finding
from newsroom.comments.screening.word_lists import phrases

MOST = 3


def ban(material: Material, limit: float) -> Finding | None:
    """Its writer is told nothing of it: who knows of a ban gets around it."""
    for each in material.settings.bans:
        if each.kind != Ban.Kind.PHRASE:
            return Finding({"ban": each.kind}, is_ban=True)
        if phrases(each.phrase).within(material.spellings):
            return Finding({"ban": each.kind, "phrase": each.phrase}, is_ban=True)
    return None


def rate_by_address(material: Material, limit: float) -> Finding | None:
    return _rate(material.past.by_address_lately + 1, limit)


def rate_by_email(material: Material, limit: float) -> Finding | None:
    return _rate(material.past.by_email_lately + 1, limit)


def _rate(comments: int, limit: float) -> Finding | None:
    return Finding({"comments": comments}, weight=min(comments - limit, MOST)) if comments > limit else None


def repeats(material: Material, limit: float) -> Finding | None:
    times = material.repeats.times
    return Finding({"times": times}, weight=min(times - limit, 2)) if times > limit else None


def repeats_of_spam(material: Material, limit: float) -> Finding | None:
    times = material.repeats.spam
    return Finding({"times": times}) if times else None


def spam_from_address(material: Material, limit: float) -> Finding | None:
    comments = material.past.spam_from_address
    return Finding({"comments": comments}, weight=min(comments - limit, MOST)) if comments > limit else None


def new_commenter(material: Material, limit: float) -> Finding | None:
    """With a link or a website, it counts twice: what newcomers mostly want to show is elsewhere."""
    if material.past.approved:
        return None
    has_link = bool(material.links or material.comment.website)
    return Finding({"link": has_link}, weight=2.0 if has_link else 1.0)


def refused_before(material: Material, limit: float) -> Finding | None:
    comments = material.past.refused
    return Finding({"comments": comments}, weight=min(comments - limit, MOST)) if comments > limit else None


def good_history(material: Material, limit: float) -> Finding | None:
    """Its points are below zero: they speak for the comment."""
    comments = material.past.approved
    return Finding({"comments": comments}) if comments >= limit and not material.past.refused else None

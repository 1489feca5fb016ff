"""Checks of how a comment came: its form, its time, the state of its story."""

from newsroom.comments.models import Openness
from newsroom.comments.screening.material import A_DAY, Material
from newsroom.comments.screening.verdict import Finding


def honeypot(material: Material, limit: float) -> Finding | None:
    return Finding() if material.facts.honeypot else None


def form_time(material: Material, limit: float) -> Finding | None:
    seconds = material.facts.seconds_since_form
    return Finding({"seconds": round(seconds, 1)}) if seconds is not None and seconds < limit else None


def challenge(material: Material, limit: float) -> Finding | None:
    """A browser without JavaScript can't do it: the comment is held, and not refused."""
    return None if material.facts.challenge_ok else Finding(holds=True)


def story(material: Material, limit: float) -> Finding | None:
    if not material.facts.story_is_live:
        return Finding({"story": "gone"}, holds=True)
    return Finding({"story": "closed"}, holds=True) if material.facts.openness == Openness.CLOSED else None


def late(material: Material, limit: float) -> Finding | None:
    published = material.settings.published_at
    days = (material.now - published) // A_DAY if published else 0
    return Finding({"days": days}) if days > limit else None

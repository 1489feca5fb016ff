"""What goes into the screening, and what comes out of it."""

from dataclasses import dataclass, field
from typing import Any

from newsroom.comments.models import Comment, Openness


@dataclass(frozen=True)
class Facts:
    """What is known of the way in which a comment came, beside what stands in it."""

    openness: Openness
    # Since its form was made; None where that is not known.
    seconds_since_form: float | None
    # Something stands in the field that readers do not see.
    honeypot: bool
    # No proof of work was asked for, or it was given.
    challenge_ok: bool
    story_is_live: bool


@dataclass(frozen=True)
class Finding:
    """What a check came upon: it counts its points as often as `weight` says; below zero it speaks for the comment."""

    found: dict[str, Any] = field(default_factory=dict)
    weight: float = 1.0
    # A moderator reads the comment, whatever its points are.
    holds: bool = False
    # It goes to spam, whatever its points are.
    is_ban: bool = False


@dataclass(frozen=True)
class Verdict:
    state: Comment.State
    points: float
    # [{"check": "links", "points": 2.0, "found": {"links": 4}}], as a comment keeps them.
    reasons: list[dict[str, Any]]

"""The reasons of the screening, in words."""

from typing import Any

from newsroom.comments.models import Comment


def words_of(reason: dict[str, Any]) -> str:
    """A stored reason: the name of the check, and its points."""
    return f"{reason.get('check', '')}: {reason.get('points', 0):g}"


def reasons_of(comment: Comment) -> list[str]:
    return [words_of(reason) for reason in comment.verdict]

from collections.abc import Callable
from typing import Any

import pytest

from articles.models import Edition
from newsroom.comments.models import Comment, Openness
from newsroom.comments.screening import Facts, Verdict, screen
from tests import cast

CALM = {
    "openness": Openness.OPEN,
    "seconds_since_form": 90.0,
    "honeypot": False,
    "challenge_ok": True,
    "story_is_live": True,
}
HONEST = "The queue at the mill was shorter this year, and my father still waited until noon."


@pytest.fixture
def edition(editor) -> Edition:
    return cast.published(editor)


@pytest.fixture
def written(edition) -> Callable[..., Comment]:
    """A comment that is not stored yet."""

    def write(body: str = HONEST, **fields: Any) -> Comment:
        whose = {"name": "Hêvî", "email": "hevi@example.org", "address": "203.0.113.9", "language": "en"}
        return Comment(article_id=edition.article_id, body=body, **{**whose, **fields})

    return write


@pytest.fixture
def kept(written) -> Callable[..., Comment]:
    """One that came before, was screened and is stored."""

    def keep(body: str = HONEST, *, state: str = "held", by: Any = None, **fields: Any) -> Comment:
        comment = written(body, **fields)
        judged(comment)
        comment.state, comment.decided_by = state, by
        comment.save()
        return comment

    return keep


def judged(comment: Comment, **facts: Any) -> Verdict:
    return screen(comment, Facts(**{**CALM, **facts}))


def found(verdict: Verdict) -> dict[str, Any]:
    """What each check found, by its name."""
    return {reason["check"]: reason["found"] for reason in verdict.reasons}

"""What the screening makes of the made comments, one after the other, as if each came three minutes after the last."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.utils import timezone

from newsroom.comments.models import Comment, Openness
from newsroom.comments.screening import Facts, learn, screen
from tests.comments.screening.corpus import Made

APART = datetime.timedelta(minutes=3)
# Where every comment that passes is shown at once: nowhere does a mistake cost more.
FACTS = Facts(Openness.OPEN, seconds_since_form=300.0, honeypot=False, challenge_ok=True, story_is_live=True)
State = Comment.State


@dataclass
class Outcome:
    """How many came to which state, of honest comments and of spam, and which honest ones went to spam."""

    honest: dict[str, int] = field(default_factory=lambda: dict.fromkeys(State.values, 0))
    spam: dict[str, int] = field(default_factory=lambda: dict.fromkeys(State.values, 0))
    lost: list[tuple[Made, list[Any]]] = field(default_factory=list)
    shown: list[tuple[Made, list[Any]]] = field(default_factory=list)

    def add(self, made: Made, state: str, reasons: list[Any]) -> None:
        (self.spam if made.is_spam else self.honest)[state] += 1
        if made.is_spam and state == State.APPROVED:
            self.shown.append((made, reasons))
        if not made.is_spam and state == State.SPAM:
            self.lost.append((made, reasons))

    def precision_and_recall(self, *caught: str) -> tuple[float, float]:
        """Of spam, where these states count as caught."""
        spam, honest = (sum(counts[state] for state in caught) for counts in (self.spam, self.honest))
        return spam / max(spam + honest, 1), spam / max(sum(self.spam.values()), 1)


class Trial:
    def __init__(self, article: int, moderator: Any) -> None:
        self.article = article
        self.moderator = moderator
        self.now = timezone.now()

    def run(self, comments: Iterable[Made], *, decided: bool = False) -> Outcome:
        """`decided`: a moderator then says of each what it is."""
        outcome = Outcome()
        for made in comments:
            self.now += APART
            with mock.patch.object(timezone, "now", return_value=self.now):
                comment, reasons = self._screened(made)
            outcome.add(made, comment.state, reasons)
            if decided:
                comment.state = State.SPAM if made.is_spam else State.APPROVED
                comment.decided_by, comment.decided_at = self.moderator, self.now
            comment.save()
        return outcome

    def _screened(self, made: Made) -> tuple[Comment, list[Any]]:
        comment = Comment(
            article_id=self.article,
            posted_at=self.now,
            **{key: getattr(made, key) for key in ("name", "email", "address", "website", "body", "language")},
        )
        verdict = screen(comment, FACTS)
        comment.state, comment.points, comment.verdict = verdict.state, verdict.points, verdict.reasons
        return comment, verdict.reasons

    def learn(self) -> None:
        assert learn.learn() is not None

"""From hand to hand: draft, in review, ready."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, Stage
from articles.workflow.acts import note, now, required, take, verb
from articles.workflow.release import call_off, stay_withdrawn


@verb
def submit(article: Article, *, by: Any) -> None:
    """Hand an own draft to the editors."""
    take("submit", article, by, stage=Stage.IN_REVIEW, is_open=True)
    note("submit", article, by)


@verb
def send_back(article: Article, *, by: Any, reason: str) -> None:
    """Give a story back to its writer, saying why. What was scheduled is called off."""
    reason = required(reason, _("Say why the story goes back: its writer will read it."))
    take("send_back", article, by, stage=Stage.DRAFT, is_open=True)
    # What is not good enough for the desk does not go out by the clock either.
    if call_off(article, now()):
        stay_withdrawn(article)
    note("send_back", article, by, reason=reason)


@verb
def approve(article: Article, *, by: Any) -> None:
    """Say that a story may go out."""
    take("approve", article, by, stage=Stage.READY, is_open=True)
    note("approve", article, by)

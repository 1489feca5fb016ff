"""A moderator's verbs."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now

from articles.models import Record
from newsroom.comments.models import Comment, Conversation, Decision
from newsroom.comments.screening import learn


@transaction.atomic
def decide(comments: Iterable[Comment], state: Comment.State, *, by: Any) -> int:
    """Approve, reject or mark as spam, with a record each; those that are in that state already are left alone."""
    if not by.has_perm("comments.moderate_comment"):
        raise PermissionDenied
    decided = 0
    for comment in comments:
        changed = (
            Comment.objects.filter(pk=comment.pk, state=comment.state)
            .exclude(state=state)
            .update(state=state, decided_by=by, decided_at=Now())
        )
        if changed:
            decided += 1
            count(comment, was=comment.state, state=state)
            Decision.objects.create(comment=comment, was=comment.state, state=state, by=by)
            Record.objects.write(
                verb="comment",
                by=by,
                article=comment.article,
                comment=comment.pk,
                state=str(state),
                was=comment.state,
            )
    if decided:
        learn.remind()
    return decided


def count(comment: Comment, *, was: str, state: str) -> None:
    """Keep the numbers of the conversation, where a comment comes before readers or goes."""
    public = Comment.State.APPROVED
    if was != state and public in (was, state):
        Conversation.count(comment, 1 if state == public else -1)

"""The place that an erased comment leaves in its thread: there as long as it has public answers, and only then."""

from newsroom.comments.models import Comment, Conversation
from newsroom.comments.signals import comment_hidden, comment_shown

State = Comment.State


def hold(comment: Comment | None) -> None:
    """An answer has become public: an erased comment above it stands again, as an empty place."""
    if comment is not None and comment.erased_at is not None and _set(comment, State.APPROVED):
        Conversation.count(comment, 1)
        comment_shown.send(Comment, comment=comment)


def leave(comment: Comment | None) -> None:
    """Take an erased comment that nobody answers (any more) out of the thread and out of the counts."""
    if comment is None or comment.erased_at is None or comment.answers.filter(state=State.APPROVED).exists():
        return
    if _set(comment, State.REJECTED):
        Conversation.count(comment, -1)
        comment_hidden.send(Comment, comment=comment)


def _set(comment: Comment, state: Comment.State) -> bool:
    """Whether it was not in this state. Of one that never was public, the state does not matter: it is erased."""
    was_public = Comment.objects.filter(pk=comment.pk, state=State.APPROVED)
    others = Comment.objects.filter(pk=comment.pk).exclude(state=State.APPROVED)
    rows = others if state == State.APPROVED else was_public
    comment.state = state
    return bool(rows.update(state=state))

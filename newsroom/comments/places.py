"""The place that an erased comment leaves in its thread: there as long as it has public answers, and only then."""

from newsroom.comments.models import Comment, Conversation
from newsroom.comments.signals import comment_hidden, comment_shown

State = Comment.State


def hold(number: int | None) -> None:
    """An answer has become public: an erased comment above it stands again, as an empty place."""
    if number is None:
        return
    hidden = Comment.objects.filter(pk=number, erased_at__isnull=False).exclude(state=State.APPROVED)
    if hidden.update(state=State.APPROVED):
        comment = Comment.objects.get(pk=number)
        Conversation.count(comment, 1)
        comment_shown.send(Comment, comment=comment)


def leave(number: int | None) -> None:
    """Take an erased comment that nobody answers (any more) out of the thread and out of the counts."""
    if number is None or Comment.objects.public().filter(parent=number).exists():
        return
    if Comment.objects.public().filter(pk=number, erased_at__isnull=False).update(state=State.REJECTED):
        comment = Comment.objects.get(pk=number)
        Conversation.count(comment, -1)
        comment_hidden.send(Comment, comment=comment)

"""What follows when a comment comes before readers, or goes: in the same transaction."""

from typing import Any

from django.dispatch import receiver

from newsroom.comments import places, subscriptions
from newsroom.comments.models import Comment
from newsroom.comments.signals import comment_hidden, comment_shown


@receiver(comment_shown, dispatch_uid="comments.shown")
def shown(comment: Comment, **kwargs: Any) -> None:
    places.hold(comment.parent_id)
    if comment.erased_at is not None:
        # Whoever decides on it again brings nothing back.
        places.leave(comment.pk)
    subscriptions.tell_of(comment)


@receiver(comment_hidden, dispatch_uid="comments.hidden")
def hidden(comment: Comment, **kwargs: Any) -> None:
    places.leave(comment.parent_id)

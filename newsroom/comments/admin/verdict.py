"""The reasons of the screening, in words."""

from newsroom.comments.models import Comment
from newsroom.comments.screening import words_of


def reasons_of(comment: Comment) -> list[str]:
    return [words_of(reason) for reason in comment.verdict]

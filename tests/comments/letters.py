"""Comments, the mails about them, and the links in those."""

import re
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db.models.functions import Now

from articles.models import Edition
from newsroom.comments.models import Comment, Subscription
from newsroom.comments.sealing import email_mark
from newsroom.comments.signals import comment_shown

_NUMBERS = count(1)


def comment(edition: Edition, **fields: Any) -> Comment:
    """A public comment with an address and a network of its own, unless it is said otherwise."""
    number = next(_NUMBERS)
    parent: Comment | None = fields.get("parent")
    defaults = {
        "article_id": edition.article_id,
        "parent": parent,
        "name": f"Reader {number}",
        "email": f"reader{number}@example.org",
        "address": f"192.0.2.{number % 250}",
        "body": f"Comment number {number}.",
        "language": "en",
        "state": Comment.State.APPROVED,
    }
    return Comment.objects.create(**{**defaults, **fields})


def answer(edition: Edition, to: Comment, **fields: Any) -> Comment:
    """An answer that becomes public."""
    answered = comment(edition, parent=to, **fields)
    comment_shown.send(Comment, comment=answered)
    return answered


def outbox() -> list[EmailMultiAlternatives]:
    return mail.outbox  # type: ignore[attr-defined,no-any-return]


def path_in(letter: Any, part: str) -> str:
    """The path of the first link in the mail's text that has `part` in it."""
    links = [urlsplit(link) for link in re.findall(r"https?://\S+", letter.body)]
    return next(link.path for link in links if part in link.path and (part == "stop" or "stop" not in link.path))


def subscribed(subject: Comment, **fields: Any) -> Comment:
    """A comment whose writer has confirmed to be told of answers."""
    fields = {"email": subject.email, "language": "en", "confirmed_at": Now(), **fields}
    Subscription.objects.create(comment=subject, email_mark=email_mark(fields["email"]), **fields)
    return subject

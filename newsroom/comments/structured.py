"""A conversation for machines: schema.org's Comment, in the NewsArticle of its story."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles.context import absolute
from articles.dates import machine, shown
from articles.models import Edition
from newsroom.comments.threads import Shown


def of_conversation(request: HttpRequest, edition: Edition, threads: Sequence[Shown], count: int) -> dict[str, Any]:
    """The count of all, and what the page shows of them; nothing where nobody has commented."""
    if not count:
        return {}
    return {
        "commentCount": count,
        "discussionUrl": absolute(request, reverse("comment", args=[edition.article_id])),
        "comment": [_comment(request, edition, each) for each in threads if each.is_there],
    }


def _comment(request: HttpRequest, edition: Edition, comment: Shown) -> dict[str, Any]:
    answers = [_comment(request, edition, each) for each in comment.answers if each.is_there]
    return {
        "@type": "Comment",
        "url": absolute(request, reverse("comment_thread", args=[edition.article_id, comment.pk])),
        "text": comment.body,
        "datePublished": machine(shown(comment.posted_at)),
        "author": {"@type": "Person", "name": comment.name},
        **({"commentCount": comment.answer_count} if comment.answer_count else {}),
        **({"comment": answers} if answers else {}),
    }

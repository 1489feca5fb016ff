"""What readers of the tests write."""

from typing import Any

from articles.models import Article
from newsroom.comments.models import Comment


def comment(article: Article, number: int = 0, **fields: Any) -> Comment:
    """Each from a reader and a network of their own."""
    written = {
        "name": f"Reader {number}",
        "email": f"r{number}@private.example",
        "address": f"203.0.{number}.9",
        "body": f"Comment {number}",
        "language": "en",
    }
    made = Comment.objects.create(article=article, **{**written, **fields})
    made.refresh_from_db()
    return made

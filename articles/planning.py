"""What the desk has to do: its open stories, by stage and by when they are due."""

from django.db.models import QuerySet

from articles import rights
from articles.models import Article


def open_stories(holder: rights.Holder) -> QuerySet[Article]:
    """What somebody has something to do with, and this holder may read."""
    return rights.readable(holder, Article.objects.filter(is_open=True))


def on_board(stories: QuerySet[Article]) -> QuerySet[Article]:
    """In the order of the board and of its index: what presses first, then what is due first."""
    return stories.order_by("-priority", "due_at", "-touched_at")


def by_due_time(stories: QuerySet[Article]) -> QuerySet[Article]:
    """Those that have a time, soonest first."""
    return stories.filter(due_at__isnull=False).order_by("due_at", "-priority")

"""A desk at work beside readers, until it is told to stop (SIGTERM): in a process of its own, on the site's database.

    python -m tests.benchmarks.desk SECONDS

Every so many seconds it saves a story, shows readers a story anew, publishes another, or approves what readers wrote.
"""

import itertools
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# Of the newest stories, those that are worked at.
STORIES = 20
AT_ONCE = 5
MARK = " (Act "


class Desk:
    """A chief editor and a moderator of the demo newspaper."""

    def __init__(self) -> None:
        from articles.models import Article, Edition
        from newsroom.staff.models import User

        self.editor, self.moderator = User.objects.get(username="nadia"), User.objects.get(username="sara")
        live = Edition.objects.live().filter(language="en").exclude(released_by__username="archive")
        newest = live.order_by("-published_at").values_list("article", flat=True)[:STORIES]
        self.stories = itertools.cycle([Article.objects.get(pk=pk) for pk in newest])
        self.numbers = itertools.count(1)

    def save(self) -> Any:
        from django.db import transaction

        from articles import workflow

        article = next(self.stories)
        article.refresh_from_db()
        with transaction.atomic():
            article.standfirst = f"{article.standfirst.partition(MARK)[0]}{MARK}{next(self.numbers)})"
            article.save()
            workflow.save_revision(article, by=self.editor)
        return article

    def update(self) -> None:
        from articles import workflow

        workflow.update(self.save(), by=self.editor, substantive=next(self.numbers) % 2 == 0)

    def publish(self) -> None:
        from articles.models import Section
        from tests import cast

        headline, section = f"What the council did, part {next(self.numbers)}", Section.objects.first()
        cast.published(self.editor, headline=headline, section=section, credited=False)

    def approve(self) -> None:
        from newsroom.comments import moderation
        from newsroom.comments.models import Comment

        held = Comment.objects.held().order_by("pk")[:AT_ONCE]
        moderation.decide(held, Comment.State.APPROVED, by=self.moderator)

    @property
    def acts(self) -> list[Callable[[], Any]]:
        return [self.save, self.update, self.approve, self.update, self.publish, self.approve]


def main(seconds: str = "2") -> None:
    import django

    django.setup()
    from articles.workflow import Refused

    leaves = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: leaves.set())
    desk = Desk()
    done: Counter[str] = Counter()
    for act in itertools.cycle(desk.acts):
        if leaves.wait(float(seconds)):
            break
        try:
            act()
            done[act.__name__] += 1
        except Refused as refused:
            done[f"refused: {refused}"] += 1
    print("the desk:", ", ".join(f"{name} {count}" for name, count in done.items()), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A story with ten thousand comments beside one with twenty: what its page costs, and how its threads are found.

python -m tests.benchmarks.conversation [COMMENTS]: makes the two stories that are missing under NEWSROOM_VAR
(var/benchmark without it), or uses what is there. Both pages are asked for in turn, so that what else the machine does
is in both; medians of the whole view are compared, which may be 1.3 to 1 at most.
"""

import datetime
import os
import statistics
import sys
import time

os.environ.setdefault("NEWSROOM_MODE", "test")
os.environ.setdefault("NEWSROOM_VAR", "var/benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

TIMES = 60
MOST = 1.3
FEW = 20
# One thread of a large conversation has as many answers as this share of its comments.
LONGEST_THREAD = 0.5


def main(wanted: str = "10000") -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0, interactive=False)
    stories = {count: story_with(count) for count in (FEW, int(wanted))}
    medians = measured(Client(), [edition.path for edition in stories.values()])
    for count, median in zip(stories, medians, strict=True):
        print(f"{count:>7,} comments: median of {TIMES} {median:6.2f} ms")
    print(f"ratio {medians[1] / medians[0]:.2f} (to be {MOST} at most)")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def measured(reader, paths: list[str]) -> list[float]:
    """Milliseconds of each page's view, by turns."""
    times: dict[str, list[float]] = {path: [] for path in paths}
    for turn in range(TIMES + 3):
        for path in paths:
            began = time.perf_counter()
            assert reader.get(path).status_code == 200
            if turn >= 3:
                times[path].append((time.perf_counter() - began) * 1_000)
    return [statistics.median(times[path]) for path in paths]


def story_with(count: int):
    """A story with so many comments: threads with answers, one of them very long where there are many."""
    from articles.models import Edition
    from newsroom.staff.models import User
    from tests import cast

    slug = f"talk-{count}"
    if found := Edition.objects.live().filter(path__contains=f"/{slug}").first():
        return found
    author = User.objects.get_or_create(username="archive", defaults={"is_superuser": True, "is_active": True})[0]
    edition = cast.published(author, headline=f"Talk of {count}", slug=slug)
    fill(edition, count)
    return edition


def fill(edition, count: int) -> None:
    """Two answers to each comment that begins a thread; and to the last one, in a large conversation, half of all."""
    from django.db import connection

    from newsroom.comments.models import Comment, Conversation

    many = count > 100
    long = int(count * LONGEST_THREAD) if many else 0
    threads = (count - long) // 3
    rest = count - long - threads * 2
    made = [_made(edition, number) for number in range(rest)]
    made += [_made(edition, count + number, made[number]) for number in range(threads)]
    made += [_made(edition, 2 * count + number, made[number]) for number in range(threads)]
    made += [_made(edition, 3 * count + number, made[rest - 1]) for number in range(long)]
    Comment.objects.bulk_create(made, batch_size=1_000)
    Conversation.objects.create(article=edition.article, comments=len(made), threads=rest)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE comments_comment began SET answer_count ="
            " (SELECT count(*) FROM comments_comment each WHERE each.thread = began.id AND each.id <> began.id)"
            " WHERE article_id = %s AND parent_id IS NULL",
            [edition.article_id],
        )
        cursor.execute("ANALYZE comments_comment")


def _made(edition, number: int, parent=None):
    """Unsaved, with its place: what save() does for one at a time."""
    from newsroom.comments.models import Comment
    from newsroom.comments.models import fingerprint as printed

    comment = Comment(
        article=edition.article,
        parent=parent,
        name=f"Reader {number}",
        email="reader@example.org",
        body=f"What the council said in {number} is not what it did, and the bridge shows it.",
        state=Comment.State.APPROVED,
        posted_at=edition.published_at + datetime.timedelta(seconds=number),
    )
    comment._take_its_place()
    comment.fingerprint = printed(edition.article_id, comment.email, comment.body, comment.parent_id)
    return comment


if __name__ == "__main__":
    main(*sys.argv[1:])

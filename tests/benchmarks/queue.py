"""How long the moderators' queue takes to open, and how many queries, with 50,000 comments held.

python -m tests.benchmarks.queue [--held 50000] [--times 30]: makes a database of its own in the embedded PostgreSQL of
NEWSROOM_VAR (or var/test), and drops it.
"""

import argparse
import os
import statistics
import time

os.environ.setdefault("NEWSROOM_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# Of 9,000 readers in 900 networks, one of whom wrote a tenth of them all; below 40 stories.
FILL = """
    INSERT INTO comments_comment (
        id, article_id, path, thread, answer_count, name, website, body, quote, language, email_mark, network_mark,
        state, verdict, points, is_pick, posted_at, reason, fingerprint, sketch
    )
    SELECT id, (%(articles)s::bigint[])[1 + id %% %(stories)s], ARRAY[id], id, 0, 'Reader ' || id, '',
        repeat('What a reader thinks of it, in a few words. ', 1 + (id %% 12)::int), '', 'en',
        decode(md5('e' || CASE WHEN id %% 10 = 0 THEN 0 ELSE id %% 9000 END), 'hex'),
        decode(md5('n' || CASE WHEN id %% 10 = 0 THEN 0 ELSE id %% 900 END), 'hex'),
        CASE WHEN number <= %(held)s THEN 'held' ELSE (ARRAY['approved', 'rejected', 'spam'])[1 + id %% 3] END,
        '[{"check": "links", "points": 2.0, "found": {"links": 4}}]', 2.0, false,
        now() - make_interval(secs => id %% 2000000), '', decode(md5(id::text), 'hex'), ARRAY[id]
    FROM (
        SELECT number, nextval(pg_get_serial_sequence('comments_comment', 'id')) AS id
        FROM generate_series(1, 2 * %(held)s) AS number
    ) AS numbers"""


def measure(held: int, times: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from newsroom.comments.admin import queue
    from newsroom.comments.models import CannedReason, Comment
    from tests import cast

    editor, moderator = cast.account("evin", "editor"), cast.account("mina", "moderator")
    articles = [cast.published(editor, headline=f"Story {number}").article_id for number in range(40)]
    for words in ("Off the subject", "Rude", "Too long"):
        CannedReason.objects.create(words=words)
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"articles": articles, "stories": len(articles), "held": held})
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(moderator)
    for name, asked in {
        "the queue": {},
        "of one story": {"story": articles[0]},
        "by words": {"q": "thinks words"},
        "all states": {"state": "all"},
        "approved": {"state": "approved"},
    }.items():
        took, worked = [], []
        for _ in range(times):
            began, busy = time.perf_counter(), time.process_time()
            page = client.get("/admin/comments/comment/", asked)
            took.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - busy))
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/comments/comment/", asked)
        in_sql = sum(float(each["time"]) for each in queries) * 1000
        median, worst, work = statistics.median(took), max(took), statistics.median(worked)
        print(
            f"{name}: {len(page.context['queue'].cards)} shown, median {median:.0f} ms, worst {worst:.0f} ms,"
            f" {work:.0f} ms of work in Python, {len(queries)} queries ({in_sql:.0f} ms in them)"
        )
    sieve = queue.Sieve({})
    print(sieve.ordered(sieve.sift(queue.with_context(moderator)))[: queue.A_PAGE + 1].explain(analyze=True))
    began = time.perf_counter()
    client.get("/admin/comments/comment/statistics/")
    print(f"statistics: {1000 * (time.perf_counter() - began):.0f} ms")
    assert Comment.objects.held().count() == held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()

    import django

    django.setup()
    from django.test.utils import get_runner, setup_test_environment, teardown_test_environment

    from newsroom import settings

    setup_test_environment(debug=False)
    runner = get_runner(settings, "django.test.runner.DiscoverRunner")(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        measure(options.held, options.times)
    finally:
        runner.teardown_databases(made)
        teardown_test_environment()


if __name__ == "__main__":
    main()

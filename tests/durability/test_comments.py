"""Comments by many readers at once: what was acknowledged is stored, and stored once."""

import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial

from tests.durability.conftest import post
from tests.pace import times
from tests.waiting import together

COMMENTS = times(2_000, daily=300)
AT_ONCE = 50
# Of so many, one is sent by a double click.
DOUBLE = 10


def test_every_acknowledged_comment_is_stored_once(site, comment_form):
    path, form = comment_form
    form |= {"name": "Hêvî"}
    numbers: Iterator[int] = iter(range(COMMENTS))
    lock = threading.Lock()
    answers: list[tuple[int, int, str]] = []

    def send(number: int) -> None:
        own = form | {"email": f"reader{number}@example.org", "body": f"Comment {number}"}
        answers.append((number, *post(site, path, own, number)))

    def write() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            if number % DOUBLE == 0:
                # A double click: both are on their way before either is answered. And once more, when that is over.
                together([partial(send, number)] * 2)
            send(number)

    together([write] * AT_ONCE)
    assert Counter(status for _, status, _ in answers) == {302: COMMENTS + 2 * len(range(0, COMMENTS, DOUBLE))}
    # Whoever sent one twice was led to the same page both times, and nobody to another's.
    leads = {(number, location) for number, _, location in answers}
    assert len(leads) == COMMENTS == len({location for _, location in leads})
    [rows] = site.rows("SELECT body, count(*) AS times FROM comments_comment GROUP BY body")
    assert {row.body: row.times for row in rows} == {f"Comment {number}": 1 for number in range(COMMENTS)}

"""Comments by many readers at once: what was acknowledged is stored, and stored once."""

import http.client
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlencode

import pytest

from tests.durability.conftest import Browser, Site
from tests.forms import fields_of
from tests.pace import times

COMMENTS = times(2_000, daily=300)
AT_ONCE = 50
# Of so many, one is sent by a double click.
DOUBLE = 10
PUBLISHED = """
import django
django.setup()
from articles import workflow
from articles.models import Article
from newsroom.staff.models import User
workflow.publish(Article.objects.get(slug="story-0"), by=User.objects.get(username="evin"))
"""


@pytest.fixture
def story(site: Site) -> str:
    """The address of a story that may be commented on, behind a proxy that names its clients."""
    site.start(TRUSTED_PROXIES="127.0.0.1")
    if not Browser(site.port).get("/latest/").text.count("story-0"):
        site.run("-c", PUBLISHED)
    return re.findall(r'href="([^"]*/story-0/)"', Browser(site.port).get("/latest/").text)[0]


def post(site: Site, path: str, form: dict[str, str], reader: int) -> tuple[int, str]:
    """The answer's status, and where it leads; each reader has an address of their own."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    address = f"10.{reader // 65_536 % 256}.{reader // 256 % 256}.{reader % 256}"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": address,
    }
    try:
        connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def together(acts: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def test_every_acknowledged_comment_is_stored_once(site, story):
    page = Browser(site.port).get(story).text
    [path] = set(re.findall(r'action="([^"]*/comments/\d+/)"', page))
    form = fields_of(page, "leave-a-comment") | {"name": "Hêvî"}
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

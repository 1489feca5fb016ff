"""Reads are counted, and nobody who reads."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import workflow
from newsroom.readership import counting, jobs
from newsroom.readership.counting import Readers, Reads, hour_of
from newsroom.readership.models import HourOfReads
from tests import cast

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
BROWSER = {
    "User-Agent": PHONE,
    "Accept-Language": "ckb",
    "Sec-Fetch-Site": "same-origin",
    "Origin": "http://testserver",
}
ADDRESS = "203.0.113.77"


@pytest.fixture
def clock() -> list[float]:
    return [1000.0]


@pytest.fixture
def reads(monkeypatch, clock) -> Reads:
    """Those of a process that writes when it is told to."""
    kept = Reads(seconds=0, readers=Readers(lambda: clock[0]))
    monkeypatch.setattr(counting, "reads", kept)
    return kept


def post(article: int, *, address: str = ADDRESS, **headers: str | None):
    sent = {name: value for name, value in (BROWSER | headers).items() if value is not None}
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=address).post(f"/reads/{article}/", headers=sent)


def counted(reads: Reads, article: int) -> int:
    reads.write()
    return sum(HourOfReads.objects.filter(article=article).values_list("count", flat=True))


def test_a_read_is_a_number_beside_a_story_and_an_hour(reads, editor):
    article = cast.published(editor, language="ar").article_id
    answer = post(article)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not answer.cookies
    assert not HourOfReads.objects.exists(), "not a write a read"
    reads.write()
    row = HourOfReads.objects.values("article", "language", "hour", "count").get()
    assert row == {"article": article, "language": "ar", "hour": hour_of(timezone.now()), "count": 1}


def test_nothing_of_a_reader_is_in_the_database(reads, editor):
    article = cast.published(editor).article_id
    post(article)
    reads.write()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        tables = [row[0] for row in cursor.fetchall()]
        assert HourOfReads._meta.db_table in tables
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{ADDRESS}%"])
            assert cursor.fetchone() == (0,), table
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%%Android%%'", [])
            assert cursor.fetchone() == (0,), table
    columns = {field.attname for field in HourOfReads._meta.concrete_fields}
    assert columns == {"id", "article_id", "language", "hour", "count"}


def test_who_reads_again_within_half_an_hour_is_counted_once(reads, clock, editor):
    article = cast.published(editor).article_id
    for _ in range(3):
        post(article)
    assert counted(reads, article) == 1
    clock[0] += counting.SECONDS_OF_A_REPEAT - 1
    post(article)
    assert counted(reads, article) == 1
    clock[0] += 2
    post(article)
    assert counted(reads, article) == 2


def test_others_are_counted_whether_they_share_an_address_or_a_browser(reads, editor):
    article, other = cast.published(editor).article_id, cast.published(editor, headline="Other").article_id
    post(article)
    post(article, address="203.0.113.78")
    post(article, **{"User-Agent": PHONE.replace("14", "15")})
    post(other)
    assert (counted(reads, article), counted(reads, other)) == (3, 1)


def test_no_address_makes_a_story_popular_whatever_it_calls_itself(reads, editor, monkeypatch):
    monkeypatch.setattr(counting, "MOST_OF_A_STORY", 5)
    article = cast.published(editor).article_id
    for number in range(counting.MOST_OF_A_STORY + 3):
        post(article, **{"User-Agent": PHONE.replace("126.0", f"126.{number}")})
    # A home's network has more addresses of version 6 than anybody could count.
    for number in range(counting.MOST_OF_A_STORY + 3):
        post(article, address=f"2001:db8::{number:x}", **{"User-Agent": PHONE.replace("126.0", f"126.{number}")})
    assert counted(reads, article) == 2 * counting.MOST_OF_A_STORY


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"},
        {"User-Agent": PHONE + " (compatible; GPTBot/1.2)"},
        {"User-Agent": PHONE.replace("Chrome/", "HeadlessChrome/")},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": "python-requests/2.32"},
        {"User-Agent": "WhatsApp/2.23.20.0"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": None},
        {"Accept-Language": None},
        {"Sec-Fetch-Site": None, "Origin": None},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Sec-GPC": "1"},
        {"DNT": "1"},
    ],
)
def test_machines_and_who_would_not_be_followed_are_not_counted_and_not_told(reads, editor, headers):
    article = cast.published(editor).article_id
    assert post(article, **headers).status_code == 204
    assert counted(reads, article) == 0


@pytest.mark.parametrize(
    "browser",
    [
        PHONE,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
        "Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 "
        "Edg/126.0",
        PHONE + " [FBAN/FB4A;FBAV/470.0]",
    ],
)
def test_browsers_of_people_are(reads, editor, browser):
    article = cast.published(editor).article_id
    post(article, **{"User-Agent": browser})
    assert counted(reads, article) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": None, "Origin": "https://evil.example"},
    ],
)
def test_a_page_elsewhere_cannot_count(reads, editor, headers):
    article = cast.published(editor).article_id
    assert post(article, **headers).status_code == 403
    assert counted(reads, article) == 0


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_it_is_only_posted_to(method, reads):
    assert getattr(Client(), method)("/reads/1/").status_code == 405


def test_a_story_that_nobody_can_see_answers_like_any_other_and_is_not_counted(reads, editor):
    draft, gone = cast.draft(editor), cast.published(editor, headline="Gone").article
    workflow.unpublish(gone, by=editor, reason="A mistake")
    for article in (draft.pk, gone.pk, gone.pk + 1000, 2**63, 10**40):
        answer = post(article)
        assert (answer.status_code, answer.content) == (204, b"")
    reads.write()
    assert not HourOfReads.objects.exists()


def test_a_flood_does_not_grow_memory(reads, monkeypatch):
    monkeypatch.setattr(counting, "MOST_STORIES", 50)
    monkeypatch.setattr(counting, "MOST_READERS", 80)
    for number in range(500):
        reads.add(number, address=f"198.51.{number // 250}.{number % 250}", browser=PHONE)
    assert len(reads) == 50
    assert len(reads.readers) <= 80 + 3
    reads.write()
    assert len(reads) == 0
    for number in range(counting.MOST_IN_ALL + 100):
        reads.add(number % 40, address="198.51.100.1", browser=f"{PHONE} {number}")
    assert len(reads.readers) <= 80 + 3


def test_two_processes_add_up(editor):
    article = cast.published(editor).article_id
    for number in range(2):
        process = Reads(seconds=0)
        process.add(article, address=f"203.0.113.{number}", browser=PHONE)
        process.add(article, address=f"203.0.114.{number}", browser=PHONE)
        process.write()
        process.write()
    assert HourOfReads.objects.get().count == 4


def test_a_write_is_two_queries_however_many_stories(reads, editor, django_assert_num_queries):
    for headline in ("One", "Two", "Three"):
        reads.add(cast.published(editor, headline=headline).article_id, address=ADDRESS, browser=PHONE)
    with django_assert_num_queries(2):
        reads.write()
    with django_assert_num_queries(0):
        reads.write()
    assert HourOfReads.objects.count() == 3


def test_what_cannot_be_written_waits(reads, editor, monkeypatch, caplog):
    article = cast.published(editor).article_id
    post(article)

    def away(counts):
        raise OSError("the database is away")

    with monkeypatch.context() as trouble:
        trouble.setattr(counting, "add_up", away)
        reads.write()
    assert "the database is away" in caplog.text
    assert counted(reads, article) == 1


def test_reads_are_written_by_themselves_after_a_while_and_at_the_end_of_the_process(monkeypatch):
    import threading
    from multiprocessing import util

    written, done = [], threading.Event()

    def note(counts):
        written.append(dict(counts))
        done.set()

    monkeypatch.setattr(counting, "add_up", note)
    process = Reads(seconds=0.05)
    process.add(7, address=ADDRESS, browser=PHONE)
    assert done.wait(5)
    assert written == [{(7, hour_of(timezone.now())): 1}]
    slow = Reads(seconds=3600)
    before = set(util._finalizer_registry)
    slow.add(8, address=ADDRESS, browser=PHONE)
    (last_act,) = set(util._finalizer_registry) - before
    util._finalizer_registry[last_act]()
    assert [list(counts) for counts in written[1:]] == [[(8, hour_of(timezone.now()))]]


def test_old_hours_are_forgotten_by_the_worker(reads, editor, monkeypatch):
    article = cast.published(editor).article_id
    now = hour_of(timezone.now())
    for hours in (0, 23, 47, 49, 500):
        HourOfReads.objects.create(
            article_id=article, language="en", hour=now - datetime.timedelta(hours=hours), count=1
        )
    reads._swept = now - datetime.timedelta(hours=1)
    for _ in range(2):
        post(article, **{"User-Agent": f"{PHONE} {_}"})
        reads.write()
    assert DBTaskResult.objects.filter(task_path="newsroom.readership.jobs.forget_old_hours").count() == 1
    for _ in range(2):
        jobs.forget_old_hours.call()
    assert HourOfReads.objects.count() == 3

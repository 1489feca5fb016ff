"""Who sends or reads slowly, or too much, keeps nobody from a page."""

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse, StreamingHttpResponse

from articles import renditions
from newsroom.gateway import slow_lines
from newsroom.gateway.slow_lines import SlowLines
from newsroom.pagecache import places
from newsroom.pagecache.places import Places
from tests import cast
from tests.pagecache.conftest import environ_of

SESSION = "sessionid=abc"
COMMENTS = "/comments/1/"


class Line(io.RawIOBase):
    """What somebody sends, piece by piece, as they are `sent`; b"" is the line's end."""

    def __init__(self, *sent: bytes) -> None:
        self.pieces = list(sent)
        self.came = threading.Semaphore(len(sent))
        self.is_read = threading.Event()

    def send(self, piece: bytes) -> None:
        self.pieces.append(piece)
        self.came.release()

    def read(self, size: int = -1) -> bytes:
        self.is_read.set()
        assert self.came.acquire(timeout=10)
        return self.pieces.pop(0)


def asked(line: Any, length: int, *, method: str = "POST", path: str = COMMENTS, cookie: str = "") -> dict[str, Any]:
    return {
        **environ_of(path, method, {"cookie": cookie}),
        "CONTENT_LENGTH": str(length),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.input": line,
    }


class Answered:
    """What a WSGI application answers."""

    def __init__(self, application: Any, environ: dict[str, Any]) -> None:
        begun: list[Any] = []
        self.parts = application(environ, lambda *said: begun.append(said))
        [(status, headers)] = begun
        self.status, self.headers = int(status[:3]), dict(headers)

    @property
    def content(self) -> bytes:
        return b"".join(self.parts)


class Heard:
    """In Django's place: it reads what came, and says so."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> HttpResponse:
        self.bodies.append(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [])
        return HttpResponse(b"heard")


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """As for Django's own test client: no request closes the test's connection, and most of these have none."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def at_once() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as executor:
        yield executor


def around(django: Any) -> SlowLines:
    return SlowLines(django, for_readers=Places(1, "readers"), for_desk=Places(1, "the desk"))


@pytest.fixture
def site(monkeypatch) -> SlowLines:
    monkeypatch.setattr(places, "PATIENCE", 0.1)
    return around(WSGIHandler())


def test_django_begins_when_all_has_come(at_once):
    django = Heard()
    line = Line()
    answer = at_once.submit(Answered, around(django), asked(line, 6))
    for piece in (b"ab", b"cd", b"ef"):
        assert not django.bodies
        line.send(piece)
    assert answer.result(10).content == b"heard"
    assert django.bodies == [b"abcdef"]


def test_who_finds_no_place_is_told_to_come_back(at_once, site, caplog):
    slow = Line()
    first = at_once.submit(Answered, site, asked(slow, 4))
    assert slow.is_read.wait(10)
    for _ in range(3):
        unread = Line()
        refused = Answered(site, asked(unread, 4))
        assert refused.status == 503
        assert refused.headers["Retry-After"] == "10"
        assert not unread.is_read.is_set()
    assert [record.name for record in caplog.records] == ["newsroom.pagecache.places"]
    slow.send(b"")
    assert first.result(10).status == 400


def test_a_place_that_is_left_is_there_for_the_next_one(at_once, site):
    for _ in range(3):
        cut = Answered(site, asked(Line(b"a", b""), 4))
        assert cut.status == 400
        assert "Not all of it arrived" in cut.content.decode()


@pytest.mark.django_db
def test_readers_who_send_slowly_take_no_place_of_the_desk(at_once, site):
    slow = Line()
    first = at_once.submit(Answered, site, asked(slow, 4))
    assert slow.is_read.wait(10)
    login = Answered(site, asked(Line(b"a=bc"), 4, path="/admin/login/", cookie=SESSION))
    assert login.status == 403  # by CSRF: it came as far as that
    slow.send(b"")
    first.result(10)


def test_what_was_cut_short_is_not_acted_upon():
    django = Heard()
    answer = Answered(around(django), asked(Line(b"body=half", b""), 40))
    assert answer.content == b"heard"
    assert django.bodies == [b""]


@pytest.mark.parametrize("cookie, most", [("", slow_lines.MOST_OF_READERS), (SESSION, slow_lines.MOST_OF_DESK)])
def test_what_is_too_large_is_not_even_read(site, cookie, most):
    line = Line()
    answer = Answered(site, asked(line, most + 1, cookie=cookie))
    assert answer.status == 413
    assert "This is too much at once" in answer.content.decode()
    assert not line.is_read.is_set()


def test_who_only_reads_is_not_waited_for():
    line = Line()
    environ = asked(line, 1_000_000, method="GET")
    around(lambda environ, start_response: HttpResponse())(environ, print)
    assert not line.is_read.is_set()
    assert environ["wsgi.input"] is line


@pytest.mark.django_db
def test_a_page_and_a_file_are_handed_over_whole(site, editor):
    edition = cast.published(editor, picture=cast.picture())
    picture = renditions.address(edition.lead["digest"], renditions.WIDTHS[0], "webp")
    for path in (edition.path, picture, "/static/site/css/base.css", "/nowhere/"):
        answer = Answered(site, asked(Line(), 0, method="GET", path=path))
        assert isinstance(answer.parts, list)
        assert len(answer.parts) == 1
        assert len(answer.content) == int(answer.headers["Content-Length"]) > 0


def test_what_is_made_while_it_is_sent_is_not_waited_for():
    endless = StreamingHttpResponse(iter(lambda: b"more", b"enough"))
    long = StreamingHttpResponse([b"a"], headers={"Content-Length": str(slow_lines.MOST_AT_ONCE + 1)})
    for response in (endless, long):
        handed = around(lambda environ, start_response, response=response: response)(asked(Line(), 0), print)
        assert handed is response

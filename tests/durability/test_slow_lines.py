"""Who sends slowly, and many of them, keep nobody from reading; what comes whole is taken once they are gone."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.conf import settings

from newsroom.gateway.management.commands.serve import THREADS
from tests.durability.conftest import Browser, Site
from tests.durability.test_comments import post, story
from tests.forms import fields_of
from tests.waiting import eventually

__all__ = ["story"]

# More than two processes have threads.
SLOW = 3 * THREADS
# Seconds: a page comes in thousandths; without a place for it, never.
AT_MOST = 2


@pytest.fixture
def form(site: Site, story: str) -> tuple[str, dict[str, str]]:
    """Where a comment goes, and what is in it."""
    page = Browser(site.port).get(story).text
    [path] = set(re.findall(r'action="([^"]*/comments/\d+/)"', page))
    return path, fields_of(page, "leave-a-comment") | {"name": "Hêvî", "email": "hevi@example.org", "body": "All of it"}


@contextmanager
def begun(site: Site, path: str, body: bytes, length: int) -> Iterator[socket.socket]:
    """A comment that is being sent, of so many bytes."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as line:
        line.sendall(head.encode() + body)
        yield line


def test_readers_read_while_many_send_slowly(site, story, form):
    path, filled = form
    lines = [begun(site, path, b"body=", 1_000) for _ in range(SLOW)]
    open_lines = [line.__enter__() for line in lines]
    try:
        # Those who have no place are told so, and that is all that is heard of any.
        eventually(lambda: sum(_answer_of(line) == "503" for line in open_lines) >= SLOW - 2 * settings.SENDING)
        for _ in range(20):
            began = time.monotonic()
            assert Browser(site.port).get(story).status == 200
            assert Browser(site.port).get("/search/?q=story").status == 200
            assert time.monotonic() - began < AT_MOST
    finally:
        for line in lines:
            line.__exit__(None, None, None)
    eventually(lambda: post(site, path, filled, reader=1)[0] == 302)


def _answer_of(line: socket.socket) -> str:
    """The status of the answer that lies there, if one does."""
    line.setblocking(False)
    try:
        return line.recv(12, socket.MSG_PEEK).decode()[9:]
    except BlockingIOError:
        return ""


def test_a_comment_that_is_cut_short_is_not_stored(site, story, form):
    path, filled = form
    whole = urlencode(filled | {"body": "The first half of it, and the second"}).encode()
    with begun(site, path, whole[: whole.index(b"and")], len(whole)) as line:
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(100)
    assert answer.startswith(b"HTTP/1.1 400")
    [rows] = site.rows("SELECT body FROM comments_comment")
    assert not [row.body for row in rows if "half" in row.body]

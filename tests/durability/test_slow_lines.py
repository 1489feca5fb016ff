"""Who sends slowly, and many of them, keep nobody from reading; what comes whole is taken once they are gone."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode

from django.conf import settings

from newsroom.gateway.management.commands.serve import THREADS
from tests.durability.conftest import Browser, Site, post
from tests.waiting import eventually

# More than two processes have threads.
SLOW = 3 * THREADS
# Seconds: a page comes in thousandths; without a place for it, never.
AT_MOST = 2
FILLED = {"name": "Hêvî", "email": "hevi@example.org", "body": "All of it"}


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


def test_readers_read_while_many_send_slowly(site, story, comment_form):
    path, form = comment_form
    with ExitStack() as stack:
        lines = [stack.enter_context(begun(site, path, b"body=", 1_000)) for _ in range(SLOW)]
        # Those who have no place are told so, and that is all that is heard of any.
        eventually(lambda: sum(_answer_of(line) == "503" for line in lines) >= SLOW - 2 * settings.SENDING)
        for _ in range(20):
            began = time.monotonic()
            assert Browser(site.port).get(story).status == 200
            assert Browser(site.port).get("/search/?q=story").status == 200
            assert time.monotonic() - began < AT_MOST
    eventually(lambda: post(site, path, form | FILLED, reader=1)[0] == 302)


def _answer_of(line: socket.socket) -> str:
    """The status of the answer that lies there, if one does."""
    line.setblocking(False)
    try:
        return line.recv(12, socket.MSG_PEEK).decode()[9:]
    except BlockingIOError:
        return ""


def test_a_comment_that_is_cut_short_is_not_stored(site, comment_form):
    path, form = comment_form
    whole = urlencode(form | FILLED | {"body": "The first half of it, and the second"}).encode()
    with begun(site, path, whole[: whole.index(b"and")], len(whole)) as line:
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(100)
    assert answer.startswith(b"HTTP/1.1 400")
    [rows] = site.rows("SELECT body FROM comments_comment")
    assert not [row.body for row in rows if "half" in row.body]

"""Slow lines hold up nobody else.

The server reads and writes in the few threads that also make pages. So what Django answers is handed over whole, and
the server sends it at whatever pace a line takes it. And what somebody sends is taken in before Django begins, in some
of the threads only: however slowly it comes, and from however many, the others are there for those who read.
"""

import logging
import tempfile
import threading
import time
from collections.abc import Iterable
from typing import IO, Any, Literal, Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

# Of each process. With eight, a page from memory costs a sixth less than with four: a thread that always finds the next
# request need not be woken for it (measured). The pool has a connection for each.
THREADS = 8
# Of these, so many take in what readers send, and so many what the desk does: two are left for pages, whatever comes.
PLACES = 3
# In seconds. So long somebody waits for a place: what comes at once leaves it in a hundredth of that.
PATIENCE, A_MINUTE = 0.1, 60.0
# In bytes. Five files of 30 MB, as many as a form may have: what is wrong with one of them, its form says. Without a
# session nobody has files to send.
MOST_OF_DESK, MOST_OF_READERS = 160 * 1024 * 1024, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1024 * 1024
PIECE = 64 * 1024
# Longer answers are made while they are sent.
MOST_AT_ONCE = 2 * 1024 * 1024
# Put into a request that did not come whole: Django says so (see `gateway.middleware.arrived`).
NOT_ARRIVED = "newsroom.not_arrived"

Trouble = Literal["cut short", "too many", "too large"]


class Django(Protocol):
    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse, /) -> HttpResponseBase: ...


class SlowLines:
    """Around Django (PEP 3333), in each process."""

    def __init__(self, django: Django, *, places: int = PLACES) -> None:
        self._django = django
        self._complained_at = -A_MINUTE
        self._for_readers, self._for_desk = (threading.BoundedSemaphore(places) for _ in range(2))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # Else a server may send files by itself, in these threads.
        environ.pop("wsgi.file_wrapper", None)
        length = _length(environ)
        if length == 0:
            return _whole(self._django(environ, start_response))
        with tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE) as body:
            if trouble := self._take_in(environ, length, body):
                environ |= {NOT_ARRIVED: trouble, "CONTENT_LENGTH": "0"}
            body.seek(0)
            environ["wsgi.input"] = body
            return _whole(self._django(environ, start_response))

    def _take_in(self, environ: WSGIEnvironment, length: int, body: IO[bytes]) -> Trouble | None:
        is_desk = f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")
        places = self._for_desk if is_desk else self._for_readers
        if length > (MOST_OF_DESK if is_desk else MOST_OF_READERS):
            return "too large"
        if not places.acquire(timeout=PATIENCE):
            self._complain()
            return "too many"
        try:
            return None if _copied(environ["wsgi.input"], body, length) else "cut short"
        finally:
            places.release()

    def _complain(self) -> None:
        """Once a minute: a line for each would fill the disk in the worst hour."""
        if time.monotonic() - self._complained_at > A_MINUTE:
            self._complained_at = time.monotonic()
            logger.warning("so many send so slowly that others are told to come back later")


def _length(environ: WSGIEnvironment) -> int:
    """In bytes, of what Django may read: of a body without a length it reads nothing."""
    said = environ.get("CONTENT_LENGTH") or "0"
    return int(said) if environ["REQUEST_METHOD"] not in ("GET", "HEAD") and said.isdecimal() else 0


def _copied(source: Any, body: IO[bytes], length: int) -> bool:
    """Whether all of it came, before the line's end."""
    while length > 0:
        piece = source.read(min(PIECE, length))
        if not piece:
            return False
        body.write(piece)
        length -= len(piece)
    return True


def _whole(response: HttpResponseBase) -> Iterable[bytes]:
    """In one piece, and its connection to the database given back; but what is long, or made while it is sent."""
    length = response.get("Content-Length") if response.streaming else 0
    if length is None or int(length) > MOST_AT_ONCE:
        return response
    try:
        return [b"".join(response)]
    finally:
        response.close()

"""Slow lines hold up nobody else.

The server reads and writes in the few threads that also make pages. So what Django answers is handed over whole, and
the server sends it at whatever pace a line takes it. And what somebody sends is taken in before Django begins, by some
of the threads only: however slowly it comes, and from however many, the others are there for those who read.
"""

import tempfile
from collections.abc import Iterable
from typing import IO, Any, Literal, Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.http.response import HttpResponseBase

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


class Places(Protocol):
    """Of threads that wait for what somebody sends (see `pagecache.places`)."""

    def take(self) -> bool: ...

    def leave(self) -> None: ...


class SlowLines:
    """Around Django (PEP 3333), in each process."""

    def __init__(self, django: Django, *, for_readers: Places, for_desk: Places) -> None:
        self._django = django
        self._for_readers, self._for_desk = for_readers, for_desk

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
        if not places.take():
            return "too many"
        try:
            return None if _copied(environ["wsgi.input"], body, length) else "cut short"
        finally:
            places.leave()


def _length(environ: WSGIEnvironment) -> int:
    """In bytes, of what Django may read: of a body without a length it reads nothing."""
    said = environ.get("CONTENT_LENGTH") or "0"
    return int(said) if environ["REQUEST_METHOD"] not in ("GET", "HEAD") and said.isdecimal() else 0


def _copied(source: Any, body: IO[bytes], length: int) -> bool:
    """Whether all of it came, before the line's end."""
    while length > 0:
        try:
            piece = source.read(min(PIECE, length))
        except OSError:
            return False
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

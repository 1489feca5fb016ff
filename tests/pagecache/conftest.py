"""A door of its own before the real site, asked as a server asks it."""

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from newsroom.pagecache.disk import Disk
from newsroom.pagecache.door import Door
from newsroom.pagecache.requests import Key, key_of
from newsroom.pagecache.triggers import CHANNEL
from tests.waiting import eventually

PATIENCE = 10


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Site:
    """The site with a door before it, and without one."""

    door: Door
    django: Any
    # What Django was asked for through the door.
    made: list[str] = field(default_factory=list)

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        return asked(self.door, address, method, headers)

    def directly(self, address: str, **headers: str) -> Answer:
        return asked(self.django, address, "GET", headers)

    def wait_until_trusted(self) -> None:
        eventually(self.door.listener.hear, patience=PATIENCE)

    @property
    def has_press_at_work(self) -> bool:
        place = self.door.press and self.door.press._place
        return place is not None and not place.closed

    def wait_until_heard(self) -> None:
        """Until everything that is committed has been told: messages come in their order. It takes milliseconds."""
        mark = f"mark:{time.monotonic_ns()}"
        end = time.monotonic() + PATIENCE
        # Where all is in doubt, single marks are forgotten: then it comes again.
        while not self._has_heard(mark):
            assert time.monotonic() < end
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, mark])
            for _ in range(100):
                self.door.listener.hear()
                if self._has_heard(mark):
                    break
                time.sleep(0.001)
        self.wait_until_trusted()

    def _has_heard(self, mark: str) -> bool:
        return mark in self.door.pages._changes._by_tag

    def figures(self) -> dict[str, int]:
        return {name: value for name, value in vars(self.door.figures).items() if isinstance(value, int)}


def environ_of(address: str, method: str, headers: dict[str, str]) -> dict[str, Any]:
    """A request as a server hands it on (PEP 3333)."""
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(quote(path, safe="/%")).decode("latin-1"),
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }


def asked(application: Any, address: str, method: str, headers: dict[str, str]) -> Answer:
    environ = environ_of(address, method, headers)
    begun: list[Any] = []
    parts = application(environ, lambda status, sent, exc_info=None: begun.extend([status, sent]))
    try:
        content = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, sent = begun
    return Answer(int(status[:3]), {name.lower(): value for name, value in sent}, content)


def key_of_address(address: str, method: str = "GET", **headers: str) -> Key | None:
    return key_of(environ_of(address, method, headers), "sessionid=")


@pytest.fixture
def site(transactional_db) -> Iterator[Site]:
    with opened() as site:
        yield site


@pytest.fixture
def small_site(transactional_db) -> Iterator[Site]:
    """With room for a few pages."""
    with opened(most_bytes=90_000) as site:
        yield site


@contextmanager
def opened(*, most_bytes: int = 64 * 1024 * 1024, disk: Disk | None = None, **how: Any) -> Iterator[Site]:
    handler = WSGIHandler()
    made: list[str] = []

    def django(environ: dict[str, Any], start_response: Any) -> Any:
        made.append(environ["PATH_INFO"])
        return handler(environ, start_response)

    site = Site(Door(django, most_bytes=most_bytes, session_cookie="sessionid", disk=disk, **how), handler, made)
    site.wait_until_trusted()
    try:
        yield site
    finally:
        site.door.listener.close()
        # Nobody may read while the tables are emptied after the test.
        eventually(lambda: not site.has_press_at_work, patience=PATIENCE)

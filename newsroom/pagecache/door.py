"""The door before Django (PEP 3333): what a kept page can answer never comes further than here."""

import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from psycopg_pool import PoolTimeout

from articles import lasting
from articles.lasting import Lasting
from newsroom.pagecache import encodings
from newsroom.pagecache.asking import Recorder, ask_again
from newsroom.pagecache.disk import LONGEST, Disk
from newsroom.pagecache.figures import Figures
from newsroom.pagecache.listening import Listener
from newsroom.pagecache.makings import Makings
from newsroom.pagecache.pages import UNSEEN, Answer, Headers, Page, Pages
from newsroom.pagecache.places import Places
from newsroom.pagecache.press import Press
from newsroom.pagecache.requests import Key, for_everybody, is_typed, key_of, request_for
from newsroom.pagecache.tables import quiet_tables

# Told to Django, which says so without trying (see `gateway.middleware.Unavailable`).
DATABASE_IS_DOWN = "newsroom.database_is_down"
IS_BUSY = "newsroom.is_busy"
KEPT = ("200 OK", "301 Moved Permanently", "410 Gone")
# Every time asked whether it is the same still: a page is never older than its paper, wherever it is kept.
ASKED_EACH_TIME = "public, no-cache"
OUT_OF_REACH = (DatabaseError, InterfaceError, PoolTimeout)


class Door:
    """Answers from memory where it can, and lets Django make the page where it can't: one at a time for each page."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        most_bytes: int,
        session_cookie: str,
        asks_always: bool = False,
        names_tags: bool = False,
        figures_folder: Path | None = None,
        disk: Disk | None = None,
        most_ready: int = 0,
        host: str = "",
        most_waiting: int = 8,
    ) -> None:
        self._application = application
        self._session = f"{session_cookie}="
        # For measuring: no page is trusted, each is asked again.
        self._asks_always = asks_always
        self._names_tags = names_tags
        self._places = Places(most_waiting, "pages that are made")
        self.pages = Pages(most_bytes)
        self._figures_folder = figures_folder
        self._disk = disk
        self.listener = Listener(self.pages, self._each_second)
        self.press = None
        if disk is not None and most_ready:
            self.press = Press(self.have_ready, self.pages, self.listener, disk, most=most_ready, host=host)
        self.figures = Figures(self.pages, self.listener, self._places, self.press)
        self._makings = Makings()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = key_of(environ, self._session)
        is_trusted = self.listener.hear()
        page = self.pages.get(key) if key is not None else None
        if page is None or not is_trusted or not self._is_current(page):
            return self._with_a_place(key, page, environ, start_response)
        self.figures.hits += 1
        return self._send(key, page, environ, start_response)

    def _with_a_place(
        self, key: Key | None, page: Page | None, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Whoever may have to wait for the database does so in a place; while it is down, nobody waits for it."""
        if not self.listener.is_down and self._places.take():
            try:
                found = self._page(key, page, environ) if key is not None else None
                return self._send(key, found, environ, start_response)
            finally:
                self._places.leave()
        found = None
        if not self.listener.is_down:
            environ[IS_BUSY] = True
        elif key is not None:
            found = self._as_it_was(key, page)
        return self._send(key, found, environ, start_response)

    def _send(
        self, key: Key | None, found: Page | Answer | None, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if key is None or found is None:
            return self._pass_on(environ, start_response)
        status, headers, content = self._answer(key, found, environ) if isinstance(found, Page) else found
        start_response(status, headers)
        # A list: granian sends one whole, and anything else piece by piece.
        return [content] if environ["REQUEST_METHOD"] == "GET" else []

    def _each_second(self) -> None:
        if self._figures_folder is not None:
            self.figures.write_down(self._figures_folder)
        if self._disk is not None:
            self._disk.sweep_now_and_then()
        if self.press is not None:
            self.press.work_if_nobody_does()

    def have_ready(self, key: Key) -> Page | Answer:
        """The page as it is now, in memory and on disk before anybody asks for it; or what is there in place of one."""
        page = self.pages.get(key)
        if page is not None and self.listener.hear() and self._is_current(page):
            return page
        with self._makings.of(key):
            found = self._kept(key, None)
            if found is not None:
                return found
            made = self._made(key, request_for(key))
            self.figures.pressed += isinstance(made, Page)
            return made

    def _pass_on(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self.listener.is_down:
            environ[DATABASE_IS_DOWN] = True
        return self._application(environ, start_response)

    def _is_current(self, page: Page) -> bool:
        return self.pages.is_current(page) and time.monotonic() < page.ends_at and not self._asks_always

    def _answer(self, key: Key, page: Page, environ: WSGIEnvironment) -> Answer:
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and (known == "*" or page.etag.removeprefix("W/") in known):
            self.figures.not_modified += 1
            return page.not_modified
        encoding = encodings.chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in page.forms:
            kept_as = page.encoding
            page.make_form(encoding)
            self.pages.grown(key, page)
            # Nobody else need make it smaller once more.
            if page.encoding != kept_as:
                self._write_down(key, page)
        return page.forms[encoding]

    def _page(self, key: Key, page: Page | None, environ: WSGIEnvironment) -> Page | Answer | None:
        """The page as it is now; or an answer that nobody else gets; or None, where Django is to answer this one."""
        if self.listener.is_down:
            return self._as_it_was(key, page)
        is_read = environ["REQUEST_METHOD"] == "GET"
        # Where changes are heard of, one asks for all who wait: else each has to ask after it came.
        is_shared = is_read and self.listener.is_trusted and not self._asks_always
        if page is not None and not is_shared and self._still_holds(key, page):
            return page
        if not is_read:
            return None
        with self._makings.of(key):
            return self._kept(key, None if is_shared else page) or self._made(key, environ)

    def _kept(self, key: Key, refuted: Page | None) -> Page | None:
        """What was made before, here or by another process, and holds still: if somebody has seen so since the last
        change, or sees it now."""
        own = self.pages.get(key)
        if own is not None and self.listener.is_trusted and self._is_current(own):
            return own
        disk = self._disk_of(key)
        lying = _lying(disk, key, own) if disk is not None else None
        if lying is not None and self.listener.hear() and self._is_known_to_hold(lying):
            self.figures.found += 1
            self._keep(key, lying)
            return lying
        for page in (own, lying):
            if page is None or (refuted is not None and refuted.rows == page.rows):
                continue
            if self._still_holds(key, page):
                self.figures.found += page is not own
                return page
            refuted = page
        if disk is not None and lying is not None:
            disk.remove(key)
        return None

    def _is_known_to_hold(self, page: Page) -> bool:
        return self.pages.is_unchanged(page) and time.monotonic() < page.ends_at

    def _still_holds(self, key: Key, page: Page) -> bool:
        """Whether it is this page still, as its own statements say. While PostgreSQL answers nobody, nobody can have
        changed it: it is as it was then."""
        if self.listener.is_down:
            return self._was_current(page)
        if time.monotonic() >= page.ends_at:
            self.pages.remove(key, page)
            return False
        began = self._begun()
        rows = _asked(page)
        if rows is None and self.listener.finds_it_down():
            return self._was_current(page)
        if rows != page.rows:
            self.figures.changed += 1
            return False
        self.figures.confirmed += 1
        if began != UNSEEN:
            page.seen_at = began
            disk = self._disk_of(key)
            if disk is not None:
                disk.confirm(key, page)
        self._keep(key, page)
        return True

    def _as_it_was(self, key: Key, page: Page | None) -> Page | None:
        """A page from this process or another, while PostgreSQL answers nobody."""
        if page is not None and self._was_current(page):
            return page
        disk = self._disk_of(key)
        other = disk.get(key) if disk is not None else None
        if other is None or not self._was_current(other):
            return None
        self._keep(key, other)
        return other

    def _was_current(self, page: Page) -> bool:
        was_current = self.pages.was_current(page)
        self.figures.while_down += was_current
        return was_current

    def _begun(self) -> float:
        """From when on it counts as seen what is read now."""
        return time.monotonic() if self.listener.hear() else UNSEEN

    def _keep(self, key: Key, page: Page) -> None:
        # What was told meanwhile counts.
        self.listener.hear()
        self.pages.put(key, page)
        if self.press is not None:
            self.press.learn(key)

    def _disk_of(self, key: Key) -> Disk | None:
        """Where a page lies for all; what somebody searched for lies nowhere."""
        return None if is_typed(key) else self._disk

    def _write_down(self, key: Key, page: Page) -> None:
        disk = self._disk_of(key)
        if disk is not None:
            disk.put(key, page)

    def _made(self, key: Key, environ: WSGIEnvironment) -> Page | Answer:
        """Have Django make it; kept, if it is a page for everybody."""
        began = self._begun()
        recorder = Recorder()
        with connection.execute_wrapper(recorder), lasting.noting() as said:
            status, headers, content = _whole_answer(self._application, for_everybody(environ, key))
        if environ.get("QUERY_STRING", "") != key.query and status != "200 OK":
            # Not a page: what was asked beside it may go on with whoever asked.
            return _whole_answer(self._application, environ)
        ends_at = _ends_at(said)
        if status not in KEPT or not recorder.is_repeatable or _is_private(headers) or ends_at <= time.monotonic():
            self.figures.not_kept += 1
            return _compressed(status, headers, content, environ)
        tags = frozenset(_tags(recorder, said))
        page = Page(
            status=status,
            headers=[*_kept_headers(headers), *(_named(tags) if self._names_tags else ())],
            content=content,
            etag=_etag(content),
            tags=tags,
            question=recorder.question,
            rows=recorder.rows,
            made_at=time.monotonic(),
            ends_at=ends_at,
            seen_at=began,
        )
        encoding = encodings.chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
        page.keep_as(encoding)
        self._keep(key, page)
        self._write_down(key, page)
        self.figures.made += 1
        return page


def _lying(disk: Disk, key: Key, own: Page | None) -> Page | None:
    """The page that lies on disk for all: our own, seen perhaps by somebody else since, or another one."""
    seen_at = disk.seen_at(key, own) if own is not None else None
    if own is None or seen_at is None:
        return disk.get(key)
    own.seen_at = max(own.seen_at, seen_at)
    return own


def _asked(page: Page) -> bytes | None:
    """What a page's question brings now; None where nobody answers, also not on a new connection."""
    for _ in range(2):
        try:
            return ask_again(page.question)
        except OUT_OF_REACH:
            continue
        finally:
            connection.close_if_unusable_or_obsolete()
    return None


def _whole_answer(application: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    begun: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
        begun[:] = [status, headers]
        return begun.append

    parts = application(environ, start_response)
    try:
        content = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return begun[0], begun[1], content


def _is_private(headers: Headers) -> bool:
    for name, value in headers:
        match name.lower():
            case "set-cookie":
                return True
            case "cache-control" if "no-store" in value or "private" in value:
                return True
            case "vary" if "cookie" in value.lower() or "*" in value:
                return True
    return False


def _kept_headers(headers: Headers) -> Headers:
    """Those of every form."""
    own = {"content-length", "etag", "content-encoding", "vary"}
    kept = [(name, value) for name, value in headers if name.lower() not in own]
    if not any(name.lower() == "cache-control" for name, _ in kept):
        kept.append(("Cache-Control", ASKED_EACH_TIME))
    return [*kept, ("Vary", "Accept-Encoding")]


def _named(tags: frozenset[str]) -> Headers:
    """What the page is about, for a CDN that is purged by it: as Cloudflare and Akamai read it, and as Fastly does."""
    names = sorted(tags)
    return [("Cache-Tag", ",".join(names)), ("Surrogate-Key", " ".join(names))]


def _etag(content: bytes) -> str:
    """The same for every form of a page, so a weak one (RFC 9110, 8.8.1)."""
    return f'W/"{blake2b(content, digest_size=12).hexdigest()}"'


def _ends_at(said: Lasting) -> float:
    left = LONGEST if said.until is None else (said.until - timezone.now()).total_seconds()
    return time.monotonic() + min(left, LONGEST)


def _tags(recorder: Recorder, said: Lasting) -> Iterator[str]:
    for table in recorder.tables - quiet_tables():
        yield from said.about.get(table) or (table,)


def _compressed(status: str, headers: Headers, content: bytes, environ: WSGIEnvironment) -> Answer:
    """An answer for this reader alone, in the form that was asked for."""
    encoding = encodings.chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
    is_words = any(name.lower() == "content-type" and encodings.is_words(value) for name, value in headers)
    if encoding == encodings.IDENTITY or not is_words or len(content) < encodings.SHORTEST:
        return status, headers, content
    content = encodings.encoded(content, encoding)
    kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
    sizes = [("Content-Encoding", encoding), ("Vary", "Accept-Encoding"), ("Content-Length", str(len(content)))]
    return status, [*kept, *sizes], content

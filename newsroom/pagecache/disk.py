"""Finished pages on this machine's disk, for its other processes and for those that come after them.

What one has made the next need not make. Before a page stands from when on its rows were last read: who has heard of
every change since then, and of none that the page is about, knows that it holds still. Who has not asks (`asking`), as
for one of its own, and notes there that it does. A file a page, written whole or not at all but for that note; no page
is older than an hour, nor of another program than this one (`release`).
"""

import contextlib
import fcntl
import json
import os
import secrets
import struct
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, NamedTuple
from zlib import crc32

from newsroom.pagecache.pages import UNSEEN, Page
from newsroom.pagecache.requests import Key

# Seconds. Whatever holds: what is put into a page beside rows, such as the time signed into a form, is no older.
LONGEST = 3_600
BETWEEN_SWEEPS = 60
# Bytes.
AT_ONCE = 256 * 1024
# Before a page: when it was seen, by which clock, and the page's mark; and of these a checksum, for whoever reads while
# somebody writes.
NOTED = struct.Struct("<d16s16s")
NOTE_SIZE = NOTED.size + 4
BOOT = Path("/proc/sys/kernel/random/boot_id")


class Disk:
    """The pages of one release below a folder, bounded by bytes; none where nothing can be written or read."""

    def __init__(self, folder: Path, release: str, most_bytes: int) -> None:
        self._root = folder
        self._folder = folder / release
        self._most_bytes = most_bytes
        self._swept_at = time.monotonic()

    def get(self, key: Key) -> Page | None:
        try:
            whole = _read(self._path(key))
            head, content = whole[NOTE_SIZE:].split(b"\n", 1)
            said = json.loads(head)
            left = said["ends_at"] - time.time()
            if said["key"] != [*key] or said["content"] != crc32(content) or not 0 < left <= LONGEST:
                return None
            return _page(said, content, left, _noted(whole[:NOTE_SIZE]).seen_at)
        # None is there; or a power cut left a part.
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: Key, page: Page) -> None:
        path = self._path(key)
        whole = f"{path}.{os.getpid()}-{threading.get_ident()}"
        with contextlib.suppress(OSError):
            # Nobody else's to read, by their folder.
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            head = json.dumps(_said(key, page)).encode()
            Path(whole).write_bytes(b"".join([_note(page), head, b"\n", page.content]))
            os.replace(whole, path)

    def seen_at(self, key: Key, page: Page) -> float | None:
        """When somebody last saw that this very page holds; None where another lies there, or none."""
        try:
            with _opened(self._path(key), os.O_RDONLY) as file:
                noted = _noted(os.read(file, NOTE_SIZE))
        except OSError:
            return None
        return noted.seen_at if noted.mark == page.mark else None

    def confirm(self, key: Key, page: Page) -> None:
        """Note when it was seen; where another lies there, or none, this one does from now on."""
        try:
            with _opened(self._path(key), os.O_RDWR) as file:
                if _noted(os.read(file, NOTE_SIZE)).mark == page.mark:
                    os.pwrite(file, _note(page), 0)
                    return
        except OSError:
            pass
        self.put(key, page)

    def remove(self, key: Key) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self._path(key))

    def sweep_now_and_then(self) -> None:
        """What has ended goes, and of the others the oldest, until all fit. One process at a time does it for all."""
        if time.monotonic() - self._swept_at < BETWEEN_SWEEPS:
            return
        self._swept_at = time.monotonic()
        if (place := self.only_place("sweep")) is not None:
            with place:
                self.sweep()

    def only_place(self, name: str) -> IO[str] | None:
        """Held by one process of the machine at a time, until it is closed or the process ends; None if by another."""
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = (self._root / f"{name}.lock").open("w")
        except OSError:
            return None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file

    def sweep(self) -> None:
        now, held = time.time(), 0
        for written_at, size, path in sorted(_files(self._root), reverse=True):
            held += size
            if now - written_at > LONGEST or held > self._most_bytes:
                # And the folders that are empty then.
                with contextlib.suppress(OSError):
                    path.unlink()
                    path.parent.rmdir()
                    path.parent.parent.rmdir()

    def _path(self, key: Key) -> str:
        name = blake2b("\n".join(key).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
        return f"{self._folder}/{name[:2]}/{name[2:]}"


def _said(key: Key, page: Page) -> dict[str, Any]:
    return {
        "key": key,
        "status": page.status,
        "headers": page.headers,
        "encoding": page.encoding,
        "etag": page.etag,
        "tags": sorted(page.tags),
        "question": page.question,
        "rows": page.rows.hex(),
        "content": crc32(page.content),
        "ends_at": time.time() + page.ends_at - time.monotonic(),
    }


@cache
def _clock() -> str:
    """The name of the clock by which pages are seen: one that began with this machine's start. Where machines do not
    name theirs, each process has one of its own."""
    try:
        return BOOT.read_text().strip()
    except OSError:
        return secrets.token_hex()


class Noted(NamedTuple):
    """What stands before a page: of which it is, and when that was seen."""

    mark: bytes = b""
    seen_at: float = UNSEEN


def _note(page: Page) -> bytes:
    noted = NOTED.pack(page.seen_at, _mark_of_clock(), page.mark)
    return noted + crc32(noted).to_bytes(4)


def _noted(note: bytes) -> Noted:
    noted, check = note[: NOTED.size], note[NOTED.size :]
    if check != crc32(noted).to_bytes(4):
        return Noted()
    seen_at, clock, mark = NOTED.unpack(noted)
    return Noted(mark, seen_at if clock == _mark_of_clock() else UNSEEN)


def _mark_of_clock() -> bytes:
    return blake2b(_clock().encode(), digest_size=16).digest()


def _page(said: dict[str, Any], content: bytes, left: float, seen_at: float) -> Page:
    page = Page(
        status=said["status"],
        headers=[(name, value) for name, value in said["headers"]],
        content=content,
        etag=said["etag"],
        tags=frozenset(said["tags"]),
        # Of a statement that many pages have there is one.
        question=tuple(
            (sys.intern(sql), tuple(values) if isinstance(values, list) else values) for sql, values in said["question"]
        ),
        rows=bytes.fromhex(said["rows"]),
        made_at=time.monotonic(),
        ends_at=time.monotonic() + left,
        seen_at=seen_at,
        encoding=said["encoding"],
    )
    page.make_form(page.encoding)
    return page


def _read(path: str) -> bytes:
    """All of a file, with few calls: at each of them another thread takes over."""
    with _opened(path, os.O_RDONLY) as file:
        parts = [os.read(file, AT_ONCE)]
        while len(parts[-1]) == AT_ONCE:
            parts.append(os.read(file, AT_ONCE))
    return b"".join(parts)


@contextlib.contextmanager
def _opened(path: str, how: int) -> Iterator[int]:
    file = os.open(path, how)
    try:
        yield file
    finally:
        os.close(file)


def _files(root: Path) -> Iterator[tuple[float, int, Path]]:
    """When each was written, and its bytes."""
    for path in root.glob("*/*/*"):
        with contextlib.suppress(OSError):
            found = path.stat()
            yield found.st_mtime, found.st_size, path

"""One makes a page, and all who ask for it meanwhile wait for that one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from newsroom.pagecache.requests import Key


class Makings:
    """A lock a page, for as long as somebody makes it or waits for it."""

    def __init__(self) -> None:
        self._locks: dict[Key, tuple[threading.Lock, int]] = {}
        self._lock = threading.Lock()

    @contextmanager
    def of(self, key: Key) -> Iterator[None]:
        with self._lock:
            lock, holders = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = lock, holders + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, holders = self._locks[key]
                if holders == 1:
                    del self._locks[key]
                else:
                    self._locks[key] = lock, holders - 1

"""Of what others do in their own time, and of connections that wait for each other."""

import threading
import time
from collections.abc import Callable, Iterable

from django.db import connection


def eventually(happens: Callable[[], object], *, patience: float = 30) -> None:
    """Wait for what another process or thread does, so many seconds at most."""
    deadline = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def together(acts: Iterable[Callable[[], object]]) -> None:
    """All of them at once, each in a thread of its own, until the last one is done."""
    threads = [threading.Thread(target=act) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def await_one_who_waits() -> None:
    """Until another connection waits for a lock."""
    eventually(_somebody_waits, patience=10)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]

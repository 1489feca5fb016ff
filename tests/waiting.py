"""Of what others do in their own time, and of connections that wait for each other."""

import time
from collections.abc import Callable

from django.db import connection


def eventually(happens: Callable[[], object], *, patience: float = 30) -> None:
    """Wait for what another process or thread does, so many seconds at most."""
    deadline = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def await_one_who_waits() -> None:
    """Until another connection waits for a lock."""
    eventually(_somebody_waits, patience=10)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]

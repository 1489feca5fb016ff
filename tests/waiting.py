"""Of connections that wait for each other."""

import time

from django.db import connection


def await_one_who_waits() -> None:
    """Until another connection waits for a lock."""
    deadline = time.monotonic() + 10
    while not _somebody_waits():
        assert time.monotonic() < deadline, "nobody waits"
        time.sleep(0.01)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]

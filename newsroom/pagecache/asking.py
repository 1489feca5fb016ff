"""What a page asked the database, and the same asked again.

A page is made of its address and of the rows that its statements bring. Asked in the same order, the first statement is
always the same one; as long as the rows are the same as when the page was made, so is the next statement, and in the
end the page. So a page can be looked after without being made, in one round trip. Where a row is one of a table, its
key and its version tell that it is the same (`articles.prepared.Identity`).
"""

import hashlib
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import ClientCursor, Connection, Cursor
from psycopg.pq.abc import PGresult

from articles.moment import Instant
from articles.prepared import PlannedOnce, of_each

# Of the moment itself nothing is kept: whoever uses it passes it on as an `Instant`, which is the present one again.
_THE_MOMENT = "SELECT clock_timestamp()"
_PRESENT = b"now()"
_READS = re.compile(r"\s*\(*\s*(?:SELECT|WITH)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


# Its SQL, and its values as text where they go apart, by their places or their names.
type Values = tuple[str | None, ...] | dict[str, str | None]
type Statement = tuple[str, Values | None]
type Question = tuple[Statement, ...]


class Fingerprint:
    """Of rows, in their order, as PostgreSQL sent them, and of the database that they are in."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, result: PGresult, database: bytes, columns: Iterable[int] | None = None) -> None:
        rows, value = range(result.ntuples), result.get_value
        columns = range(result.nfields) if columns is None else columns
        self._hash.update(pickle.dumps([database, *(value(row, column) for row in rows for column in columns)], 5))

    def digest(self) -> bytes:
        return self._hash.digest()


class Recorder:
    """Notes what is asked while a page is made: a wrapper for Django's `connection.execute_wrapper`."""

    def __init__(self) -> None:
        self.tables: set[str] = set()
        # Whether asking again would be the same: not where something was written, or the rows did not come at once.
        self.is_repeatable = True
        self._statements: list[Statement] = []
        self._rows = Fingerprint()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        if sql == _THE_MOMENT:
            return answer
        raw = context["cursor"].cursor
        if many or not _READS.match(sql) or raw.pgresult is None:
            self.is_repeatable = False
            return answer
        self.tables |= tables_in(sql)
        # What is asked again is only which rows they are, where that is enough.
        identity = raw.identity if isinstance(raw, PlannedOnce) else None
        self._statements.append(_as_of_now(raw, identity.sql if identity else sql, params))
        database = context["connection"].identity_of(raw.connection)
        self._rows.add(raw.pgresult, database, identity.columns if identity else None)
        return answer

    @property
    def question(self) -> Question:
        """All that was asked, to be asked again."""
        return tuple(self._statements)

    @property
    def rows(self) -> bytes:
        return self._rows.digest()


def _as_of_now(raw: Any, sql: str, params: Any) -> Statement:
    """A statement to be asked again; where its values hold the present instant, that of whenever it is asked."""
    if isinstance(raw, PlannedOnce):
        return sql, of_each(params, lambda each: None if isinstance(each, Instant) else raw.as_text(each))
    written: bytes = raw._query.query
    for instant in {each for each in params or () if isinstance(each, Instant)}:
        # By a cursor of its own: this one's rows are still to be read.
        literal = ClientCursor(raw.connection).mogrify("%s", [instant])
        written = written.replace(literal.encode(), _PRESENT)
    return written.decode(), None


@lru_cache(maxsize=2048)
def tables_in(sql: str) -> frozenset[str]:
    """The tables that a statement names; one too many does no harm."""
    return _tables() & frozenset(_WORD.findall(sql))


@lru_cache(maxsize=1)
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def ask_again(question: Question) -> bytes:
    """The fingerprint of the rows that a question brings now, in one round trip. Raises Django's DatabaseError."""
    rows = Fingerprint()
    if not question:
        return rows.digest()
    with connection.wrap_database_errors, _line() as line:
        database = connection.identity_of(line)  # type: ignore[attr-defined]  # of our own backend
        for cursor in _asked(line, question):
            assert cursor.pgresult is not None
            rows.add(cursor.pgresult, database)
    return rows.digest()


@contextmanager
def _line() -> Iterator[Connection]:
    """A connection of the pool, without what Django does to each."""
    pool: Any = getattr(connection, "pool", None)
    if pool is None:
        connection.ensure_connection()
        yield connection.connection
        return
    pool.open()
    line = pool.getconn()
    try:
        yield line
    finally:
        pool.putconn(line)


def _asked(line: Connection, question: Question) -> list[Cursor]:
    with line.pipeline():
        return [
            Cursor(line).execute(sql, prepare=False) if values is None else PlannedOnce(line).execute(sql, values)
            for sql, values in question
        ]

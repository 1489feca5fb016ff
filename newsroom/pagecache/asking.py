"""What a page asked the database, and the same asked again.

A page is made of its address and of the rows that its statements bring. Asked in the same order, the first statement is
always the same one; as long as the rows are the same as when the page was made, so is the next statement, and in the
end the page. So a page can be looked after without being made, in one round trip.
"""

import hashlib
import pickle
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection
from psycopg.pq.abc import PGresult

from articles.moment import Instant

# Of the moment itself nothing is kept: whoever uses it passes it on as an `Instant`, which is the present one again.
_THE_MOMENT = "SELECT clock_timestamp()"
_CLOCK = Instant.COLUMN.encode()
_PRESENT = "now()"
_PLACE = re.compile("%[s%]")
_READS = re.compile(r"\s*\(*\s*(?:SELECT|WITH)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class Statement(NamedTuple):
    sql: str
    params: tuple[Any, ...] | None


class Fingerprint:
    """Of rows, in their order, as PostgreSQL sent them."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, result: PGresult) -> None:
        columns = [column for column in range(result.nfields) if result.fname(column) != _CLOCK]
        value = result.get_value
        self._hash.update(pickle.dumps([value(row, column) for row in range(result.ntuples) for column in columns], 5))

    def digest(self) -> bytes:
        return self._hash.digest()


class Recorder:
    """Notes what is asked while a page is made: a wrapper for Django's `connection.execute_wrapper`."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.tables: set[str] = set()
        # Whether asking again would be the same: not where something was written, or the rows did not come at once.
        self.is_repeatable = True
        self._rows = Fingerprint()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        if sql == _THE_MOMENT:
            return answer
        result = context["cursor"].cursor.pgresult
        if many or not _READS.match(sql) or result is None or isinstance(params, dict):
            self.is_repeatable = False
            return answer
        self.statements.append(Statement(sql, None if params is None else tuple(params)))
        self.tables |= tables_in(sql)
        self._rows.add(result)
        return answer

    @property
    def rows(self) -> bytes:
        return self._rows.digest()


@lru_cache(maxsize=2048)
def tables_in(sql: str) -> frozenset[str]:
    """The tables that a statement names; one too many does no harm."""
    return _tables() & frozenset(_WORD.findall(sql))


@lru_cache(maxsize=1)
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def ask_again(statements: Sequence[Statement]) -> bytes:
    """The fingerprint of what the statements bring now. Raises Django's DatabaseError."""
    rows = Fingerprint()
    if not statements:
        return rows.digest()
    with connection.cursor() as cursor, connection.wrap_database_errors:
        raw = cursor.cursor
        raw.execute(b";\n".join(_written(raw, each) for each in statements))
        while True:
            assert raw.pgresult is not None
            rows.add(raw.pgresult)
            if not raw.nextset():
                return rows.digest()


def _written(raw: Any, statement: Statement) -> bytes:
    """With its values put in, by psycopg; in place of an instant that was the present one, the present one."""
    sql, params = statement
    if params is None:
        return sql.encode()
    if any(isinstance(each, Instant) for each in params):
        values = iter(params)
        kept: list[Any] = []

        def placed(match: re.Match[str]) -> str:
            if match[0] == "%%":
                return match[0]
            value = next(values)
            if isinstance(value, Instant):
                return _PRESENT
            kept.append(value)
            return match[0]

        sql, params = _PLACE.sub(placed, sql), tuple(kept)
    return raw.mogrify(sql, params).encode()

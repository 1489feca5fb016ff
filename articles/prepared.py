"""Queries that are put together once. Django takes ten times longer to put one together, and to write it as SQL, than
PostgreSQL takes to answer it.

A QuerySet is written as always, in the words that every QuerySet of ours has, with `Given` in place of each value that
differs from time to time; `Prepared` keeps its SQL, and runs it with the values:

    of_section = Prepared(lambda: Edition.objects.live().in_section(Given("section"), Given("language"))[:20])
    of_section.all(section=3, language="en")

Each run is a statement of Django's own cursor, and each row goes through Django's own converters. PostgreSQL plans it
once as well, for each of its connections: that takes ten times longer than to answer, too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any, NamedTuple, Self

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, Func, QuerySet, TextField
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from psycopg import ClientCursor, Cursor, _queries
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import FeatureNotSupported

# The driver looks for the places of values in a statement, and remembers them of a short one only. Ours are long: that
# would cost a third of a story's query, each time.
_queries.MAX_CACHED_STATEMENT_LENGTH = 64 * 1024
_queries.MAX_CACHED_STATEMENT_PARAMS = 500


class Given(Expression):
    """A value that is given when the query is run, as PostgreSQL's driver takes it."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


class GivenInstant(Given):
    """An instant; none given is the present one, by the database's clock."""


# The name of the column: nothing that an instance has.
VERSION = "row_version"


class RowVersion(Func):
    """Which version of its row PostgreSQL brings, as text: with each that is written it is another one."""

    arity = 0
    output_field = TextField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> tuple[str, Any]:
        row = connection.ops.quote_name(compiler.query.get_initial_alias())
        # The transaction that wrote it; and its place, for one transaction may write it twice.
        return f"({row}.xmin::text || {row}.ctid::text)", []


class Identity(NamedTuple):
    """Of a statement's rows: a statement that brings of each no more than which it is, and the places of these columns
    in the rows of the first."""

    sql: str
    columns: tuple[int, ...]


def of_each[Value](params: Any, change: Callable[[Any], Value]) -> tuple[Value, ...] | dict[str, Value]:
    """What becomes of each value of a statement, by its place or by its name, as they are given."""
    if isinstance(params, Mapping):
        return {name: change(value) for name, value in params.items()}
    return tuple(map(change, params))


class PlannedOnce(Cursor):
    """Has PostgreSQL keep the plan of what it is asked. Values go apart, as text: of which type each is, it sees by its
    place, so that the plan is one for all."""

    identity: Identity | None = None

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        values = None if params is None else of_each(params, self.as_text)
        try:
            return super().execute(query, values, prepare=True)
        except FeatureNotSupported:
            # A column that it brings has another type by now: such a plan is refused.
            if not self.connection.autocommit:
                raise
            self.connection.execute("DEALLOCATE ALL")
            return super().execute(query, values, prepare=True)

    def as_text(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return bytes(Transformer(self).get_dumper(value, PyFormat.TEXT).dump(value) or b"").decode()


@contextmanager
def planned_once(connection: Any, identity: Identity | None = None) -> Iterator[Any]:
    """A cursor of Django's for statements that are planned once."""
    with connection.cursor() as cursor:
        cursor.cursor = PlannedOnce(connection.connection)
        cursor.cursor.identity = identity
        yield cursor


class Prepared[Row]:
    """A query by its SQL; `put_together` gives its QuerySet, and is called when somebody asks for the first time."""

    def __init__(self, put_together: Callable[[], QuerySet[Any, Row]]) -> None:
        self._put_together = put_together
        self._statement: _Statement | None = None

    def all(self, **given: Any) -> list[Row]:
        """The rows for these values, in one query; without one where Django knows that there can be none."""
        # Two threads may both be first: each makes the same, and one of the two is kept.
        statement = self._statement = self._statement or _Statement(self._put_together())
        return statement.rows(given)

    def first(self, **given: Any) -> Row | None:
        """The first of them; whoever prepares a query for one row lets it bring no more."""
        return next(iter(self.all(**given)), None)


class _Statement:
    """What is left of a QuerySet once it is written as SQL. Nothing of it changes: it serves every thread."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        queryset = versioned(queryset)
        compiler: Any = queryset.query.get_compiler(using=queryset.db)
        self._using = queryset.db
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            self._sql = ""
            return
        self._sql, self._names = _with_places(sql, params, compiler.connection)
        selected = [each for each, *_ in compiler.select[: compiler.col_count]]
        self._converters = [(place, *how) for place, how in compiler.get_converters(selected).items()]
        self._row = _row_of(queryset, compiler)
        self._identity = _identity_of(self._sql, compiler)

    def rows(self, given: Mapping[str, Any]) -> list[Any]:
        if not self._sql:
            return []
        connection = connections[self._using]
        with planned_once(connection, self._identity) as cursor:
            cursor.execute(self._sql, [given[name] for name in self._names])
            found = [list(each) for each in cursor.fetchall()]
        for place, converters, expression in self._converters:
            for converter in converters:
                for row in found:
                    row[place] = converter(row[place], expression, connection)
        return [self._row(row) for row in found]


def versioned[Rows: QuerySet[Any, Any]](queryset: Rows) -> Rows:
    """With the version of each row, where a row is one of a table. What is put together of parts has it of these."""
    query, is_of_rows = queryset.query, issubclass(queryset._iterable_class, ModelIterable)
    if not is_of_rows or query.combinator or query.distinct or query.group_by is not None:
        return queryset
    return queryset.annotate(**{VERSION: RowVersion()})


def _identity_of(sql: str, compiler: Any) -> Identity | None:
    """Rows are known by their keys and versions, and by all that is not theirs but reckoned or another row's."""
    annotations, info = compiler.annotation_col_map or {}, compiler.klass_info
    if not info or VERSION not in annotations:
        return None
    key = info["model"]._meta.pk
    own = {place for place in info["select_fields"] if compiler.select[place][0].target is not key}
    every = range(len(compiler.select))
    columns = tuple(place for place in every if place not in own)
    names = ", ".join(f"c{place}" for place in columns)
    all_names = ", ".join(f"c{place}" for place in every)
    return Identity(f"SELECT {names} FROM ({sql}) AS row ({all_names})", columns)  # noqa: S608 - of our own SQL


def _with_places(sql: str, params: Sequence[Any], connection: Any) -> tuple[str, list[str]]:
    """A statement with a place for each given value and all others written out, and the names of those in the order of
    their places."""
    connection.ensure_connection()
    literal, values, names = ClientCursor(connection.connection), iter(params), []

    def written(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(values)
        if isinstance(value, Given):
            names.append(value.name)
            return "COALESCE(%s::timestamptz, now())" if isinstance(value, GivenInstant) else "%s"
        return literal.mogrify("%s", [value]).replace("%", "%%")

    return re.sub("%%|%s", written, sql), names


def _row_of(queryset: QuerySet[Any, Any], compiler: Any) -> Callable[[list[Any]], Any]:
    """What makes of the values of a row what the QuerySet gives: an instance, a dict, a tuple or a value."""
    iterable: Any = queryset._iterable_class
    if issubclass(iterable, ModelIterable):
        return _instance_of(queryset.db, compiler.klass_info, compiler.select, compiler.annotation_col_map or {})
    if issubclass(iterable, FlatValuesListIterable):
        return itemgetter(0)
    if issubclass(iterable, ValuesListIterable):
        return tuple
    names = queryset.query.selected or queryset.query.annotation_select
    return lambda row: dict(zip(names, row, strict=False))


def _instance_of(
    using: str, of: Mapping[str, Any], select: Sequence[Any], annotations: Mapping[str, int]
) -> Callable[[list[Any]], Any]:
    """What `Model.from_db`, `select_related` and `annotate` make of a row; where each value stands is looked up once
    for all rows."""
    model = of["model"]
    fields = [(select[place][0].target.attname, place) for place in of["select_fields"]]
    key = dict(fields)[model._meta.pk.attname]
    related = [
        (_instance_of(using, each, select, {}), each["local_setter"], each["remote_setter"])
        for each in of.get("related_klass_infos", [])
    ]
    values = [*fields, *((name, place) for name, place in annotations.items() if name != VERSION)]

    def instance(row: list[Any]) -> Any:
        if row[key] is None:
            return None
        # What `Model.__init__` comes to, for models of which nobody waits for one to be made; at a tenth of its cost.
        # A field that is not there is deferred.
        made = model.__new__(model)
        made._state = ModelState()
        made._state.adding, made._state.db = False, using
        made.__dict__.update([(name, row[place]) for name, place in values])
        for other, set_here, set_there in related:
            found = other(row)
            set_here(made, found)
            if found is not None:
                set_there(found, made)
        return made

    return instance

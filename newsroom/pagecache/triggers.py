"""Every table tells of its changes itself, inside the transaction that makes them, whoever makes them and however: a
verb of the desk, an import, `QuerySet.update`, or somebody at psql.

A trigger a statement, not a row: a thousand rows that are written at once are told of in one message. A message names
the table, and the rows by what `pages_by` of its model says; PostgreSQL delivers it with the commit or not at all.
"""

import hashlib
from typing import Any

from django.db import connections, router
from django.db.models import Model

from articles.lasting import keys_of
from newsroom.pagecache.tables import telling

CHANNEL = "pages"
EVERYTHING = "*"
# PostgreSQL takes less than 8,000 bytes.
LONGEST_MESSAGE = 7_500
_OF = "pages_of_"
_THERE = "SELECT proname, obj_description(oid, 'pg_proc') FROM pg_proc WHERE starts_with(proname, %s)"

# What is told of rows; a statement that touched none tells nothing.
_FUNCTION = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
    said text;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM pg_notify('{channel}', '{table}');
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT {keys} INTO said FROM new_rows AS changed WHERE {shown};
    ELSIF TG_OP = 'DELETE' THEN
        SELECT {keys} INTO said FROM old_rows AS changed WHERE {shown};
    ELSE
        SELECT {keys} INTO said FROM (TABLE old_rows UNION ALL TABLE new_rows) AS changed WHERE {shown};
    END IF;
    IF said IS NOT NULL THEN
        said := CASE WHEN length(said) > {longest} THEN '{everything}' ELSE '{table}' || said END;
        PERFORM pg_notify('{channel}', said);
    END IF;
    RETURN NULL;
END
$function$
"""
_TRIGGER = (
    'CREATE OR REPLACE TRIGGER pages_{event} AFTER {event} ON "{table}" {rows} FOR EACH STATEMENT '
    "EXECUTE FUNCTION {function}()"
)
_ROWS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "truncate": "",
}


def install(using: str, **kwargs: Any) -> None:
    """Put the triggers in place after a migration. Those that are there as they should be are not touched: they would
    lock their tables."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        cursor.execute(
            "SELECT proname, obj_description(oid, 'pg_proc') FROM pg_proc WHERE proname LIKE 'pages\\_of\\_%%'"
        )
        known = dict(cursor.fetchall())
        for model in telling():
            if model._meta.db_table not in there or not router.allow_migrate_model(using, model):
                continue
            function, statements = _statements(model)
            mark = hashlib.sha256("".join(statements).encode()).hexdigest()[:16]
            if known.get(function) != mark:
                # Marked last: what was cut off half-way is done again.
                cursor.execute(";".join([*statements, f"COMMENT ON FUNCTION {function}() IS '{mark}'"]))


def _statements(model: type[Model]) -> tuple[str, list[str]]:
    table = model._meta.db_table
    function = f"{_OF}{table}"
    named = {
        "function": function,
        "table": table,
        "channel": CHANNEL,
        "keys": _keys(model),
        "shown": getattr(model, "shown_where", "TRUE"),
        "longest": LONGEST_MESSAGE,
        "everything": EVERYTHING,
    }
    triggers = (_TRIGGER.format(event=event, rows=rows, **named) for event, rows in _ROWS.items())
    return function, [_FUNCTION.format(**named), *triggers]


def _keys(model: type[Model]) -> str:
    """An expression over changed rows: empty where no row is told apart, NULL where there is none."""
    keys = [f"' {name}:' || changed.{column}" for name, column in keys_of(model).items()]
    if not keys:
        return "CASE WHEN count(*) > 0 THEN '' END"
    return f"string_agg(DISTINCT concat({', '.join(keys)}), '')"

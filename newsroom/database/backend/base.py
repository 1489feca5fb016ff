"""Django's PostgreSQL backend, which starts the embedded server just before the first connection, and keeps
the plans of statements."""

import os
import socket
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakSet

from django.db.backends.postgresql import base, operations
from psycopg import OperationalError
from psycopg.errors import InsufficientPrivilege
from psycopg_pool import PoolTimeout

from newsroom.database import embedded

# Of statements that are planned once (`articles.prepared`): more than readers' pages have, and of each connection.
MOST_PLANS = 400
# Plans for whatever values there are: what they differ by has an index. And to compile a query, or to start other
# processes for it, takes longer than any of ours.
SETTINGS = """SELECT set_config('plan_cache_mode', 'force_generic_plan', false), set_config('jit', 'off', false),
    set_config('max_parallel_workers_per_gather', '0', false)"""
# Which database of which cluster, and which of the cluster's timelines. What a role may not see is left out.
IDENTITIES = (
    """SELECT format('%s %s %s', system_identifier, timeline_id, oid)
    FROM pg_control_system(), pg_control_checkpoint(), pg_database WHERE datname = current_database()""",
    "SELECT oid::text FROM pg_database WHERE datname = current_database()",
)


# Before every connection: to read a path again each time costs as much as the pool does.
_folder = cache(Path)


# Those of this process that are open.
_open: WeakSet[Any] = WeakSet()


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        # Of values that went apart from the statement Django knows nothing: it would tell of both, but no SQL.
        return super().last_executed_query(cursor, sql, params) if cursor._query else self.compose_sql(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        # Django comes through here before every connection, also before one of the pool.
        if data := self.settings_dict.get("EMBEDDED"):
            embedded.use(_folder(data))
        return super().get_connection_params()

    def _configure_connection(self, connection: Any) -> bool:
        # Django has the driver plan nothing ahead, and PostgreSQL would plan five times before it keeps a plan.
        connection.prepare_threshold, connection.prepared_max = 1, MOST_PLANS
        connection.execute(SETTINGS)
        connection.database_identity = _identity(connection)
        _open.add(connection)
        super()._configure_connection(connection)  # type: ignore[misc]  # of which Django's types do not know
        return True

    @staticmethod
    def identity_of(connection: Any) -> bytes:
        """Of the database behind a connection of the driver's: keys and versions of rows say something within it."""
        return connection.database_identity

    @staticmethod
    def cut_off() -> None:
        """End every connection of this process: whoever waits for an answer that does not come has an OperationalError.
        For where PostgreSQL hangs, which no time limit of its own ends."""
        for connection in tuple(_open):
            with suppress(OperationalError, OSError):
                line = connection.fileno()
                with socket.socket(fileno=os.dup(line)) as same:
                    # Else it was closed meanwhile, and the number may be another's by now.
                    if connection.fileno() == line:
                        same.shutdown(socket.SHUT_RDWR)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except PoolTimeout:
            # The pool only logs why it cannot connect; trying it ourselves raises the reason.
            # One that never failed to connect is merely busy.
            if self.pool is not None and self.pool.get_stats().get("connections_errors"):
                self.Database.connect(**conn_params).close()
            raise


def _identity(connection: Any) -> bytes:
    for statement in IDENTITIES:
        with suppress(InsufficientPrivilege), connection.transaction():
            return connection.execute(statement).fetchone()[0].encode()
    return b""

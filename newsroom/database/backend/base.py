"""Django's PostgreSQL backend, which starts the embedded server just before the first connection."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout

from newsroom.database import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        # Django comes through here before every connection, also before one of the pool.
        if data := self.settings_dict.get("EMBEDDED"):
            embedded.use(Path(data))
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except PoolTimeout:
            # The pool only logs why it cannot connect; trying it ourselves raises the reason.
            # One that never failed to connect is merely busy.
            if self.pool is not None and self.pool.get_stats().get("connections_errors"):
                self.Database.connect(**conn_params).close()
            raise

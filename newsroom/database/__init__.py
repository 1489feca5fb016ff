"""Which PostgreSQL the newsroom uses: the embedded one, or the one that DATABASE_URL names."""

import re
import select
import time
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import dj_database_url
import psycopg
from psycopg_pool import ConnectionPool

from newsroom.database.cluster import DATABASE, PORT, ROLE, socket_folder
from newsroom.database.trouble import DatabaseTrouble, explain

__all__ = ["DatabaseTrouble", "database_settings", "explain", "is_open"]

ENGINE = "newsroom.database.backend"
SECONDS_TO_CONNECT = 5

# The pool tries again after ever longer pauses, up to reconnect_timeout; then the next request tries at once. Short
# ones, so that errors end within seconds of the database's return, however long it was away.
POOL = {"min_size": 1, "max_size": 8, "timeout": 2, "reconnect_timeout": 1}
# Seconds: after a pause PostgreSQL is asked whether it is there.
IDLE = 0.05
# Of a machine that went away without a word, a connection over a network tells in half a minute, and not in two hours.
NOTICE_ITS_LOSS = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
LONGEST_NAME = 63  # PostgreSQL cuts longer ones
SHAPE = "postgresql://user:password@host:5432/database"


def database_settings(url: str, *, var: Path, pooled: bool) -> dict[str, Any]:
    """The value of DATABASES["default"]: the PostgreSQL at `url`; if that is empty, the embedded one.

    The embedded server keeps its data under `var`. `pooled` is for servers, which
    keep connections between requests; commands and tests connect once.
    Raises DatabaseTrouble for a URL that cannot be used.
    """
    database = _from_url(url.strip()) if url.strip() else _embedded(var)
    own = {"connect_timeout": SECONDS_TO_CONNECT, "application_name": "newsroom", **NOTICE_ITS_LOSS}
    options = {**own, **database["OPTIONS"]}
    if pooled:
        options["pool"] = {**POOL, "check": is_open}
    return {
        **database,
        "ENGINE": ENGINE,
        "OPTIONS": options,
        # Django's pool refuses any other age: the pool itself keeps connections.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": pooled,
        # template0, so that what somebody put into template1 does not come along, nor its locale.
        "TEST": {"TEMPLATE": "template0", "CHARSET": "UTF8"},
    }


def is_open(connection: psycopg.Connection) -> None:
    """For the pool, before each use. Whoever closed the other end left a word on the line, or the line's end: to see
    that takes no round trip, which a connection in use all the time would spend half of its time on. Raises
    OperationalError."""
    asked_at, now = getattr(connection, "asked_at", 0.0), time.monotonic()
    connection.asked_at = now  # type: ignore[attr-defined]
    if now - asked_at > IDLE:
        return ConnectionPool.check_connection(connection)
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    if line.poll(0):
        raise psycopg.OperationalError("the connection was closed while nobody used it")


def _embedded(var: Path) -> dict[str, Any]:
    data = var.resolve() / "postgres"
    return {
        "NAME": DATABASE,
        "USER": ROLE,
        "PASSWORD": "",
        "HOST": str(socket_folder(data)),
        "PORT": str(PORT),
        "OPTIONS": {},
        "EMBEDDED": str(data),
    }


def _from_url(url: str) -> dict[str, Any]:
    if complaint := _complaint(url):
        # Never the URL itself: it holds the password, and this text goes to logs.
        raise DatabaseTrouble(f"DATABASE_URL {complaint}: write it as {SHAPE}, or leave it empty.")
    try:
        return {"OPTIONS": {}, **dj_database_url.parse(url, engine=ENGINE)}
    except ValueError:
        complaint = "cannot be read"
        raise DatabaseTrouble(f"DATABASE_URL {complaint}: write it as {SHAPE}, or leave it empty.") from None


def _complaint(url: str) -> str | None:
    """What is wrong with `url`, as the rest of a sentence, or None."""
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        return "holds a blank or a control character (a blank in a password is %20)"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "cannot be read (in a password, write / as %2F, @ as %40, : as %3A, # as %23, [ as %5B)"
    if parts.scheme not in ("postgres", "postgresql"):
        return "does not begin with postgresql://"
    if not url[len(parts.scheme) :].startswith("://"):
        return "lacks the two slashes after its scheme"
    if parts.fragment or url.endswith("#"):
        return "holds a # (in a password it is %23)"
    if port == 0:
        return "names port 0"
    return _encoding_complaint(url) or _part_complaint(parts)


def _encoding_complaint(url: str) -> str | None:
    if re.search(r"%(?![0-9A-Fa-f]{2})", url):
        return "holds a % that is not followed by two hexadecimal digits (a % in a password is %25)"
    try:
        decoded = unquote(url, errors="strict")
    except UnicodeDecodeError:
        return "holds a percent-encoding that is not UTF-8"
    return "holds an encoded control character" if re.search(r"[\x00-\x1f\x7f]", decoded) else None


def _part_complaint(parts: SplitResult) -> str | None:
    # A folder with a server's socket is also a host: postgresql:///name?host=/run/postgresql
    if not parts.hostname and not parse_qs(parts.query).get("host"):
        return "names no host"
    name = parts.path.removeprefix("/")
    if not name:
        return "names no database"
    if "/" in name:
        return "has more than one name after the host (a / in a name or password is %2F)"
    if len(unquote(name).encode()) > LONGEST_NAME:
        return f"names a database with more than {LONGEST_NAME} bytes"
    return None

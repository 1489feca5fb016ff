"""Trouble with the database, told in one sentence that says what to do. No sentence ever holds a password."""

import re

import psycopg
from django.db import DatabaseError
from psycopg_pool import PoolTimeout

OTHER_SERVER = "or set DATABASE_URL to another PostgreSQL"

# libpq gives no error code when a connection fails, only these words; the first that fits wins.
CONNECTION_FAILURES = (
    (
        r"password authentication failed|no password supplied|no pg_hba\.conf entry"
        r"|authentication failed for user|role \".*\" does not exist",
        "The database refused the login: correct the user and the password in DATABASE_URL.",
    ),
    (
        r"database \"(?P<name>[^\"]*)\" does not exist",
        'There is no database "{name}": create it (createdb {name}), or correct the name in DATABASE_URL.',
    ),
    (
        r"invalid (?:connection option|URI query parameter): *\"(?P<name>[^\"=]*)\""
        r"|invalid connection option \"(?P<option>[^\"=]*)\"",
        'PostgreSQL does not know the option "{name}{option}": remove it from DATABASE_URL.',
    ),
    (
        r"invalid (?P<name>\w+) value|server does not support (?P<option>SSL)",
        "PostgreSQL does not accept the {name}{option} option of the connection: correct it in DATABASE_URL.",
    ),
    (
        r"too many clients already|remaining connection slots|too many connections for",
        "The database has no connection left: stop other programs that use it, or raise its max_connections.",
    ),
    (
        r"No space left on device",
        "The disk of the database is full: free some space, then start again.",
    ),
    (
        r"the database system is (?:starting up|shutting down|in recovery mode|not yet accepting)",
        "The database is just starting or stopping: wait a moment, then try again.",
    ),
    (
        r"connection to server at \"(?P<name>[^\"]*)\"(?: \([^)]*\))?, port (?P<option>\d+)",
        "The database cannot be reached at {name}, port {option}: start it, or correct DATABASE_URL.",
    ),
    (
        r"connection failed|connection to server|connection timeout|connection is bad"
        r"|failed to resolve host|could not translate host name|server closed the connection",
        "The database cannot be reached: start it, or correct DATABASE_URL.",
    ),
)


class DatabaseTrouble(Exception):
    """The database cannot be used as things are; the text is one sentence that says what to do."""


def explain(error: BaseException) -> str | None:
    """One sentence that says what to do about `error`, without a password; None for another error."""
    if isinstance(error, DatabaseTrouble):
        return str(error)
    if not isinstance(error, (DatabaseError, psycopg.Error)):
        return None
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    if isinstance(cause, PoolTimeout):
        return (
            "The database gave no connection in time: check that the PostgreSQL of DATABASE_URL runs "
            "and that other programs do not hold all its connections."
        )
    if isinstance(cause, psycopg.errors.DiskFull):
        return "The disk of the database is full: free some space, then try again."
    if isinstance(cause, psycopg.errors.UndefinedTable):
        return 'The database lacks tables of this version of Newsroom: run "python manage.py migrate".'
    return _server_too_old(str(error)) or _connection_failure(error)


def _server_too_old(message: str) -> str | None:
    """Django's own check of the server's version, whose words are its only mark."""
    match = re.search(r"PostgreSQL (\S+) or later is required \(found ([^)]*)\)", message)
    if match is None:
        return None
    return (
        f"The database is PostgreSQL {match[2]}, which is too old: "
        f"set DATABASE_URL to a PostgreSQL {match[1]} or later, or leave it empty to use the embedded one."
    )


def _connection_failure(error: BaseException) -> str | None:
    # A failed connection carries no SQLSTATE; an error that has one came from a statement.
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    if getattr(cause, "sqlstate", None) and not _is_refusal(cause):
        return None
    message = str(error)
    for pattern, sentence in CONNECTION_FAILURES:
        if match := re.search(pattern, message):
            groups = {name: value or "" for name, value in match.groupdict().items()}
            return sentence.format(**{"name": "", "option": "", **groups})
    return None


def _is_refusal(error: BaseException) -> bool:
    """Whether the server itself refused the connection: SQLSTATE classes 08, 28, 3D, 53300 and 57P."""
    state = getattr(error, "sqlstate", None) or ""
    return state.startswith(("08", "28", "3D", "533", "57P"))

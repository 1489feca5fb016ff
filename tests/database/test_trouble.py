"""Each trouble that whoever runs Newsroom can put right has its sentence, and no other error has one."""

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, NotSupportedError, OperationalError, ProgrammingError
from psycopg_pool import ConnectionPool, PoolTimeout

from newsroom.database import DatabaseTrouble, explain

CONNECTION = 'connection failed: connection to server at "10.0.0.5", port 5432 failed: '

SENTENCES = {
    CONNECTION + "Connection refused\n\tIs the server running on that host?": "at 10.0.0.5, port 5432: start it",
    "[Errno -2] failed to resolve host 'nowhere': Name or service not known": "cannot be reached: start it",
    "connection timeout expired": "cannot be reached: start it",
    CONNECTION + 'FATAL:  password authentication failed for user "desk"': "refused the login",
    "connection failed: fe_sendauth: no password supplied": "refused the login",
    CONNECTION + 'FATAL:  no pg_hba.conf entry for host "1.2.3.4"': "refused the login",
    CONNECTION + 'FATAL:  role "desk" does not exist': "refused the login",
    CONNECTION + 'FATAL:  database "news" does not exist': 'no database "news": create it',
    CONNECTION + "FATAL:  sorry, too many clients already": "no connection left",
    CONNECTION + "FATAL:  the database system is starting up": "wait a moment",
    CONNECTION + 'FATAL:  could not write lock file "x": No space left on device': "disk of the database is full",
}


def wrapped(outer: type[DatabaseError], inner: psycopg.Error) -> DatabaseError:
    """As Django raises it."""
    error = outer(*inner.args)
    error.__cause__ = inner
    return error


@pytest.mark.parametrize(("message", "part"), SENTENCES.items())
def test_a_failed_connection_is_explained(message: str, part: str) -> None:
    for error in (
        OperationalError(message),
        wrapped(OperationalError, psycopg.OperationalError(message)),
        psycopg.OperationalError(message),
    ):
        sentence = explain(error)
        assert sentence is not None and part in sentence
        assert "\n" not in sentence and sentence.endswith(".")


def test_a_server_too_old_is_explained() -> None:
    sentence = explain(NotSupportedError("PostgreSQL 15 or later is required (found 13.4)."))
    assert sentence is not None
    assert "PostgreSQL 13.4, which is too old" in sentence and "PostgreSQL 15 or later" in sentence


def test_missing_tables_are_explained() -> None:
    missing = psycopg.errors.UndefinedTable('relation "articles_article" does not exist')
    assert "manage.py migrate" in str(explain(wrapped(ProgrammingError, missing)))


def test_a_full_disk_is_explained() -> None:
    assert "free some space" in str(explain(wrapped(OperationalError, psycopg.errors.DiskFull("x"))))


def test_an_option_that_postgresql_does_not_know_is_explained_without_its_value() -> None:
    with pytest.raises(psycopg.Error) as caught:
        psycopg.connect("host=127.0.0.1 port=1", pasword="s3cret")
    sentence = str(explain(caught.value))
    assert '"pasword"' in sentence and "s3cret" not in sentence


@pytest.mark.parametrize("setting", ["sslmode", "target_session_attrs"])
def test_an_option_with_a_wrong_value_is_explained(setting: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        psycopg.connect(f"host=127.0.0.1 port=1 {setting}=sometimes")
    assert f"the {setting} option" in str(explain(caught.value))


def test_a_closed_port_is_explained() -> None:
    with pytest.raises(psycopg.OperationalError) as caught:
        psycopg.connect(host="127.0.0.1", port=1, user="desk", password="s3cret", connect_timeout=5)
    assert explain(caught.value) == (
        "The database cannot be reached at 127.0.0.1, port 1: start it, or correct DATABASE_URL."
    )


def test_a_pool_that_gives_nothing_is_explained() -> None:
    with ConnectionPool(min_size=0, max_size=1, open=True) as pool, pytest.raises(PoolTimeout) as caught:
        pool.getconn(timeout=0.01)
    assert "gave no connection in time" in str(explain(caught.value))


def test_our_own_trouble_is_its_own_sentence() -> None:
    assert explain(DatabaseTrouble("Do this.")) == "Do this."


@pytest.mark.parametrize(
    "error",
    [
        ValueError("connection failed"),
        wrapped(OperationalError, psycopg.errors.DeadlockDetected("deadlock detected")),
        wrapped(OperationalError, psycopg.errors.QueryCanceled("canceling statement due to statement timeout")),
        wrapped(IntegrityError, psycopg.errors.UniqueViolation("duplicate key value")),
        wrapped(ProgrammingError, psycopg.errors.UndefinedColumn('column "x" does not exist')),
        wrapped(ProgrammingError, psycopg.errors.SyntaxError('syntax error, invalid x value: "connection"')),
        NotSupportedError("distinct on is not supported"),
        OperationalError("a word that means nothing to us"),
    ],
)
def test_other_errors_keep_their_traceback(error: Exception) -> None:
    assert explain(error) is None

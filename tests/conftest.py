from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import flush
from django.db import connection
from django.test import Client
from playwright.sync_api import Playwright, sync_playwright

from newsroom.staff.models import User
from tests import cast

KEPT = {ContentType._meta.db_table, Permission._meta.db_table}


def emptied(operations: Any, style: Any, tables: Sequence[str], **options: bool) -> list[str]:
    """SQL that empties all tables at once, as TRUNCATE does, which makes new files for each and for its indexes.

    The names of models and of what may be done with them stay: they are the code's, and slow to write anew.
    """
    names = [operations.quote_name(each) for each in tables if each not in KEPT]
    return [
        f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",  # whoever still writes has ended by then
        "SET LOCAL session_replication_role = replica",
        ";".join(f"DELETE FROM {name}" for name in names),
    ]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test runner empties every table after a test with real transactions, what is kept for good too."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("record", "correction", "withdrawal"):
            cursor.execute(f"ALTER TABLE articles_{table} DISABLE TRIGGER {table}_is_never_emptied")
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        # Only a superuser may pass over triggers and references.
        if cursor.fetchone()[0]:
            # Of the class: under Playwright's event loop a test has another connection.
            type(connection.ops).sql_flush = emptied
            flush.emit_post_migrate_signal = lambda *args, **options: None  # writes those names


@pytest.fixture(autouse=True)
def _pictures_in_a_folder_of_their_own(settings, tmp_path_factory) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media"


@pytest.fixture
def reporter(db) -> User:
    return cast.account("roza", "reporter")


@pytest.fixture
def editor(db) -> User:
    return cast.account("evin", "editor")


@pytest.fixture
def moderator(db) -> User:
    return cast.account("mina", "moderator")


@pytest.fixture
def administrator(db) -> User:
    return cast.account("azad", "administrator")


@pytest.fixture
def reader(db) -> Client:
    """A browser with no account."""
    return Client()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of browsers: a process can have only one."""
    with sync_playwright() as driver:
        yield driver

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Playwright, sync_playwright

from newsroom.staff.models import User
from tests import cast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test runner empties every table after a test with real transactions, what is kept for good too."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("record", "correction", "withdrawal"):
            cursor.execute(f"ALTER TABLE articles_{table} DISABLE TRIGGER {table}_is_never_emptied")


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

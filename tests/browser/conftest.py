"""A real Chromium. Where there is none, its tests are skipped aloud, or fail with NEWSROOM_BROWSER=required."""

import os
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright

from newsroom.staff.models import User
from tests.browser.chromium import ARGUMENTS, CHROMIUM


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


def chromium_or_skip() -> str:
    if CHROMIUM is None:
        message = "no Chromium on this machine: install Debian's package chromium, or Google Chrome"
        if os.environ.get("NEWSROOM_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    return CHROMIUM


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> Iterator[Browser]:
    program = chromium_or_skip()
    playwright: Playwright = request.getfixturevalue("playwright")
    browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
    yield browser
    browser.close()


class Visitor:
    """Somebody at a browser of their own, whose console has to stay silent."""

    def __init__(self, browser: Browser, site: str, **options) -> None:
        self.site = site
        self.context = browser.new_context(base_url=site, **options)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.expected: set[str] = set()
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(m.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, name: str) -> None:
        """Without the login's page, which has tests of its own."""
        door = Client()
        door.force_login(User.objects.get(username=name))
        kept = door.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": kept.key, "value": kept.value, "url": self.site}])


def _wait_for_what_was_sent_last() -> None:
    """A page that closes saves once more; the database is emptied only when the site is done with it."""
    quiet = 0
    until = time.monotonic() + 10
    while quiet < 3 and time.monotonic() < until:
        time.sleep(0.05)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            quiet = 0 if cursor.fetchone()[0] else quiet + 1


@pytest.fixture
def visitor(chromium: Browser, live_server) -> Iterator:
    opened: list[Visitor] = []

    def open_browser(**options) -> Visitor:
        opened.append(Visitor(chromium, live_server.url, **options))
        return opened[-1]

    yield open_browser
    for each in opened:
        # What a page sends when it is left would come to a server whose tables are being emptied.
        each.context.route("**/*", lambda route: route.abort())
        each.context.close()
    _wait_for_what_was_sent_last()
    for each in opened:
        assert not [text for text in each.complaints if text not in each.expected]

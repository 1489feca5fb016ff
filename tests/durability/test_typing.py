"""kill -9 of the browser, of the server, and of both, while somebody types: what is lost is a matter of seconds.

`-s` prints what each time was lost.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests import cast, pace
from tests.browser.chromium import ARGUMENTS
from tests.browser.conftest import chromium_or_skip
from tests.durability.conftest import Site, kill_all
from tests.waiting import eventually

KILLS = pace.times(20, daily=3)
MOST_SECONDS_LOST = 10
STORY = 1
SCREEN = f"/admin/articles/article/{STORY}/change/"
BODY = f"SELECT body FROM articles_article WHERE id = {STORY}"


class Desk:
    """A browser with a profile of its own on the disk, as a person has it."""

    def __init__(self, playwright: Playwright, profile: Path, port: int) -> None:
        self.playwright, self.profile, self.port = playwright, profile, port
        self.context: BrowserContext | None = None

    def open(self) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile, executable_path=chromium_or_skip(), args=ARGUMENTS, base_url=f"http://127.0.0.1:{self.port}"
        )
        page = self.context.pages[0]
        page.set_default_timeout(20_000)
        page.goto(SCREEN)
        if "/login/" in page.url:
            page.fill("[name=username]", "evin")
            page.fill("[name=password]", cast.PASSWORD)
            page.click("[type=submit]")
        page.wait_for_selector(".ProseMirror")
        return page

    def kill(self) -> None:
        kill_all([each for each in psutil.process_iter(["cmdline"]) if self._is_mine(each.info["cmdline"])])

    def _is_mine(self, command: list[str] | None) -> bool:
        return any(part == f"--user-data-dir={self.profile}" for part in command or [])


@pytest.fixture
def desk(site: Site, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    chromium_or_skip()
    site.start()
    desk = Desk(request.getfixturevalue("playwright"), tmp_path / "profile", site.port)
    yield desk
    desk.kill()


def type_for(page: Page, seconds: float, typed: list[float]) -> None:
    """Numbered words, ten a second; when each was typed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page.keyboard.type(f"w{len(typed)} ")
        typed.append(time.monotonic())
        time.sleep(0.05)


def last_word(site: Site) -> int:
    ((row,),) = site.rows(BODY)
    return max((int(number) for number in re.findall(r"\bw(\d+)\b", row.body)), default=-1)


def kill_browser(site: Site, desk: Desk, page: Page) -> None:
    desk.kill()


def kill_server(site: Site, desk: Desk, page: Page) -> None:
    site.kill()


def kill_both(site: Site, desk: Desk, page: Page) -> None:
    site.kill()
    desk.kill()


WAYS: list[Callable[[Site, Desk, Page], None]] = [kill_browser, kill_server, kill_both]


def test_what_was_typed_outlives_the_browser_and_the_server(site, desk):
    lost: list[float] = []
    for number in range(KILLS):
        way = WAYS[number % len(WAYS)]
        page = desk.open()
        page.locator(".ProseMirror").click()
        page.keyboard.press("Control+End")
        typed = [0.0] * (last_word(site) + 1)
        # Killed at another moment of saving each time.
        type_for(page, 5 + 1.37 * (number % 5), typed)
        way(site, desk, page)
        killed = time.monotonic()
        if site.process is None:
            site.start()
        if way is kill_server:
            page.wait_for_selector('#sitting[data-state="saved"]')
            desk.kill()
        else:
            page = desk.open()
            if way is kill_both:
                page.wait_for_timeout(1500)
            desk.kill()
        eventually(lambda: last_word(site) >= 0)
        survived = last_word(site)
        lost.append(0 if survived == len(typed) - 1 else killed - typed[survived])
        print(
            f"{number + 1:>2} {way.__name__:<13} words {len(typed)}, lost {len(typed) - 1 - survived}: {lost[-1]:.1f} s"
        )
        assert lost[-1] <= MOST_SECONDS_LOST
    print(f"median {median(lost):.1f} s, most {max(lost):.1f} s")

"""A database that takes what is sent and answers nothing: its machine is frozen, or its disk. Readers go on."""

import contextlib
import http.client
import re
import threading
import time

import psutil
import pytest

from newsroom.database import POOL, SECONDS_TO_CONNECT
from newsroom.pagecache.listening import LONGEST_TO_WAIT, TO_CONNECT
from tests.benchmarks.processes import frozen
from tests.durability.conftest import Browser, Site
from tests.waiting import eventually

# Seconds: longer than it takes to be sure, and to tell all who wait, some of whom try another connection then.
HANGS = LONGEST_TO_WAIT + TO_CONNECT + SECONDS_TO_CONNECT + POOL["timeout"]
# What is in memory comes in thousandths; nobody waits longer than for a place.
AT_MOST = 2
# More than there are threads, of both processes.
WAITING = 30


@pytest.fixture
def read(site: Site, story: str) -> list[str]:
    """Pages that both processes have."""
    paths = ["/", "/latest/", story]
    for path in paths * 10:
        assert Browser(site.port).get(path).status == 200
    return paths


def test_readers_go_on_while_the_database_hangs(site, read):
    answers: list[int] = []
    with frozen(psutil.Process(site.database.pid)):
        asked = [
            threading.Thread(target=ask_for_what_nobody_has, args=(site, number, answers)) for number in range(WAITING)
        ]
        for each in asked:
            each.start()
        until = time.monotonic() + HANGS
        while time.monotonic() < until:
            for path in read:
                began = time.monotonic()
                assert Browser(site.port).get(path).status == 200, path
                assert time.monotonic() - began < AT_MOST
        # Also those have their answer who had asked before it was known.
        assert answers == [503] * WAITING
        # By now it is said at once.
        assert Browser(site.port).get("/search/?q=anything").status == 503
        assert "database" in Browser(site.port).get("/admin/").text
    eventually(lambda: Browser(site.port).get("/search/?q=something").status == 200)
    for path in read:
        assert re.search("<h1|<h2", Browser(site.port).get(path).text)


def ask_for_what_nobody_has(site: Site, number: int, answers: list[int]) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        answers.append(Browser(site.port, patience=60).get(f"/search/?q=number{number}").status)

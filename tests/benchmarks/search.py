"""Sixty searches among a hundred thousand stories: what is found, in which place, in how much time.

python -m tests.benchmarks.search [STORIES]: makes the archive that is missing (minutes), or uses what is there, under
NEWSROOM_VAR (var/benchmark without it). The time is that of the whole view, with one reader; the machine's other work
is in it, so each search is made five times, and its median is shown, beside the time for which a processor worked at it
(Django's and PostgreSQL's, where that is on this machine).
"""

import os
import re
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("NEWSROOM_MODE", "test")
os.environ.setdefault("NEWSROOM_VAR", "var/benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

TIMES = 5
LIMIT = 100
STORY = re.compile('<h2 class="headline"><a href="([^"]*)"')


class Times(NamedTuple):
    """Milliseconds that passed, and those of them in which a processor worked."""

    passed: float
    worked: float


def main(wanted: str = "100000") -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from tests.search import pairs

    call_command("migrate", verbosity=0, interactive=False)
    _fill_up(int(wanted))
    planted = pairs.plant(pairs.read(), _author())
    reader = Client()
    every: list[Times] = []
    medians: list[Times] = []
    missed = 0
    print(f"{'':4} {'found':>5} {'place':>5} {'ms':>7} {'worked':>7}  query  (what is odd about it)")
    for pair, edition in planted.items():
        times, page = _measured(reader, pair.address)
        paths = STORY.findall(page)
        place = paths.index(edition.path) + 1 if edition.path in paths else 0
        missed += not place
        every += times
        medians.append(Times(*map(statistics.median, zip(*times, strict=True))))
        found = f"{'yes' if place else 'NO':>5} {place or '':>5}"
        print(
            f"{pair.language:4} {found} {medians[-1].passed:7.1f} {medians[-1].worked:7.1f}  {pair.query}  ({pair.odd})"
        )
    for name, found in (("every search", every), ("medians of searches", medians)):
        for kind, times in zip(Times._fields, zip(*found, strict=True), strict=True):
            p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            print(f"{name}, ms {kind}: {len(times)}, p50 {p50:.1f}, p95 {p95:.1f} (to be under {LIMIT})")
    print(f"found {len(planted) - missed} of {len(planted)} among {_count():,} live stories")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def _measured(reader, address: str) -> tuple[list[Times], str]:
    # The first one is the cache's.
    page, times = reader.get(address), []
    for _time in range(TIMES):
        began, worked = time.perf_counter(), _worked()
        page = reader.get(address)
        times.append(Times((time.perf_counter() - began) * 1_000, (_worked() - worked) * 1_000))
    return times, page.text


def _worked() -> float:
    """Seconds for which a processor worked for this process, and for its connection to PostgreSQL (Linux)."""
    from django.db import connection

    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + (int(backend.read_text().split()[0]) / 1e9 if backend.exists() else 0)


def _fill_up(wanted: int) -> None:
    from django.core.management import call_command

    from newsroom.demo import archive

    if (missing := wanted - _count()) > 0:
        print(f"Making {missing:,} stories …")
        archive.make(missing, lambda done: None)
    call_command("rebuild_search", missing=True)


def _count() -> int:
    from articles.models import Edition

    return Edition.objects.live().count()


def _author():
    from newsroom.staff.models import User

    return User.objects.get_or_create(username="archive", defaults={"is_active": False})[0]


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What finished pages weigh in memory, and whether their bound holds.

    python -m tests.benchmarks.memory [--pages 10000] [--bound 64] [--roomy 2048] [--archive N]

Serves the demo newspaper with an archive of N stories (as many as there are pages to ask for; see `speed` for where it
is kept) with one worker, twice. First with room for all (PAGE_CACHE_MB is the `roomy` one): so many different stories
are asked for once, compressed by gzip, and what the processes have grown by is told, whole and for a page. Then with
the bound: stories are asked for, those that are there over and over with every coding, until what was sent is three
times the bound, and what counts is the most that was resident above the start. The start is when some lists were asked
for, so that all is loaded that makes pages.
"""

import argparse
import http.client
import itertools
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.benchmarks import kinds, tables
from tests.benchmarks.processes import memory
from tests.benchmarks.site import Newspaper, Server, newspaper
from tests.benchmarks.speed import kept

MB = 1024**2
EVERY = 500
TIMES_THE_BOUND = 3
# What a process may have beyond the bound.
BEYOND = 150
CODINGS = ("gzip", "identity", "br")


class Look(NamedTuple):
    """After so many answers: the bytes of their bodies together, and those that are resident."""

    pages: int
    sent: int
    resident: int


def asked(server: Server, requests: Iterator[tuple[str, str]]) -> Iterator[Look]:
    """A look at the beginning, one after every so many pages, and one at the end."""
    parts = urlsplit(server.address)
    line = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
    number = sent = 0
    yield Look(0, 0, memory(server.process))
    for number, (path, coding) in enumerate(requests, 1):
        line.request("GET", path, headers={"Accept-Encoding": coding})
        answer = line.getresponse()
        sent += len(answer.read())
        assert answer.status == 200, (path, answer.status)
        if number % EVERY == 0:
            yield Look(number, sent, memory(server.process))
    yield Look(number, sent, memory(server.process))


def warm_up(paper: Newspaper, server: Server) -> None:
    lists = [path for kind, path in kinds.addresses(paper).items() if kind != "story"]
    for _look in asked(server, ((path, "gzip") for path in lists * 3)):
        pass


def with_room(paper: Newspaper, paths: list[str], roomy: int) -> list[Look]:
    """Each page once."""
    with paper.served(workers=1, PAGE_CACHE_MB=str(roomy)) as server:
        warm_up(paper, server)
        return list(asked(server, ((path, "gzip") for path in paths)))


def with_bound(paper: Newspaper, paths: list[str], bound: int) -> list[Look]:
    """Until far more was sent than there is room for."""
    looks = []
    requests = itertools.cycle((path, coding) for coding in CODINGS for path in paths)
    with paper.served(workers=1, PAGE_CACHE_MB=str(bound)) as server:
        warm_up(paper, server)
        for look in asked(server, requests):
            looks.append(look)
            if look.sent > TIMES_THE_BOUND * bound * MB:
                break
    return looks


def tell(title: str, looks: list[Look]) -> None:
    start = looks[0].resident
    # Some twenty lines, and the last one.
    lines = [*looks[: -1 : max(1, len(looks) // 20)], looks[-1]]
    rows = [
        (f"{look.pages:,}", *(f"{size / MB:.1f}" for size in (look.sent, look.resident, look.resident - start)))
        for look in lines
    ]
    tables.show(("pages", "sent MB", "resident MB", "above the start"), rows, title)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--bound", type=int, default=64, metavar="MB")
    parser.add_argument("--roomy", type=int, default=2_048, metavar="MB")
    parser.add_argument("--archive", type=int, metavar="N")
    options = parser.parse_args()
    stories = options.archive or options.pages
    with newspaper(kept(stories), archive=stories) as paper:
        paths = kinds.stories(paper, options.pages)
        looks = with_room(paper, paths, options.roomy)
        tell(f"{len(paths):,} different stories, with room for {options.roomy} MB", looks)
        grown = looks[-1].resident - looks[0].resident
        print(
            f"a page: {grown / len(paths) / 1024:.1f} kB, of which gzip sends {looks[-1].sent / len(paths) / 1024:.1f}"
        )
        looks = with_bound(paper, paths, options.bound)
        tell(f"the same over and over, with room for {options.bound} MB", looks)
        highest = max(look.resident for look in looks) - looks[0].resident
        most = options.bound + BEYOND
        print(f"most above the start: {highest / MB:.1f} MB (to be under {most}: the bound and {BEYOND})")


if __name__ == "__main__":
    main()

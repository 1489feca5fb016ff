"""A busy site for as long as one likes: readers at a steady rate, editors who save and publish, comments that arrive.

    python -m tests.benchmarks.steady [--minutes 10] [--rate 200] [--archive 1000] [--workers 2]

Serves the demo newspaper with an archive (see `speed` for where it is kept), with its worker. Readers are an open load
(see `open_load`): latencies are from the moment at which a request was due. A desk (see `desk`) acts every two seconds
in another process, and a comment comes every second, each from another address. An error is an answer of 500 or more,
or none. Memory is what is resident of the server's processes together, minute by minute. The load runs on
the same cores as the site: how much of them it took is told at the end, and is in the latencies.
"""

import argparse
import asyncio
import itertools
import math
import os
import random
import re
import time
import urllib.request
from collections.abc import Iterator

from tests.benchmarks import kinds, tables
from tests.benchmarks.open_load import Readers, Request, latencies
from tests.benchmarks.processes import memory
from tests.benchmarks.site import Newspaper, Server, newspaper
from tests.benchmarks.speed import kept
from tests.forms import fields_of

# Requests a second, and for how long, before anything is counted.
BEFORE, SECONDS_BEFORE = 15.0, 25.0

# Of a hundred requests.
MIX = {"story": 60, "front": 15, "section": 10, "tag": 5, "feed": 10}
STORIES = 300
SECONDS_BETWEEN_ACTS = 2
COMMENTS_A_SECOND = 1
TO_BE_UNDER = 50  # milliseconds, the p99
PROXY = {"TRUSTED_PROXIES": "127.0.0.1"}
MB = 1024**2


def reading(paper: Newspaper) -> Iterator[Request]:
    """What readers ask for, without an end."""
    known = kinds.addresses(paper)
    pages = {
        "story": kinds.stories(paper, STORIES),
        "front": ["/", "/ar/", "/ckb/"],
        "section": [f"/{slug}/" for (slug,) in paper.rows("SELECT slug FROM articles_section ORDER BY id")],
        "tag": [known["tag"]],
        "feed": ["/feed.rss", "/feed.atom", f"{known['section']}feed.rss"],
    }
    chance = random.Random(7)
    while True:
        [kind] = chance.choices(list(MIX), list(MIX.values()))
        yield Request(kind, chance.choice(pages[kind]))


def commenting(paper: Newspaper, server: Server) -> Iterator[Request]:
    """Comments by readers of their own, on the stories that take any, by turns and without an end."""
    forms = []
    for path in kinds.stories(paper, STORIES):
        with urllib.request.urlopen(server.address + path, timeout=60) as answer:
            page = answer.read().decode()
        if found := re.search(r'action="([^"]*/comments/\d+/)"', page):
            forms.append((found[1], fields_of(page, "leave-a-comment")))
        if len(forms) == 10:
            break
    # Another run begins with other words: the same comment twice is one.
    begin = int(time.time())
    for number, (path, form) in enumerate(itertools.cycle(forms)):
        yield Request(
            "comment",
            path,
            form
            | {
                "name": f"Reader {number}",
                "email": f"reader{begin + number}@example.org",
                "body": f"What was said on day {begin + number} is not what was done, and the bridge shows it.",
                "took": "40",
            },
            (
                ("Sec-Fetch-Site", "same-origin"),
                ("X-Forwarded-For", f"10.{number // 65_536 % 256}.{number // 256 % 256}.{number % 256}"),
            ),
        )


async def lived(paper: Newspaper, server: Server, *, rate: float, seconds: float) -> tuple[Readers, dict[str, int]]:
    """All that comes in this time, and the memory at each minute and at the end."""
    visitors, writers = reading(paper), commenting(paper, server)
    next(visitors), next(writers)
    # A site that has run for a while: the beginning of a process is another measurement.
    before = Readers(server.address)
    await before.come(visitors, rate=BEFORE, seconds=SECONDS_BEFORE)
    readers = Readers(server.address)
    resident = {}

    async def look() -> None:
        for minute in range(1, math.ceil(seconds / 60) + 1):
            await asyncio.sleep(min(60, seconds - 60 * (minute - 1)))
            resident[f"minute {minute}"] = await asyncio.to_thread(memory, server.process)

    await asyncio.gather(
        readers.come(visitors, rate=rate, seconds=seconds),
        readers.come(writers, rate=COMMENTS_A_SECOND, seconds=seconds),
        look(),
    )
    return readers, resident


def tell(readers: Readers, resident: dict[str, int]) -> None:
    everything = readers.answers
    read = [answer for answer in everything if answer.kind != "comment"]
    shown = {kind: [answer for answer in everything if answer.kind == kind] for kind in [*MIX, "comment"]}
    rows = [
        [kind, f"{len(answers):,}", f"{sum(answer.is_error for answer in answers)}", *latencies(answers)]
        for kind, answers in {**shown, "all that is read": read}.items()
    ]
    tables.show(("", "requests", "errors", "p50 ms", "p95 ms", "p99 ms", "longest"), rows, "Latency since it was due")
    statuses = sorted({(answer.kind == "comment", answer.status) for answer in everything})
    for is_comment, status in statuses:
        count = sum((answer.kind == "comment", answer.status) == (is_comment, status) for answer in everything)
        print(f"{'comments' if is_comment else 'pages'} answered with {status or 'nothing'}: {count:,}")
    tables.show(("", "MB"), [[name, f"{size / MB:.0f}"] for name, size in resident.items()], "Memory of the server")
    print(f"errors: {sum(answer.is_error for answer in everything)} (to be 0)")
    print(f"p99 of all that is read: {latencies(read)[2]} ms (to be under {TO_BE_UNDER})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--archive", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    seconds = options.minutes * 60
    with (
        newspaper(kept(options.archive), archive=options.archive, **PROXY) as paper,
        paper.served(workers=options.workers) as server,
        paper.beside("manage.py", "work"),
        paper.beside("-m", "tests.benchmarks.desk", str(SECONDS_BETWEEN_ACTS)),
    ):
        began = time.monotonic(), time.process_time()
        readers, resident = asyncio.run(lived(paper, server, rate=options.rate, seconds=seconds))
        passed, worked = time.monotonic() - began[0], time.process_time() - began[1]
    tell(readers, resident)
    print(f"the load itself took {worked / passed:.0%} of one of {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

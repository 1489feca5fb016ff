"""What it costs to be the first reader, once a story is published: of itself, and of each page that shows it.

    python -m tests.benchmarks.first [--releases 25] [--after 3] [--archive 1000]

Serves the demo newspaper with an archive (see `speed` for where it is kept) twice, as it is and without the press
(PAGES_READY=0), and beside it a bare Django view that returns the story's bytes. Once the press has all of its paper,
a story is published again and again; so many seconds after, each page that shows it is asked for once of each of them,
in ever other order, over a connection of its own, compressed. What is printed is the median of the processor time of
the server's processes for that one answer (by the scheduler's own nanoseconds; whatever else they did meanwhile is in
it), its ratio over the bare view's, and how long the answer took; and how much the press worked until then.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tests.benchmarks import copies, kinds, rivals, tables
from tests.benchmarks.processes import nanoseconds
from tests.benchmarks.site import Newspaper, Server, newspaper
from tests.benchmarks.speed import DEAREST, kept

WITH, WITHOUT, BARE = "with the press", "without", "bare view"
HEADLINE = "What the council did on day {}"
BETWEEN_LOOKS = 0.1  # seconds
# The figures that are looked at are written each second.
LOOKS_AT_REST = 25

type Costs = dict[str, dict[str, list["Cost"]]]


class Cost(NamedTuple):
    """Of one answer: microseconds of processor time, milliseconds until it was there."""

    cpu: float
    took: float


def asked(server: Server, path: str) -> Cost:
    before = nanoseconds(server.process)
    began = time.perf_counter()
    copies.take(server.address + path, copies.CODINGS)
    took = time.perf_counter() - began
    # What is done once the last byte is out.
    time.sleep(0.005)
    return Cost((nanoseconds(server.process) - before) / 1e3, took * 1e3)


def await_press(paper: Newspaper) -> None:
    """Until the press has nothing left to do, as its figures tell."""
    from newsroom.pagecache.figures import of_all

    looks = 0
    while looks < LOOKS_AT_REST:
        time.sleep(BETWEEN_LOOKS)
        is_at_work = any(numbers["press_at_work"] for _process, numbers in of_all(paper.var / "figures"))
        looks = 0 if is_at_work else looks + 1


def measured(paper: Newspaper, *, releases: int, after: float) -> tuple[Costs, list[float]]:
    """What answers cost by kind of page and who answered; and what the press does after a release."""
    from articles.models import Section
    from newsroom.staff.models import User
    from tests import cast

    editor, section = User.objects.get(username="nadia"), Section.objects.order_by("pk")[0]
    costs: Costs = defaultdict(lambda: defaultdict(list))
    pressed = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="first-")))
        enter = stack.enter_context
        site = {WITH: enter(paper.served()), WITHOUT: enter(paper.served(PAGES_READY="0"))}
        story = kinds.stories(paper, 1)[0]
        copies.keep(folder, {"story": copies.take(site[WITH].address + story, copies.CODINGS)})
        bare = enter(rivals.bare(paper, folder, story=story, middleware="none", workers=2))
        for server in (*site.values(), bare):
            for _time in range(20):
                copies.take(server.address + ("/ready/story" if server is bare else "/"), copies.CODINGS)
        await_press(paper)
        for number in range(1, releases + 1):
            chance = random.Random(number)
            before = nanoseconds(site[WITH].process)
            edition = cast.published(
                editor,
                headline=HEADLINE.format(f"{time.time():.0f}"),
                section=section,
                tags=("Water",),
            )
            time.sleep(after)
            pressed.append((nanoseconds(site[WITH].process) - before) / 1e6)
            pages = {
                "story": quote(edition.path),
                "front": "/",
                "section": section.get_absolute_url(),
                "tag": "/tag/water/",
                "person": cast.person().get_absolute_url(),
                "RSS": "/feed.rss",
            }
            for kind in chance.sample(list(pages), len(pages)):
                for name in chance.sample([WITH, WITHOUT, BARE], 3):
                    cost = asked(bare, "/ready/story") if name == BARE else asked(site[name], pages[kind])
                    costs[kind][name].append(cost)
    return costs, pressed


def middle(found: list[Cost]) -> Cost:
    return Cost(*map(statistics.median, zip(*found, strict=True)))


def tell(costs: Costs, pressed: list[float]) -> None:
    rows = []
    for kind, by_name in costs.items():
        of = {name: middle(found) for name, found in by_name.items()}
        ratios = {name: of[name].cpu / of[BARE].cpu for name in (WITH, WITHOUT)}
        rows.append(
            (
                kind,
                f"{of[BARE].cpu:,.0f}",
                *(f"{of[name].cpu:,.0f}" for name in (WITH, WITHOUT)),
                *(f"{ratios[name]:.1f}" for name in (WITH, WITHOUT)),
                *(f"{of[name].took:.1f}" for name in (BARE, WITH, WITHOUT)),
                "" if ratios[WITH] <= DEAREST else "MISSED",
            )
        )
    head = "", "bare us", "ready us", "else us", "x bare", "else", "bare ms", "ready ms", "else ms", ""
    tables.show(head, rows, f"The first reader of a release (medians; ready: at most {DEAREST:.0f} times a bare view)")
    print(f"Until then the site works {statistics.median(pressed):.0f} ms (median).")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=25)
    parser.add_argument("--after", type=float, default=3, metavar="SECONDS")
    parser.add_argument("--archive", type=int, default=1_000)
    options = parser.parse_args()
    with newspaper(kept(options.archive), archive=options.archive) as paper:
        import django

        os.environ.update(paper.environment)
        django.setup()
        tell(*measured(paper, releases=options.releases, after=options.after))


if __name__ == "__main__":
    main()

"""How fast pages are, beside what is as fast as can be: requests a second, latency, and CPU a request.

    python -m tests.benchmarks.speed [--archive N ...] [--seconds S] [--rounds R] [--connections C]
        [--kinds KIND ...]

Serves the demo newspaper with N (1,000) stories of an archive more, kept under NEWSROOM_VAR (var/benchmark without
it), four times: with its page cache, so that a page is `cached`; asking for what the page was made of, `asked again`;
without memory for pages, so that each is `found on disk`; and without the cache, `made anew`. Beside it, by the same
server with the same settings, Django views that return the same bytes: bare, with the middleware of startproject, and
after one SELECT and after three; and nginx with the same bytes in a file, without the site's headers and with them.
wrk asks each over C (64) connections, as on a busy day, for S (2) seconds in each of R (3) rounds, which take the kinds
and the rivals in ever other order.

What is printed is the median of the rounds; `x bare` and `x nginx` are medians of the ratios within a round, of
requests a second (more is better) and of CPU a request (less is better; the second one with PostgreSQL's). Of its CPU
a server of many cores would see the same, of requests a second it would not: wrk and PostgreSQL share the cores.
The last kind is the story as browsers ask for it, compressed. At the end stand the lines that are to be reached.
"""

import argparse
import os
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from tests.benchmarks import copies, kinds, rivals, tables
from tests.benchmarks.site import Newspaper, Server, newspaper
from tests.benchmarks.wrk import Load, loaded

MODES = {
    "cached": {},
    "asked again": {"PAGE_CACHE": "ask"},
    "found on disk": {"PAGE_CACHE_MB": "0"},
    "made anew": {"PAGE_CACHE": "off"},
}
BARE, NGINX = "bare view", "file of nginx"
HEADED_NGINX = "file of nginx, with the site's headers"
COMPRESSED = "story, compressed"
TIMES_TO_WARM_UP = 20
# Of the cached story: requests a second at least.
TO_BE_REACHED = {BARE: 2.5, NGINX: 0.55}
# Not in memory: times the CPU of a bare view at most.
DEAREST, DEAREST_SEARCH = 8.0, 10.0


class Rival(NamedTuple):
    server: Server
    path: str


type Contest = dict[str, dict[str, Rival]]
type Results = dict[str, dict[str, list[Load]]]


@contextmanager
def contest(paper: Newspaper, wanted: list[str]) -> Iterator[Contest]:
    """Everybody who answers, by the kind of page and the name of the rival."""
    paths = kinds.addresses(paper)
    paths[COMPRESSED] = paths["story"]
    paths = {kind: path for kind, path in paths.items() if kind in (wanted or paths)}
    workers = 2
    with ExitStack() as stack:
        # For nginx, which reads it as another user under root.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="speed-")))
        folder.chmod(0o755)
        enter = stack.enter_context
        # What an answer costs, and not what is made beside it (see `first`).
        site = {name: enter(paper.served(workers=workers, PAGES_READY="0", **mode)) for name, mode in MODES.items()}
        files = {kind: kind.replace(", ", "-") for kind in paths}
        kept = {files[kind]: copies.take(site["cached"].address + path, accepted(kind)) for kind, path in paths.items()}
        copies.keep(folder, kept)
        story = unquote(kinds.addresses(paper)["story"])
        bare, usual = (
            enter(rivals.bare(paper, folder, story=story, middleware=middleware, workers=workers))
            for middleware in ("none", "startproject")
        )
        nginx = enter(rivals.nginx(folder, kept))
        yield {
            kind: {
                **{name: Rival(server, path) for name, server in site.items()},
                BARE: Rival(bare, f"/ready/{files[kind]}"),
                "with startproject's middleware": Rival(usual, f"/ready/{files[kind]}"),
                "with one SELECT": Rival(bare, f"/selected/1/{files[kind]}"),
                "with three SELECTs": Rival(bare, f"/selected/3/{files[kind]}"),
                NGINX: Rival(nginx, f"/{files[kind]}"),
                HEADED_NGINX: Rival(nginx, f"/{rivals.HEADED}{files[kind]}"),
            }
            for kind, path in paths.items()
        }


def accepted(kind: str) -> str:
    return copies.CODINGS if kind == COMPRESSED else ""


def warm_up(entered: Contest) -> None:
    """Each process has to have each page, and all that makes it: a new connection each time, which any may take."""
    for kind, by_name in entered.items():
        for server, path in by_name.values():
            for _time in range(TIMES_TO_WARM_UP):
                copies.take(server.address + path, accepted(kind))


def measured(paper: Newspaper, entered: Contest, *, connections: int, seconds: int, rounds: int) -> Results:
    results: Results = {kind: {name: [] for name in of_kind} for kind, of_kind in entered.items()}
    warm_up(entered)
    for number in range(1, rounds + 1):
        chance = random.Random(number)
        for kind in chance.sample(list(entered), len(entered)):
            headers = {"Accept-Encoding": accepted(kind)} if accepted(kind) else {}
            for name in chance.sample(list(entered[kind]), len(entered[kind])):
                server, path = entered[kind][name]
                load = loaded(
                    server.address + path,
                    server.process,
                    paper.database,
                    connections=connections,
                    seconds=seconds,
                    headers=headers,
                )
                results[kind][name].append(load)
        print(f"round {number} of {rounds}, load {os.getloadavg()[0]:.1f}", flush=True)
    return results


def ratio(loads: list[Load], others: list[Load], figure: Callable[[Load], float]) -> float:
    """The median of the ratios within a round."""
    return statistics.median(figure(one) / max(figure(other), 1e-9) for one, other in zip(loads, others, strict=True))


def rate(load: Load) -> float:
    return load.rate


def cpu(load: Load) -> float:
    return load.cpu


def all_cpu(load: Load) -> float:
    return load.cpu + load.cpu_of_database


def tell(results: Results, entered: Contest) -> None:
    head = "", "req/s", "x bare", "x nginx", "p50 ms", "p99 ms", "CPU us", "PostgreSQL", "x bare", "with it", "errors"
    for kind, by_name in results.items():
        rows = []
        for name, loads in by_name.items():
            middle = Load(*map(statistics.median, zip(*loads, strict=True)))
            bare = by_name[BARE]
            rows.append(
                (
                    name,
                    f"{middle.rate:,.0f}",
                    f"{ratio(loads, bare, rate):.2f}",
                    f"{ratio(loads, by_name[NGINX], rate):.2f}",
                    f"{middle.p50:.2f}",
                    f"{middle.p99:.2f}",
                    f"{middle.cpu:,.0f}",
                    f"{middle.cpu_of_database:,.0f}",
                    f"{ratio(loads, bare, cpu):.2f}",
                    f"{ratio(loads, bare, all_cpu):.2f}",
                    f"{sum(load.errors for load in loads)}",
                )
            )
        tables.show(head, rows, f"{kind}: {entered[kind]['cached'].path}")


def tell_lines(results: Results) -> None:
    """What the figures were to be, beside what they are."""
    rows = []
    for kind in (kind for kind in ("story", COMPRESSED) if kind in results):
        for other, least in TO_BE_REACHED.items():
            found = ratio(results[kind]["cached"], results[kind][other], rate)
            about = f"{kind}, cached: requests a second over {other}"
            rows.append((about, f"{found:.2f}", f"at least {least}", "" if found >= least else "MISSED"))
    for kind, by_name in results.items():
        most = DEAREST_SEARCH if kind == "search" else DEAREST
        # What readers search for lies on no disk.
        for name in ("made anew",) if kind == "search" else ("found on disk", "made anew"):
            found = ratio(by_name[name], by_name[BARE], cpu)
            about = f"{kind}, {name}: CPU a request over {BARE}"
            rows.append((about, f"{found:.2f}", f"at most {most}", "" if found <= most else "MISSED"))
    tables.show(("", "is", "to be", ""), rows, "What is to be reached")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=int, nargs="+", default=[1_000], metavar="N")
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--kinds", nargs="+", default=[], metavar="KIND")
    options = parser.parse_args()
    for stories in options.archive:
        with newspaper(kept(stories), archive=stories) as paper, contest(paper, options.kinds) as entered:
            shape = {name: getattr(options, name) for name in ("connections", "seconds", "rounds")}
            results = measured(paper, entered, **shape)
            print(f"\nAn archive of {stories:,} stories; medians of {options.rounds} rounds of {options.seconds} s.")
            tell(results, entered)
            tell_lines(results)


def kept(stories: int) -> Path:
    """Where an archive of this size is, for this program and for others."""
    return Path(os.environ.get("NEWSROOM_VAR") or "var/benchmark") / f"archive-{stories}"


if __name__ == "__main__":
    main()

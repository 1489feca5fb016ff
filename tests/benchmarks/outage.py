"""What readers and the desk have while the database is away, and how soon all is well after its return.

    python -m tests.benchmarks.outage [--down 30] [--around 10] [--archive 1000] [--kept-rate 50] [--new-rate 5]
        [--frozen]

Runs a PostgreSQL of its own on the data of the demo newspaper with an archive (see `speed` for where it is kept; nobody
else may use it meanwhile), which the site knows by DATABASE_URL, so that it cannot start it itself. Some seconds after
the load begins, PostgreSQL is stopped (`pg_ctl stop -m fast`), and so many seconds later started again; or, `--frozen`,
it takes what is sent and answers nothing meanwhile (SIGSTOP), as where a machine or its disk hangs.

Each line is a second: how many of the pages that had been asked for before (they may be kept) and of pages that nobody
asked for yet were answered by 200, by 503 with Retry-After, and in any other way; and what the desk answered to an
editor. It counts when a request was due, not when it was answered. Then: how long after the return pages were made
again, and how soon readers saw what an editor changed just after it.
"""

import argparse
import asyncio
import itertools
import os
import re
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from newsroom.database import locks
from newsroom.database.cluster import DATABASE, ROLE, Cluster, socket_folder
from tests.benchmarks import kinds, tables
from tests.benchmarks.open_load import Answer, Readers, Request
from tests.benchmarks.processes import frozen
from tests.benchmarks.site import Newspaper, Server, newspaper
from tests.benchmarks.speed import kept

KEPT_PAGES = 50
KEPT, NEW = "kept", "new"
SECONDS_TO_SEE = 3
OUTCOMES = ("200", "503", "else")
EDITOR = "nadia"
DESK = "/admin/"


class Change(NamedTuple):
    """Seconds after the beginning: the commit, and the last request that was answered with what was before it."""

    committed: float
    last_old: float
    seen: int
    asked: int


@contextmanager
def own_cluster(var: Path) -> Iterator[Cluster]:
    """PostgreSQL on the data of a newspaper, to be stopped and started by hand."""
    var.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(var.resolve() / "postgres")
    if cluster.data.exists() and cluster.accepts_connections():
        sys.exit(f"Somebody uses the database in {var}: end that first.")
    start(cluster)
    try:
        yield cluster
    finally:
        cluster.stop()


def start(cluster: Cluster) -> None:
    # Whoever takes the folder for the embedded server's sees that one runs.
    alive = locks.own(cluster.data.with_name("postgres.alive"))
    try:
        cluster.start(alive=alive)
    finally:
        os.close(alive)


class Editor:
    """Asks for the desk once a second, from a thread."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.answers: dict[int, str] = {}
        self.words: Counter[str] = Counter()
        self.leaves = threading.Event()

    def log_in(self) -> None:
        from newsroom.demo.loader import PASSWORD
        from tests.forms import fields_of

        login = f"{self.server.address}{DESK}login/"
        with self.opener.open(login) as page:
            form = fields_of(page.read().decode(), "login-form") | {"username": EDITOR, "password": PASSWORD}
        self.opener.open(login, urllib.parse.urlencode(form).encode()).close()

    def work(self, began: float) -> None:
        while not self.leaves.wait(1):
            second = int(time.monotonic() - began)
            self.answers[second] = self.ask()

    def ask(self) -> str:
        try:
            with self.opener.open(self.server.address + DESK, timeout=30) as answer:
                return str(answer.status)
        except urllib.error.HTTPError as error:
            page = error.read().decode()
            if said := re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL):
                self.words[" ".join(said[1].split())] += 1
            return str(error.code) + ("" if error.headers["Retry-After"] else " without Retry-After")
        except OSError as error:
            return type(error).__name__


class Outage:
    """One run, on a site that is served and a database that is ours to stop."""

    def __init__(
        self, paper: Newspaper, server: Server, cluster: Cluster, rates: dict[str, float], *, is_frozen: bool
    ) -> None:
        self.paper, self.server, self.cluster, self.rates = paper, server, cluster, rates
        self.is_frozen = is_frozen
        paths = kinds.stories(paper, 1_000_000)
        self.kept, self.new = paths[:KEPT_PAGES], paths[KEPT_PAGES:]
        self.changed: Change | None = None
        self.stopped = self.back = 0.0

    def run(self, *, around: float, down: float) -> tuple[Readers, Editor]:
        # Of each process, whichever answers.
        for path in self.kept * 6:
            urllib.request.urlopen(self.server.address + path, timeout=60).close()
        editor = Editor(self.server)
        editor.log_in()
        readers = Readers(self.server.address)
        threads = [
            threading.Thread(target=editor.work, args=[readers.began]),
            threading.Thread(target=self.take_away, args=[readers.began, around, down]),
        ]
        for thread in threads:
            thread.start()
        asyncio.run(self.visit(readers, around * 2 + down + SECONDS_TO_SEE))
        threads[1].join()
        editor.leaves.set()
        threads[0].join()
        return readers, editor

    async def visit(self, readers: Readers, seconds: float) -> None:
        requests = {
            KEPT: (Request(KEPT, path) for path in itertools.cycle(self.kept)),
            NEW: (Request(NEW, path) for path in self.new),
        }
        await asyncio.gather(
            *(readers.come(requests[kind], rate=rate, seconds=seconds) for kind, rate in self.rates.items())
        )

    def take_away(self, began: float, around: float, down: float) -> None:
        time.sleep(around)
        self.stopped = time.monotonic() - began
        (self.freeze if self.is_frozen else self.stop_and_start)(began, down)
        self.changed = self.change(began)

    def freeze(self, began: float, down: float) -> None:
        with frozen(self.paper.database):
            time.sleep(down)
        self.back = time.monotonic() - began

    def stop_and_start(self, began: float, down: float) -> None:
        self.cluster.stop()
        time.sleep(max(0.0, began + self.stopped + down - time.monotonic()))
        starting = threading.Thread(target=start, args=[self.cluster])
        starting.start()
        while starting.is_alive() and not self.cluster.accepts_connections():
            time.sleep(0.01)
        self.back = time.monotonic() - began
        starting.join()

    def change(self, began: float) -> Change:
        """Update a story of which the page was kept, and ask for it until well after that."""
        from django.db import connection

        from articles import workflow
        from articles.models import Edition
        from newsroom.staff.models import User

        connection.close()
        edition = Edition.objects.live().get(path=urllib.parse.unquote(self.kept[0]))
        article, by = edition.article, User.objects.get(username=EDITOR)
        words = article.standfirst = f"What was changed at {time.time():.0f}"
        article.save()
        workflow.save_revision(article, by=by)
        workflow.update(article, by=by, substantive=True)
        committed = time.monotonic() - began
        last_old, seen, asked = 0.0, 0, 0
        while (now := time.monotonic() - began) < committed + SECONDS_TO_SEE:
            # On a new connection each time: of any of the processes.
            try:
                with urllib.request.urlopen(self.server.address + self.kept[0], timeout=30) as answer:
                    is_new = words in answer.read().decode()
            except OSError:
                is_new = False
            asked, seen = asked + 1, seen + is_new
            last_old = last_old if is_new else now
        return Change(committed, last_old, seen, asked)


def outcome(answer: Answer) -> str:
    if answer.status == 200:
        return "200"
    return "503" if answer.status == 503 and answer.comes_back else "else"


def tell(outage: Outage, readers: Readers, editor: Editor) -> None:
    counts = Counter((int(answer.due), answer.kind, outcome(answer)) for answer in readers.answers)
    events = {int(outage.stopped): "database stopped", int(outage.back): "database back"}
    rows = []
    for second in range(max(second for second, _, _ in counts) + 1):
        figures = (str(counts[second, kind, name] or "") for kind in (KEPT, NEW) for name in OUTCOMES)
        rows.append([str(second), *figures, editor.answers.get(second, ""), events.get(second, "")])
    head = ("second", *(f"{kind} {name}" for kind in (KEPT, NEW) for name in OUTCOMES), "desk", "")
    tables.show(head, rows, "Answers to what was due in each second")
    while_away = [answer for answer in readers.answers if outage.stopped < answer.due < outage.back]
    for kind in (KEPT, NEW):
        found = Counter(outcome(answer) for answer in while_away if answer.kind == kind)
        print(f"while it was away, {kind} pages: {', '.join(f'{found[name]} {name}' for name in OUTCOMES)}")
    print(f"the desk's words: {'; '.join(f'“{said}” {times} times' for said, times in editor.words.items())}")
    others = Counter(answer.status for answer in readers.answers if outcome(answer) == "else")
    counted = ", ".join(f"{status or 'nothing'} {times} times" for status, times in others.items())
    print(f"what else was answered: {counted or 'nothing else'}")
    ends = [(answer.due + answer.took, answer) for answer in readers.answers if answer.kind == NEW]
    first = min((end for end, answer in ends if end > outage.back and answer.status == 200), default=None)
    last_bad = max((end for end, answer in ends if end > outage.back and answer.status != 200), default=None)
    print(f"the first new page was there {_after(first, outage.back)} the return")
    print(f"the last one that failed did so {_after(last_bad, outage.back)} it")
    if outage.changed:
        committed, last_old, seen, asked = outage.changed
        late = f"{1000 * (last_old - committed):.0f} ms after it" if last_old else "never"
        print(
            f"a change was committed {_after(committed, outage.back)} the return;"
            f" {seen} of {asked} answers showed it; one that did not was asked for last: {late}"
        )


def _after(instant: float | None, event: float) -> str:
    return "never, after" if instant is None else f"{instant - event:.2f} s after"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--down", type=float, default=30, metavar="SECONDS")
    parser.add_argument("--around", type=float, default=10, metavar="SECONDS")
    parser.add_argument("--archive", type=int, default=1_000)
    parser.add_argument("--kept-rate", type=float, default=50, metavar="A_SECOND")
    parser.add_argument("--new-rate", type=float, default=5, metavar="A_SECOND")
    parser.add_argument("--frozen", action="store_true", help="it hangs, instead of being stopped")
    options = parser.parse_args()
    var = kept(options.archive)
    log = var / "outage.log"
    with own_cluster(var) as cluster:
        url = f"postgresql://{ROLE}:none@/{DATABASE}?host={socket_folder(cluster.data)}"
        with newspaper(var, archive=options.archive, DATABASE_URL=url) as paper, paper.served(log=log) as server:
            os.environ.update(paper.environment)
            import django

            django.setup()
            rates = {KEPT: options.kept_rate, NEW: options.new_rate}
            outage = Outage(paper, server, cluster, rates, is_frozen=options.frozen)
            tell(outage, *outage.run(around=options.around, down=options.down))
    print(f"what the site wrote to its log: {log.read_text().count(chr(10)):,} lines, in {log}")


if __name__ == "__main__":
    main()

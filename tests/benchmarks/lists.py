"""What each kind of list costs in a small archive and in a large one: which is to be the same.

python -m tests.benchmarks.lists [FEW [MANY [TIMES]]]: makes the archives that are missing (1,000 and 1,000,000 stories)
below the folder NEWSROOM_VAR (var/benchmark without it), as archive-1k and archive-1m, or uses what is there. They have
the same sections, tags, people and texts, and as many stories a day, so that the small one is a paper of some days, the
large one the same paper after ten years: what their first pages show is alike. Each story is found in one more day and
place of the large one, and that is all that differs. (One that was made days ago has no news any more: make it anew.)

Every page is asked for by turns, in both archives, each in a process of its own. The milliseconds are those for which a
processor worked (PostgreSQL's for the SQL; Django's and PostgreSQL's for the page, through its handler): of what else
the machine does, the least is in them. Medians; a ratio may be 1.2 at most. Rows and buffers are those that PostgreSQL
read for the page, by EXPLAIN (ANALYZE, BUFFERS) of each of its statements.
"""

import datetime
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

MOST = 1.2
WARM = 3
PACE = datetime.timedelta(days=3_650) / 1_000_000
COLUMNS = {"SQL ms": 16, "ratio": 7, "page ms": 16, "ratio ": 7, "queries": 10, "rows read": 16, "buffers": 16}
RARE, COMMON = "zeppelin", "figures"


class Archive:
    """The process of one archive: is asked for pages, and answers with figures."""

    def __init__(self, count: int) -> None:
        short = re.sub("000$", "k", re.sub("000000$", "m", str(count)))
        folder = Path(os.environ.get("NEWSROOM_VAR", "var/benchmark")) / f"archive-{short}"
        environment = {
            "NEWSROOM_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            **os.environ,
            "NEWSROOM_VAR": str(folder),
        }
        command = [sys.executable, "-m", "tests.benchmarks.lists", "--answer", str(count)]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *error: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)

    def ask(self, kind: str) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        print(kind, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


def main(few: str = "1000", many: str = "1000000", times: str = "40") -> int:
    with ExitStack() as stack:
        archives = [stack.enter_context(Archive(int(count))) for count in (few, many)]
        kinds = archives[0].ask("kinds")
        found: dict[str, tuple[list[Any], ...]] = {kind: ([], []) for kind in kinds}
        for turn in range(int(times) + WARM):
            for kind, answers in found.items():
                for archive, kept in zip(archives, answers, strict=True):
                    answer = archive.ask(kind)
                    if turn >= WARM:
                        kept.append(answer)
        looked_at = {kind: [archive.ask(f"read {kind}") for archive in archives] for kind in kinds}
    print(
        f"{'':22}{'SQL ms':>16}{'ratio':>7}{'page ms':>16}{'ratio':>7}{'queries':>10}{'rows read':>16}{'buffers':>16}"
    )
    over = []
    for kind, answers in found.items():
        line = f"{kind:22}"
        for figure in ("sql", "page"):
            small, large = (statistics.median(each[figure] for each in kept) for kept in answers)
            line += f"{small:8.2f}{large:8.2f}{large / small:7.2f}"
            over += [f"{kind}: {figure} {large / small:.2f}"] if large / small > MOST else []
        line += "".join(f"{each['queries']:5}" for each in looked_at[kind])
        print(
            line
            + "".join(f"{looked_at[kind][0][name]:8,}{looked_at[kind][1][name]:8,}" for name in ("rows", "buffers"))
        )
    print("\n".join(["Over the limit:", *over]) if over else f"Every ratio is {MOST} at most.")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    return 1 if over else 0


# In the process of an archive.


def answer(count: str) -> None:
    import django

    django.setup()
    from django.test import Client

    _fill_up(int(count))
    paths, reader = dict(pages()), Client()
    for line in sys.stdin:
        asked = line.strip()
        if asked == "kinds":
            said: Any = list(paths)
        elif asked.startswith("read "):
            said = read(reader, paths[asked.removeprefix("read ")])
        else:
            said = measured(reader, paths[asked])
        print(json.dumps(said), flush=True)


def _fill_up(wanted: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Edition
    from newsroom.demo import archive
    from newsroom.staff.models import User
    from tests import cast

    call_command("migrate", verbosity=0, interactive=False)
    if Edition.objects.filter(path__contains=RARE).exists():
        return
    there = Edition.objects.count()
    archive.make(wanted, lambda done: None, done=there, span=PACE * wanted)
    author = User.objects.create_superuser("rebaz")
    cast.published(author, headline=f"{RARE.title()} over the market", slug=RARE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def pages() -> Iterator[tuple[str, str]]:
    """Kinds of pages, and their addresses here."""
    from django.urls import reverse
    from django.utils import timezone

    from articles.listings import mark_of
    from articles.models import Edition

    live = Edition.objects.live()
    first, last = (live.order_by(order)[0].published_at for order in ("published_at", "-published_at"))
    middle = first + (last - first) / 2
    story = live.in_language("en").filter(published_at__lt=middle)[0]
    tag = reverse("tag", args=[story.tags[0]["slug"]])
    person = reverse("person", args=[story.bylines[0]["slug"]])
    day = timezone.localdate(last) - datetime.timedelta(days=1)
    mark = mark_of(story.place)
    yield "front", "/"
    yield "story", story.path
    yield "section", story.section.get_absolute_url()
    yield "section, deep", f"{story.section.get_absolute_url()}?before={mark}"
    yield "tag", tag
    yield "tag, deep", f"{tag}?before={mark}"
    yield "person", person
    yield "person, deep", f"{person}?before={mark}"
    yield "day", reverse("day", args=[day.year, day.month, day.day])
    yield "latest", reverse("latest")
    yield "latest, deep", f"{reverse('latest')}?before={mark}"
    yield "RSS", reverse("latest_rss")
    yield "RSS of the section", reverse("section_rss", args=[story.section.slug])
    yield "news sitemap", reverse("sitemap_news")
    yield "search, rare word", f"{reverse('search')}?q={RARE}"
    yield "search, common word", f"{reverse('search')}?q={COMMON}"
    yield "the same, newest", f"{reverse('search')}?q={COMMON}&order=newest"


def measured(reader: Any, path: str) -> dict[str, float]:
    began, waited = time.process_time(), _of_postgres()
    assert reader.get(path).status_code == 200, path
    worked, asked = time.process_time() - began, _of_postgres() - waited
    return {"sql": asked * 1_000, "page": (worked + asked) * 1_000}


def _of_postgres() -> float:
    """Seconds for which a processor worked for this process's connection (Linux)."""
    from django.db import connection

    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(backend.read_text().split()[0]) / 1e9


def read(reader: Any, path: str) -> dict[str, int]:
    from django.db import connection

    asked = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        reader.get(path)
    rows = buffers = 0
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0]
            top = (plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]
            rows += round(sum(rows_of(top)))
            buffers += top["Shared Hit Blocks"] + top["Shared Read Blocks"]
    return {"queries": len(asked), "rows": rows, "buffers": buffers}


def rows_of(plan: dict[str, Any]) -> Iterator[float]:
    """What was looked at in tables and indexes, at each place of the plan."""
    if "Scan" in plan["Node Type"] and ("Relation Name" in plan or "Index Name" in plan):
        seen = plan["Actual Rows"] + sum(plan.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
        yield seen * plan["Actual Loops"]
    for each in plan.get("Plans", ()):
        yield from rows_of(each)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--answer"]:
        answer(*sys.argv[2:])
    else:
        sys.exit(main(*sys.argv[1:]))

"""Whether readers ever see what was before: two servers of four processes each, readers at full speed, a desk as well.

    python -m tests.benchmarks.stale [--seconds 60] [--alone 20] [--readers 4] [--cut] [--restart] [--kept FOLDER]

Fifty pages: stories, their conversations, and lists that they stand in. Every story says in its headline which version
of it this is, every comment which one. The desk updates, withdraws, brings back and approves as fast as it can, and
notes at which instant each commit was acknowledged. Each answer is judged afterwards: what it shows must not have been
replaced before the request began. Told are how many answers were judged, and the longest that one came after the
acknowledgement of a commit and still showed what was before it: the promise is 50 ms.

`--cut` ends connections on which processes listen, at random, twice a second; `--restart` has PostgreSQL restarted in
the middle, so that for a while nobody can change anything and readers get what is kept.
"""

import argparse
import bisect
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from newsroom.database.cluster import DATABASE, ROLE, socket_folder
from tests.benchmarks import tables
from tests.benchmarks.outage import own_cluster, start
from tests.benchmarks.site import newspaper

STORIES = 40
SERVERS, WORKERS = 2, 4
PROMISED = 0.050
GONE = -1
# What a page says of the versions that it shows.
_SHOWN = re.compile(rb"Reported (\d+) times over (\d+) days|Remark (\d+) of story (\d+)")


class Fact(NamedTuple):
    """From an acknowledgement on, this is what there is of a story: its version, or of its comments the newest."""

    at: float
    value: int


class Seen(NamedTuple):
    """What an answer showed of a story, and when its request began."""

    began: float
    subject: str
    value: int


# The desk, a process of its own.


def desk(until: float, told: Path) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.db.utils import InterfaceError, OperationalError

    from articles import workflow
    from articles.models import Article
    from newsroom.comments import moderation
    from newsroom.comments.models import Comment
    from newsroom.staff.models import User

    chance = random.Random(7)
    editor, moderator = User.objects.get(username="hawre"), User.objects.get(username="sara")
    numbers = _numbers()
    versions, remarks, gone = Counter[int](), Counter[int](), set[int]()

    def update(pk: int) -> tuple[str, int]:
        versions[pk] += 1
        story = Article.objects.get(pk=pk)
        story.headline = _headline(numbers[pk], versions[pk])
        Article.objects.filter(pk=pk).update(headline=story.headline)
        workflow.update(Article.objects.get(pk=pk), by=editor, substantive=False)
        return f"story {numbers[pk]}", versions[pk]

    def withdraw(pk: int) -> tuple[str, int]:
        workflow.unpublish(Article.objects.get(pk=pk), by=editor, reason="A trial")
        gone.add(pk)
        return f"story {numbers[pk]}", GONE

    def bring_back(pk: int) -> tuple[str, int]:
        workflow.republish(Article.objects.get(pk=pk), by=editor, reason="A trial")
        gone.discard(pk)
        return f"story {numbers[pk]}", versions[pk]

    def approve(pk: int) -> tuple[str, int]:
        remarks[pk] += 1
        body = f"Remark {remarks[pk]} of story {numbers[pk]}"
        held = Comment.objects.create(article_id=pk, name="R", email="r@example.org", body=body, state="held")
        moderation.decide([held], Comment.State.APPROVED, by=moderator)
        return f"remarks {numbers[pk]}", remarks[pk]

    with told.open("w") as notes:
        while time.monotonic() < until:
            pk = chance.choice(list(numbers))
            act = bring_back if pk in gone else chance.choice([update, update, approve, withdraw])
            began = time.monotonic()
            try:
                subject, value = act(pk)
            except (OperationalError, InterfaceError) as trouble:
                # Whether that was committed nobody knows: this story is left alone from here on.
                notes.write(json.dumps(["lost", began, f"{numbers[pk]}", str(trouble)[:80]]) + "\n")
                numbers.pop(pk)
                connection.close()
                time.sleep(0.2)
                continue
            notes.write(json.dumps(["fact", time.monotonic(), subject, value]) + "\n")


def _headline(number: int, version: int) -> str:
    return f"Reported {version} times over {number} days"


def _numbers() -> dict[int, int]:
    """The stories of this trial, newest first, and the number that each has in its headline."""
    from articles.models import Edition

    live = Edition.objects.live().filter(language="en").order_by("-published_at", "-article_id")
    rows = live.values_list("article", "headline")[:STORIES]
    return {pk: int(_SHOWN.match(headline.encode())[2]) for pk, headline in rows}  # type: ignore[index]


def prepare() -> None:
    """Forty stories at addresses that stay, in their first version; with numbers that no earlier trial had."""
    import django

    django.setup()
    from articles.models import Section
    from newsroom.staff.models import User
    from tests import cast

    editor = User.objects.get(username="hawre")
    sections = list(Section.objects.all()[:2])
    first = int(time.time()) * 100
    for number in range(first, first + STORIES):
        cast.published(
            editor,
            headline=_headline(number, 0),
            slug=f"trial-{number}",
            section=sections[number % 2],
            credited=False,
            tags=("Trial",),
        )
    print(json.dumps([[number, pk] for pk, number in _numbers().items()]))


# Readers, processes of their own.


def read(until: float, told: Path, addresses: list[str], pages: list[str], seed: int) -> None:
    chance = random.Random(seed)
    lines = {address: http.client.HTTPConnection(*address.split(":"), timeout=20) for address in addresses}
    with told.open("w") as notes:
        while (began := time.monotonic()) < until:
            address, page = chance.choice(addresses), chance.choice(pages)
            line = lines[address]
            try:
                line.request("GET", page)
                answer = line.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException):
                line.close()
                notes.write(json.dumps([began, page, 0, []]) + "\n")
                continue
            shown = {}
            for version, story, remark, of in _SHOWN.findall(content):
                subject, value = (f"story {int(story)}", version) if story else (f"remarks {int(of)}", remark)
                shown[subject] = max(shown.get(subject, 0), int(value))
            notes.write(json.dumps([began, page, answer.status, list(shown.items())]) + "\n")


# Judged afterwards.


def lag(facts: list[Fact], began: float, value: int) -> float:
    """How long before the request what it shows had been replaced; nothing, if it had not been or was not yet."""
    known = bisect.bisect_right(facts, began, key=lambda fact: fact.at)
    shown = max((place for place, fact in enumerate(facts) if fact.value == value), default=None)
    if shown is None or known <= shown + 1:
        return 0.0
    return began - facts[shown + 1].at


def judge(facts: dict[str, list[Fact]], answers: Iterator[list[Any]], stories: dict[str, int]) -> dict[str, Any]:
    judged, statuses, late, worst = 0, Counter[int](), 0, (0.0, "")
    for began, page, status, shown in answers:
        statuses[status] += 1
        seen = [Seen(began, subject, value) for subject, value in shown]
        if status in (410, 404) and page in stories:
            seen.append(Seen(began, f"story {stories[page]}", GONE))
        for each in seen:
            if each.subject not in facts:
                continue
            judged += 1
            behind = lag(facts[each.subject], each.began, each.value)
            late += behind > PROMISED
            worst = max(worst, (behind, f"{each.subject} at {page}"))
    return {"judged": judged, "statuses": statuses, "late": late, "worst": worst}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--alone", type=float, default=20, help="seconds for readers before the desk begins")
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--kept", default="", help="the folder of the newspaper, to be used again")
    parser.add_argument("--cut", action="store_true")
    parser.add_argument("--restart", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place = Path(folder)
        place.chmod(0o755)
        var = Path(options.kept) if options.kept else place / "var"
        cluster = stack.enter_context(own_cluster(var))
        url = f"postgresql://{ROLE}:none@/{DATABASE}?host={socket_folder(var.resolve() / 'postgres')}"
        paper = stack.enter_context(newspaper(var, DATABASE_URL=url))
        made = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.stale", "prepare"],
            env=paper.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        numbered = json.loads(made.stdout.splitlines()[-1])
        servers = [
            stack.enter_context(paper.served(workers=WORKERS, log=place / f"server-{number}.log"))
            for number in range(SERVERS)
        ]
        paths = dict(paper.rows("SELECT article_id, path FROM articles_edition WHERE live_until IS NULL"))
        stories = {paths[pk]: number for number, pk in numbered}
        pages = [*stories, *(f"/comments/{pk}/" for _, pk in numbered[:5]), "/", "/latest/", "/tag/trial/", "/feed.rss"]
        pages.append(paths[numbered[0][1]].split("/2")[0] + "/")
        addresses = [server.address.removeprefix("http://") for server in servers]
        # Eight processes make every page for the first time.
        begin = time.monotonic() + options.alone
        until = begin + options.seconds
        arguments = [str(begin), str(until), str(place), json.dumps(addresses), json.dumps(pages)]
        parts = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.benchmarks.stale", part, str(number), *arguments], env=paper.environment
            )
            for part, number in [("desk", 0), *(("read", number) for number in range(options.readers))]
        ]
        if options.cut:
            threading.Thread(target=cut, args=(url, until), daemon=True).start()
        if options.restart:
            time.sleep(options.alone + options.seconds / 2)
            cluster.stop()
            time.sleep(2)
            start(cluster)
        for part in parts:
            part.wait()
        tell(place, stories, options)


def cut(url: str, until: float) -> None:
    """End a connection on which somebody listens, twice a second."""
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'newsroom pages'"
        " ORDER BY random() LIMIT 1"
    )
    while time.monotonic() < until:
        with suppress(psycopg.Error), psycopg.connect(url, autocommit=True) as connection:
            while time.monotonic() < until:
                connection.execute(end)
                time.sleep(0.5)


def tell(place: Path, stories: dict[str, int], options: argparse.Namespace) -> None:
    facts: dict[str, list[Fact]] = {}
    lost = 0
    for number in stories.values():
        facts[f"story {number}"] = [Fact(0.0, 0)]
        facts[f"remarks {number}"] = [Fact(0.0, 0)]
    for line in (place / "desk-0").read_text().splitlines():
        kind, at, subject, value = json.loads(line)
        if kind == "lost":
            lost += 1
            facts.pop(f"story {subject}", None)
            facts.pop(f"remarks {subject}", None)
        elif subject in facts:
            facts[subject].append(Fact(at, value))

    def answers() -> Iterator[list[Any]]:
        for number in range(options.readers):
            for line in (place / f"read-{number}").open():
                yield json.loads(line)

    found = judge(facts, answers(), stories)
    acts = sum(len(each) - 1 for each in facts.values())
    behind, where = found["worst"]
    rows = [
        ["acts of the desk judged", f"{acts:,}"],
        ["acts of which nobody knows whether they were committed", f"{lost:,}"],
        ["answers", ", ".join(f"{status}: {count:,}" for status, count in sorted(found["statuses"].items()))],
        ["facts shown by answers, and judged", f"{found['judged']:,}"],
        [f"shown more than {PROMISED * 1000:.0f} ms after what replaced it", f"{found['late']:,}"],
        ["the longest", f"{behind * 1000:.1f} ms ({where})" if where else "none"],
    ]
    tables.show(["", "figure"], rows)
    for log in place.glob("server-*.log"):
        for line in Counter(re.sub(r"^[\d:, -]+", "", each)[:110] for each in log.read_text().splitlines()).most_common(
            4
        ):
            print(f"  {line[1]:>6} x {line[0]}")


def part(name: str, number: str, begin: str, until: str, place: str, addresses: str, pages: str) -> None:
    told = Path(place) / f"{name}-{number}"
    if name == "desk":
        time.sleep(max(0.0, float(begin) - time.monotonic()))
        desk(float(until), told)
    else:
        read(float(until), told, json.loads(addresses), json.loads(pages), int(number))


if __name__ == "__main__":
    if sys.argv[1:2] == ["prepare"]:
        prepare()
    elif sys.argv[1:2] in (["desk"], ["read"]):
        part(*sys.argv[1:])
    else:
        main()

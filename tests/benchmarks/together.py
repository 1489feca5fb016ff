"""Whether readers ever see a front without its lead story, or the story without its front, around the instant at which
both go live.

python -m tests.benchmarks.together [RATE [SECONDS]]: serves a site of its own in two processes, schedules a front and
its lead story for the same instant, and asks RATE (200) requests a second from SECONDS (2) before it until as long
after. Each is a reader of its own, who asks at the time set, however many wait for their answers. Ends with the
figures, and with 1 if a single page showed one without the other.
"""

import datetime
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("NEWSROOM_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

PATIENCE = 60  # seconds
LEAD, OLD, NEW = "The lead of both fronts", "The old front", "The new front"
PREPARE = """
import django
django.setup()
from tests import cast
from tests.benchmarks.together import prepare
print(prepare(cast.account("{name}", "editor"), {seconds}).timestamp())
"""


class Asked(NamedTuple):
    # When it was asked, in seconds after the instant; how long the answer took, in seconds; what it showed.
    at: float
    took: float
    shows: str


def prepare(editor: Any, seconds: float) -> datetime.datetime:
    """Two fronts, both with the story for their lead: one live, where the story leaves no hole before its time, and one
    that goes live together with the story, so many seconds from the end of this on. Returns the instant."""
    from django.utils import timezone

    from articles import workflow as stories
    from newsroom.fronts import workflow
    from tests import cast

    lead = cast.draft(editor, headline=LEAD, credited=False)
    other = cast.published(editor, headline="Another story", credited=False)

    def layout(title: str) -> dict[str, Any]:
        slots = [{"article": lead.pk}, {"article": other.article_id}]
        return {"blocks": [{"look": "row", "title": title, "cards": 4, "rule": {"kind": "newest"}, "slots": slots}]}

    front = workflow.curate("en", None, by=editor)
    workflow.save_draft(front, by=editor, version=front.version, layout=layout(OLD))
    workflow.launch(front, by=editor, version=front.version)
    stories.schedule(lead, by=editor, at=timezone.now() + datetime.timedelta(hours=1))
    workflow.save_draft(front, by=editor, version=front.version, layout=layout(NEW))
    workflow.schedule_with(front, by=editor, version=front.version, story=lead.pk)
    # The front goes with the story, so that one act sets the instant of both.
    at = timezone.now() + datetime.timedelta(seconds=seconds)
    stories.schedule(lead, by=editor, at=at)
    return at


def shown(page: str) -> str:
    """`before` and `after` are pages that agree with themselves; everything else is one without the other."""
    match (OLD in page, NEW in page, LEAD in page):
        case (True, False, False):
            return "before"
        case (False, True, True):
            return "after"
        case (True, False, True):
            return "the story without its front"
        case (False, True, False):
            return "the front without its story"
        case _:
            return "neither front"


def ask_across(port: int, instant: float, rate: int, seconds: float) -> list[Asked]:
    """Ask for the home page at a steady rate, from `seconds` before an instant until as long after it."""
    begin, asked = instant - seconds, []

    def ask(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        time.sleep(max(0.0, begin + number / rate - time.time()))
        at = time.time()
        line.request("GET", "/")
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        shows = shown(text) if answer.status == 200 else str(answer.status)
        asked.append(Asked(at - instant, time.time() - at, shows))

    threads = [threading.Thread(target=ask, args=[number]) for number in range(round(rate * seconds * 2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(asked)


def report(asked: list[Asked]) -> int:
    """Print the figures. How many pages did not agree with themselves."""
    counts = Counter(each.shows for each in asked)
    wrong = sum(count for shows, count in counts.items() if shows not in ("before", "after"))
    took = [each.took * 1000 for each in asked]
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    span = asked[-1].at - asked[0].at
    answered = max(each.at + each.took for each in asked) - asked[0].at
    print(
        f"{len(asked)} requests: asked {len(asked) / span:.0f} a second, "
        f"answered {len(asked) / answered:.0f} a second; p50 {p50:.0f} ms, p95 {p95:.0f} ms"
    )
    for shows, count in counts.most_common():
        print(f"{count:6} showed {shows}")
    late = [each for each in asked if each.shows == "before" and each.at > 0]
    print(f"asked after the instant and answered with the page of before: {len(late)}")
    print(f"one without the other: {wrong}")
    return wrong


def main(rate: str = "200", seconds: str = "2") -> int:
    import django

    django.setup()
    from tests.database.conftest import ROOT
    from tests.durability.conftest import Site

    # Readable to the user that the embedded server has under root.
    folder = Path(tempfile.mkdtemp(prefix="together-"))
    folder.chmod(0o755)
    site = Site(folder)
    try:
        site.start()
        command = [sys.executable, "-c", PREPARE.format(name="rebaz", seconds=float(seconds) + 4)]
        told = subprocess.run(command, cwd=ROOT, env=site.environment, check=True, capture_output=True, text=True)
        instant = float(told.stdout.split()[-1])
        return 1 if report(ask_across(site.port, instant, int(rate), float(seconds))) else 0
    finally:
        site.kill()
        site.database.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Counting reads: in the memory of the process, and every few seconds into the database.

A read is a number beside a story and an hour, and nothing else. Who reads is known for half an hour, to this process
alone, as a hash under a salt that is made when the process starts and never leaves it.
"""

import datetime
import hashlib
import ipaddress
import logging
import os
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.util import Finalize

from django.db import connection
from django.utils import timezone

from articles.models import Edition
from newsroom.readership.jobs import forget_old_hours
from newsroom.readership.models import HourOfReads

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_WRITES = 5
SECONDS_OF_A_REPEAT = 30 * 60
# Behind one address may be a whole town; but no town reads one story in so many kinds of browsers in half an hour, nor
# so much in all.
MOST_OF_A_STORY = 40
MOST_IN_ALL = 2_000
# Beyond these, what comes is not counted: memory does not grow with a flood.
MOST_STORIES = 10_000
MOST_READERS = 100_000

type Hour = datetime.datetime


class Readers:
    """Who has read what in the last half hour, as far as it is needed to count nobody twice."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._salt = secrets.token_bytes(16)
        # In the order in which they came: hash -> when, and how often.
        self._seen: dict[int, tuple[float, int]] = {}

    def __len__(self) -> int:
        return len(self._seen)

    def are_new(self, address: str, browser: str, article: int) -> bool:
        """Whether this is no repeat, nor one too many of an address; and remember it."""
        now, home = self._clock(), network(address)
        self._forget(now)
        limits = {
            self._hash(home, str(article), browser): 1,
            self._hash(home, str(article)): MOST_OF_A_STORY,
            self._hash(home): MOST_IN_ALL,
        }
        known = {key: self._seen.get(key, (now, 0)) for key in limits}
        if any(times >= limits[key] for key, (_, times) in known.items()):
            return False
        self._seen |= {key: (since, times + 1) for key, (since, times) in known.items()}
        return True

    def _hash(self, *parts: str) -> int:
        text = "\0".join(parts).encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(text, key=self._salt, digest_size=8).digest())

    def _forget(self, now: float) -> None:
        """Who was here half an hour ago, and the oldest where there are too many."""
        while self._seen:
            key, (since, _) = next(iter(self._seen.items()))
            if now - since < SECONDS_OF_A_REPEAT and len(self._seen) < MOST_READERS:
                break
            del self._seen[key]


class Reads:
    """What was read and is not written yet. Without `seconds`, it is written when somebody says so."""

    def __init__(self, *, seconds: float = SECONDS_BETWEEN_WRITES, readers: Readers | None = None) -> None:
        self.seconds = seconds
        self.readers = Readers() if readers is None else readers
        self._lock = threading.Lock()
        self._counts: Counter[tuple[int, Hour]] = Counter()
        self._timer: threading.Timer | None = None
        self._process = 0
        self._swept = hour_of(timezone.now())

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, article: int, *, address: str, browser: str) -> bool:
        """Count a read, if it is none that was counted before: whether it is."""
        key = (article, hour_of(timezone.now()))
        with self._lock:
            if key not in self._counts and len(self._counts) >= MOST_STORIES:
                return False
            if not self.readers.are_new(address, browser, article):
                return False
            self._counts[key] += 1
            self._wind_up()
        return True

    def _wind_up(self) -> None:
        """Let what is counted be written soon, and when the process ends before."""
        if not self.seconds or self._timer is not None:
            return
        if self._process != os.getpid():
            # Of this process: what the one that it was forked from would do at its end is not done in this one.
            self._process = os.getpid()
            Finalize(None, self.write, exitpriority=1)
        self._timer = threading.Timer(self.seconds, self._write_in_a_thread)
        self._timer.daemon = True
        self._timer.start()

    def _write_in_a_thread(self) -> None:
        try:
            self.write()
        finally:
            # The thread ends; its connection goes back.
            connection.close()

    def write(self) -> None:
        """Add what was counted to the rows of its hours. Where the database is away, it waits for the next time."""
        with self._lock:
            counts, self._counts, self._timer = self._counts, Counter(), None
        if not counts:
            return
        try:
            add_up(counts)
        except Exception as trouble:
            logger.warning("Reads wait to be written: %s", (str(trouble).strip() or repr(trouble)).splitlines()[0])
            with self._lock:
                self._counts.update(counts)
                self._wind_up()
            return
        self._sweep()

    def _sweep(self) -> None:
        """Once an hour, let the worker forget what nobody asks for any more."""
        hour = hour_of(timezone.now())
        if hour != self._swept:
            self._swept = hour
            forget_old_hours.enqueue()


def network(address: str) -> str:
    """Whose an address is: of IPv6, a home has as many as it likes, which begin alike."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{known}/64", strict=False)) if known.version == 6 else address


def hour_of(instant: datetime.datetime) -> Hour:
    return instant.astimezone(datetime.UTC).replace(minute=0, second=0, microsecond=0)


def add_up(counts: Counter[tuple[int, Hour]]) -> None:
    """Write counts: two queries, however many there are. What is not live is no story, and is left out."""
    live = dict(
        Edition.objects.live().filter(article__in={article for article, _ in counts}).values_list("article", "language")
    )
    rows = sorted((article, live[article], hour, count) for (article, hour), count in counts.items() if article in live)
    if not rows:
        return
    articles, spoken, hours, numbers = map(list, zip(*rows, strict=True))
    with connection.cursor() as cursor:
        # In the order of the stories, so that two processes that write at once queue up.
        cursor.execute(_ADD, [articles, spoken, hours, numbers])


_TABLE = HourOfReads._meta.db_table
_ADD = f"""
INSERT INTO {_TABLE} (article_id, language, hour, count)
    SELECT * FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::bigint[])
    ON CONFLICT (article_id, hour) DO UPDATE SET count = {_TABLE}.count + excluded.count
"""  # noqa: S608 - the table is ours

# What this process counts.
reads = Reads()

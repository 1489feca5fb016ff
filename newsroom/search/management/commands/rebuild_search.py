"""Write every document that is searched anew: after a restore, or where this version keeps other words of a story."""

import datetime
import signal
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles import interruptions
from articles.models import Edition
from newsroom.search import documents
from newsroom.search.lexicon import Lexicon
from newsroom.search.models import KnownWord, SearchDocument

AT_ONCE = 500


def instant(text: str) -> datetime.datetime:
    try:
        read = parse_datetime(text)
    except ValueError:
        read = None
    if read is None:
        raise ArgumentTypeError(f"“{text}” is no date with a time, such as 2026-03-01T14:00")
    return read if timezone.is_aware(read) else timezone.make_aware(read)


class Command(BaseCommand):
    help = (
        "Write the documents that are searched, of all editions that readers see or are going to see, and remove those "
        "of others. Search works meanwhile. Stopped (SIGTERM, Ctrl-C), it says how to go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many would be written and removed")
        parser.add_argument("--missing", action="store_true", help="only those of editions that have none")
        parser.add_argument(
            "--since", type=instant, metavar="TIME", help="go on with a rebuild that began then, where it was stopped"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began, clock = options["since"] or timezone.now(), time.monotonic()
        outdated = SearchDocument.objects.exclude(edition__in=documents.to_be_kept().values("pk"))
        editions = _to_be_written(began, only_missing=options["missing"])
        total, stale = editions.count(), outdated.count()
        if options["dry_run"]:
            self.stdout.write(f"Would be written: {total:,} documents; removed: {stale:,}.")
            return
        outdated.delete()
        done, stopped = 0, False
        with interruptions.noted([signal.SIGTERM, signal.SIGINT]) as received:
            for batch in _batches(editions):
                done += batch
                self._tell(done, total, time.monotonic() - clock)
                if received:
                    stopped = True
                    break
        if not stopped:
            _tidy()
        seconds = time.monotonic() - clock
        rate = f"{done / seconds:,.0f} a second" if seconds else ""
        self.stdout.write(f"\nWritten: {done:,} documents in {seconds:.1f} s, {rate}; removed: {stale:,}.")
        if stopped:
            self.stdout.write(f"Stopped. To go on: manage.py rebuild_search --since {began.isoformat()}")

    def _tell(self, done: int, total: int, seconds: float) -> None:
        left = (total - done) * seconds / max(done, 1)
        line = f"  {done:>9,} of {total:,} documents, {done / seconds:,.0f} a second, {left:,.0f} s to go"
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K{line}", ending="")
            self.stdout.flush()
        elif done == total or done % 10_000 < AT_ONCE:
            self.stdout.write(line)
            self.stdout.flush()


def _to_be_written(began: datetime.datetime, *, only_missing: bool) -> Any:
    """Newest first; what was written since the rebuild began is left out, so that it can be stopped and go on."""
    editions = documents.to_be_kept()
    fresh = SearchDocument.objects.filter(written_at__gte=began) if not only_missing else SearchDocument.objects.all()
    return editions.exclude(pk__in=fresh.values("pk"))


def _batches(editions: Any) -> Iterator[int]:
    """Write documents some hundred at a time, each in a transaction of its own; how many, each time."""
    lexicon, below = Lexicon(), None
    while True:
        some = editions if below is None else editions.filter(pk__lt=below)
        ids = list(some.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])
        if not ids:
            return
        below = ids[-1]
        with transaction.atomic():
            written = documents.write(Edition.objects.filter(pk__in=ids), lexicon)
        yield written


def _tidy() -> None:
    """Let PostgreSQL know what it has, or it would choose ways that are good for an empty table."""
    with connection.cursor() as cursor:
        for model in (SearchDocument, KnownWord):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")

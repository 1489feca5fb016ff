"""Add many generated stories: lists and searches are measured on an archive, not on a handful."""

import signal
import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import interruptions
from newsroom.demo import archive


def _count(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 0 < int(written) <= 10_000_000:
        raise ArgumentTypeError(f"{written} is not a number of stories between 1 and 10000000")
    return int(written)


class Command(BaseCommand):
    help = (
        "Add N generated stories in three languages, and their documents for the search, for measuring. Stopped "
        "(SIGTERM, Ctrl-C), it says how to go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", metavar="N", type=_count)
        parser.add_argument("--done", metavar="M", type=_count, default=0, help="go on after the first M of them")

    def handle(self, *args: Any, **options: Any) -> None:
        count, before = options["count"], options["done"]
        if before > count:
            raise CommandError(f"{before} are more than {count}.")
        began = time.monotonic()

        def rate(done: int) -> str:
            seconds = time.monotonic() - began
            return f"in {seconds:,.1f} s, {(done - before) / seconds:,.0f} a second"

        def tell(done: int) -> None:
            line = f"  {done:>9,} of {count:,} stories {rate(done)}"
            if self.stdout.isatty():
                self.stdout.write(f"\r\x1b[K{line}", ending="")
                self.stdout.flush()
            elif done == count or done % 20_000 == 0:
                self.stdout.write(line)
                self.stdout.flush()

        with interruptions.noted([signal.SIGTERM, signal.SIGINT]) as received:
            done = archive.make(count, tell, done=before, is_stopped=lambda: bool(received))
        self.stdout.write(f"\nAdded {done - before:,} stories, with documents for the search, {rate(done)}.")
        if done < count:
            self.stdout.write(f"Stopped. To go on: manage.py make_archive {count} --done {done}")

"""Add many generated stories: lists and searches are measured on an archive, not on a handful."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from newsroom.demo import archive


def _count(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 0 < int(written) <= 10_000_000:
        raise ArgumentTypeError(f"{written} is not a number of stories between 1 and 10000000")
    return int(written)


class Command(BaseCommand):
    help = "Add N generated stories in three languages, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", metavar="N", type=_count)

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["count"]
        began = time.monotonic()

        def tell(done: int) -> None:
            seconds = time.monotonic() - began
            rate = f"  {done:>9,} of {count:,} stories, {done / seconds:,.0f} a second"
            if self.stdout.isatty():
                self.stdout.write(f"\r\x1b[K{rate}", ending="")
                self.stdout.flush()
            elif done == count or done % 20_000 == 0:
                self.stdout.write(rate)

        archive.make(count, tell)
        self.stdout.write(f"\nAdded {count:,} stories in {time.monotonic() - began:.1f} s.")

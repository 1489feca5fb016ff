"""The background worker: runs the jobs that may be late, so that no reader and no editor waits for them."""

import signal
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from articles import interruptions
from newsroom.operations.crew import employ, new_name, until
from newsroom.operations.worker import Tally, drain

SIGNALS_TO_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def processes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 2 or int(text) < 1:
        raise ArgumentTypeError(f"“{text}” is no number of processes; it has to be a whole number from 1 to 99.")
    return int(text)


class Command(BaseCommand):
    help = "Run background jobs as they are due. SIGTERM or Ctrl-C ends it after the jobs in hand, a second Ctrl-C now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--processes", type=processes, default=2, help="how many jobs run at once (default: %(default)s)"
        )
        parser.add_argument("--drain", action="store_true", help="run what is due now, in this process, and end")
        parser.add_argument(
            "--with-parent", type=int, metavar="PID", help="end when this process, which started the worker, is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        parent = options["with_parent"]
        # One that is ignored (nohup) stays so.
        heard = [number for number in SIGNALS_TO_STOP if signal.getsignal(number) is not signal.SIG_IGN]
        with interruptions.noted(heard) as received:
            if options["drain"]:
                tallies = [Tally()]
                drain(new_name(), until(received, parent), tallies[0])
            else:
                tallies = employ(options["processes"], received, parent)
        done, failed, given_up = (sum(getattr(t, name) for t in tallies) for name in ("done", "failed", "given_up"))
        self.stdout.write(
            f"The worker ends. Jobs done: {done}, attempts that failed: {failed}, jobs given up: {given_up}."
        )

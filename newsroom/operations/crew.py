"""The processes of the worker: a job that hangs or kills its process holds up that one alone."""

import multiprocessing
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from multiprocessing.sharedctypes import RawValue

from django.db import connections

from newsroom.operations.worker import Tally, work

# Also the shortest life of a process that dies at once: no storm of forks.
SECONDS_BETWEEN_LOOKS = 0.2


def new_name() -> str:
    """A name for a worker that no other has, on any machine."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"


def until(received: list[int], parent: int | None) -> Callable[[], bool]:
    """Whether to go on: no signal to stop was received, and `parent`, if there is one, still is this process's."""
    return lambda: not received and parent in (None, os.getppid())


class Place:
    """A place for one process at a time: the next one takes up the job that the last one left."""

    def __init__(self, name: str, received: list[int]) -> None:
        self.name = name
        self.received = received
        self.tally: Tally = RawValue(Tally)
        self.process: ForkProcess | None = None

    @property
    def is_taken(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def fill(self) -> None:
        self.process = multiprocessing.get_context("fork").Process(target=self._work, args=(os.getpid(),))
        self.process.start()

    def _work(self, parent: int) -> None:
        work(self.name, until(self.received, parent), self.tally)


def employ(size: int, received: list[int], parent: int | None) -> list[Tally]:
    """Keep `size` processes at work until a signal or the end of `parent`; then wait for the jobs in hand.

    Signals are appended to `received` by their handlers; a second SIGINT ends the waiting. Returns what each place did.
    """
    # Forked processes must not share connections.
    connections.close_all()
    name = new_name()
    places = [Place(f"{name}-{number}", received) for number in range(size)]
    goes_on = until(received, parent)
    while goes_on():
        for place in places:
            if not place.is_taken:
                place.fill()
        time.sleep(SECONDS_BETWEEN_LOOKS)
    processes = [place.process for place in places if place.process]
    for process in processes:
        process.terminate()
    while any(process.is_alive() for process in processes) and received.count(signal.SIGINT) < 2:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    for process in processes:
        process.kill()
        process.join()
    return [place.tally for place in places]

"""What a family of processes costs: a server with its workers, PostgreSQL with its backends (Linux)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

SECONDS_TO_REST = 10


def family(first: psutil.Process) -> list[psutil.Process]:
    return [first, *first.children(recursive=True)]


@contextmanager
def frozen(first: psutil.Process) -> Iterator[None]:
    """They take what is sent to them, and answer nothing."""
    processes = family(first)
    for each in processes:
        each.suspend()
    try:
        yield
    finally:
        for each in processes:
            each.resume()


def cpu_seconds(first: psutil.Process) -> float:
    """For how long processors have worked for them, those that have ended too. (In hundredths: ask over seconds.)"""
    total = 0.0
    for each in family(first):
        try:
            total += sum(each.cpu_times()[:4])
        except psutil.NoSuchProcess:
            continue
    return total


def nanoseconds(first: psutil.Process) -> int:
    """For how long processors have worked for those of their threads that live now, as the scheduler counts: so also
    over milliseconds."""
    total = 0
    for process in family(first):
        for path in Path(f"/proc/{process.pid}/task").glob("*/schedstat"):
            try:
                total += int(path.read_text().split()[0])
            except (OSError, IndexError):  # it has ended
                continue
    return total


def await_rest(first: psutil.Process) -> None:
    """Wait until they have nothing left to do: what was asked for last is still made when nobody waits for it."""
    until = time.monotonic() + SECONDS_TO_REST
    before = cpu_seconds(first)
    while time.monotonic() < until:
        time.sleep(0.1)
        now = cpu_seconds(first)
        # The clock of processes ticks in hundredths.
        if now - before < 0.015:
            return
        before = now


def memory(first: psutil.Process) -> int:
    """Bytes that are resident, those that several of them share counted for each."""
    total = 0
    for each in family(first):
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total

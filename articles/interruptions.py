"""Signals to stop, for a command that finishes what it has in hand first."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def noted(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Of these signals, those that have come so far; what they did before, they do again afterwards."""
    received: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        received.append(number)

    before = {number: signal.signal(number, note) for number in numbers}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

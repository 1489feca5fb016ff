"""What a piece of work costs by itself."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Effort:
    seconds: float = 0.0


@contextmanager
def effort() -> Iterator[Effort]:
    """The processor's time of this thread: neither that of others, such as a server's beside the test, nor of sweeping
    up what earlier tests left."""
    spent = Effort()
    gc.collect()
    began = time.thread_time()
    yield spent
    spent.seconds = time.thread_time() - began

"""Locks that the kernel keeps (flock): a process loses them by ending, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """A file descriptor to lock `path` with. Each call gives a holder of its own, even within one process."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def mutex(path: Path) -> Iterator[None]:
    """Wait for, and hold, the only place at `path`."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        # Said aloud, not left to close(): a child forked meanwhile has a copy that would keep it held.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def share(path: Path) -> int:
    """Hold a share of `path` until the descriptor, and each copy that a fork made of it, is closed."""
    descriptor = open_lock(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def own(path: Path) -> int:
    """Hold `path` alone until the descriptor, and each copy of it, is closed."""
    descriptor = open_lock(path)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def is_owned(descriptor: int) -> bool:
    """Whether somebody else holds the file of `descriptor` alone; takes microseconds."""
    return not _try(descriptor, fcntl.LOCK_SH)


def is_shared(path: Path) -> bool:
    """Whether anybody holds a share of `path`."""
    descriptor = open_lock(path)
    try:
        return not _try(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return True

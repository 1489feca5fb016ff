"""How memory is given out in a process that serves."""

import ctypes

# As in malloc.h of glibc.
M_ARENA_MAX = -8
ARENAS = 2


def share_arenas() -> bool:
    """Let threads share what one of them has freed. Left to itself glibc gives each an arena of its own, up to eight a
    core, and what is free in one is of no use to the others: a process grows for many minutes. False where memory is
    given out by another library."""
    try:
        return bool(ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS))
    except (AttributeError, OSError):
        return False

"""How memory is given out in a process that serves (newsroom/gateway/memory.py)."""

import ctypes
import platform
import subprocess
import sys

import pytest

from newsroom.gateway.memory import share_arenas

# Twelve threads that take memory at once; malloc_info tells of each arena.
PROGRAM = """
import ctypes, threading
from newsroom.gateway.memory import share_arenas
assert share_arenas()
libc = ctypes.CDLL(None)
together = threading.Barrier(12)
def take():
    together.wait()
    libc.malloc(100_000)
    together.wait()
threads = [threading.Thread(target=take) for _ in range(12)]
[each.start() for each in threads], [each.join() for each in threads]
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="Only glibc has arenas.")
def test_threads_share_what_is_free():
    command = [sys.executable, "-c", PROGRAM]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert 1 <= told.count("<heap ") <= 2


def test_where_memory_is_given_out_by_another_library_nothing_happens(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert share_arenas() is False

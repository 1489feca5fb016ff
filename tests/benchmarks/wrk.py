"""Load by wrk: connections that ask as fast as they are answered, by two threads."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.benchmarks.processes import await_rest, cpu_seconds

THREADS = 2
# Of one answer: until then it is no error that a page takes long.
SECONDS_TO_ANSWER = 60
SCRIPT = Path(__file__).with_name("wrk.lua")


class Load(NamedTuple):
    """Of one run: requests a second, milliseconds of latency, microseconds of CPU a request, answers that were none."""

    rate: float
    p50: float
    p99: float
    cpu: float
    cpu_of_database: float
    errors: int


def program(name: str, package: str) -> str:
    """Where a program is; without it, the end, in a sentence."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        sys.exit(f"There is no {name} here: install Debian's package {package} (apt-get install {package}).")
    return found


def loaded(
    url: str,
    server: psutil.Process,
    database: psutil.Process,
    *,
    connections: int,
    seconds: int,
    headers: dict[str, str],
) -> Load:
    """Ask for one address for so many seconds, and see what it cost the server's processes and PostgreSQL's."""
    named = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    threads = ("-t", str(min(THREADS, connections)), "-c", str(connections))
    lasting = ("-d", f"{seconds}s", "--timeout", f"{SECONDS_TO_ANSWER}s")
    command = [program("wrk", "wrk"), *threads, *lasting, *named, "-s", str(SCRIPT), url]
    before = cpu_seconds(server), cpu_seconds(database)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    await_rest(server)
    after = cpu_seconds(server), cpu_seconds(database)
    [line] = [line for line in said.splitlines() if line.startswith("READ ")]
    requests, duration, p50, p99, errors = map(int, line.split()[1:])
    of_server, of_database = (
        1e6 * (late - early) / max(requests, 1) for early, late in zip(before, after, strict=True)
    )
    return Load(1e6 * requests / duration, p50 / 1e3, p99 / 1e3, of_server, of_database, errors)

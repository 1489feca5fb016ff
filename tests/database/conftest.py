"""Processes that use the embedded PostgreSQL, to be told what to do and how to end."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from newsroom.database import embedded, locks

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30

PROGRAM = """
import multiprocessing, os, sys
from pathlib import Path
from django.conf import settings
from newsroom.database import database_settings
from newsroom.database.embedded import stop_on_sigterm
pooled = "pooled" in sys.argv
settings.configure(DATABASES={"default": database_settings("", var=Path(sys.argv[1]), pooled=pooled)})
import django
django.setup()
from django.db import connection

def ask():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        found = cursor.fetchone()[0]
    connection.close()
    return found

stop_on_sigterm()
print("ready", flush=True)
for line in sys.stdin:
    command = line.strip()
    if command == "ask":
        print(ask(), flush=True)
    elif command == "fork":
        if os.fork():
            break
        print("forked", flush=True)
    elif command == "ask in a child":
        child = multiprocessing.get_context("fork").Process(target=lambda: print(ask(), flush=True))
        child.start()
        child.join()
        print("joined", flush=True)
"""


class User:
    """A process that uses the embedded server in the folder `var`."""

    def __init__(self, var: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(var), *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def say(self, command: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        return self.hear() if line == "ready" else line

    def ask(self) -> str:
        self.say("ask")
        return self.hear()

    def close(self) -> None:
        """End the input; the process, or a child that reads in its stead, then ends in the normal way."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)


class Server:
    """What can be seen of the embedded server from outside."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.data = var / "postgres"

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    @property
    def runs(self) -> bool:
        if not self.data.exists():
            return False
        descriptor = locks.open_lock(self.data.with_name("postgres.alive"))
        try:
            return locks.is_owned(descriptor)
        finally:
            os.close(descriptor)

    def has_stopped(self) -> bool:
        """Whether it is gone, now or very soon."""
        deadline = time.monotonic() + PATIENCE
        while self.runs and time.monotonic() < deadline:
            time.sleep(0.02)
        return not self.runs

    def kill(self) -> None:
        if self.runs:
            with suppress(FileNotFoundError, ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.has_stopped()


@pytest.fixture(scope="session")
def fresh_folder() -> Iterator[Callable[[], Path]]:
    """Makes empty folders. Not tmp_path: to the user that the server has under root, that one is closed."""
    made: list[Path] = []

    def make() -> Path:
        folder = Path(tempfile.mkdtemp(prefix="newsroom-test-")).resolve()
        folder.chmod(0o755)
        made.append(folder)
        return folder

    yield make
    for folder in made:
        Server(folder).kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_var(fresh_folder: Callable[[], Path]) -> Path:
    """A folder with a cluster in it, made once for all tests that do not mind what is in it."""
    folder = fresh_folder()
    embedded.use(folder / "postgres")
    embedded.leave()
    return folder


@pytest.fixture
def server(shared_var: Path) -> Iterator[Server]:
    server = Server(shared_var)
    assert not server.runs
    yield server
    server.kill()


@pytest.fixture
def user(server: Server) -> Iterator[Callable[..., User]]:
    """Starts processes that use `server`."""
    started: list[User] = []

    def start(*arguments: str) -> User:
        started.append(User(server.var, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.kill()

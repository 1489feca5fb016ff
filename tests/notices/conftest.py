import datetime
import email
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from newsroom.operations.models import Job
from newsroom.operations.worker import Tally, drain
from tests.operations.conftest import address_of_the_database

Post = Callable[[], list[Message]]


def work() -> Tally:
    """Do the jobs that are due, here and now."""
    tally = Tally()
    drain("here", lambda: True, tally)
    return tally


def hurry() -> None:
    """Let every job be due."""
    Job.objects.update(run_after=timezone.now() - datetime.timedelta(seconds=1))


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Starts two workers as processes of their own, which keep their mail in files."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_database(),
        "NEWSROOM_MODE": "demo",
        "NEWSROOM_VAR": str(tmp_path),
    }

    def start() -> None:
        for number in range(2):
            with (tmp_path / f"worker-{number}.log").open("wb") as log:
                command = [sys.executable, "manage.py", "work", "--processes", "1"]
                started.append(
                    subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
                )

    yield start
    for process in started:
        process.terminate()
    for process in started:
        process.wait(30)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """The mail that the workers sent."""

    def sent() -> list[Message]:
        files = sorted((tmp_path / "mail").glob("*.log"))
        letters = b"".join(file.read_bytes() for file in files).split(b"-" * 79 + b"\n")
        return [email.message_from_bytes(letter) for letter in letters if letter.strip()]

    return sent

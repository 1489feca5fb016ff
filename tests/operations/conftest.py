import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

Start = Callable[..., subprocess.Popen[str]]
PATIENCE = 30


def address_of_the_database() -> str:
    """The address of the database that this test uses, for another process."""
    where = connection.settings_dict
    login = f"{quote(where['USER'], safe='')}:{quote(where['PASSWORD'] or 'none', safe='')}"
    query = f"host={quote(where['HOST'], safe='')}&port={where['PORT'] or 5432}"
    return f"postgresql://{login}@/{where['NAME']}?{query}"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "notes").touch()
    return tmp_path / "notes"


@pytest.fixture
def worker(transactional_db: None) -> Iterator[Start]:
    """Starts `manage.py work` as a process of its own."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", "work", *options]
        environment = {**os.environ, "DATABASE_URL": address_of_the_database()}
        started.append(
            subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()

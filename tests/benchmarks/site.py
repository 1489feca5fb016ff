"""The demo newspaper served as production serves it, for measuring: a PostgreSQL of its own, static files collected,
and as many servers on it as are to be compared."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from newsroom.database import embedded
from newsroom.database.cluster import DATABASE, ROLE, socket_folder

ROOT = Path(__file__).parents[2]
NAMES = {"SITE_NAME": "The Zagros Courier", "SITE_NAME_AR": "بريد زاغروس", "SITE_NAME_CKB": "نامەبەری زاگرۆس"}
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


@dataclass(frozen=True)
class Server:
    """A server that answers at `address`, and the first of its processes."""

    address: str
    process: psutil.Process


@dataclass(frozen=True)
class Newspaper:
    """The demo newspaper in a folder, with the environment that its processes have."""

    var: Path
    environment: dict[str, str]

    @property
    def data(self) -> Path:
        return self.var / "postgres"

    @property
    def url_of_database(self) -> str:
        return f"postgresql://{ROLE}:none@/{DATABASE}?host={socket_folder(self.data)}"

    @property
    def database(self) -> psutil.Process:
        """PostgreSQL's first process, while it runs."""
        return psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))

    def rows(self, query: str, **parameters: object) -> list[tuple]:
        with psycopg.connect(self.url_of_database) as connection:
            return connection.execute(query, parameters).fetchall()

    def manage(self, *command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    @contextmanager
    def beside(self, *command: str) -> Iterator[psutil.Process]:
        """A command of Python that works with the site's database."""
        with running([sys.executable, *command], self.environment) as process:
            yield process

    @contextmanager
    def served(self, *, workers: int = 2, log: Path | None = None, **environment: str) -> Iterator[Server]:
        """Served by so many processes; what they complain of goes to `log`, or where our own complaints go."""
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", str(workers)]
        with running(command, self.environment | environment, log) as process:
            yield answering(Server(f"http://127.0.0.1:{port}", process))


@contextmanager
def newspaper(kept: str | Path = "", *, archive: int = 0, **environment: str) -> Iterator[Newspaper]:
    """The demo newspaper and an archive of so many stories more, in the folder `kept`, or for this time alone.

    What is there is used, what is missing is made. PostgreSQL runs as long as this does; DATABASE_URL among the words
    for the `environment` says that somebody else sees to that.
    """
    # What was started is ended also when this is.
    embedded.stop_on_sigterm()
    # Readable to the user that the embedded server has under root.
    folder = Path(tempfile.mkdtemp(prefix="newspaper-"))
    folder.chmod(0o755)
    var = Path(kept or folder / "var").resolve()
    var.mkdir(parents=True, exist_ok=True)
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "NEWSROOM_SERVES")}
    made = Newspaper(
        var,
        {
            **inherited,
            **NAMES,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_VAR": str(var),
            "STATIC_ROOT": f"{folder}/static",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "no",
            "NEWSROOM_MODE": "production",
            **environment,
        },
    )
    try:
        if "DATABASE_URL" not in environment:
            embedded.use(made.data)
        for command in ("migrate --noinput", "collectstatic --noinput", "load_demo"):
            made.manage(*command.split())
        _fill_up(made, archive)
        yield made
    finally:
        embedded.leave()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(kept: str = "") -> Iterator[str]:
    """The address of the demo newspaper, loaded into the folder `kept`, or for this time alone."""
    with newspaper(kept) as paper, paper.served() as server:
        yield server.address


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answering(server: Server, path: str = "/") -> Server:
    """The server, once it answers."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(f"{server.address}{path}", timeout=5).close()
            return server
        except OSError:
            if time.monotonic() > until or server.process.status() == psutil.STATUS_ZOMBIE:
                raise
            time.sleep(0.2)


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path | None = None) -> Iterator[psutil.Process]:
    """A program beside this one, until this ends, with all that it started."""
    with (
        log.open("wb") if log else nullcontext() as complaints,
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=complaints) as started,
    ):
        process = psutil.Process(started.pid)
        try:
            yield process
        finally:
            family = process.children(recursive=True)
            started.terminate()
            try:
                started.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                started.kill()
            for each in family:
                if each.is_running():
                    each.kill()


def _fill_up(paper: Newspaper, wanted: int) -> None:
    [(there,)] = paper.rows(
        "SELECT count(*) FROM articles_edition edition JOIN staff_user who ON who.id = released_by_id"
        " WHERE who.username = 'archive'"
    )
    if (missing := wanted - there) > 0:
        print(f"Making {missing:,} stories …", flush=True)
        paper.manage("make_archive", str(missing))
    if wanted:
        paper.manage("rebuild_search", "--missing")

"""A site of its own, with a database of its own, that may be killed in any way."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, LiteralString, NamedTuple
from urllib.parse import urlencode

import psutil
import psycopg
import pytest
from psycopg.rows import namedtuple_row

from newsroom.database.cluster import DATABASE, ROLE, socket_folder
from tests import cast
from tests.benchmarks.processes import family
from tests.database.conftest import ROOT, Server, fresh_folder
from tests.forms import fields_of
from tests.waiting import eventually

__all__ = ["fresh_folder"]

PATIENCE = 30
BEGINNING = """
import django
django.setup()
from django.core.management import call_command
from tests import cast
from tests.benchmarks.processes import family
call_command("migrate", verbosity=0)
editor = cast.account("evin", "editor")
for number in range({stories}):
    cast.draft(editor, headline=f"Story {{number}}", slug=f"story-{{number}}")
"""
STORIES = 4


PUBLISHED = """
import django
django.setup()
from articles import workflow
from articles.models import Article
from newsroom.staff.models import User
workflow.publish(Article.objects.get(slug="story-0"), by=User.objects.get(username="evin"))
"""


class Answer(NamedTuple):
    status: int
    text: str


class Browser:
    """An editor's browser: it keeps cookies and follows nothing."""

    def __init__(self, port: int, *, patience: float = 10) -> None:
        self.port = port
        self.patience = patience
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """An answer of the site; OSError or HTTPException where there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        headers = {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return Answer(answer.status, text)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def log_in(self, name: str) -> None:
        form = fields_of(self.get("/admin/login/").text, "login-form")
        answer = self.ask("POST", "/admin/login/", form | {"username": name, "password": cast.PASSWORD})
        assert answer.status == 302, answer


class Site:
    """`manage.py serve` with the embedded PostgreSQL of its folder, or with one that it does not start itself."""

    def __init__(self, var: Path) -> None:
        self.database = Server(var)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_MODE": "test",
            "NEWSROOM_VAR": str(var),
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.run("-c", BEGINNING.format(stories=STORIES))

    def run(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=ROOT, env=self.environment, check=True)

    @property
    def url_of_database(self) -> str:
        return f"postgresql://{ROLE}:none@/{DATABASE}?host={socket_folder(self.database.data)}"

    def start(self, **environment: str) -> None:
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port), "--workers", "2"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment | environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        eventually(self.is_up)

    def is_up(self) -> bool:
        try:
            return Browser(self.port).get("/").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def kill(self) -> None:
        """kill -9 of the server and its workers; the database, in a session of its own, is left alone."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)
            self.process = None

    def kill_workers(self) -> None:
        assert self.process is not None
        kill_all(psutil.Process(self.process.pid).children(recursive=True))

    def kill_database(self) -> None:
        """kill -9 of PostgreSQL and each of its processes, in the middle of what they do."""
        kill_all(family(psutil.Process(self.database.pid)))

    def rows(self, *queries: LiteralString) -> list[list[Any]]:
        """What each query finds, all at one instant."""
        with psycopg.connect(self.url_of_database, row_factory=namedtuple_row) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            return [connection.execute(query).fetchall() for query in queries]


def kill_all(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.kill()
    eventually(lambda: all(map(is_dead, processes)))


def is_dead(process: psutil.Process) -> bool:
    """Whether it is gone, or waits only for its parent to take note of that."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture(scope="module")
def beginning(fresh_folder: Callable[[], Path]) -> Iterator[Site]:
    site = Site(fresh_folder())
    yield site
    site.kill()
    site.database.kill()


@pytest.fixture
def site(beginning: Site) -> Iterator[Site]:
    yield beginning
    beginning.kill()


@pytest.fixture
def story(site: Site) -> str:
    """The address of a story that may be commented on, behind a proxy that names its clients."""
    site.start(TRUSTED_PROXIES="127.0.0.1")
    if not Browser(site.port).get("/latest/").text.count("story-0"):
        site.run("-c", PUBLISHED)
    return re.findall(r'href="([^"]*/story-0/)"', Browser(site.port).get("/latest/").text)[0]


@pytest.fixture
def comment_form(site: Site, story: str) -> tuple[str, dict[str, str]]:
    """Where a comment on it goes, and what it brings along."""
    page = Browser(site.port).get(story).text
    [path] = set(re.findall(r'action="([^"]*/comments/\d+/)"', page))
    return path, fields_of(page, "leave-a-comment")


def post(site: Site, path: str, form: dict[str, str], reader: int) -> tuple[int, str]:
    """The answer's status, and where it leads; each reader has an address of their own."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    address = f"10.{reader // 65_536 % 256}.{reader // 256 % 256}.{reader % 256}"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": address,
    }
    try:
        connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()

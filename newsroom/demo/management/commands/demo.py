"""The newsroom on this machine, with the demo newspaper in it."""

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from newsroom.demo import loader, newspaper
from newsroom.gateway.management.commands.serve import port

SECONDS_TO_STOP = 10


class Command(BaseCommand):
    help = "Bring the database up to date, load the demo newspaper if there is none, and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        _refuse_taken(port)
        call_command("migrate", verbosity=0, interactive=False)
        if not loader.is_loaded():
            self.stdout.write("Loading the demo newspaper …")
            call_command("load_demo", stdout=self.stdout)
        self._say_where(port)
        with _worker(site=f"http://127.0.0.1:{port}"):
            call_command("serve", host="127.0.0.1", port=port)

    def _say_where(self, port: int) -> None:
        site = f"http://127.0.0.1:{port}"
        accounts = [f"{person.username} ({person.role})" for person in newspaper.PEOPLE if person.has_account]
        accounts += [f"{account.username} ({account.role})" for account in newspaper.ACCOUNTS]
        self.stdout.write(f"\nLogins, all with the password {loader.PASSWORD}:")
        for account in accounts:
            self.stdout.write(f"  {account}")
        self.stdout.write(f"\nNewsroom is at {site}/ (also {site}/ar/ and {site}/ckb/), the desk at {site}/admin/")
        self.stdout.flush()


@contextmanager
def _worker(*, site: str) -> Iterator[None]:
    """The background worker beside the server. It also ends by itself where this process is killed. The links in its
    mails lead to the `site`."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--with-parent", str(os.getpid())]
    # The server's pool of connections is not for a command.
    environment = {**os.environ, "NEWSROOM_SERVES": "no", "SITE_URL": settings.SITE_URL or site}
    worker = subprocess.Popen(command, env=environment)  # noqa: S603 - our own words
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            worker.kill()


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Try another: PORT={port + 1} make demo") from error

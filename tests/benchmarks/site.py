"""The demo newspaper served as production serves it, for measuring: its own PostgreSQL, static files collected."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANAGE = str(Path(__file__).parents[2] / "manage.py")
NAMES = {"SITE_NAME": "The Zagros Courier", "SITE_NAME_AR": "بريد زاغروس", "SITE_NAME_CKB": "نامەبەری زاگرۆس"}
SECONDS_TO_START = 60


@contextmanager
def served(kept: str = "") -> Iterator[str]:
    """The address of the demo newspaper, loaded into the folder `kept`, or for this time alone."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = {
            **os.environ,
            **NAMES,
            "NEWSROOM_VAR": kept or f"{folder}/var",
            "STATIC_ROOT": f"{folder}/static",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "no",
            "NEWSROOM_MODE": "production",
        }
        for command in ("migrate --noinput", "collectstatic --noinput", "load_demo"):
            _manage(environment, *command.split())
        server = subprocess.Popen([sys.executable, MANAGE, "serve", "--port", str(port)], env=environment)
        try:
            site = f"http://127.0.0.1:{port}"
            _wait_for(site)
            yield site
        finally:
            server.terminate()
            server.wait(20)


def _manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, MANAGE, *command], env=environment, check=True, capture_output=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(site: str) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(f"{site}/", timeout=5).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)

"""Serve the site with granian: the same server for the demo and for production."""

import logging
from argparse import ArgumentParser, ArgumentTypeError
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# Of each process: more than may wait for the database (settings.WORKING). With them, a page from memory costs a tenth
# less than with four: who finds the next request waiting need not be woken for it (measured).
THREADS = 12


def port(text: str) -> int:
    """A TCP port, from the command line."""
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 1 <= int(text) <= 65_535:
        raise ArgumentTypeError(f"“{text}” is no port; it has to be a whole number from 1 to 65535.")
    return int(text)


class Command(BaseCommand):
    help = "Serve the site with granian."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", type=ip_address, default=settings.HOST)
        parser.add_argument("--port", type=port, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=settings.WORKERS)

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_without_static_files()
        # The workers are forked from this process: they must share neither its connections nor its pool.
        for connection in connections.all():
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]
        logging.getLogger("_granian").addFilter(_is_news)
        Granian(
            "newsroom.wsgi:application",
            address=str(options["host"]),
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=THREADS,
            backlog=2048,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            websockets=False,
            log_level=LogLevels.warning,
        ).serve()


def _is_news(record: logging.LogRecord) -> bool:
    """Not that there are more threads than cores: so it is meant."""
    return "Python threads" not in record.getMessage()


def _refuse_without_static_files() -> None:
    # Where they are collected (in production), pages name them by the manifest; without it there is no page.
    folder = settings.STATIC_ROOT
    if folder and not (folder / "staticfiles.json").exists():
        raise CommandError(f"There are no static files in {folder}: run make static first.")

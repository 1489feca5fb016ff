#!/usr/bin/env python
"""The command line of Newsroom: what its user can put right is said in one sentence, without a traceback."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

# What nothing works without: where one of these is missing, nothing was installed.
FOUNDATIONS = ("django", "dj_database_url", "psycopg", "psycopg_pool")

Explain = Callable[[BaseException], "str | None"]


def main(argv: list[str]) -> None:
    if sys.version_info < (3, 12):  # noqa: UP036 - said here, before anything newer is imported
        stop(f"Python {sys.version.split()[0]} is too old: use 3.12 or newer, which make demo looks for.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if argv[1:2] in (["serve"], ["demo"]):
        os.environ.setdefault("NEWSROOM_SERVES", "yes")
    try:
        run(argv)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in FOUNDATIONS:
            raise
        stop(f'{package} is not installed for this Python: run "make demo", or use .venv/bin/python.')


def run(argv: list[str]) -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from newsroom.database import explain  # noqa: PLC0415
    from newsroom.database.embedded import stop_on_sigterm  # noqa: PLC0415

    stop_on_sigterm()
    if "--traceback" in argv:
        execute_from_command_line(argv)
        return
    explain_in_threads(explain)
    try:
        read_settings(argv)
        execute_from_command_line(argv)
    except Exception as error:
        if (sentence := explain(error)) is None:
            raise
        stop(sentence)


def read_settings(argv: list[str]) -> None:
    """Read the settings before Django does, which hides their errors from some commands only."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import CommandError, CommandParser, handle_default_options  # noqa: PLC0415

    parser = CommandParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--settings")
    parser.add_argument("--pythonpath")
    try:
        handle_default_options(parser.parse_known_args(argv[2:])[0])
    except CommandError:
        return  # the command will complain
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        stop(str(error))


def explain_in_threads(explain: Explain) -> None:
    """runserver meets a missing database in a thread, and then waits for the code to change."""
    otherwise = threading.excepthook

    def say(trouble: threading.ExceptHookArgs) -> None:
        sentence = explain(trouble.exc_value) if trouble.exc_value else None
        if sentence is None:
            otherwise(trouble)
        else:
            sys.stderr.write(f"newsroom: {sentence}\n")

    threading.excepthook = say


def stop(sentence: str) -> NoReturn:
    """End with `sentence` and exit code 1."""
    sys.exit(f"newsroom: {sentence}")


if __name__ == "__main__":
    main(sys.argv)

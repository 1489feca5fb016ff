"""Jobs that do well and jobs that do harm."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from django.tasks import TaskContext, task


@task
def note(file: str, line: str = "done") -> str:
    with Path(file).open("a") as notes:
        notes.write(f"{line}\n")
    return line


@task
def note_slowly(file: str, seconds: float) -> None:
    note.call(file, "begun")
    time.sleep(seconds)
    note.call(file, "done")


@task
def break_down() -> None:
    raise ValueError("the wire is down")


@task
def leave() -> None:
    raise SystemExit(3)


@task
def hang(seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            time.sleep(1)
        except Exception:
            continue


@task
def kill_the_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task(takes_context=True)
def which_attempt(context: TaskContext) -> int:
    return context.attempt


@task
def return_something_odd() -> Any:
    return object()

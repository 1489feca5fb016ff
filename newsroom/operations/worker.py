"""What one process of the worker does: take a job, run it within its time, write down how it went."""

import ctypes
import faulthandler
import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.db import InterfaceError, OperationalError, connection, connections
from django.tasks import TaskContext
from django.utils.json import normalize_json

from newsroom.operations import daily
from newsroom.operations.models import GRACE, LIMIT, Job

logger = logging.getLogger(__name__)

SECONDS_IDLE = 0.4
SECONDS_BETWEEN_SWEEPS = 10
# Short ones: work goes on within two seconds of the database's return, however long it was away.
SECONDS_OF_TROUBLE = (0.1, 0.5, 1, 2)
PRUNED_AT_ONCE = 1_000


class TookTooLong(BaseException):
    """A job's time is up. Not an Exception, which a job may catch for itself."""


class Tally(ctypes.Structure):
    """What was done, for the last words. Of C's kind, so that it can lie in memory that outlives its process."""

    done: int
    failed: int
    given_up: int
    _fields_ = [("done", ctypes.c_uint64), ("failed", ctypes.c_uint64), ("given_up", ctypes.c_uint64)]


def work(worker: str, goes_on: Callable[[], bool], tally: Tally) -> None:
    """Run jobs as they are due, as long as `goes_on()`. `worker` names one process at a time, and its successor."""
    failures, next_sweep = 0, 0.0
    while goes_on():
        try:
            if time.monotonic() >= next_sweep:
                sweep(worker)
                next_sweep = time.monotonic() + SECONDS_BETWEEN_SWEEPS
            if not work_off_one(worker, tally):
                time.sleep(SECONDS_IDLE)
            if failures:
                logger.warning("The worker goes on.")
            failures = 0
        # The database may be away, or not migrated yet: said once, in a line, not at every try.
        except Exception as trouble:
            if not failures:
                logger.error("The worker waits: %s", (str(trouble).strip() or repr(trouble)).splitlines()[0])
            connections.close_all()
            time.sleep(SECONDS_OF_TROUBLE[min(failures, len(SECONDS_OF_TROUBLE) - 1)])
            failures += 1


def drain(worker: str, goes_on: Callable[[], bool], tally: Tally) -> None:
    """Run what is due now, and return."""
    sweep(worker)
    while goes_on() and work_off_one(worker, tally):
        pass


def sweep(worker: str) -> None:
    """Between two jobs: put down what is done once a day, take up the jobs of workers that died, and remove some of
    those that ended long ago."""
    daily.put_down()
    # Whoever is here runs no job: one under this name was left by a predecessor, or its end could not be written.
    Job.objects.left_by(worker).take_back()
    Job.objects.abandoned().take_back()
    Job.objects.filter(pk__in=Job.objects.outdated().values("pk")[:PRUNED_AT_ONCE]).delete()


def work_off_one(worker: str, tally: Tally) -> bool:
    """Run the next job that is due; False if there is none."""
    job = Job.objects.claim_next(worker)
    if job is None:
        return False
    if attempt(job):
        tally.done += 1
    else:
        tally.failed += 1
        tally.given_up += job.is_given_up
    return True


def attempt(job: Job) -> bool:
    """Run a claimed job, and write down how it went: whether it is done."""
    try:
        with time_limit():
            task = job.task
            context: list[Any] = [TaskContext(task_result=job.task_result)] if task.takes_context else []
            arguments = job.args_kwargs
            value = normalize_json(task.call(*context, *arguments["args"], **arguments["kwargs"]))
    except BaseException as error:
        logger.exception("Job %s (%s) failed at attempt %d.", job.pk, job.task_path, job.attempts)
        failure = error
        # It may have been stopped in the middle of a query.
        connections.close_all()
        insist(lambda: job.fail(failure))
        if job.is_given_up:
            logger.error("Job %s (%s) is given up.", job.pk, job.task_path)
        return False
    insist(lambda: job.succeed(value))
    return True


def insist(write: Callable[[], bool]) -> None:
    """Write down how a job went, also if the database was restarted meanwhile: else the job would run again."""
    for pause in (*SECONDS_OF_TROUBLE, *SECONDS_OF_TROUBLE):
        try:
            write()
            return
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(pause)
    write()


@contextmanager
def time_limit() -> Iterator[None]:
    """TookTooLong in the main thread when a job's time is up."""
    before = signal.signal(signal.SIGALRM, _time_is_up)
    signal.setitimer(signal.ITIMER_REAL, LIMIT.total_seconds())
    # A job that hangs in a C library never hears the alarm. This ends the process, from a thread without Python.
    faulthandler.dump_traceback_later((LIMIT + GRACE / 2).total_seconds(), exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _time_is_up(number: int, frame: FrameType | None) -> None:
    raise TookTooLong(f"The job took longer than {LIMIT.total_seconds():.0f} seconds.")

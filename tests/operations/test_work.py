"""The worker: what it does with good jobs and bad ones, and how it ends."""

import datetime
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.tasks import TaskResultStatus
from django.utils import timezone

from newsroom.operations import worker as the_worker
from newsroom.operations.models import Job
from tests.operations import jobs
from tests.operations.conftest import PATIENCE, Start
from tests.waiting import eventually

transactional = pytest.mark.django_db(transaction=True)


def drain() -> str:
    out = io.StringIO()
    call_command("work", "--drain", stdout=out)
    return out.getvalue()


def state_of(result: object) -> Job:
    return Job.objects.get(pk=result.id)  # type: ignore[attr-defined]


def done() -> int:
    return Job.objects.filter(status=TaskResultStatus.SUCCESSFUL).count()


@transactional
def test_one_that_fails_holds_up_no_other_and_the_end_is_a_sentence(notes: Path, caplog):
    bad, gone = jobs.break_down.enqueue(), jobs.leave.enqueue()
    Job.objects.filter(pk=gone.id).update(task_path="articles.there_is_no_such_job")
    odd = jobs.return_something_odd.enqueue()
    jobs.note.enqueue(str(notes), line="one")
    jobs.note.enqueue(str(notes), line="two")
    later = jobs.note.using(run_after=timezone.now() + datetime.timedelta(hours=1)).enqueue(str(notes))
    assert drain() == "The worker ends. Jobs done: 2, attempts that failed: 3, jobs given up: 0.\n"
    assert notes.read_text().split() == ["one", "two"]
    for failed in (bad, gone, odd):
        assert state_of(failed).status == TaskResultStatus.READY
        assert state_of(failed).run_after > timezone.now()
    assert "the wire is down" in state_of(bad).traceback
    assert "ValueError: the wire is down" in caplog.text
    assert state_of(later).attempts == 0


@pytest.mark.django_db
def test_a_job_is_told_which_attempt_it_is():
    result = jobs.which_attempt.enqueue()
    drain()
    assert state_of(result).return_value == 1


@transactional
def test_a_job_that_hangs_is_stopped_also_if_it_catches_errors(monkeypatch):
    monkeypatch.setattr(the_worker, "LIMIT", datetime.timedelta(seconds=0.2))
    result = jobs.hang.enqueue(seconds=20)
    before = signal.getsignal(signal.SIGALRM)
    began = time.monotonic()
    assert "attempts that failed: 1" in drain()
    assert time.monotonic() - began < 10
    assert "TookTooLong" in state_of(result).exception_class_path
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_job_that_hangs_where_no_python_runs_ends_its_process():
    code = """
import ctypes, datetime, django, signal
django.setup()
from newsroom.operations import worker
worker.LIMIT = worker.GRACE = datetime.timedelta(seconds=0.1)
with worker.time_limit():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])  # a C library would begin its sleep again
    ctypes.PyDLL(None).sleep(60)
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, timeout=PATIENCE)
    assert ended.returncode == 1
    assert b"Timeout" in ended.stderr


@transactional
def test_the_worker_goes_on_after_the_database_was_away(notes: Path, caplog, monkeypatch):
    monkeypatch.setattr(the_worker, "SECONDS_OF_TROUBLE", (0.01,))
    jobs.note.enqueue(str(notes))
    claim = the_worker.work_off_one
    gone = OperationalError("the database system is shutting down")
    tries = mock.Mock(side_effect=[gone, gone, gone, claim])

    def work_off_one(*arguments) -> bool:
        return tries()(*arguments)

    monkeypatch.setattr(the_worker, "work_off_one", work_off_one)
    the_worker.work("w", lambda: tries.call_count < 4, the_worker.Tally())
    assert done() == 1
    assert [record.getMessage() for record in caplog.records] == [
        "The worker waits: the database system is shutting down",
        "The worker goes on.",
    ]


@transactional
def test_how_a_job_went_is_written_down_after_the_database_was_away(notes: Path, monkeypatch):
    monkeypatch.setattr(the_worker, "SECONDS_OF_TROUBLE", (0.01,))
    jobs.note.enqueue(str(notes))
    succeed = Job.succeed
    answers = mock.Mock(side_effect=[OperationalError("gone"), None])
    monkeypatch.setattr(Job, "succeed", lambda job, value: (answers(), succeed(job, value))[1])
    drain()
    assert done() == 1
    assert notes.read_text() == "done\n"


def test_jobs_that_hang_or_kill_their_process_hold_up_no_other(worker: Start, notes: Path):
    killer = jobs.kill_the_process.using(priority=2).enqueue()
    hanging = jobs.hang.using(priority=1).enqueue()
    for _ in range(5):
        jobs.note.enqueue(str(notes))
    process = worker()
    eventually(lambda: done() == 5)
    eventually(lambda: state_of(killer).status == TaskResultStatus.READY)
    assert state_of(killer).attempts == 1
    assert "WorkerDied" in state_of(killer).exception_class_path
    assert state_of(hanging).status == TaskResultStatus.RUNNING

    # Once to end after the jobs in hand, once more to end now; two that come at once may be one.
    def ends_when_interrupted() -> bool:
        process.send_signal(signal.SIGINT)
        time.sleep(1)
        return process.poll() is not None

    eventually(ends_when_interrupted)
    assert "Jobs done: 5," in process.communicate(timeout=PATIENCE)[0]


def test_sigterm_lets_the_job_in_hand_finish(worker: Start, notes: Path):
    jobs.note_slowly.enqueue(str(notes), seconds=1.5)
    process = worker("--processes", "1")
    eventually(notes.read_text)
    jobs.note.enqueue(str(notes), line="after")
    process.terminate()
    said, complained = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert said == "The worker ends. Jobs done: 1, attempts that failed: 0, jobs given up: 0.\n"
    assert complained == ""
    assert notes.read_text().split() == ["begun", "done"]


def test_a_worker_does_not_outlive_its_parent(worker: Start, notes: Path):
    jobs.note.enqueue(str(notes))
    with_parent = worker("--with-parent", str(os.getpid()))
    eventually(lambda: done() == 1)
    without = worker("--with-parent", str(with_parent.pid))
    assert "Jobs done: 0," in without.communicate(timeout=PATIENCE)[0]
    assert with_parent.poll() is None


def test_the_processes_of_a_worker_that_was_killed_end(worker: Start, notes: Path):
    process = worker("--processes", "1")
    jobs.note.enqueue(str(notes))
    eventually(lambda: done() == 1)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("only Linux tells a process's children in a file")
    (child,) = children.read_text().split()
    process.kill()
    eventually(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text())


@pytest.mark.parametrize("number", ["0", "-1", "many", "100", "²"])
def test_a_strange_number_of_processes_is_refused(number: str):
    with pytest.raises(CommandError, match="no number of processes"):
        call_command("work", f"--processes={number}")

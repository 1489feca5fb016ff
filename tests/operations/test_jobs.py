"""A job is claimed once, tried again after growing pauses, and given up after the last."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from newsroom.operations.models import GRACE, KEPT, LIMIT, PAUSES, Job
from newsroom.operations.worker import sweep
from tests.operations import jobs

SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)


def enqueued(number: int = 1) -> list[Job]:
    return [Job.objects.get(pk=jobs.note.enqueue("nowhere").id) for _ in range(number)]


def claimed(at: datetime.datetime | None = None, worker: str = "w") -> Job:
    job = Job.objects.claim_next(worker, at)
    assert job is not None
    return job


@pytest.mark.django_db
def test_a_job_is_part_of_its_callers_transaction():
    with transaction.atomic():
        jobs.note.enqueue("nowhere")
        transaction.set_rollback(True)
    assert Job.objects.claim_next("w") is None


@pytest.mark.django_db
def test_a_job_waits_for_its_time():
    now = timezone.now()
    jobs.note.using(run_after=now + MINUTE).enqueue("nowhere")
    assert Job.objects.claim_next("w", now) is None
    assert Job.objects.claim_next("w", now + MINUTE) is not None


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_gets_a_job():
    wanted = {job.pk for job in enqueued(20)}
    barrier = Barrier(4)

    def take(worker: str) -> list[Job]:
        barrier.wait()
        taken = []
        while job := Job.objects.claim_next(worker):
            taken.append(job)
        connection.close()
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [job for each in pool.map(take, ["a", "b", "c", "d"]) for job in each]
    assert len(taken) == 20
    assert {job.pk for job in taken} == wanted


@pytest.mark.django_db
def test_the_oldest_comes_first_unless_another_is_more_urgent():
    now = timezone.now()
    later = jobs.note.using(run_after=now - SECOND).enqueue("nowhere")
    sooner = jobs.note.using(run_after=now - MINUTE).enqueue("nowhere")
    urgent = jobs.note.using(priority=10).enqueue("nowhere")
    at_once = jobs.note.enqueue("nowhere")
    order = [str(claimed(now + SECOND).pk) for _ in range(4)]
    assert order == [urgent.id, sooner.id, later.id, at_once.id]


@pytest.mark.django_db
def test_what_failed_comes_after_everything_that_did_not():
    (bad,) = enqueued()
    claimed().fail(ValueError("no"))
    urgent_but_bad = Job.objects.filter(pk=bad.pk)
    urgent_but_bad.update(priority=100, run_after=timezone.now() - MINUTE)
    (good,) = enqueued()
    assert [claimed().pk, claimed().pk] == [good.pk, bad.pk]


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_after_growing_pauses_and_then_given_up():
    enqueued()
    now = timezone.now()
    assert sorted(PAUSES) == PAUSES
    for number, pause in enumerate(PAUSES, start=1):
        job = claimed(now)
        assert (job.status, job.attempts) == ("RUNNING", number)
        assert job.fail(ValueError(f"attempt {number}"), now)
        assert Job.objects.claim_next("w", now + pause - SECOND) is None
        now += pause
    last = claimed(now)
    last.fail(ValueError("the last"), now)
    assert Job.objects.claim_next("w", now + KEPT) is None
    kept = Job.objects.get()
    assert (kept.status, kept.attempts, kept.finished_at) == ("FAILED", len(PAUSES) + 1, now)
    assert kept.exception_class_path == "builtins.ValueError"
    assert "the last" in kept.traceback
    assert Job.objects.try_again() == 1
    assert claimed().attempts == 1


@pytest.mark.django_db
def test_the_job_of_a_dead_worker_is_taken_up_again_and_its_attempt_counts():
    enqueued(2)
    old, young = claimed(), claimed()
    started = timezone.now() - LIMIT - GRACE - SECOND
    Job.objects.filter(pk=old.pk).update(started_at=started)
    sweep("another")
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.status, old.attempts, young.status) == ("READY", 1, "RUNNING")
    assert old.run_after > timezone.now()
    assert "WorkerDied" in old.exception_class_path


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up():
    enqueued()
    now = timezone.now()
    for _attempt in range(len(PAUSES) + 1):
        job = claimed(now)
        Job.objects.running().take_back(now)
        now += PAUSES[-1]
    job.refresh_from_db()
    assert job.is_given_up


@pytest.mark.django_db
def test_a_successor_takes_up_at_once_what_its_predecessor_left():
    enqueued(2)
    mine, others = claimed(worker="me"), claimed(worker="another")
    sweep("me")
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.status, others.status) == ("READY", "RUNNING")


@pytest.mark.django_db
def test_who_was_thought_dead_does_not_speak_for_the_next_attempt():
    enqueued()
    slow = claimed(worker="slow")
    Job.objects.running().take_back()
    quick = claimed(timezone.now() + PAUSES[0], worker="quick")
    assert not slow.succeed("late")
    assert not slow.fail(ValueError("late"))
    assert quick.succeed("in time")
    assert Job.objects.get().return_value == "in time"


@pytest.mark.django_db
def test_what_ended_over_a_week_ago_is_removed():
    now = timezone.now()
    old, young, waiting, failed = enqueued(4)
    Job.objects.filter(pk__in=[old.pk, young.pk]).update(status="SUCCESSFUL", finished_at=now - KEPT - MINUTE)
    Job.objects.filter(pk=failed.pk).update(status="FAILED", finished_at=now - KEPT - MINUTE)
    Job.objects.filter(pk=young.pk).update(finished_at=now - KEPT + MINUTE)
    Job.objects.filter(pk=waiting.pk).update(enqueued_at=now - KEPT - MINUTE)
    sweep("w")
    assert set(Job.objects.values_list("pk", flat=True)) == {young.pk, waiting.pk}

"""A job is a row of django-tasks-db, enqueued in its caller's transaction. Here are the words of our worker for it."""

import datetime
from traceback import format_exception
from typing import Any, Self

from django.db import models, transaction
from django.db.models import BooleanField, Case, ExpressionWrapper, Q, When
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, get_date_max

LIMIT = datetime.timedelta(seconds=60)
# What a process may need beyond the limit to end a job and to write it down.
GRACE = datetime.timedelta(seconds=30)
# After each failed attempt but the last: over eight hours in all, in which a mail server may come back.
PAUSES = [
    datetime.timedelta(seconds=10),
    datetime.timedelta(minutes=1),
    datetime.timedelta(minutes=5),
    datetime.timedelta(minutes=30),
    datetime.timedelta(hours=2),
    datetime.timedelta(hours=6),
]
KEPT = datetime.timedelta(days=7)

# Without a time of its own a job is due when it was enqueued: django-tasks-db writes the last date there is.
DUE_AT = Case(When(run_after=get_date_max(), then="enqueued_at"), default="run_after")
NEVER_TRIED = ExpressionWrapper(Q(worker_ids=[]), output_field=BooleanField())


class WorkerDied(Exception):
    """The process that ran the job ended before the job did."""


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, at: datetime.datetime | None = None) -> Self:
        """What may run, in the order to run it: one that failed before never stands in the way of another."""
        now = Q(run_after=get_date_max()) | Q(run_after__lte=at or timezone.now())
        return self.filter(now, status=TaskResultStatus.READY).order_by(NEVER_TRIED.desc(), "-priority", DUE_AT)

    def running(self) -> Self:
        return self.filter(status=TaskResultStatus.RUNNING)

    def abandoned(self, at: datetime.datetime | None = None) -> Self:
        """Jobs that run for longer than any worker lets them: theirs is dead."""
        return self.running().filter(started_at__lt=(at or timezone.now()) - LIMIT - GRACE)

    def left_by(self, worker: str) -> Self:
        return self.running().filter(**{"worker_ids__-1": worker})

    def given_up(self) -> Self:
        return self.filter(status=TaskResultStatus.FAILED)

    def outdated(self, at: datetime.datetime | None = None) -> Self:
        finished = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
        return self.filter(status__in=finished, finished_at__lt=(at or timezone.now()) - KEPT)

    @transaction.atomic
    def claim_next(self, worker: str, at: datetime.datetime | None = None) -> "Job | None":
        """Take the next job that is due, or None. The attempt is counted before it begins, in case it kills us."""
        job = self.due(at).select_for_update(skip_locked=True).first()
        if job is not None:
            job.claim(worker)
        return job

    @transaction.atomic
    def take_back(self, at: datetime.datetime | None = None) -> int:
        """Count the attempt of each as failed, and return how many there were."""
        died = WorkerDied("The process that ran the job ended before the job did.")
        return sum(job.fail(died, at) for job in self.select_for_update(skip_locked=True))

    def try_again(self) -> int:
        """Let jobs that were given up begin anew; returns how many."""
        return self.given_up().update(
            status=TaskResultStatus.READY, run_after=timezone.now(), finished_at=None, worker_ids=[]
        )


class Job(DBTaskResult):
    """An attempt at a job is known by the list of the workers that tried it: only the last may say how it went."""

    objects = JobQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")

    @property
    def attempts(self) -> int:
        return len(self.worker_ids)

    @property
    def is_given_up(self) -> bool:
        return self.status == TaskResultStatus.FAILED

    def succeed(self, value: Any) -> bool:
        """Write down that the job is done; False if another worker has it by now."""
        return self._end_attempt(
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=timezone.now(),
            return_value=value,
            exception_class_path="",
            traceback="",
        )

    def fail(self, error: BaseException, at: datetime.datetime | None = None) -> bool:
        """Let the job wait for its next attempt, or give it up after the last; False if another worker has it."""
        at = at or timezone.now()
        error_fields = {
            "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
            "traceback": "".join(format_exception(error)),
        }
        if self.attempts > len(PAUSES):
            return self._end_attempt(status=TaskResultStatus.FAILED, finished_at=at, **error_fields)
        next_try = at + PAUSES[self.attempts - 1]
        return self._end_attempt(status=TaskResultStatus.READY, run_after=next_try, **error_fields)

    def _end_attempt(self, **fields: Any) -> bool:
        mine = Job.objects.running().filter(pk=self.pk, worker_ids=self.worker_ids)
        if not mine.update(**fields):
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True

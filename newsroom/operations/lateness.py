"""How late the background work is, for the desk and for whoever watches the machines."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, Count, Min, Q, When
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import get_date_max

from newsroom.operations.models import DUE_AT, GRACE, LIMIT, Job

LATE_AFTER = datetime.timedelta(seconds=60)
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Lateness:
    """Jobs that should have been begun over a minute ago, that failed and wait for another try, and lately given up."""

    late: int
    since: datetime.datetime | None
    tried: int
    given_up: int
    at: datetime.datetime

    def __str__(self) -> str:
        """One line for machines, which tells nothing of what the jobs are about."""
        by = int((self.at - self.since).total_seconds()) if self.since else 0
        late = f"{self.late} late, the oldest by {by} s" if self.late else "none late"
        tried = f", {self.tried} to be tried again" if self.tried else ""
        return f"{late}{tried}" + (f", {self.given_up} given up in a day" if self.given_up else "")


def late_jobs(at: datetime.datetime | None = None) -> Lateness:
    """In one query, over the jobs that are not done."""
    at = at or timezone.now()
    running, ready = Q(status=TaskResultStatus.RUNNING), Q(status=TaskResultStatus.READY)
    # A running job is late when its worker must be dead.
    waits = ready & (Q(run_after__lt=at - LATE_AFTER) | Q(run_after=get_date_max(), enqueued_at__lt=at - LATE_AFTER))
    late = waits | (running & Q(started_at__lt=at - LIMIT - GRACE))
    given_up = Q(status=TaskResultStatus.FAILED, finished_at__gte=at - A_DAY)
    figures = Job.objects.filter(ready | running | given_up).aggregate(
        late=Count("pk", filter=late),
        since=Min(Case(When(running, then="started_at"), default=DUE_AT), filter=late),
        tried=Count("pk", filter=ready & ~Q(worker_ids=[])),
        given_up=Count("pk", filter=given_up),
    )
    return Lateness(**figures, at=at)

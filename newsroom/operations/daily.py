"""What is done once a day (DAILY_TASKS in the settings): put down by whichever worker comes first."""

import datetime
import uuid

from django.conf import settings
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django.utils import timezone
from django_tasks_db.models import get_date_max

from newsroom.operations.models import Job

_OURS = uuid.UUID("6d1c4c5e-7f0b-4f39-9d0e-3a1f6f0f9a52")


def put_down(day: datetime.date | None = None) -> None:
    """A job for each task and day. Its number is made of both, so that it is there once, whoever else puts it down."""
    day = day or timezone.now().date()
    Job.objects.bulk_create(
        (
            Job(
                id=uuid.uuid5(_OURS, f"{path} {day}"),
                task_path=path,
                args_kwargs={"args": [], "kwargs": {}},
                queue_name=DEFAULT_TASK_QUEUE_NAME,
                backend_name=DEFAULT_TASK_BACKEND_ALIAS,
                run_after=get_date_max(),
            )
            for path in settings.DAILY_TASKS
        ),
        ignore_conflicts=True,
    )

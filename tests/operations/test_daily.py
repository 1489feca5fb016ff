"""What is done once a day is put down once, whichever worker comes first."""

import datetime

import pytest

from newsroom.operations import daily
from newsroom.operations.models import Job
from tests.notices.conftest import work

pytestmark = pytest.mark.django_db
PATH = "newsroom.comments.jobs.drop_what_is_old"


@pytest.fixture(autouse=True)
def _one_task(settings):
    settings.DAILY_TASKS = [PATH]


def test_a_worker_puts_it_down_and_does_it_once_a_day():
    assert work().done == 1
    assert work().done == 0
    job = Job.objects.get()
    assert (job.task_path, job.attempts, job.exception_class_path) == (PATH, 1, "")


def test_each_day_has_its_own():
    day = datetime.date(2026, 11, 26)
    for each in (day, day, day + datetime.timedelta(days=1)):
        daily.put_down(each)
    assert Job.objects.count() == 2

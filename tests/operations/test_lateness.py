"""Whoever looks after the site sees that background work is late."""

import datetime
from unittest import mock

import pytest
from django.db import OperationalError
from django.utils import timezone

from newsroom.operations import views
from newsroom.operations.lateness import late_jobs
from newsroom.operations.models import GRACE, LIMIT, Job
from tests import cast
from tests.operations import jobs

pytestmark = pytest.mark.django_db
SECRET = "a-secret-argument"


def enqueue(**fields: object) -> Job:
    job = Job.objects.filter(pk=jobs.note.enqueue(SECRET).id)
    job.update(**fields)
    return job.get()


def ago(seconds: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(seconds=seconds)


def health(reader) -> str:
    answer = reader.get("/health/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain"
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_nothing_is_late_at_first(reader):
    enqueue(enqueued_at=ago(50))
    enqueue(run_after=ago(50), enqueued_at=ago(5_000))
    enqueue(run_after=ago(-50))
    enqueue(status="RUNNING", started_at=ago(LIMIT.total_seconds()))
    enqueue(status="SUCCESSFUL", enqueued_at=ago(5_000), finished_at=ago(100))
    assert health(reader) == "ok\njobs: none late\n"


def test_health_tells_how_late_the_jobs_are_and_nothing_of_them(reader):
    enqueue(enqueued_at=ago(70))
    enqueue(run_after=ago(95))
    enqueue(status="RUNNING", started_at=ago((LIMIT + GRACE).total_seconds() + 1))
    assert health(reader) == "ok\njobs: 3 late, the oldest by 95 s\n"


def test_jobs_that_failed_are_counted(reader):
    enqueue(worker_ids=["w"], run_after=ago(-300))
    enqueue(status="FAILED", finished_at=ago(3_600))
    enqueue(status="FAILED", finished_at=ago(2 * 86_400))
    assert health(reader) == "ok\njobs: none late, 1 to be tried again, 1 given up in a day\n"


def test_it_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        late_jobs()


def test_without_the_database_there_is_no_health(reader):
    with mock.patch.object(views, "late_jobs", side_effect=OperationalError("gone")):
        assert reader.get("/health/").status_code == 503


def test_the_desk_warns_everybody_who_sits_there(client, reporter):
    client.force_login(reporter)
    assert "manage.py work" not in client.get("/admin/").content.decode()
    enqueue(run_after=ago(125))
    enqueue(run_after=ago(65))
    enqueue(status="FAILED", finished_at=ago(60))
    page = client.get("/admin/").content.decode()
    assert "2 background jobs wait, the oldest for 2\xa0minutes by now." in page
    assert "manage.py work" in page
    assert "1 background job was given up in the last day." in page
    assert SECRET not in page


@pytest.mark.parametrize("role", ["reporter", "editor", "moderator"])
def test_only_administrators_read_jobs(client, role):
    job = enqueue()
    client.force_login(cast.account(role, role))
    for path in ("", f"{job.pk}/change/"):
        assert client.get(f"/admin/operations/job/{path}").status_code == 403
    assert "/admin/operations/job/" not in client.get("/admin/").content.decode()


def test_an_administrator_reads_jobs_and_lets_one_try_again(client, administrator):
    job = enqueue(status="FAILED", finished_at=ago(60), worker_ids=["w"] * 7, traceback="<b>Boom</b>")
    waiting = enqueue(worker_ids=["w"], run_after=ago(-300))
    client.force_login(administrator)
    assert "/admin/operations/job/" in client.get("/admin/").content.decode()
    page = client.get(f"/admin/operations/job/{job.pk}/change/").content.decode()
    assert "&lt;b&gt;Boom" in page
    assert 'name="_save"' not in page
    data = {"action": "try_again", "_selected_action": [job.pk, waiting.pk]}
    answer = client.post("/admin/operations/job/", data, follow=True)
    assert "1 job is tried again." in answer.content.decode()
    job.refresh_from_db()
    assert (job.status, job.attempts, job.finished_at) == ("READY", 0, None)
    assert client.get(f"/admin/operations/job/{job.pk}/delete/").status_code == 403
    assert client.get("/admin/operations/job/add/").status_code == 403
    assert client.get("/admin/django_tasks_database/dbtaskresult/").status_code == 404

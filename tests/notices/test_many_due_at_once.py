"""Many stories due at one instant: without a worker, with two, and with a poisoned one among them."""

import datetime
import time
from collections import Counter

import pytest
from django.tasks import TaskResultStatus
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import Article, Byline, Edition, EditionPerson, Person, Record
from newsroom.notices.models import ByMail, Notice
from newsroom.operations.models import Job
from newsroom.staff.models import User
from tests import cast, pace
from tests.waiting import eventually

SCORE = pace.times(200, daily=40)
A_DAY = datetime.timedelta(days=1)
A_SECOND = datetime.timedelta(seconds=1)
IN_A_MOMENT = datetime.timedelta(seconds=4)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def photographer(db) -> User:
    """Credited on every story; and wants mail, as its writer does not."""
    account = cast.account("shwan", "reporter")
    User.objects.filter(pk=account.pk).update(email="shwan@example.org")
    Person.objects.create(slug="shwan", name="Shwan", user=account)
    ByMail.objects.create(account=account)
    return account


@pytest.fixture
def due(reporter, editor, photographer) -> datetime.datetime:
    """The instant at which all of them go out."""
    stories = [
        Article(
            created_by=reporter, headline=f"Bridge {number} opens", body="<p>It is open.</p>", section=cast.section()
        )
        for number in range(SCORE)
    ]
    Article.objects.bulk_create(stories)
    person = photographer.person
    Byline.objects.bulk_create(Byline(article=story, person=person, role="pictures") for story in stories)
    Byline.objects.bulk_create(Byline(article=story, person=cast.person()) for story in stories)
    for story in stories:
        workflow.schedule(story, by=editor, at=timezone.now() + A_DAY)
    return bring_forward(timezone.now() + IN_A_MOMENT)


def bring_forward(at: datetime.datetime) -> datetime.datetime:
    """Let a day pass at once, however long this machine took to schedule them all."""
    EditionPerson.objects.update(published_at=at)
    Edition.objects.update(live_from=at, published_at=at, updated_at=at)
    assert Job.objects.filter(args_kwargs__args__1="out").update(run_after=at) == SCORE
    assert not Edition.objects.live().exists()
    return at


def wait_until(instant: datetime.datetime) -> None:
    time.sleep(max(0.0, (instant - timezone.now()).total_seconds()))


def all_are_live(reader: Client) -> bool:
    paths = list(Edition.objects.live().values_list("path", flat=True))
    return len(paths) == SCORE and all(reader.get(path).status_code == 200 for path in paths)


def poison() -> Record:
    """Let the job that tells of one story's going out fail for ever."""
    record = Record.objects.filter(verb="schedule").earliest("id")
    jobs = Job.objects.filter(args_kwargs={"args": [record.pk, "out"], "kwargs": {}})
    assert jobs.update(args_kwargs={"args": [0, "out"], "kwargs": {}}) == 1
    return record


def done() -> int:
    """Of what was due; a worker has its daily work besides."""
    daily = Job.objects.filter(task_path__startswith="newsroom.comments.")
    return Job.objects.filter(status=TaskResultStatus.SUCCESSFUL).exclude(pk__in=daily.values("pk")).count()


def test_they_are_live_a_second_later_without_a_worker(due, reader):
    wait_until(due + A_SECOND)
    assert all_are_live(reader)
    assert not Job.objects.exclude(worker_ids=[]).exists()
    assert not Notice.objects.exists()


def test_two_workers_tell_everyone_of_each_once_but_of_the_poisoned_one(
    due, reader, reporter, photographer, workers, post
):
    poisoned = poison()
    workers()
    wait_until(due + A_SECOND)
    assert all_are_live(reader)
    # Of each story and of each of the two notices, one job; and one for its mail; but none for what is poisoned.
    eventually(lambda: done() == 4 * SCORE - 2)
    (failed,) = Job.objects.filter(task_path__startswith="newsroom.notices.").exclude(
        status=TaskResultStatus.SUCCESSFUL
    )
    assert (failed.args_kwargs["args"], failed.attempts > 0) == ([0, "out"], True)

    schedules = set(Record.objects.filter(verb="schedule").values_list("pk", flat=True))
    for account in (reporter, photographer):
        told = Counter(Notice.objects.filter(account=account).values_list("record", "about"))
        assert told == Counter([(pk, "act") for pk in schedules] + [(pk, "out") for pk in schedules - {poisoned.pk}])
    # And the editor, who scheduled them, of each that went out.
    assert Notice.objects.count() == 2 * (2 * SCORE - 1) + SCORE - 1

    letters = Counter(letter["Message-ID"] for letter in post())
    assert len(letters) == 2 * SCORE - 1
    assert set(letters.values()) == {1}
    assert {letter["To"] for letter in post()} == {"shwan@example.org"}

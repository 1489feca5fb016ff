"""Who is told of what, once; and who is not."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Byline, Person, Record
from newsroom.notices import jobs
from newsroom.notices.models import Notice
from newsroom.operations.models import Job
from newsroom.staff.models import User
from tests import cast
from tests.articles.clock import HOUR, let_pass
from tests.notices.conftest import hurry, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter) -> Article:
    return cast.draft(reporter)


def told(verb: str, about: str = "act") -> set[str]:
    """The names of those who were told of the last act of this kind; of nobody twice."""
    work()
    record = Record.objects.filter(verb=verb).latest("id")
    names = list(Notice.objects.filter(record=record, about=about).values_list("account__username", flat=True))
    assert len(names) == len(set(names))
    return set(names)


def test_the_desk_of_the_section_is_told_what_is_submitted_and_nobody_where_it_names_none(story, reporter, editor):
    workflow.submit(story, by=reporter)
    assert told("submit") == set()
    workflow.send_back(story, by=editor, reason="Too long.")
    story.section.editors.set([editor, cast.account("nali", "editor")])
    story = Article.objects.get(pk=story.pk)
    workflow.submit(story, by=reporter)
    assert told("submit") == {"evin", "nali"}


def test_the_writer_is_told_what_comes_back_and_what_goes_out(story, reporter, editor):
    workflow.submit(story, by=reporter)
    workflow.send_back(story, by=editor, reason="Too long.")
    assert told("send_back") == {"roza"}
    workflow.submit(story, by=reporter)
    workflow.approve(story, by=editor)
    workflow.publish(story, by=editor)
    assert told("approve") == told("publish") == {"roza"}
    workflow.update(story, by=editor, substantive=False)
    workflow.correct(story, by=editor, kind="correction", text="It was Tuesday.")
    workflow.unpublish(story, by=editor, reason="A doubt.")
    workflow.republish(story, by=editor, reason="It was right.")
    assert told("update") == told("correct") == told("unpublish") == told("republish") == {"roza"}


def test_whoever_is_credited_assigned_or_had_it_before_is_in_the_chain(story, reporter, editor):
    Byline.objects.create(article=story, person=Person.objects.create(slug="a", name="A", user=cast.account("aso")))
    User.objects.get(username="aso").groups.set(reporter.groups.all())
    story.assignee = cast.account("bawan", "reporter")
    story.save()
    workflow.submit(story, by=reporter)
    workflow.approve(story, by=cast.account("dana", "editor"))
    workflow.publish(story, by=editor)
    assert told("publish") == {"roza", "aso", "bawan", "dana"}


def test_nobody_is_told_who_left_or_may_not_read_it(story, reporter, editor):
    for name in ("gone", "visitor", "stranger"):
        account = cast.account(name, *([] if name == "stranger" else ["reporter"]))
        Byline.objects.create(article=story, person=Person.objects.create(slug=name, name=name, user=account))
    User.objects.filter(username="gone").update(is_active=False)
    User.objects.filter(username="visitor").update(is_staff=False)
    workflow.publish(story, by=editor)
    assert told("publish") == {"roza"}
    workflow.correct(story, by=editor, kind="correction", text="It was the Khazir.")
    assert told("correct") == {"roza"}


@pytest.mark.parametrize("verb", ["take_down", "kill"])
def test_what_is_taken_away_is_told_to_all_with_no_word_of_it_to_who_may_not_read_it(story, administrator, verb):
    chief = cast.account("chra", "chief editor")
    workflow.publish(story, by=chief)
    getattr(workflow, verb)(story, by=administrator, reason="Invented.")
    assert told(verb) == {"chra", "roza"}
    notices = {each.account.username: each.story for each in Notice.objects.filter(record__verb=verb)}
    assert notices == {"chra": story, "roza": None}


def test_those_who_may_sign_off_are_asked_and_who_asked_gets_the_answer(story, reporter, editor, administrator):
    lawyer, _picture_editor = cast.account("lana", "lawyer"), cast.account("pola", "picture editor")
    User.objects.create_superuser("root", password=cast.PASSWORD)
    workflow.ask_sign_off(story, by=editor, kind="legal", question="Is he named?")
    assert told("ask_sign_off") == {"roza", "lana", "azad"}
    workflow.refuse_sign_off(story, by=lawyer, kind="legal", answer="Take the name out.")
    assert told("refuse_sign_off") == {"roza", "evin"}
    workflow.waive_sign_off(story, by=administrator, kind="legal", answer="It is public.")
    assert told("waive_sign_off") == {"roza", "evin", "lana"}


def test_the_new_assignee_alone_is_told_of_an_assignment(story, editor):
    workflow.write_copy(story, by=editor, copy={"assignee": cast.account("bawan", "reporter").pk})
    assert told("save") == {"bawan"}
    workflow.write_copy(story, by=editor, copy={"due_at": "2099-01-01T00:00:00+00:00"})
    assert told("save") == set()


def test_who_takes_a_story_for_oneself_is_not_told(story, editor):
    workflow.write_copy(story, by=editor, copy={"assignee": editor.pk})
    assert told("save") == set()


def test_a_broken_embargo_is_told(story, administrator):
    Article.objects.filter(pk=story.pk).update(embargo_open=True)
    story.refresh_from_db()
    workflow.break_embargo(story, by=administrator, reason="It is out elsewhere.")
    assert told("break_embargo") == {"roza"}


# By the clock.


def schedule(story: Article, by: Any) -> datetime.datetime:
    at = timezone.now() + HOUR
    workflow.schedule(story, by=by, at=at)
    return at


def test_a_schedule_is_told_at_once_and_again_when_it_is_out(story, editor):
    at = schedule(story, editor)
    assert told("schedule") == {"roza"}
    assert told("schedule", "out") == set()
    assert Job.objects.due(at - datetime.timedelta(seconds=1)).count() == 0
    assert Job.objects.due(at).filter(task_path="newsroom.notices.jobs.tell").count() == 1
    let_pass(story, HOUR)
    hurry()
    # Whoever scheduled it wants to know as well.
    assert told("schedule", "out") == {"roza", "evin"}


def test_what_was_called_off_or_replaced_is_not_told_as_out(story, editor):
    schedule(story, editor)
    workflow.unschedule(story, by=editor)
    called_off = Record.objects.filter(verb="schedule").latest("id")
    schedule(story, editor)
    workflow.schedule(story, by=editor, at=timezone.now() + HOUR / 2)
    assert told("unschedule") == {"roza"}
    let_pass(story, HOUR)
    hurry()
    # Whoever scheduled it wants to know as well.
    assert told("schedule", "out") == {"roza", "evin"}
    assert list(Notice.objects.filter(about="out").values_list("record__verb", flat=True)) == ["schedule"] * 2
    assert not Notice.objects.filter(record=called_off, about="out").exists()


def test_a_return_at_an_instant_is_told_as_out_then(story, editor):
    workflow.publish(story, by=editor)
    workflow.unpublish(story, by=editor, reason="A doubt.")
    workflow.republish(story, by=editor, reason="It was right.", at=timezone.now() + HOUR)
    assert (told("republish"), told("republish", "out")) == ({"roza"}, set())
    let_pass(story, HOUR)
    hurry()
    assert told("republish", "out") == {"roza", "evin"}


def test_a_job_that_is_ahead_of_the_database_waits(story, editor):
    schedule(story, editor)
    record = Record.objects.filter(verb="schedule").latest("id")
    with pytest.raises(jobs.TooEarly):
        jobs.tell.call(record.pk, "out")
    assert not Notice.objects.filter(about="out").exists()


def test_the_end_of_a_story_is_told_when_it_came_and_not_where_another_was_set(story, editor):
    workflow.publish(story, by=editor)
    workflow.limit(story, by=editor, until=timezone.now() + HOUR / 2)
    workflow.limit(story, by=editor, until=timezone.now() + HOUR)
    record = Record.objects.filter(verb="limit").latest("id")
    assert told("limit") == told("limit", "ended") == set()
    # The instants of a record stay as they are: so the job is asked as if the hour had passed for it alone.
    until = datetime.datetime.fromisoformat(record.detail["until"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workflow, "now", lambda: until)
        for each in Record.objects.filter(verb="limit").order_by("id"):
            jobs.tell.call(each.pk, "ended")
    assert list(
        Notice.objects.filter(about="ended").order_by("account__username").values_list("record", "account__username")
    ) == [
        (record.pk, "evin"),
        (record.pk, "roza"),
    ]


def test_a_story_that_was_withdrawn_before_its_end_did_not_end_by_itself(story, editor):
    workflow.publish(story, by=editor)
    workflow.limit(story, by=editor, until=timezone.now() + HOUR)
    workflow.unpublish(story, by=editor, reason="A doubt.")
    record = Record.objects.filter(verb="limit").latest("id")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workflow, "now", lambda: datetime.datetime.fromisoformat(record.detail["until"]))
        jobs.tell.call(record.pk, "ended")
    assert not Notice.objects.filter(about="ended").exists()


def test_a_job_that_runs_again_tells_nobody_twice(story, editor):
    workflow.publish(story, by=editor)
    assert told("publish") == {"roza"}
    Job.objects.update(status="READY")
    assert work().failed == 0
    assert told("publish") == {"roza"}


def test_an_act_that_is_undone_and_a_draft_that_is_discarded_tell_nothing(story, reporter, editor):
    before = Job.objects.count()
    with pytest.raises(workflow.Refused):
        workflow.update(story, by=editor, substantive=True)
    assert Job.objects.count() == before
    workflow.write_copy(story, by=editor, copy={"assignee": cast.account("bawan", "reporter").pk})
    workflow.discard(story, by=editor)
    assert work().failed == 0
    assert not Notice.objects.exists()

"""Who confirmed is told of each answer once, and of none that readers do not see."""

import pytest
from django.core.mail import EmailMessage

from articles import workflow
from newsroom.comments import jobs
from newsroom.comments.models import Comment, MailCount, Rules, Subscription, Telling
from tests import cast
from tests.comments.letters import answer, comment, outbox, path_in, subscribed
from tests.notices.conftest import hurry, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_site_with_an_address(settings):
    settings.SITE_URL = "https://news.example"


@pytest.fixture
def edition(editor):
    return cast.published(editor)


@pytest.fixture
def told(edition) -> Comment:
    """A comment whose writer is told of answers."""
    return subscribed(comment(edition, email="a@example.org"))


def test_a_subscriber_is_told_once_with_the_way_to_the_answer(edition, told):
    answered = answer(edition, told, name="Dilan", body="I saw it too.")
    for _ in range(2):
        jobs.tell.enqueue(told.subscriptions.get().pk, answered.pk)
    work()
    [letter] = outbox()
    assert letter.to == ["a@example.org"]
    assert "Dilan" in letter.body
    assert "I saw it too." in letter.body
    assert f"https://news.example{edition.path}#comment-{answered.pk}" in letter.body
    assert Telling.objects.count() == 1


def test_nobody_is_told_of_what_is_hidden_again(edition, told):
    answered = answer(edition, told)
    Comment.objects.filter(pk=answered.pk).update(state=Comment.State.REJECTED)
    work()
    assert not outbox()


def test_nobody_is_told_below_what_is_hidden(edition, told):
    answer(edition, told)
    Comment.objects.filter(pk=told.pk).update(state=Comment.State.HELD)
    work()
    assert not outbox()


def test_nobody_is_told_of_a_story_that_is_not_live(edition, told, editor):
    answer(edition, told)
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    work()
    assert not outbox()


def test_nobody_is_told_of_an_answer_of_their_own(edition, told):
    answer(edition, told, email="A+me@example.org")
    work()
    assert not outbox()


def test_the_way_out_holds_for_mails_that_wait(edition, told, reader):
    answer(edition, told)
    work()
    answer(edition, told)
    out = reader.post(path_in(outbox()[0], "stop"), {"List-Unsubscribe": "One-Click"}, headers={"Origin": "null"})
    assert out.status_code == 200
    assert not out.cookies
    work()
    assert len(outbox()) == 1


def test_looking_at_the_way_out_ends_nothing_and_a_reader_may_leave_one_comment_alone(edition, told, reader):
    other = subscribed(comment(edition, email="a@example.org"))
    answer(edition, told)
    work()
    path = path_in(outbox()[0], "stop")
    assert "<button" in reader.get(path).text
    assert Subscription.objects.confirmed().count() == 2
    reader.post(path, {"which": "this"})
    assert [each.comment for each in Subscription.objects.confirmed()] == [other]
    reader.post(path, {"which": "all"})
    assert not Subscription.objects.confirmed()


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_could_not_go_is_tried_again_and_counts_once(edition, told, monkeypatch, caplog):
    def fail(self, **kwargs):
        raise OSError(f"550 no such user {self.to}")

    monkeypatch.setattr(EmailMessage, "send", fail)
    answer(edition, told)
    work()
    assert not Telling.objects.exists()
    assert "a@example.org" not in caplog.text
    monkeypatch.undo()
    hurry()
    work()
    assert len(outbox()) == Telling.objects.count() == MailCount.objects.get().mails == 1


def test_beyond_the_limit_of_the_day_nothing_more_goes(edition, told):
    Rules.objects.update_or_create(pk=1, defaults={"mails_a_day": 3})
    for _ in range(5):
        answer(edition, told)
    work()
    assert len(outbox()) == 3

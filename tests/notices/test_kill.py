"""A kill is told to everybody who took the story, each once."""

import datetime
from collections import Counter

import pytest
from django.core import mail
from django.utils import timezone

from articles import workflow
from articles.models import Article, Recipient
from newsroom.notices import jobs
from newsroom.notices.models import Delivery
from newsroom.operations.models import Job
from newsroom.staff.models import User
from tests import cast
from tests.notices.conftest import work
from tests.waiting import eventually

LIST = "/admin/notices/delivery/"


def taken_by(count: int, editor: User, **fields: str) -> Article:
    story = cast.published(editor, **fields).article
    for number in range(count):
        recipient = Recipient.objects.create(name=f"Paper {number}", email=f"desk{number}@example.org")
        workflow.note_taking(story, by=editor, recipient=recipient)
    return story


@pytest.mark.django_db
def test_the_letter_says_all_that_identifies_the_story_and_never_the_reason(editor, administrator, settings):
    settings.SITE_URL = "https://news.example"
    story = taken_by(1, editor, headline="Bridge opens")
    edition = story.live_edition
    Article.objects.filter(pk=story.pk).update(headline="Bridge opens, or so he said")
    story.refresh_from_db()
    workflow.kill(story, by=administrator, reason="Our man made it up.", notice="We cannot stand by this story.")
    work()
    (letter,) = mail.outbox
    assert letter.to == ["desk0@example.org"]
    assert letter.subject == "KILL – DO NOT USE: Bridge opens"
    for part in ("DO NOT USE", "Headline: Bridge opens\n", str(story.uuid), "First published: "):
        assert part in letter.body
    assert f"https://news.example{edition.path}" in letter.body
    assert "We cannot stand by this story." in letter.body
    assert "confirm" in letter.body
    assert "made it up" not in letter.body
    message = letter.message()
    delivery = Delivery.objects.get()
    assert message["Message-ID"] == f"<kill-{delivery.pk}-{delivery.record.article.uuid}.newsroom@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert delivery.sent_at is not None
    assert delivery.sent_to == "desk0@example.org"


@pytest.mark.django_db
def test_it_is_in_english_and_in_the_language_of_the_story(editor, administrator):
    workflow.kill(taken_by(1, editor, language="ckb"), by=administrator, reason="Invented.")
    work()
    (letter,) = mail.outbox
    assert letter.body.startswith("DO NOT USE\n")
    assert letter.body.count("desk0") == 0
    assert letter.body.count(str(Article.objects.get().uuid)) == 2


@pytest.mark.django_db
def test_every_kill_is_told_and_none_twice(editor, administrator):
    story = taken_by(2, editor)
    workflow.kill(story, by=administrator, reason="Invented.")
    work()
    Job.objects.update(status="READY")
    work()
    assert len(mail.outbox) == 2
    workflow.republish(story, by=administrator, reason="It was true.")
    workflow.kill(story, by=administrator, reason="It was not.")
    work()
    assert len(mail.outbox) == 4


@pytest.mark.django_db
def test_a_kill_that_is_refused_tells_nobody(editor, administrator):
    story = taken_by(1, editor)
    with pytest.raises(workflow.Refused):
        workflow.kill(story, by=administrator, reason=" ")
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_dead_address_delays_no_other_and_is_tried_again(editor, administrator, monkeypatch):
    send = jobs.EmailMessage.send

    def refuse_one(letter, *args, **kwargs):
        if letter.to == ["desk1@example.org"]:
            raise OSError("no such mailbox")
        return send(letter, *args, **kwargs)

    monkeypatch.setattr(jobs.EmailMessage, "send", refuse_one)
    workflow.kill(taken_by(3, editor), by=administrator, reason="Invented.")
    assert work().failed == 1
    assert {letter.to[0] for letter in mail.outbox} == {"desk0@example.org", "desk2@example.org"}
    unsent = Delivery.objects.get(sent_at=None)
    Recipient.objects.filter(pk=unsent.recipient_id).update(email="new@example.org")
    Job.objects.update(run_after=timezone.now() - datetime.timedelta(seconds=1))
    work()
    unsent.refresh_from_db()
    assert unsent.sent_to == "new@example.org"
    assert len(mail.outbox) == 3


@pytest.mark.django_db
def test_without_mail_the_desk_sees_that_nobody_was_told_and_can_send_later(client, editor, administrator, settings):
    settings.MAIL_IS_SET = False
    workflow.kill(taken_by(1, editor, headline="Invented bridge"), by=administrator, reason="Invented.")
    assert work().failed == 0
    assert not mail.outbox
    client.force_login(administrator)
    page = client.get(LIST).text
    assert "No mail server is set" in page
    assert "Not sent" in page
    assert "Invented bridge" in page
    settings.MAIL_IS_SET = True
    chosen = {"action": "send_now", "_selected_action": [Delivery.objects.get().pk]}
    assert "1 notice is being sent." in client.post(LIST, chosen, follow=True).text
    work()
    assert len(mail.outbox) == 1
    assert "Not sent</span>" not in client.get(LIST).text


@pytest.mark.django_db
def test_the_list_is_for_those_who_see_recipients_without_the_headline_of_what_they_may_not_read(
    client, reporter, editor, administrator
):
    workflow.kill(taken_by(1, editor, headline="Invented bridge"), by=administrator, reason="Invented.")
    change = f"{LIST}{Delivery.objects.get().pk}/change/"
    client.force_login(editor)
    for path in (LIST, change):
        page = client.get(path)
        assert page.status_code == 200
        assert "A withdrawn story" in page.text
        assert "Invented bridge" not in page.text
    assert client.post(change, {}).status_code == 403
    assert client.post(f"{change}../delete/", {"post": "yes"}).status_code == 403
    assert "send_now" not in client.get(LIST).text
    client.force_login(reporter)
    assert client.get(LIST).status_code == client.get(change).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_fifty_each_once(editor, administrator, workers, post):
    story = taken_by(50, editor)
    workflow.kill(story, by=administrator, reason="Invented.")
    workers()
    eventually(lambda: not Delivery.objects.filter(sent_at=None).exists())
    assert Counter(letter["To"] for letter in post()) == Counter(f"desk{number}@example.org" for number in range(50))
    assert len({letter["Message-ID"] for letter in post()}) == 50


@pytest.mark.django_db
def test_nobody_is_told_not_to_use_what_has_come_back(editor, administrator, settings):
    story = taken_by(1, editor)
    settings.MAIL_IS_SET = False
    workflow.kill(story, by=administrator, reason="Invented.")
    work()
    workflow.republish(story, by=administrator, reason="It was true.")
    settings.MAIL_IS_SET = True
    jobs.deliver.call(Delivery.objects.get().pk)
    assert not mail.outbox
    assert Delivery.objects.get().sent_at is None

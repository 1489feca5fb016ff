"""One's own notices: on their page, in the header, by mail."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article, Record
from newsroom.notices import jobs
from newsroom.notices.models import ByMail, Notice
from newsroom.staff.models import User
from tests import cast
from tests.notices.conftest import work

PAGE = "/admin/notices/notice/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter, editor) -> Article:
    """One that came back to its writer."""
    story = cast.draft(reporter)
    workflow.submit(story, by=reporter)
    workflow.send_back(story, by=editor, reason="Too long.")
    work()
    return story


def only_notice(account: User) -> Notice:
    return Notice.objects.get(account=account)


def test_the_page_tells_what_happened_with_the_reason_newest_first(client, story, reporter, editor):
    workflow.publish(story, by=editor)
    work()
    client.force_login(reporter)
    page = client.get(PAGE)
    assert [line["sentence"] for line in page.context["lines"]] == [
        "It is out: Evin published it.",
        "Evin sent it back.",
    ]
    assert "Bridge opens after two years" in page.text
    assert "Too long." in page.text


def test_the_header_counts_what_is_unread_up_to_99(client, story, reporter):
    client.force_login(reporter)
    assert "<bdi>1</bdi>" in client.get("/admin/").text
    record = Record.objects.first()
    records = [Record.objects.write(verb="publish", by=record.actor, article=story) for _ in range(105)]
    Notice.objects.bulk_create(Notice(account=reporter, record=each) for each in records)
    assert "<bdi>99+</bdi>" in client.get("/admin/").text
    client.post(PAGE, {"_read": ""})
    assert 'class="unread"' not in client.get("/admin/").text


def test_the_header_of_an_account_without_rights_and_the_login_work(client):
    client.force_login(cast.account("nobody"))
    assert client.get("/admin/").status_code == client.get(PAGE).status_code == 200
    client.logout()
    assert "to-notices" not in client.get("/admin/login/").text
    assert client.get(PAGE).status_code == 302


def test_the_page_costs_the_same_with_one_notice_and_with_fifty(client, story, reporter, editor):
    client.force_login(reporter)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    Notice.objects.bulk_create(
        Notice(account=reporter, record=Record.objects.write(verb="publish", by=editor, article=story))
        for _ in range(60)
    )
    with CaptureQueriesContext(connection) as many:
        page = client.get(PAGE)
    assert len(many) == len(one) <= 8
    assert len(page.context["lines"]) == 50
    rest = client.get(PAGE, {"before": page.context["older"]})
    assert len(rest.context["lines"]) == 11


@pytest.mark.parametrize("mark", ["x", "-1", "9" * 30, "٣"])
def test_a_strange_mark_is_the_first_page(client, story, reporter, mark):
    client.force_login(reporter)
    assert len(client.get(PAGE, {"before": mark}).context["lines"]) == 1
    assert client.get(f"{PAGE}{mark}/").status_code == 404


def test_opening_one_marks_it_as_read_and_leads_to_the_story(client, story, reporter):
    client.force_login(reporter)
    opened = client.get(f"{PAGE}{only_notice(reporter).pk}/")
    assert opened.headers["Location"] == f"/admin/articles/article/{story.pk}/change/"
    assert not only_notice(reporter).is_unread


def test_nobody_sees_opens_or_reads_anothers(client, story, reporter, administrator):
    client.force_login(administrator)
    page = client.get(PAGE)
    assert page.context["lines"] == []
    assert client.get(f"{PAGE}{only_notice(reporter).pk}/").status_code == 404
    client.post(PAGE, {"_read": ""})
    assert only_notice(reporter).is_unread


def test_a_story_that_was_withdrawn_since_is_not_named(client, story, reporter, editor, administrator):
    workflow.publish(story, by=editor)
    workflow.take_down(story, by=administrator, reason="The court.")
    client.force_login(reporter)
    page = client.get(PAGE)
    assert "A withdrawn story" in page.text
    assert "Bridge opens" not in page.text
    assert "Too long" not in page.text
    opened = client.get(f"{PAGE}{only_notice(reporter).pk}/", follow=True)
    assert opened.redirect_chain == [(PAGE, 302)]
    assert "Bridge opens" not in opened.text


def test_a_discarded_story_is_not_named(client, story, reporter):
    workflow.discard(story, by=reporter)
    client.force_login(reporter)
    page = client.get(PAGE)
    assert "A discarded story" in page.text
    assert client.get(f"{PAGE}{only_notice(reporter).pk}/").headers["Location"] == PAGE


# By mail.


def with_mail(account: User) -> User:
    User.objects.filter(pk=account.pk).update(email="roza@example.org")
    ByMail.objects.get_or_create(account=account)
    return account


def test_mail_is_off_until_it_is_asked_for_on_the_page(client, reporter):
    User.objects.filter(pk=reporter.pk).update(email="roza@example.org")
    client.force_login(reporter)
    assert "Also by mail" in client.get(PAGE).text
    client.post(PAGE, {"_by_mail": ""})
    client.post(PAGE, {"_by_mail": ""})
    assert ByMail.objects.get().account == reporter
    assert "They also go to <bdi>roza@example.org</bdi>" in client.get(PAGE).text
    client.post(PAGE, {"_not_by_mail": ""})
    assert not ByMail.objects.exists()


def test_a_notice_is_mailed_once_in_plain_text_by_a_machine(reporter, request, settings):
    settings.SITE_URL = "https://news.example"
    with_mail(reporter)
    request.getfixturevalue("story")
    (letter,) = mail.outbox
    notice = only_notice(reporter)
    assert letter.to == ["roza@example.org"]
    assert letter.subject == "Bridge opens after two years – Evin sent it back."
    assert "Too long." in letter.body
    assert f"https://news.example/admin/notices/notice/{notice.pk}/" in letter.body
    assert letter.message()["Auto-Submitted"] == "auto-generated"
    assert letter.message().get_content_type() == "text/plain"
    assert notice.mailed_at is not None
    jobs.mail.call(notice.pk)
    assert len(mail.outbox) == 1


def test_nothing_is_mailed_without_a_server_without_an_address_or_after_a_change_of_mind(story, reporter, settings):
    notice = only_notice(reporter)
    jobs.mail.call(notice.pk)
    ByMail.objects.create(account=reporter)
    jobs.mail.call(notice.pk)
    with_mail(reporter)
    settings.MAIL_IS_SET = False
    jobs.mail.call(notice.pk)
    assert not mail.outbox
    settings.MAIL_IS_SET = True
    jobs.mail.call(notice.pk)
    assert len(mail.outbox) == 1


def test_a_story_that_was_withdrawn_since_is_not_mailed(story, reporter, editor, administrator):
    with_mail(reporter)
    workflow.publish(story, by=editor)
    workflow.take_down(story, by=administrator, reason="The court.")
    jobs.mail.call(only_notice(reporter).pk)
    work()
    assert not mail.outbox

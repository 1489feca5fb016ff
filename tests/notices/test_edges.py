"""What is told of a story that is given away at once, and of one whose kill two workers have in hand."""

import threading

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article, Recipient
from newsroom.notices import jobs
from newsroom.notices.models import Delivery, Notice
from newsroom.operations.models import Job
from tests import cast
from tests.forms import fields_of
from tests.notices.conftest import work

pytestmark = pytest.mark.django_db


def test_who_is_given_a_new_story_is_told_too(client, editor, reporter):
    client.force_login(editor)
    form = fields_of(client.get("/admin/articles/article/add/").content.decode())
    given = form | {"headline": "The bridge", "assignee": str(reporter.pk), "_continue": "1"}
    assert client.post("/admin/articles/article/add/", given).status_code == 302
    assert Article.objects.get().assignee == reporter
    work()
    assert list(Notice.objects.values_list("account__username", "record__verb")) == [("roza", "save")]


def test_the_page_reads_no_bodies(client, editor, reporter):
    story = cast.draft(reporter)
    workflow.publish(story, by=editor)
    work()
    client.force_login(reporter)
    with CaptureQueriesContext(connection) as queries:
        assert story.headline in client.get("/admin/notices/notice/").content.decode()
    assert not [query for query in queries if '"body"' in query["sql"]]


def killed(by) -> Delivery:
    story = cast.published(by).article
    workflow.note_taking(story, by=by, recipient=Recipient.objects.create(name="Radio", email="radio@example.org"))
    workflow.kill(story, by=by, reason="Invented.")
    return Delivery.objects.get()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_sent", [True, False])
def test_of_two_that_have_one_delivery_the_second_waits_for_the_first(administrator, is_sent):
    """A job that was thought dead may be alive: what it fails to send must not be taken for sent."""
    delivery = killed(administrator)
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Delivery.objects.select_for_update().get()
            held.set()
            go.wait(10)
            if is_sent:
                Delivery.objects.update(sent_at=delivery.record.at)
        connection.close()

    first = threading.Thread(target=hold)
    first.start()
    held.wait(10)
    threading.Timer(0.5, go.set).start()
    jobs.deliver.call(delivery.pk)
    first.join()
    assert len(mail.outbox) == (0 if is_sent else 1)
    assert Delivery.objects.exclude(sent_at=None).count() == 1


def test_a_kill_goes_before_all_other_work(administrator):
    delivery = killed(administrator)
    assert Job.objects.due().first().args_kwargs["args"] == [delivery.pk]

"""Who comments is told to nobody: not on a page, in a feed, a header, a line of the log or a report of an error."""

import logging
import sys

import pytest
from django.core.mail import EmailMessage
from django.db import DatabaseError
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter

from newsroom.comments import views
from newsroom.comments.models import Comment
from newsroom.comments.signals import comment_shown
from newsroom.gateway.discretion import WithoutKeys
from newsroom.operations.models import Job
from tests import cast
from tests.comments.letters import comment, outbox, path_in
from tests.comments.test_posting import since
from tests.notices.conftest import work
from tests.test_walk import WALK

EMAIL, ADDRESS = "planted-mark@zagros.example", "203.0.113.77"
MARKS = ("planted-mark", "zagros.example", ADDRESS)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_site_with_an_address(settings):
    settings.SITE_URL = "https://news.example"


def post(edition, **fields):
    data = {"body": "Well put.", "name": "Dilan", "email": EMAIL, "since": since(edition.article_id), **fields}
    client = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)
    return client.post(f"/comments/{edition.article_id}/", data)


def no_mark_in(text: str) -> None:
    assert not [mark for mark in MARKS if mark in text], text


def test_no_public_answer_names_a_commenter(editor):
    edition = cast.published(editor)
    post(edition)
    Comment.objects.update(state=Comment.State.APPROVED)
    comment(edition, parent=Comment.objects.get(), email=EMAIL, address=ADDRESS)
    client = Client()
    for paths in WALK.values():
        for path in paths(edition.article):
            answer = client.get(path)
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            no_mark_in(text.decode() + str(answer.headers))


def test_no_line_of_the_log_names_a_commenter_whatever_goes_wrong(editor, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # with DEBUG, which no server has
    edition = cast.published(editor)
    post(edition)
    post(edition, email=f"{EMAIL} twice")
    post(edition, since="forged")
    for trouble in (DatabaseError("the disk is full"), ValueError("a slip")):
        with monkeypatch.context() as patched:
            patched.setattr(Comment, "save", _raising(trouble))
            assert post(edition, body=str(trouble)).status_code == 500
    Comment.objects.update(state=Comment.State.APPROVED)
    theirs = Comment.objects.get()
    Client().post("/comments/mine/", {"email": EMAIL}, REMOTE_ADDR=ADDRESS)
    monkeypatch.setattr(EmailMessage, "send", _raising(OSError(f"550 {EMAIL}: no such user")))
    work()
    comment_shown.send(Comment, comment=theirs)
    assert caplog.records
    no_mark_in(caplog.text)
    no_mark_in(str(list(Job.objects.values())))


def _raising(error: Exception):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_a_report_of_an_error_has_neither_what_was_sent_nor_who_sent_it(editor, monkeypatch):
    edition = cast.published(editor)
    monkeypatch.setattr(Comment, "save", _raising(ValueError("a slip")))
    data = {"body": "Well put.", "name": "Dilan", "email": EMAIL, "since": since(edition.article_id)}
    headers = {"X-Forwarded-For": ADDRESS, "Forwarded": f"for={ADDRESS}", "X-Real-IP": ADDRESS}
    request = RequestFactory().post("/comments/1/?x=1", data, headers=headers, REMOTE_ADDR=ADDRESS)
    try:
        views.conversation(request, edition.article_id)
    except ValueError:
        reporter = ExceptionReporter(request, *sys.exc_info(), is_email=True)
    no_mark_in(reporter.get_traceback_text())
    no_mark_in(reporter.get_traceback_html())
    assert "Dilan" not in reporter.get_traceback_text()
    assert "a slip" in reporter.get_traceback_text()


def test_a_link_that_opens_something_is_in_no_line_of_the_log(editor, caplog):
    caplog.handler.addFilter(WithoutKeys())
    comment(cast.published(editor), email=EMAIL)
    Client().post("/comments/mine/", {"email": EMAIL})
    work()
    path = path_in(outbox()[0], "/comments/mine/")
    Client().delete(path)
    Client().get(path + "nowhere/")
    assert "/comments/mine/…/nowhere/" in caplog.text
    assert path.split("/")[-2] not in caplog.text

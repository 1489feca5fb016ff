"""However many ask at once, on connections of their own: one address gets one confirmation, and no more mails a day
than the desk allows."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from newsroom.comments import allowance, jobs, subscriptions
from newsroom.comments.models import MailCount, Rules, Subscription
from tests import cast
from tests.comments.letters import comment, outbox, subscribed

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


@pytest.fixture(autouse=True)
def _a_site_with_an_address(settings):
    settings.SITE_URL = "https://news.example"


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    start = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait(30)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(do, acts))


def test_twenty_who_ask_at_once_with_one_address_send_it_one_mail(editor):
    edition = cast.published(editor)
    made = [comment(edition, email="Victim@example.org", address=f"192.0.2.{n}") for n in range(MANY)]
    assert at_once([lambda each=each: subscriptions.ask(each) for each in made]) == [True] * MANY
    assert Subscription.objects.count() == MANY
    numbers = list(Subscription.objects.values_list("pk", flat=True))
    at_once([lambda pk=pk: jobs.ask_to_confirm.call(pk) for pk in numbers])
    at_once([lambda pk=pk: jobs.ask_to_confirm.call(pk) for pk in numbers])
    assert [letter.to for letter in outbox()] == [["Victim@example.org"]]
    assert MailCount.objects.exclude(mails__gt=1).count() == MANY + 1


def test_twenty_at_once_for_one_comment_are_one_subscription(editor):
    subject = comment(cast.published(editor))
    at_once([lambda: subscriptions.ask(subject)] * MANY)
    assert Subscription.objects.count() == 1


def test_the_limit_of_a_day_holds_when_many_count_at_once(db):
    mark = b"m" * 16
    assert at_once([lambda: allowance.take(mark, 7)] * MANY).count(True) == 7
    assert MailCount.objects.get().mails == 7
    assert not allowance.take(mark, 0)


def test_the_same_mail_by_two_workers_goes_once(editor):
    Rules.objects.update_or_create(pk=1, defaults={"mails_a_day": 5})
    edition = cast.published(editor)
    told = subscribed(comment(edition))
    answers = [comment(edition, parent=told) for _ in range(10)]
    number = told.subscriptions.get().pk
    at_once([lambda pk=each.pk: jobs.tell.call(number, pk) for each in answers for _ in range(2)])
    assert len(outbox()) == 5
    assert len({letter.extra_headers["Message-ID"] for letter in outbox()}) == 5

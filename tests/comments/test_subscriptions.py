"""A reader asks to be told of answers: nothing is sent before the address has confirmed it, but for the one mail."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.comments import allowance, subscriptions
from newsroom.comments.models import Comment, Subscription
from tests import cast
from tests.comments.letters import answer, comment, outbox, path_in
from tests.notices.conftest import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_site_with_an_address(settings):
    settings.SITE_URL = "https://news.example"


@pytest.fixture
def edition(editor):
    return cast.published(editor)


def asked(edition, **fields) -> Comment:
    asking = comment(edition, **fields)
    assert subscriptions.ask(asking)
    work()
    return asking


def test_one_mail_asks_and_says_nothing_of_what_a_stranger_wrote(edition):
    asked(edition, name="Buy pills", body="Buy pills at pills.example", email="a@example.org")
    [letter] = outbox()
    assert letter.to == ["a@example.org"]
    assert "pills" not in letter.message().as_string()
    assert path_in(letter, "/comments/answers/")


def test_nothing_is_sent_to_an_address_that_did_not_confirm(edition):
    first = asked(edition, email="a@example.org")
    for _ in range(3):
        answer(edition, first)
        asked(edition, email="A+other@Example.org")
    work()
    assert len(outbox()) == 1


def test_looking_at_the_link_confirms_nothing_and_its_button_does(edition, reader):
    asked(edition)
    path = path_in(outbox()[0], "/comments/answers/")
    for page in (reader.get(path), reader.head(path)):
        assert page.status_code == 200
    assert not Subscription.objects.confirmed()
    page = reader.post(path, {"comment": Subscription.objects.get().pk})
    assert "You will be told of answers" in page.text
    assert Subscription.objects.confirmed().count() == 1


def test_one_mail_asks_for_all_that_wait_and_what_is_not_chosen_is_forgotten(edition, reader):
    one, two = asked(edition, email="a@example.org"), asked(edition, email="a@example.org")
    others = asked(edition, email="a+list@example.org")  # another mailbox, as far as anybody knows
    path = path_in(outbox()[0], "/comments/answers/")
    page = reader.get(path).text
    assert one.body in page
    assert two.body in page
    assert others.body not in page
    reader.post(path, {"comment": [two.subscriptions.get().pk, others.subscriptions.get().pk, "x", "9" * 30]})
    assert list(Subscription.objects.confirmed()) == [two.subscriptions.get()]
    assert not one.subscriptions.exists()
    assert others.subscriptions.get().confirmed_at is None


def test_who_answered_is_asked_again_with_the_next_comment(edition, reader):
    asked(edition, email="a@example.org")
    reader.post(path_in(outbox()[0], "/comments/answers/"), {"comment": Subscription.objects.get().pk})
    asked(edition, email="a@example.org")
    assert len(outbox()) == 2


def test_who_says_never_is_not_asked_again(edition, reader):
    asked(edition, email="a@example.org")
    reader.post(path_in(outbox()[0], "stop"), {"List-Unsubscribe": "One-Click"})
    Subscription.objects.update(asked_at=timezone.now() - datetime.timedelta(days=30), mailed_at=None)
    asked(edition, email="a@example.org")
    assert len(outbox()) == 1


def test_a_week_later_an_address_may_be_asked_once_more(edition):
    asked(edition, email="a@example.org")
    Subscription.objects.update(mailed_at=timezone.now() - datetime.timedelta(days=8))
    asked(edition, email="a@example.org")
    assert len(outbox()) == 2


@pytest.mark.parametrize("state", [Comment.State.SPAM, Comment.State.REJECTED])
def test_what_was_refused_asks_nobody(edition, state):
    assert not subscriptions.ask(comment(edition, state=state))


def test_one_network_asks_for_no_more_than_so_many_a_day(edition):
    asks = [
        subscriptions.ask(comment(edition, address=f"2001:db8::{n}", email=f"s{n}@example.org"))
        for n in range(allowance.ASKS_A_DAY + 5)
    ]
    assert asks.count(True) == allowance.ASKS_A_DAY
    assert subscriptions.ask(comment(edition, address="2001:db8:1::1"))


def test_without_mail_or_an_address_of_the_site_nobody_is_asked(edition, settings):
    settings.MAIL_IS_SET = False
    assert not subscriptions.ask(comment(edition))
    settings.MAIL_IS_SET, settings.PRODUCTION, settings.SITE_URL = True, True, ""
    assert not subscriptions.ask(comment(edition))


@pytest.mark.parametrize("token", ["1", "1:a:b", "9" * 40 + ":a:b", "é:a:b", "x" * 900])
def test_a_link_that_is_none_of_ours_has_ended(token, reader, db):
    for path in (f"/comments/answers/{token}/", f"/comments/answers/{token}/stop/"):
        assert reader.get(path).status_code == Client().post(path).status_code == 410


def test_a_link_of_one_purpose_opens_nothing_else(edition, reader):
    asked(edition)
    token = path_in(outbox()[0], "stop").split("/")[-3]
    assert reader.get(f"/comments/answers/{token}/").status_code == 410
    assert reader.get(f"/comments/mine/{token}/").status_code == 410

"""A proof of work is asked for under attack, made for one story, and good for one comment."""

import base64
import datetime
import json
import time

import altcha
import pytest
from django.utils import timezone

from articles import workflow
from newsroom.comments.models import Comment, Rules, SpentChallenge
from newsroom.comments.screening import challenge
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _little_work(monkeypatch):
    monkeypatch.setattr(challenge, "COST", 1)
    monkeypatch.setattr(challenge, "FEWEST_KEYS", 1)
    monkeypatch.setattr(challenge, "MOST_KEYS", 9)


def solved(made: dict) -> str:
    """As the widget answers."""
    asked = altcha.Challenge.from_dict(made)
    return altcha.Payload(asked, altcha.solve_challenge(asked)).to_base64()


def tampered(answer: str, **parameters) -> str:
    payload = json.loads(base64.b64decode(answer))
    payload["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_an_answer_opens_the_door_once():
    answer = solved(challenge.make(7))
    assert challenge.solves(answer, 7)
    assert not challenge.solves(answer, 7)
    assert SpentChallenge.objects.count() == 1


def test_an_answer_is_for_its_story_and_its_time(monkeypatch):
    assert not challenge.solves(solved(challenge.make(7)), 8)
    monkeypatch.setattr(challenge, "SECONDS", -1)
    assert not challenge.solves(solved(challenge.make(7)), 7)
    assert not SpentChallenge.objects.exists()


def test_what_was_tampered_with_is_no_answer():
    answer = solved(challenge.make(7))
    assert not challenge.solves(tampered(answer, data={"article": 8}), 8)
    assert not challenge.solves(tampered(answer, expiresAt=int(time.time()) + 9_999_999), 7)
    assert not challenge.solves(tampered(answer, keySignature=None), 7)
    other = altcha.create_challenge("PBKDF2/SHA-256", 1, counter=1, data={"article": 7}, hmac_secret="a guess")
    assert not challenge.solves(solved(other.to_dict()), 7)


ODD = {
    "parameters": {"algorithm": 1, "nonce": [], "salt": {}, "cost": "x"},
    "signature": 5,
}
RUBBISH: list[object] = [
    *([], None, {}, {"challenge": 1, "solution": 2}),
    {"challenge": ODD, "solution": {"counter": "x", "derivedKey": 7}},
]


@pytest.mark.parametrize(
    "answer",
    [
        *("", "x", "ە", "\x00", "A" * 5_000),
        base64.b64encode(b"[" * 2_000).decode(),
        *(base64.b64encode(json.dumps(each).encode()).decode() for each in RUBBISH),
    ],
)
def test_rubbish_is_no_answer_and_no_error(answer):
    assert not challenge.solves(answer, 7)


def test_what_was_spent_long_ago_is_forgotten():
    SpentChallenge.objects.create(signature=b"x" * 16, until=timezone.now() - datetime.timedelta(days=1))
    assert challenge.solves(solved(challenge.make(7)), 7)
    assert SpentChallenge.objects.count() == 1


def test_it_is_asked_for_never_always_or_when_many_come(editor, django_assert_num_queries):
    article = cast.published(editor).article
    Rules.objects.update(attack="never", attack_rate=2)
    assert not challenge.is_wanted()
    Rules.objects.update(attack="always")
    assert challenge.is_wanted()
    Rules.objects.update(attack="rate")
    for number in range(3):
        assert not challenge.is_wanted()
        Comment.objects.create(
            article=article, name="R", email=f"{number}@mail.example", address="203.0.113.9", body=str(number)
        )
    with django_assert_num_queries(1):
        assert challenge.is_wanted()
    Comment.objects.update(posted_at=timezone.now() - datetime.timedelta(minutes=11))
    assert not challenge.is_wanted()
    Rules.objects.all().delete()
    assert not challenge.is_wanted()


def test_while_all_is_calm_everything_is_an_answer():
    assert challenge.is_answered("", 7)
    Rules.objects.update(attack="always")
    assert not challenge.is_answered("", 7)
    assert challenge.is_answered(solved(challenge.make(7)), 7)


def test_a_page_asks_whether_and_gets_one_of_its_own(reader, editor):
    article = cast.published(editor).article
    path = f"/ckb/comments/{article.pk}/challenge/"
    calm = reader.get(path)
    assert (calm.status_code, calm.content) == (204, b"")
    Rules.objects.update(attack="always")
    one, other = reader.get(path), reader.get(path)
    assert one["Cache-Control"] == "no-store"
    assert not one.cookies
    assert one.json() != other.json()
    assert reader.head(path).status_code == 200
    assert reader.post(path).status_code == 405
    assert challenge.solves(solved(one.json()), article.pk)
    assert reader.get("/comments/99999999999999999999/challenge/").status_code == 404
    workflow.unpublish(article, by=editor, reason="It was wrong.")
    assert reader.get(path).status_code == 404

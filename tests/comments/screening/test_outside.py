"""Akismet is asked where the site has a key; whatever it does, no comment is lost or published by it."""

import logging
import time

import pytest

from newsroom.comments.models import Check, Comment, Openness
from newsroom.comments.screening import by_akismet, words_of
from tests.comments.screening.conftest import found, judged

pytestmark = pytest.mark.django_db
State = Comment.State


class Answering:
    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.told: dict[str, str] = {}

    def comment_check(self, **told: str) -> object:
        self.told = told
        if isinstance(self.answer, Exception):
            raise self.answer
        if callable(self.answer):
            return self.answer()
        return self.answer


@pytest.fixture
def akismet(settings, monkeypatch):
    settings.AKISMET_KEY = "0123456789ab"

    def answers(answer: object) -> Answering:
        client = Answering(answer)
        monkeypatch.setattr(by_akismet, "_client", lambda: client)
        return client

    return answers


def test_without_a_key_nobody_is_asked(written, monkeypatch):
    monkeypatch.setattr(by_akismet, "_client", lambda: pytest.fail("asked"))
    assert judged(written()).state == State.APPROVED


def test_what_it_says_counts_points(written, akismet):
    akismet(0)
    assert judged(written()).state == State.APPROVED
    akismet(1)
    assert judged(written()).state == State.HELD
    akismet(2)
    verdict = judged(written())
    assert verdict.state == State.SPAM
    assert words_of(verdict.reasons[-1]) == "Akismet calls it spam"


def test_it_is_told_no_email(written, akismet):
    client = akismet(0)
    judged(written())
    assert "hevi@example.org" not in str(client.told)
    assert client.told["comment_content"] == written().body


@pytest.mark.parametrize("answer", [RuntimeError("key 0123456789ab"), "garbage", 7, None, lambda: time.sleep(0.6) or 0])
@pytest.mark.parametrize("openness", [Openness.OPEN, Openness.MODERATED])
def test_where_it_fails_the_comment_is_held_and_says_so(written, akismet, monkeypatch, caplog, answer, openness):
    monkeypatch.setattr(by_akismet, "SECONDS", 0.3)
    akismet(answer)
    with caplog.at_level(logging.ERROR):
        verdict = judged(written(), openness=openness)
    assert verdict.state == State.HELD
    assert found(verdict)["akismet"] == {"failed": True}
    assert words_of(verdict.reasons[-1]) == "A check could not be made: Akismet"
    assert "0123456789ab" not in caplog.text


def test_where_the_verdict_stands_it_is_not_asked(written, akismet):
    client = akismet(0)
    assert judged(written(), honeypot=True).state == State.SPAM
    assert not client.told


def test_it_can_be_turned_off(written, akismet):
    Check.objects.filter(name="akismet").update(is_on=False)
    client = akismet(2)
    assert judged(written()).state == State.APPROVED
    assert not client.told


def test_a_host_that_is_not_there_is_no_error(written, settings, monkeypatch):
    settings.AKISMET_KEY, settings.SITE_URL = "0123456789ab", "https://news.example"
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    by_akismet._client.cache_clear()
    try:
        assert judged(written()).state == State.HELD
    finally:
        by_akismet._client.cache_clear()

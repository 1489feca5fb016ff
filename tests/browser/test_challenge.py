"""Under attack a reader's browser works for a second, by itself; in calm it fetches nothing for that."""

import re

import pytest
from playwright.sync_api import expect

from newsroom.comments.models import Rules, SpentChallenge
from newsroom.comments.screening import challenge
from tests import cast
from tests.browser.test_accessibility import findings

CODE = "vendor/altcha"


@pytest.fixture
def edition():
    return cast.published(cast.account("evin", "editor"))


def under_attack() -> None:
    Rules.objects.update_or_create(pk=1, defaults={"attack": Rules.Attack.ALWAYS})


def fetched_by(reader) -> list[str]:
    fetched: list[str] = []
    reader.page.on("request", lambda request: fetched.append(request.url))
    return fetched


def test_under_attack_the_browser_answers_and_the_answer_counts_once(visitor, edition):
    under_attack()
    reader = visitor()
    fetched = fetched_by(reader)
    reader.page.goto(edition.path)
    assert not [url for url in fetched if CODE in url]
    reader.page.get_by_label("Comment *").focus()
    answer = reader.page.locator("form input[name=altcha]")
    expect(answer).to_have_value(re.compile(".{100}"), timeout=30_000)
    assert challenge.solves(answer.input_value(), edition.article_id)
    assert not challenge.solves(answer.input_value(), edition.article_id)
    assert SpentChallenge.objects.count() == 1
    assert findings(reader.page) == []


def test_in_calm_one_question_is_all(visitor, edition):
    reader = visitor()
    fetched = fetched_by(reader)
    reader.page.goto(edition.path)
    with reader.page.expect_response("**/challenge/") as answer:
        reader.page.get_by_label("Comment *").focus()
    assert answer.value.status == 204
    reader.page.get_by_label("Name *").focus()
    reader.page.wait_for_load_state("networkidle")
    assert len([url for url in fetched if url.endswith("/challenge/")]) == 1
    assert not [url for url in fetched if CODE in url]
    assert reader.page.locator("altcha-widget").count() == 0


def test_without_javascript_the_form_says_what_happens(visitor, edition):
    reader = visitor(java_script_enabled=False)
    reader.page.goto(edition.path)
    assert "waits for a moderator" in reader.page.locator(".comment-form noscript").inner_text()

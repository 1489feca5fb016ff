"""A conversation by hand in a real browser: without scripts all of it works, with them it happens in place."""

import re

import pytest

from articles.models import Edition
from newsroom.comments.models import Comment, Conversation
from newsroom.comments.threads import THREADS_A_PAGE
from tests import cast

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
REFUSED = "Failed to load resource: the server responded with a status of 422 (Unprocessable Content)"
WRITER = {"Name": "Hêvî", "Email": "hevi@example.org"}


@pytest.fixture
def edition() -> Edition:
    return cast.published(cast.account("evin", "editor"))


def said(edition: Edition, words: str, parent: Comment | None = None) -> Comment:
    comment = Comment.objects.create(
        article=edition.article, parent=parent, name="Bahar", email="b@example.org", body=words, state="approved"
    )
    Conversation.count(comment, 1)
    return comment


def write(page, words: str, **fields: str) -> None:
    form = page.locator(".comment-form")
    form.get_by_label("Comment *").fill(words)
    for label, value in {**WRITER, **fields}.items():
        form.get_by_label(label, exact=False).first.fill(value)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, visitor):
    reader = visitor(java_script_enabled=request.param, **PHONE)
    reader.expected.add(REFUSED)
    return reader.page


def test_a_reader_previews_posts_and_sees_what_became_of_it(page, edition):
    page.goto(edition.path)
    write(page, "Well put.\n\nThank you.", Website="https://example.org/")
    page.get_by_role("button", name="Preview").click()
    preview = page.locator(".comment-preview")
    preview.wait_for()
    assert preview.locator(".comment-body p").all_inner_texts() == ["Well put.", "Thank you."]
    assert not Comment.objects.exists()
    page.get_by_role("button", name="Post Comment").click()
    page.get_by_role("heading", name="Thank you for your comment").wait_for()
    assert page.get_by_text("Held for moderation.").is_visible()
    assert Comment.objects.get().body == "Well put.\n\nThank you."
    own = page.locator(".own-link").get_attribute("href")
    Comment.objects.update(state="approved")
    page.goto(own)
    page.get_by_role("link", name="See it in the conversation").click()
    page.wait_for_url(re.compile(r"/comments/\d+/\d+/"))
    assert page.locator(".comment.is-marked").get_by_text("Well put.").is_visible()


def test_what_is_wrong_is_said_and_everything_typed_stays(page, edition):
    page.goto(edition.path)
    page.locator(".comment-form").evaluate("form => form.noValidate = true")
    write(page, "My words", Email="nowhere")
    page.get_by_role("button", name="Post Comment").click()
    error = page.locator("#comment-email-error")
    error.wait_for()
    assert page.locator("#comment-body").input_value() == "My words"
    assert page.locator("#comment-email").get_attribute("aria-describedby") == "comment-email-error"
    page.locator("#comment-email").fill("hevi@example.org")
    page.get_by_role("button", name="Post Comment").click()
    page.get_by_role("heading", name="Thank you for your comment").wait_for()


def test_a_reader_answers_somebody(page, edition):
    began = said(edition, "The first word")
    page.goto(edition.path)
    page.locator(f"#comment-{began.pk} .comment-answer").click()
    page.get_by_role("heading", name="Answer Bahar").last.wait_for()
    write(page, "And the second")
    page.get_by_role("button", name="Post Comment").click()
    page.get_by_role("heading", name="Thank you for your comment").wait_for()
    assert Comment.objects.get(body="And the second").parent == began


def test_a_reader_pages_through_a_conversation(page, edition):
    for number in range(THREADS_A_PAGE + 3):
        said(edition, f"No. {number}")
    page.goto(edition.path)
    page.get_by_role("link", name=f"Read all {THREADS_A_PAGE + 3} comments").click()
    page.get_by_role("link", name="Oldest").click()
    page.get_by_role("link", name="Oldest").and_(page.locator("[aria-current]")).wait_for()
    assert page.locator(".comment-body").first.inner_text() == "No. 0"
    page.get_by_role("link", name="More comments").click()
    page.get_by_role("link", name="To the beginning").wait_for()
    assert page.locator(".comment-body").last.inner_text() == f"No. {THREADS_A_PAGE + 2}"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_in_place_the_page_stays_and_the_thanks_have_the_focus(visitor, edition):
    page = visitor(**PHONE).page
    page.goto(edition.path)
    write(page, "In place")
    page.get_by_role("button", name="Post Comment").click()
    page.locator("#own-name").wait_for()
    assert page.url.endswith(edition.path)
    assert page.evaluate("document.activeElement.id") == "own-name"
    assert page.locator("#comment-body").input_value() == ""


def test_a_double_click_sends_one(visitor, edition):
    page = visitor().page
    sent = []
    page.on("request", lambda request: request.method == "POST" and "/comments/" in request.url and sent.append(1))
    page.goto(edition.path)
    write(page, "Twice")
    page.get_by_role("button", name="Post Comment").dblclick()
    page.locator("#own-name").wait_for()
    assert sent == [1]
    assert Comment.objects.count() == 1


def test_when_the_line_is_dead_everything_typed_stays_and_it_is_said(visitor, edition):
    reader = visitor()
    page = reader.page
    page.goto(edition.path)
    write(page, "Into the dark")
    page.wait_for_timeout(500)
    reader.context.set_offline(True)
    reader.expected.add("Failed to load resource: net::ERR_INTERNET_DISCONNECTED")
    page.get_by_role("button", name="Post Comment").click()
    page.get_by_text("there is no connection to us").wait_for()
    assert page.locator("#comment-body").input_value() == "Into the dark"
    reader.context.set_offline(False)
    page.get_by_role("button", name="Post Comment").click()
    page.locator("#own-name").wait_for()
    assert Comment.objects.get().body == "Into the dark"


def test_the_form_goes_back_when_one_does_not_answer(visitor, edition):
    began = said(edition, "The first word")
    page = visitor().page
    page.goto(edition.path)
    page.locator(f"#comment-{began.pk} .comment-answer").click()
    page.locator(f"#comment-{began.pk} .comment-form").wait_for()
    assert page.evaluate("document.activeElement.id") == "comment-body"
    page.get_by_role("button", name="Do not answer").click()
    page.locator(".discussion > .comment-form").wait_for()
    assert page.locator("#leave-a-comment-name").inner_text() == "Leave a Comment"
    write(page, "To nobody")
    page.get_by_role("button", name="Post Comment").click()
    page.locator("#own-name").wait_for()
    assert Comment.objects.get(body="To nobody").parent is None


def test_words_of_the_story_are_quoted_by_selecting_them(visitor, edition):
    page = visitor().page
    page.goto(edition.path)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.story .body p'))")
    page.get_by_role("button", name="Comment on these words").click()
    assert page.locator("#comment-quote").input_value() == "The first bus crossed at six."
    page.get_by_role("button", name="Do not quote").click()
    assert not page.locator("#comment-quote").is_visible()
    page.get_by_label("Quote a paragraph of the story").select_option(label="A second lane.")
    write(page, "About that")
    page.get_by_role("button", name="Post Comment").click()
    page.locator("#own-name").wait_for()
    assert Comment.objects.get().quote == "A second lane."


def test_details_are_kept_in_this_browser_when_one_asks_for_it(visitor, edition):
    page = visitor().page
    page.goto(edition.path)
    write(page, "Remember me")
    page.get_by_label("Save my name").check()
    page.get_by_role("button", name="Post Comment").click()
    page.locator("#own-name").wait_for()
    page.goto(edition.path)
    assert page.locator("#comment-email").input_value() == "hevi@example.org"
    assert page.get_by_label("Save my name").is_checked()

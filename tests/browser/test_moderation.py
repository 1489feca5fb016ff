"""The queue by keyboard: how fast it is decided in, what is said, and what comes back when it fails."""

import time

import pytest

from newsroom.comments import moderation
from newsroom.comments.models import CannedReason, Comment
from tests import cast
from tests.comments.readers import comment

QUEUE = "/admin/comments/comment/"
FOCUSED = "document.activeElement.dataset.comment"
# A moderator reads; the test waits between two keys as long as it takes to see that the next comment is there.
KEYS = "aarsasraan"
LATIN_ON_AN_ARABIC_KEYBOARD = {"key": "ش", "code": "KeyA"}


@pytest.fixture
def article(transactional_db):
    cast.account("mina", "moderator")
    return cast.published(cast.account("evin", "editor")).article


@pytest.fixture
def desk(visitor, article):
    desk = visitor(viewport={"width": 1440, "height": 1000})
    desk.sign_in("mina")
    return desk


def states() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("state", flat=True))


def becomes(expected: list[str]) -> None:
    """What was pressed goes on in the background."""
    until = time.monotonic() + 10
    while states() != expected and time.monotonic() < until:
        time.sleep(0.05)
    assert states() == expected


def said(page, words: str) -> None:
    page.locator("#comments-say", has_text=words).wait_for(state="attached")


def test_thirty_decisions_are_made_in_a_minute_by_keyboard_alone(desk, article):
    for number in range(36):
        comment(article, number, body=f"Comment {number}. " + "Whoever reads it takes a moment for it. " * 3)
    desk.page.goto(QUEUE)
    expected, began = [], time.monotonic()
    while len(expected) < 30:
        for key in KEYS:
            here = desk.page.evaluate(FOCUSED)
            desk.page.keyboard.press(key)
            desk.page.wait_for_function(f"{FOCUSED} !== '{here}'")
            if key != "n":
                expected.append({"a": "approved", "r": "rejected", "s": "spam"}[key])
            if len(expected) == 30:
                break
        else:
            continue
    pressed = time.monotonic() - began
    until = time.monotonic() + 60
    while Comment.objects.held().count() > 6 and time.monotonic() < until:
        time.sleep(0.02)
    took = time.monotonic() - began
    print(f"\n30 decisions: pressed in {pressed:.1f} s, all of them taken after {took:.1f} s")
    assert took < 60
    assert Comment.objects.held().count() == 6


def test_a_decision_is_said_undone_and_the_focus_follows(desk, article):
    pks = [str(comment(article, number).pk) for number in range(3)]
    page = desk.page
    page.goto(QUEUE)
    assert page.evaluate(FOCUSED) == pks[0]
    page.keyboard.press("s")
    assert page.evaluate(FOCUSED) == pks[1]
    said(page, "1 comment marked as spam.")
    page.keyboard.press("n")
    page.keyboard.press("k")
    page.keyboard.press("p")
    assert page.evaluate(FOCUSED) == pks[0]
    becomes(["spam", "held", "held"])
    page.keyboard.press("u")
    said(page, "1 decision taken back.")
    becomes(["held"] * 3)
    assert page.evaluate(FOCUSED) == pks[0]
    page.keyboard.press("e")
    said(page, "An editor’s pick now")
    becomes(["approved", "held", "held"])
    assert page.locator(".comment-pick:visible").count() == 1


def test_what_failed_comes_back_with_a_sentence(desk, article):
    one, two = (comment(article, number) for number in range(2))
    page = desk.page
    page.goto(QUEUE)
    moderation.decide([one], Comment.State.APPROVED, by=cast.account("rojin", "moderator"))
    desk.expected.add("Failed to load resource: the server responded with a status of 409 (Conflict)")
    page.keyboard.press("r")
    said(page, "Rojin approved the comment of “Reader 0”")
    assert page.locator(f"#comment-{one.pk} .comment-trouble").is_visible()
    assert page.evaluate(FOCUSED) == str(two.pk)
    page.route("**/comments/comment/", lambda route: route.abort())
    desk.expected.add("Failed to load resource: net::ERR_FAILED")
    page.keyboard.press("a")
    said(page, "It was not sent.")
    assert page.locator(f"#comment-{two.pk} .comment-trouble").is_visible()
    page.unroute("**/comments/comment/")
    becomes(["approved", "held"])


def test_chosen_ones_a_canned_reason_another_keyboard_and_the_list_of_keys(desk, article):
    for number in range(5):
        comment(article, number)
    CannedReason.objects.create(words="Off the subject")
    page = desk.page
    page.goto(QUEUE)
    page.keyboard.press("1")
    becomes(["rejected", *["held"] * 4])
    assert Comment.objects.earliest("pk").reason == "Off the subject"
    for key in "xnx":
        page.keyboard.press(key)
    page.keyboard.press("Shift+S")
    said(page, "2 comments marked as spam.")
    becomes(["rejected", "spam", "spam", "held", "held"])
    page.locator(".comment").nth(3).focus()
    page.evaluate(
        "press => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {...press, bubbles: true}))",
        LATIN_ON_AN_ARABIC_KEYBOARD,
    )
    becomes(["rejected", "spam", "spam", "approved", "held"])
    page.keyboard.press("?")
    assert page.locator("#comments-keys").is_visible()
    page.keyboard.press("Escape")
    page.locator("[data-all]").check()
    page.locator("#bulk [value=rejected]").click()
    becomes(["rejected", "spam", "spam", "approved", "rejected"])


def test_letters_that_are_typed_decide_nothing(desk, article):
    comment(article)
    page = desk.page
    page.goto(QUEUE)
    page.locator("summary", has_text="A reason for the writer").click()
    page.locator("[name=reason]").fill("")
    page.locator("[name=reason]").press_sequentially("a rash reason")
    assert page.locator("[name=reason]").input_value() == "a rash reason"
    page.locator("#sieve-q").press_sequentially("ars")
    assert states() == ["held"]


def test_without_scripts_the_buttons_are_forms(visitor, article):
    one = comment(article)
    desk = visitor(java_script_enabled=False)
    desk.sign_in("mina")
    page = desk.page
    page.goto(QUEUE)
    page.locator(f"#comment-{one.pk}").get_by_role("button", name="Spam", exact=True).click()
    page.locator("li.success", has_text="1 comment marked as spam.").wait_for()
    page.get_by_role("button", name="Undo my last decision").click()
    page.locator("li.success", has_text="1 decision taken back.").wait_for()
    assert states() == ["held"]


def test_words_that_are_marked_in_a_comment_are_removed(desk, article):
    one = comment(article, body="Call 0770 now")
    page = desk.page
    page.goto(f"{QUEUE}{one.pk}/change/")
    page.locator(".comment-words").evaluate(
        """words => { const range = document.createRange(); range.setStart(words.firstChild, 5)
        range.setEnd(words.firstChild, 9); getSelection().removeAllRanges(); getSelection().addRange(range) }"""
    )
    page.get_by_role("button", name="Take what is marked").click()
    assert page.locator("[name=passages]").input_value() == "0770"
    page.get_by_role("button", name="Remove these words").click()
    page.locator("li.success").wait_for()
    assert Comment.objects.get().body == "Call ▇▇▇ now"

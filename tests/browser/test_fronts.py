"""A front is filled by mouse and by keyboard, and launched, as an editor does it."""

import time

import pytest
from playwright.sync_api import Page, Route

from newsroom.fronts.models import Front, FrontEdition
from tests import cast
from tests.fronts.curating import block, front, story


@pytest.fixture
def made(transactional_db) -> Front:
    editor = cast.account("evin", "editor")
    one, two, _three = (story(editor, name) for name in ("One", "Two", "Three"))
    return front(editor, block(one, two, cards=3), block(title="Below", cards=2, rule="newest"))


@pytest.fixture
def desk(visitor, made):
    desk = visitor(viewport={"width": 1400, "height": 1000})
    desk.sign_in("evin")
    desk.page.goto(f"/admin/fronts/front/{made.pk}/")
    return desk


def headlines(page: Page) -> list[list[str]]:
    """What stands by hand in each block on the screen."""
    blocks = page.locator(".front-block").all()
    return [each.locator(".by-hand > .front-story .headline").all_inner_texts() for each in blocks]


def drag(page: Page, start: str, to: str) -> None:
    take(page, start)
    carry(page, to)
    page.mouse.up()


def take(page: Page, start: str) -> None:
    page.locator(start).hover(position={"x": 20, "y": 12})
    page.mouse.down()


def carry(page: Page, to: str) -> None:
    """With the hand on the button, and not in one leap: a browser tells of a place only when the mouse moves on it."""
    for _ in range(3):
        page.locator(to).hover(position={"x": 24, "y": 14})
        page.locator(to).hover(position={"x": 30, "y": 16})
        # A drag begins, and is heard of, between two frames.
        page.wait_for_timeout(60)


def stands(page: Page, expected: list[list[str]]) -> None:
    """What is dropped is drawn in the frames that follow."""
    end = time.monotonic() + 5
    while headlines(page) != expected and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert headlines(page) == expected


def is_saved(page: Page) -> None:
    page.locator(".front-saved", has_text="Draft saved").wait_for()


def test_by_keyboard_alone_a_story_is_found_moved_worded_and_launched(desk, made):
    page = desk.page
    page.locator("[data-key=card-0-0-down]").press("ArrowDown")
    assert headlines(page) == [["Two", "One"], []]
    assert page.evaluate("document.activeElement.dataset.key") == "card-0-1-down"
    assert "One: place 2 of block 1" in page.locator(".front-says").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert headlines(page) == [["Two"], ["One"]]
    page.locator("[data-key=card-0-1-choose]").press("Enter")
    page.keyboard.type("Thr")
    page.keyboard.press("Enter")
    page.locator(".front-chooser").wait_for(state="detached")
    assert headlines(page) == [["Two", "Three"], ["One"]]
    page.locator("[data-key=card-0-0-edit]").press("Enter")
    page.keyboard.type("Two in our own words")
    page.locator(".front-card-dialog button.primary").press("Enter")
    is_saved(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".act-launch button").press("Enter")
    page.locator("li.success").wait_for()
    page.goto("/")
    assert page.locator("main .headline").all_inner_texts() == ["Two in our own words", "Three", "One"]
    assert not desk.complaints


def test_by_mouse_a_story_is_dragged_from_the_list_and_within_the_front_and_back(desk, made):
    page = desk.page
    drag(page, ".front-stories [data-story]:has-text('Three')", "[data-place='0.0']")
    stands(page, [["Three", "One", "Two"], []])
    drag(page, "[data-place='0.2']", "[data-place='0.0']")
    stands(page, [["Two", "Three", "One"], []])
    drag(page, "[data-place='0.1']", "[data-place='1.0']")
    stands(page, [["Two", "One"], ["Three"]])
    page.locator(".front-step-back").click()
    assert headlines(page) == [["Two", "Three", "One"], []]
    is_saved(page)
    assert [slot["article"] for slot in Front.objects.get().draft["blocks"][0]["slots"]]
    assert not FrontEdition.objects.exists()
    assert not desk.complaints


def test_what_is_dropped_just_when_the_draft_is_saved_is_dropped(desk, made):
    page = desk.page
    on_their_way: list[Route] = []
    page.route("**/draft/", lambda route: on_their_way.append(route), times=1)
    page.locator("[data-key=card-0-0-down]").press("ArrowDown")
    stands(page, [["Two", "One"], []])
    take(page, "[data-place='0.0']")
    carry(page, "[data-place='1.0']")
    while not on_their_way:
        page.wait_for_timeout(50)
    on_their_way[0].continue_()
    is_saved(page)
    page.mouse.up()
    stands(page, [["One"], ["Two"]])
    is_saved(page)
    assert not desk.complaints


def test_the_preview_stands_beside_the_draft_and_follows_it(desk, made):
    page = desk.page
    page.click(".front-preview")
    frame = page.frame_locator(".preview-stage iframe:not(.is-coming)")
    frame.locator("main .headline", has_text="One").wait_for()
    page.click("[data-key=card-0-0-remove]")
    page.wait_for_function(
        "() => document.querySelector('.preview-stage iframe:not(.is-coming)')"
        "?.contentDocument.querySelector('main .headline')?.textContent === 'Two'"
    )
    page.keyboard.press("Escape")
    page.click("[data-close]")
    assert page.locator(".preview-pane").is_hidden()
    assert not desk.complaints


def test_two_editors_are_told_of_each_other(desk, made):
    page = desk.page
    Front.objects.update(version=9, touched_by=cast.account("azad", "chief editor"))
    page.click("[data-key=card-0-0-remove]")
    page.locator(".front-trouble", has_text="Azad changed this front").wait_for()
    desk.expected.add("Failed to load resource: the server responded with a status of 409 (Conflict)")
    page.once("dialog", lambda dialog: dialog.accept())
    page.click(".front-trouble button")
    page.locator("[data-key=card-0-0-edit]").wait_for()
    assert headlines(page)[0] == ["One", "Two"]

"""Remarks beside the text: they come by themselves, lead to their place, and stay away when dismissed."""

import re

import pytest
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article
from tests import cast

BODY = (
    "<p>He had had enough of the the rain.</p>"
    "<p>زۆر زۆر سارد بوو، بەڵام ئەو هات هات.</p>"
    "<p>Walla Walla is a town. The end. End of it.</p>"
    "<p>Two  spaces here.</p>"
    "<p>“We begin, said she,</p><p>“and we end.” And «open</p>"
    '<p><a href="/politics/never/">Nowhere</a>, <a href="{live}">somewhere</a>, <a href="{gone}">once</a>.</p>'
    '<figure data-picture="{mute}"></figure><figure data-picture="{told}"></figure>'
)


@pytest.fixture
def story() -> Article:
    editor = cast.account("evin", "editor")
    live = cast.published(editor)
    gone = cast.published(editor, headline="Another")
    workflow.unpublish(gone.article, by=editor, reason="Wrong")
    pictures = {"mute": cast.picture(alt_text="", colour="red").pk, "told": cast.picture().pk}
    body = BODY.format(live=live.path, gone=gone.path, **pictures)
    return cast.draft(editor, headline="A third", body=body, source=None, credited=False)


def remarks(page) -> list[str]:
    return [re.sub(r"\s+", " ", line) for line in page.locator(".remarks .remark").all_text_contents()]


def test_remarks_come_quietly_lead_to_their_place_and_stay_away(visitor, story):
    editor = visitor()
    editor.sign_in("evin")
    page = editor.page
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.wait_for_selector(".remarks:not([hidden])", state="attached")
    expect(page.locator(".remarks summary")).to_have_text("7 remarks")
    page.locator(".ProseMirror p", has_text="Two spaces").click()
    for key in ("Home", "Control+ArrowRight", " "):
        page.keyboard.press(key)
    expect(page.locator(".remarks summary")).to_have_text("8 remarks")
    assert page.locator(".remarks .remark").first.is_hidden(), "nothing opens by itself"
    assert remarks(page) == [
        "The same word twice the the",
        "The same word twice هات هات",
        "Two spaces Two spaces here.",
        "A quotation that is not opened or not closed we end.” And «open",
        "A link to a page that readers cannot see Nowhere",
        "A link to a page that is gone once",
        "A picture without alternative text A bridge at dusk",
        "Neither a source nor a byline",
    ]

    # One leads to its place, and is gone when it is mended.
    page.click(".remarks summary")
    page.click(".remark >> text=The same word twice >> nth=0")
    # The editor takes the focus a frame later.
    page.wait_for_function("() => getSelection().toString() === 'the the'")
    page.keyboard.type("the")
    expect(page.locator(".remarks summary")).to_have_text("7 remarks")
    assert page.evaluate("document.activeElement.matches('.ProseMirror')"), "a look takes no focus"
    assert "dotted" in page.locator(".ProseMirror .remarked").first.evaluate("e => getComputedStyle(e).textDecoration")

    # What is dismissed stays away, after a reload too; what was typed is saved by then.
    page.wait_for_selector('#sitting[data-state="saved"]')
    page.locator(".remarks li", has_text="Two spaces").locator(".dismiss").click()
    expect(page.locator(".remarks summary")).to_have_text("6 remarks")
    page.reload()
    expect(page.locator(".remarks summary")).to_have_text("6 remarks")
    assert not any(line.startswith("Two spaces") for line in remarks(page))

    # A source that is chosen is seen.
    page.locator("[name=source]").select_option(index=1)
    expect(page.locator(".remarks summary")).to_have_text("5 remarks")

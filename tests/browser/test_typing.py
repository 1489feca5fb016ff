"""Signs become those that are printed, as one types them, and undo gives back what was typed."""

import pytest

from tests import cast

READY = "addEventListener('prose-editor:ready', (event) => (window.editor = event.detail.editor))"
TYPED = {
    ("en", 'He said "no". It\'s \'fine\', ("ok")'): "He said “no”. It’s ‘fine’, (“ok”)",
    ("en", "Wait... 1990--2026, well-known"): "Wait… 1990–2026, well-known",
    ("en", 'See https://example.org/a--b..."x" then "y"'): 'See https://example.org/a--b..."x" then “y”',
    ("ar", 'قال: "نعم", ثم "لا"; (\'كذا\')?'): "قال: «نعم», ثم «لا»; ('كذا')?",
    ("ckb", 'وتی "بەڵێ"... دواتر--'): "وتی «بەڵێ»… دواتر–",
}


@pytest.fixture
def screen(visitor, live_server):
    cast.account("roza", "reporter")
    reporter = visitor()
    reporter.sign_in("roza")
    page = reporter.page
    page.add_init_script(READY)
    page.goto("/admin/articles/article/add/")
    page.wait_for_selector(".ProseMirror[aria-labelledby]")
    return page


def test_signs_are_printed_in_the_storys_language_and_undone_one_by_one(screen):
    text = screen.locator(".ProseMirror")
    for (language, typed), printed in TYPED.items():
        screen.select_option("[name=language]", language)
        screen.evaluate("window.editor.commands.setContent('<p></p>')")
        text.click()
        screen.keyboard.type(typed)
        assert text.inner_text() == printed, typed

    screen.select_option("[name=language]", "en")
    for undo in ("Backspace", "Control+z"):
        for typed, printed in (('Say "', "Say “"), ("It'", "It’"), ("So...", "So…"), ("a--", "a–")):
            screen.evaluate("window.editor.commands.setContent('<p></p>')")
            text.click()
            screen.keyboard.type(typed)
            assert text.inner_text() == printed
            screen.keyboard.press(undo)
            assert text.inner_text() == typed, undo

    # A line is still drawn by three hyphens.
    screen.evaluate("window.editor.commands.setContent('<p></p>')")
    text.click()
    screen.keyboard.type("---")
    assert text.locator("hr").count() == 1

"""The story screen in a real browser: every control and key, both directions, a phone, and what it weighs."""

import gzip
import re

import pytest

from articles.models import Article, Edition, Stage
from tests import cast
from tests.browser.test_accessibility import findings_in_both_lights

ADD = "/admin/articles/article/add/"
MOST_BYTES = 400_000
LONG = "Eleven hours and forty minutes on the night train from the river to the sea"

# What can have the focus in the form, each with how it looks without it.
REMEMBER = """() => {
  const look = (e) => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor,
    s.borderTopColor, s.borderInlineStartColor, s.boxShadow, s.backgroundColor].join() }
  const all = [...document.querySelectorAll("#article_form :is(input, textarea, select, button, summary, a[href], " +
    ".ProseMirror, .select2-selection)")].filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.disabled
    && e.tabIndex >= 0 && e.type !== "hidden" && !e.matches(".select2-hidden-accessible"))
  const name = (e) => e.id || e.name || e.className || e.textContent.trim()
  window.notReached = new Map(all.map((e) => [e, look(e)]))
  window.names = () => [...window.notReached.keys()].map(name)
  window.notSeen = []
  window.reached = () => {
    const e = document.activeElement
    if (window.notReached.has(e) && window.notReached.get(e) === look(e)) window.notSeen.push(name(e))
    window.notReached.delete(e)
    return e === document.body ? "" : `${name(e)}`
  }
  return all.length
}"""


@pytest.fixture
def editor():
    return cast.account("evin", "editor")


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def opened(visitor, article: Article | None, name: str = "evin", **options):
    desk = visitor(bypass_csp=True, reduced_motion="reduce", **options)
    desk.sign_in(name)
    desk.page.goto(change(article) if article else ADD)
    desk.page.wait_for_selector(".ProseMirror")
    desk.page.wait_for_load_state("networkidle")
    return desk.page


def focused(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_every_control_is_reached_with_tab_and_seen_to_have_the_focus(visitor, editor):
    story = cast.published(editor, picture=cast.picture()).article
    page = opened(visitor, story, viewport={"width": 1280, "height": 900})
    page.add_style_tag(content="* { transition: none !important }")
    page.evaluate("for (const fold of document.querySelectorAll('#article_form details')) fold.open = true")
    controls = page.evaluate(REMEMBER)
    assert controls > 40
    visited = []
    for _ in range(controls * 3):
        page.keyboard.press("Tab")
        visited.append(page.evaluate("window.reached()"))
        if not page.evaluate("window.notReached.size"):
            break
    assert page.evaluate("window.names()") == []
    assert page.evaluate("window.notSeen") == []
    order = [visited.index(name) for name in ("id_kicker", "id_headline", "id_standfirst", "id_dateline", "id_section")]
    assert order == sorted(order)


def press_in_list(page, letter: str) -> None:
    page.keyboard.press("Control+/")
    page.wait_for_selector("#keys[open]")
    page.keyboard.press(letter)
    page.wait_for_selector("#keys:not([open])", state="attached")


def test_keys_go_everywhere_and_publish_nothing(visitor, editor):
    story = cast.draft(editor, source=None, credited=False)
    page = opened(visitor, story)
    page.keyboard.press("Control+/")
    page.wait_for_selector("#keys[open]")
    assert page.locator("#keys kbd").count() > 15
    page.keyboard.press("Escape")
    for letter, lands in {"h": "id_headline", "b": "tiptap ProseMirror", "g": "id_language"}.items():
        press_in_list(page, letter)
        assert lands in focused(page)
    press_in_list(page, "c")
    assert page.evaluate("!!document.activeElement.closest('.panel-part')")
    press_in_list(page, "t")
    assert page.evaluate("!!document.activeElement.closest('.panel-parts')")

    page.focus("#id_headline")
    page.keyboard.press("Alt+PageDown")
    assert focused(page) == "id_standfirst"
    page.keyboard.press("Alt+PageUp")
    assert focused(page) == "id_headline"

    for combination in ("Control+Shift+Enter", "Control+Enter"):
        page.evaluate("document.querySelector('#verb-publish').open = false")
        page.click(".ProseMirror")
        page.keyboard.press(combination)
        assert page.evaluate("document.activeElement.closest('#verb-publish')?.open")
    assert not Edition.objects.exists()


def test_keys_of_the_editor_open_its_dialogs(visitor, editor):
    page = opened(visitor, cast.draft(editor))
    page.click(".ProseMirror")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open]:not(#keys)")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    press_in_list(page, "i")
    page.wait_for_selector("dialog[open]:not(#keys)")


def test_a_button_elsewhere_takes_part_by_its_name(visitor, editor):
    page = opened(visitor, cast.draft(editor))
    page.evaluate("""() => {
      if (!document.querySelector("[data-key=preview]")) {
        const button = Object.assign(document.createElement("button"), {type: "button", textContent: "Preview"})
        button.dataset.key = "preview"
        document.querySelector(".panel-bar").append(button)
      }
      window.pressed = 0
      document.addEventListener("click", (event) => {
        if (!event.target.closest("[data-key=preview]")) return
        event.preventDefault()
        event.stopPropagation()
        window.pressed++
      }, {capture: true})
    }""")
    press_in_list(page, "p")
    assert page.evaluate("window.pressed") == 1


def test_a_reporter_sends_a_story_by_its_key(visitor):
    story = cast.draft(cast.account("roza", "reporter"))
    page = opened(visitor, story, "roza")
    page.focus("#id_headline")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".messagelist .success")
    assert Article.objects.get().stage == Stage.IN_REVIEW


@pytest.mark.parametrize(
    ("event", "opens"),
    [
        ({"key": "/", "code": "Slash", "ctrlKey": True}, True),
        # Where the layout is Arabic or Kurdish, the place of the key counts.
        ({"key": "ظ", "code": "Slash", "ctrlKey": True}, True),
        # On a German one that place makes the page smaller, and the sign is typed with Shift.
        ({"key": "-", "code": "Slash", "ctrlKey": True}, False),
        ({"key": "/", "code": "Digit7", "ctrlKey": True, "shiftKey": True}, True),
        # What types a letter is no command.
        ({"key": "/", "code": "Slash", "ctrlKey": True, "modifierAltGraph": True}, False),
        ({"key": "/", "code": "Slash", "ctrlKey": True, "altKey": True}, False),
        ({"key": "/", "code": "Slash", "ctrlKey": True, "isComposing": True}, False),
        ({"key": "/", "code": "Slash"}, False),
    ],
)
def test_keys_are_told_apart_from_what_types_letters(visitor, editor, event, opens):
    page = opened(visitor, None)
    send = "e => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...e}))"
    page.evaluate(send, {**event, "cancelable": True})
    assert page.locator("#keys[open]").count() == opens


def test_on_a_phone_everything_is_for_thumbs_and_the_panel_is_a_sheet(visitor, editor):
    story = cast.draft(editor, source=None, credited=False)
    page = opened(visitor, story, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # They come when the text has been looked at.
    page.tap(".remarks summary")
    page.wait_for_selector(".remarks .dismiss")
    small = page.evaluate("""() => [...document.querySelectorAll(
        "#article_form :is(input, select, textarea, button, summary, .add-row a, .panel-bar a, .select2-selection)")]
      .filter((e) => e.checkVisibility() && e.type !== "hidden" && !e.matches(
        "[type=checkbox], .select2-hidden-accessible, .prose-editor > textarea"))
      .filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML.slice(0, 90))""")
    assert small == []

    page.tap(".to-panel")
    page.wait_for_selector("dialog.panel-sheet[open]")
    assert page.evaluate("!!document.activeElement.closest('.panel-sheet')")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.panel-sheet:not([open])", state="attached")
    assert "to-panel" in focused(page)
    page.tap(".to-panel")
    page.locator(".panel-sheet a[href^='#']").first.tap()
    page.wait_for_selector("dialog.panel-sheet:not([open])", state="attached")
    assert page.evaluate("!!document.activeElement.closest('.inline-group, .form-row')")

    # Wherever in the text the finger came down.
    page.tap(".ProseMirror")
    page.wait_for_function("() => document.activeElement.matches('.ProseMirror')")
    for _ in range(30):
        page.keyboard.press("Enter")
    page.keyboard.type("What is typed is seen")
    page.wait_for_function("""() => {
      const caret = getSelection().getRangeAt(0).getBoundingClientRect()
      const bar = document.querySelector(".panel-bar").getBoundingClientRect()
      return getSelection().anchorNode.data?.startsWith("What is typed is seen") && caret.height > 0 && caret.top > 0 &&
        caret.bottom < bar.top
    }""")


@pytest.mark.parametrize("locale", ["en-GB", "ckb"])
def test_the_direction_is_the_storys_whatever_the_interfaces(visitor, editor, locale):
    body = "<p>Words</p><h2>More</h2><ul><li>One</li></ul><blockquote><p>So</p></blockquote>"
    page = opened(visitor, cast.draft(editor, body=body), locale=locale)
    for code, direction in {"en": "ltr", "ckb": "rtl", "ar": "rtl"}.items():
        page.select_option("#id_language", code)
        fields = page.evaluate("""() => [...document.querySelectorAll(
            "#id_kicker, #id_headline, #id_standfirst, #id_dateline, .ProseMirror, .ProseMirror :is(p, h2, li)")]
          .map((e) => [getComputedStyle(e).direction, e.closest("[lang]").lang, getComputedStyle(e).textAlign])""")
        assert len(fields) > 8
        assert {(each[0], each[1]) for each in fields} == {(direction, code)}
        assert {each[2] for each in fields} <= {"start", "left" if direction == "ltr" else "right"}
        face = page.evaluate("getComputedStyle(document.querySelector('.ProseMirror')).fontFamily")
        assert ("Naskh" in face) == (direction == "rtl")
    around = page.evaluate("getComputedStyle(document.querySelector('.panel')).direction")
    assert around == ("ltr" if locale == "en-GB" else "rtl")


def test_counts_are_quiet_until_a_limit_is_near_and_said_when_it_is_crossed(visitor, editor):
    page = opened(visitor, cast.draft(editor, body="<p>One two three.</p><p>Four five.</p>"))
    count = page.locator(".field-headline .count")
    said = page.locator("#counts-words + [role=status]")
    page.focus("#id_section")
    assert not count.is_visible()
    page.fill("#id_headline", LONG[:70])
    page.focus("#id_section")
    assert count.inner_text() == "70 of 70"
    assert said.inner_text() == ""
    page.fill("#id_headline", LONG[:71])
    assert "71 of 70" in said.inner_text()
    page.fill("#id_headline", LONG[:30])
    assert "fits" in said.inner_text()

    words = page.locator(".count-of-body")
    assert words.inner_text() == "5 words · 1 min to read"
    page.evaluate("for (const fold of document.querySelectorAll('fieldset details')) fold.open = true")
    page.fill("#id_planned_length", "4")
    assert "5 of 4 words, 1 over" in words.inner_text()
    assert "longer than planned" in said.inner_text()
    page.click(".ProseMirror")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Six")
    page.wait_for_timeout(400)
    assert words.inner_text().startswith("6 of 4")


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 1280), ("ckb", 390)])
def test_the_story_screen_has_no_barrier_with_its_dialogs_open(visitor, editor, locale, width):
    page = opened(
        visitor,
        cast.draft(editor, headline=LONG),
        locale=locale,
        viewport={"width": width, "height": 844},
    )
    page.evaluate("for (const fold of document.querySelectorAll('#article_form fieldset details')) fold.open = true")
    barriers = {"screen": findings_in_both_lights(page)}
    page.keyboard.press("Control+/")
    barriers["keys"] = findings_in_both_lights(page)
    page.keyboard.press("Escape")
    if width < 800:
        page.click(".to-panel")
        barriers["sheet"] = findings_in_both_lights(page)
    assert barriers == {place: [] for place in barriers}


def test_scripts_and_styles_weigh_little(visitor, editor):
    story = cast.published(editor, picture=cast.picture()).article
    desk = visitor()
    desk.sign_in("evin")
    weights: dict[str, int] = {}

    def weigh(answer) -> None:
        if answer.request.resource_type in ("script", "stylesheet"):
            weights[re.sub(r".*/static/", "", answer.url)] = len(gzip.compress(answer.body(), 9))

    desk.page.on("response", weigh)
    desk.page.goto(change(story))
    desk.page.wait_for_selector(".ProseMirror")
    desk.page.wait_for_load_state("networkidle")
    total = sum(weights.values())
    print(total, sorted(weights.items(), key=lambda each: -each[1])[:12])
    assert len(weights) > 15
    assert total < MOST_BYTES

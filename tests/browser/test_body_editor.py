"""The body's editor: what it is given it gives back, and its nodes are made and changed by keyboard."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from articles import body
from articles.models import Article
from tests import cast
from tests.browser.test_accessibility import findings

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def editor():
    return cast.account("evin", "editor")


@pytest.fixture
def other(editor):
    return cast.published(editor, headline="A dam is repaired").article


def every_node(picture: int, story: int) -> str:
    return (
        '<p>Plain, <strong>bold <em>and both</em></strong>, <a href="https://example.org/"><em>away</em></a>, '
        f'<a data-story="{story}">ours</a><br>next line</p>'
        "<h2>Sub</h2><h3>Smaller</h3><hr>"
        '<ul><li>one<ul><li>deeper</li></ul></li><li><p>two</p><p>more</p></li></ul><ol start="4"><li>four</li></ol>'
        "<blockquote><p>Said.</p><footer>Roza</footer></blockquote><blockquote><p>Only.</p></blockquote>"
        '<blockquote class="pull-quote"><p>Pulled.</p><footer>Roza</footer></blockquote>'
        f'<figure data-picture="{picture}" data-size="wide" data-credit="Sara &amp; &quot;Co&quot; &lt;x&gt;"'
        ' data-alt="A bridge"><figcaption>Dusk, <strong>late</strong></figcaption></figure>'
        f'<figure data-picture="{picture}"></figure>'
        f'<figure data-embed="{VIDEO}"><figcaption>Look</figcaption></figure>'
        f'<aside data-story="{story}"></aside>'
        "<table><tbody><tr><th>Town</th><th>Votes</th></tr><tr><th>Erbil</th><td>1,200</td></tr>"
        "<tr><td></td><td>a<br>b</td></tr></tbody></table><p>End</p>"
    )


# What stands before the cursor, and what is chosen: as the browser shows it, once the editor knows it too.
CHOSEN = """(() => {
    const text = document.querySelector(".ProseMirror")
    const { doc, selection } = text.editor.state
    const known = [doc.textBetween(0, selection.from), doc.textBetween(selection.from, selection.to)]
    const [shown, before] = [getSelection(), document.createRange()]
    if (!text.contains(shown.anchorNode)) return null
    before.setStart(text, 0)
    before.setEnd(shown.getRangeAt(0).startContainer, shown.getRangeAt(0).startOffset)
    return before.toString() === known[0] && shown.toString() === known[1] ? known : null
})()"""


class Desk:
    """Somebody who writes a story."""

    def __init__(self, visitor, article: Article, **options) -> None:
        self.visitor = visitor(**options)
        self.visitor.sign_in("evin")
        self.page = self.visitor.page
        self.page.goto(f"/admin/articles/article/{article.pk}/change/")
        self.text = self.page.locator(".ProseMirror").first
        self.text.wait_for()

    def written(self) -> str:
        return body.clean(self.page.locator("textarea[name=body]").evaluate("area => area.value"))

    def tool(self, name: str):
        return self.page.locator(f".prose-menubar button[data-name='{name}']")

    def choose_the_line(self, words: str) -> None:
        self._press_until("Shift+End", lambda chosen: chosen[1] == words)

    def begin(self) -> None:
        self.text.locator("> p").first.click()
        self._press_until("Control+Home", lambda chosen: chosen == ["", ""])

    def _press_until(self, key: str, is_done: Callable[[list[str]], bool]) -> None:
        """A key that does no more when it is pressed again: soon after a click the editor may take none."""
        end = time.monotonic() + 5
        self.page.keyboard.press(key)
        while not ((chosen := self.page.evaluate(CHOSEN)) and is_done(chosen)):
            assert time.monotonic() < end, f"{key} did not do it"
            self.page.wait_for_timeout(50)
            self.page.keyboard.press(key)

    def await_focus(self) -> None:
        """The text has it with the next frame: until then a key is that of whatever had it before."""
        self.page.wait_for_function("document.activeElement.matches('.ProseMirror')")


@pytest.fixture
def desk(visitor, editor):
    def open_desk(source: str, **options) -> Desk:
        return Desk(visitor, cast.draft(editor, body=source), **options)

    return open_desk


def test_what_the_editor_is_given_it_gives_back(desk, other):
    source = every_node(cast.picture().pk, other.pk)
    assert body.clean(source) == source
    writer = desk(source)
    writer.begin()
    writer.page.keyboard.type("x")
    assert writer.written() == source.replace("<p>Plain", "<p>xPlain", 1)
    writer.page.keyboard.press("Control+z")
    assert writer.written() == source


def test_a_picture_has_words_of_its_own(desk):
    picture = cast.picture()
    writer = desk("<p>One</p><p>Two</p>")
    page = writer.page
    writer.begin()
    page.keyboard.press("Control+Alt+p")
    page.locator(".library-found button").first.click()
    page.keyboard.type("Dusk")
    page.keyboard.press("Tab")
    page.keyboard.type("Aziz")
    page.keyboard.press("Tab")
    page.keyboard.type("A “bridge”")
    page.keyboard.press("Tab")
    page.locator("select:focus").select_option("wide")
    page.keyboard.press("Escape")
    writer.await_focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Between")
    assert writer.written() == (
        f'<p>One</p><figure data-picture="{picture.pk}" data-size="wide" data-credit="Aziz" data-alt="A “bridge”">'
        "<figcaption>Dusk</figcaption></figure><p>Between</p><p>Two</p>"
    )
    assert page.locator(".frame-controls input").first.get_attribute("placeholder") == "Sara Aziz"
    page.locator(".frame-controls button", has_text="Remove").click()
    assert writer.written() == "<p>One</p><p>Between</p><p>Two</p>"


def test_a_picture_file_is_taken_in_where_it_is_dropped(desk):
    picture = cast.picture()
    writer = desk("<p>One</p><p>Two</p>")
    answer = {"picture": {"id": picture.pk}, "is_new": True, "alike": []}
    writer.page.route("**/admin/articles/picture/upload/", lambda route: route.fulfill(json=answer))
    writer.text.locator("> p").first.evaluate(
        """place => {
            const data = new DataTransfer()
            data.items.add(new File(["x"], "bridge.jpg", {type: "image/jpeg"}))
            const {left, top} = place.getBoundingClientRect()
            const at = {bubbles: true, cancelable: true, clientX: left + 2, clientY: top + 2}
            place.dispatchEvent(new DragEvent("drop", {...at, dataTransfer: data}))
        }"""
    )
    writer.text.locator("figure").wait_for()
    assert writer.written() == f'<p>One</p><figure data-picture="{picture.pk}"></figure><p>Two</p>'


def test_a_refused_file_is_told_and_leaves_nothing(desk):
    writer = desk("<p>One</p>")
    writer.visitor.expected = {"Failed to load resource: the server responded with a status of 400 (Bad Request)"}
    answer = {"error": "This file is larger than 30 MB."}
    writer.page.route("**/admin/articles/picture/upload/", lambda route: route.fulfill(status=400, json=answer))
    writer.begin()
    writer.text.evaluate(
        """text => {
            const data = new DataTransfer()
            data.items.add(new File(["x"], "bridge.jpg", {type: "image/jpeg"}))
            text.dispatchEvent(new ClipboardEvent("paste", {bubbles: true, cancelable: true, clipboardData: data}))
        }"""
    )
    writer.page.get_by_text("This file is larger than 30 MB.").wait_for()
    assert writer.text.locator("figure").count() == 0


def test_an_embed_is_of_a_known_provider(desk):
    writer = desk("<p>One</p>")
    page = writer.page
    writer.begin()
    writer.tool("embed").click()
    page.keyboard.type("https://evil.example/watch?v=dQw4w9WgXcQ")
    page.keyboard.press("Enter")
    page.locator(".refused", has_text="YouTube").wait_for()
    page.keyboard.type("youtu.be/dQw4w9WgXcQ?si=x")
    page.keyboard.press("Enter")
    page.locator(".embed-card").wait_for()
    page.keyboard.type("Look")
    assert page.locator(".embed-card strong").inner_text() == "YouTube"
    assert writer.written() == f'<p>One</p><figure data-embed="{VIDEO}"><figcaption>Look</figcaption></figure>'


def test_a_link_leads_to_a_story_of_ours_by_its_words_or_its_address(desk, other, live_server):
    writer = desk("<p>dam</p><p>bridge</p>")
    page = writer.page
    writer.begin()
    writer.choose_the_line("dam")
    page.keyboard.press("Control+k")
    page.keyboard.type("repaired")
    expect(page.locator(".stories-found button")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="detached")
    assert writer.written() == f'<p><a data-story="{other.pk}">dam</a></p><p>bridge</p>'
    writer.text.locator("> p").last.click()
    page.keyboard.press("Home")
    writer.choose_the_line("bridge")
    page.keyboard.press("Control+k")
    page.keyboard.insert_text(live_server.url + other.live_edition.path)
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="detached")
    assert writer.written() == f'<p><a data-story="{other.pk}">dam</a></p><p><a data-story="{other.pk}">bridge</a></p>'
    page.keyboard.press("Control+k")
    page.locator(".leads-to", has_text="A dam is repaired").wait_for()
    page.keyboard.type("example.org/x")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="detached")
    assert writer.written().endswith('<p><a href="https://example.org/x">bridge</a></p>')


def test_a_link_without_words_brings_the_headline(desk, other):
    writer = desk("<p>One</p>")
    writer.begin()
    writer.tool("link").click()
    writer.page.keyboard.type("repaired")
    writer.page.locator(".stories-found button", has_text="A dam is repaired").click()
    assert writer.written() == f'<p><a data-story="{other.pk}">A dam is repaired</a>One</p>'


def test_a_related_story_is_a_card(desk, other):
    writer = desk("<p>One</p>")
    writer.begin()
    writer.tool("relatedStory").click()
    writer.page.keyboard.type("repaired")
    writer.page.locator(".stories-found button", has_text="A dam is repaired").click()
    writer.page.locator(".related-card", has_text="A dam is repaired").wait_for()
    assert writer.written() == f'<p>One</p><aside data-story="{other.pk}"></aside>'


def test_a_table_is_filled_by_tab_and_left_from_an_empty_row(desk):
    writer = desk("<p>One</p>")
    page = writer.page
    writer.begin()
    writer.tool("table").click()
    for words in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    writer.tool("table:deleteColumn").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Below")
    assert writer.written() == (
        "<p>One</p><table><tbody><tr><th>a</th><th>c</th></tr><tr><td>d</td><td>f</td></tr>"
        "<tr><td>g</td><td>i</td></tr><tr><td>j</td><td></td></tr></tbody></table><p>Below</p>"
    )
    assert not writer.tool("table:deleteColumn").is_visible()


def test_the_toolbar_is_one_stop_of_tab_and_arrows_lead_along_it(desk):
    writer = desk("<p>One</p>")
    writer.begin()
    page = writer.page
    page.keyboard.press("Alt+F10")
    names = set()
    for _ in range(30):
        names.add(page.evaluate("document.activeElement.dataset.name"))
        page.keyboard.press("ArrowRight")
    assert {"bold", "link", "libraryPicture", "embed", "relatedStory", "table", "history:undo"} <= names
    assert page.locator(".prose-menubar button[tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    writer.await_focus()
    writer.choose_the_line("One")
    page.keyboard.press("Control+b")
    expect(writer.tool("bold")).to_have_attribute("aria-pressed", "true")
    assert "Ctrl+B" in writer.tool("bold").get_attribute("title")


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 1280), ("ar-IQ", 390)])
def test_the_editor_has_no_barrier(desk, other, locale, width):
    writer = desk(
        every_node(cast.picture().pk, other.pk),
        locale=locale,
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    writer.page.wait_for_load_state("networkidle")
    assert not findings(writer.page)
    writer.text.locator("td").last.click()
    assert not findings(writer.page)
    assert writer.page.evaluate("document.documentElement.scrollWidth") <= width

"""What other sites show is fetched when a reader asks for it, and never before."""

import pytest

from tests import cast
from tests.browser.test_accessibility import findings

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
TABLE = "<table><tr>" + "<th>A long heading of a column" * 9 + "<tr>" + "<td>1" * 9 + "</table>"


@pytest.fixture
def path() -> str:
    editor = cast.account("evin", "editor")
    other = cast.published(editor, headline="A dam is repaired", picture=cast.picture()).article_id
    source = f'<p>x</p><figure data-embed="{VIDEO}"><figcaption>The minister</figcaption></figure>'
    picture = f'<figure data-picture="{cast.picture().pk}" data-size="SIZE"></figure>'
    sizes = picture.replace("SIZE", "wide") + picture.replace("SIZE", "small")
    return cast.published(editor, body=f'{source}<aside data-story="{other}"></aside>{sizes}{TABLE}{TABLE}').path


def test_a_frame_is_shown_when_it_is_asked_for(visitor, path):
    reader = visitor()
    asked: list[str] = []
    reader.context.route(
        lambda url: "localhost" not in url,
        lambda route: (asked.append(route.request.url), route.fulfill(body="<p>Film</p>", content_type="text/html")),
    )
    reader.page.goto(path)
    reader.page.wait_for_load_state("networkidle")
    assert asked == []
    reader.page.get_by_role("link", name="Play the video from YouTube").press("Enter")
    frame = reader.page.locator("iframe")
    frame.content_frame.get_by_text("Film").wait_for()
    assert asked == [FRAME]
    assert frame.get_attribute("title") == "The minister"
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert reader.page.url.endswith(path)


def test_without_javascript_the_card_is_a_link(visitor, path):
    reader = visitor(java_script_enabled=False)
    reader.page.goto(path)
    assert reader.page.get_by_role("link", name="Play the video from YouTube").get_attribute("href") == VIDEO


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_body_with_everything_has_no_barrier_and_does_not_scroll_sideways(visitor, path, scheme, width):
    reader = visitor(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    reader.page.goto(path)
    assert not findings(reader.page)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width

"""What a browser does on a story's page beyond showing it: it hands the story on, and says that it was read."""

import time

import pytest

from newsroom.readership import counting
from newsroom.readership.counting import Reads
from tests import cast

PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
# Nobody's browser says of itself that a test drives it.
BY_HAND = "Object.defineProperty(navigator, 'webdriver', { get: () => false });"
NOT_FOLLOWED = BY_HAND + "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true });"


@pytest.fixture
def reads(monkeypatch) -> Reads:
    kept = Reads(seconds=0)
    monkeypatch.setattr(counting, "reads", kept)
    return kept


def counted(reads: Reads) -> int:
    until = time.monotonic() + 3
    while not len(reads) and time.monotonic() < until:
        time.sleep(0.05)
    return len(reads)


def test_a_page_says_once_that_it_was_read_when_it_was_in_sight_for_a_while(visitor, reads):
    path = cast.published(cast.account("evin", "editor")).path
    reader = visitor(user_agent=PHONE, locale="en-GB")
    sent = []
    reader.page.on("request", lambda request: "/reads/" in request.url and sent.append(request))
    reader.page.add_init_script(BY_HAND)
    reader.page.clock.install()
    reader.page.goto(path, wait_until="networkidle")
    reader.page.clock.fast_forward(9_000)
    assert not sent
    reader.page.clock.fast_forward(2_000)
    assert counted(reads) == 1
    reader.page.reload(wait_until="networkidle")
    reader.page.clock.fast_forward(60_000)
    assert len(sent) == 1
    assert sent[0].post_data is None
    assert "cookie" not in sent[0].all_headers()
    other = visitor(user_agent=PHONE.replace("14", "15"), locale="en-GB")
    other.page.on("request", lambda request: "/reads/" in request.url and sent.append(request))
    other.page.add_init_script(NOT_FOLLOWED)
    other.page.clock.install()
    other.page.goto(path, wait_until="networkidle")
    other.page.clock.fast_forward(60_000)
    assert len(sent) == 1


def test_a_story_is_handed_on_by_links_and_with_scripts_by_copying(visitor):
    edition = cast.published(cast.account("evin", "editor"), language="ckb", headline="پردەکە کرایەوە")
    plain = visitor(java_script_enabled=False).page
    plain.goto(edition.path)
    plain.click(".share summary")
    assert plain.locator(".share-ways a:visible").count() == 5
    assert plain.locator(".share-ways button:visible").count() == 0
    reader = visitor(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 390, "height": 800})
    reader.page.goto(edition.path, wait_until="networkidle")
    reader.page.click(".share summary")
    reader.page.click(".share-copy")
    reader.page.locator(".share-said:not(:empty)").wait_for()
    assert reader.page.evaluate("navigator.clipboard.readText()") == reader.page.get_attribute(
        "[rel=canonical]", "href"
    )
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

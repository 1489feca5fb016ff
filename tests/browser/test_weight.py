"""What a story's page weighs on a telephone, as production sends it."""

import gzip

import pytest

from tests import cast
from tests.browser.test_reading import TEXTS
from tests.photographs import scene, upload

MOST_BYTES = 150_000
MOST_BYTES_OF_FONTS = 90_000
MOST_BYTES_OF_PAGE = 60_000
MOST_REQUESTS = 12
PARAGRAPH = "<p>" + "The crossing halves the way to the hospital, and the first bus crossed it at six. " * 6 + "</p>"
# What whitenoise compresses when static files are collected; a page comes compressed, and says so.
COMPRESSED = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")


@pytest.fixture(scope="module")
def photograph():
    return scene(2400, 1600)


def bytes_of(page, path: str) -> dict[str, int]:
    """By address, what a page and everything that it loads at its top weigh."""
    arrived = []
    page.on("response", lambda response: arrived.append(response))
    page.goto(path, wait_until="networkidle")
    return {response.url: weight(response) for response in arrived}


def weight(response) -> int:
    body, kind = response.body(), response.header_value("content-type") or ""
    is_compressed = response.header_value("content-encoding") == "gzip"
    if is_compressed or ("/static/" in response.url and kind.startswith(COMPRESSED)):
        return len(gzip.compress(body, 6 if is_compressed else 9))
    return len(body)


@pytest.mark.parametrize("language", TEXTS)
def test_a_story_with_its_picture_is_light_on_a_telephone(visitor, photograph, language):
    edition = cast.published(
        cast.account("evin", "editor"),
        language=language,
        headline=TEXTS[language],
        picture=cast.Picture.from_upload(
            upload(photograph, quality=92), caption="A bridge", credit="Sara", alt_text="x", licence="own"
        ),
        body=PARAGRAPH * 9,
    )
    for dots in (2, 3):
        options = {"device_scale_factor": dots, "has_touch": True, "is_mobile": True}
        reader = visitor(viewport={"width": 390, "height": 844}, **options)
        weights = bytes_of(reader.page, edition.path)
        pictures = [address for address in weights if "/media/" in address]
        assert [address.rpartition("/")[2] for address in pictures] == ["960.avif"]
        assert reader.page.evaluate("document.querySelector('.lead-picture img').naturalWidth") > 0
        assert any(address.endswith(".woff2") for address in weights)
        assert any(address.endswith("story.css") for address in weights)
        assert sum(weights.values()) <= MOST_BYTES, weights
        fonts = sum(each for address, each in weights.items() if address.endswith(".woff2"))
        assert fonts <= MOST_BYTES_OF_FONTS
        assert sum(weights.values()) - fonts - sum(map(weights.get, pictures)) <= MOST_BYTES_OF_PAGE
        assert len(weights) <= MOST_REQUESTS, weights


# Of each picture: how wide it is, and how wide its `sizes` tell the browser that it will be.
SAID_AND_SHOWN = """() => [...document.querySelectorAll("picture img")].map(image => {
    const said = image.sizes.split(", ").map(each => each.match(/^(\\(.*?\\)) (.*)$/) ?? ["", "", each])
    const probe = document.body.appendChild(document.createElement("div"))
    probe.style.cssText = `position: absolute; width: ${said.find(([, when]) => !when || matchMedia(when).matches)[2]}`
    const width = probe.getBoundingClientRect().width
    probe.remove()
    return [width, image.getBoundingClientRect().width]
})"""


def test_the_browser_is_told_how_wide_a_picture_will_be(visitor):
    editor = cast.account("evin", "editor")
    for number in range(4):
        edition = cast.published(editor, headline=f"Bridge {number}", picture=cast.picture())
    for width in (390, 1100, 1280, 1440, 1900):
        page = visitor(viewport={"width": width, "height": 900}).page
        for path in (edition.path, "/", "/latest/"):
            page.goto(path)
            pictures = page.evaluate(SAID_AND_SHOWN)
            assert len(pictures) >= 4
            for said, shown in pictures:
                assert shown <= said * 1.03, (path, width, said, shown)
            # The first is the largest, and there it counts.
            assert pictures[0][0] <= pictures[0][1] * 1.1, (path, width, pictures[0])

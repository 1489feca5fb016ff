"""The picture desk in a real browser: many files at once, the focal point by keyboard, the lead picture of a story."""

import base64
import io

import pytest
from PIL import Image

from articles.models import Article, Picture
from tests import cast
from tests.browser.test_accessibility import findings_in_both_lights

LIBRARY = "/admin/articles/picture/"
COLOURS = ("teal", "olive", "navy", "maroon", "purple")


def photograph(colour: str, name: str = "") -> dict:
    data = io.BytesIO()
    Image.new("RGB", (1500, 1000), colour).save(data, "JPEG")
    return {"name": name or f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


@pytest.fixture
def editor():
    return cast.account("evin", "editor")


@pytest.fixture
def page(visitor, editor):
    desk = visitor()
    desk.expected = {"Failed to load resource: the server responded with a status of 400 (Bad Request)"}
    desk.sign_in("evin")
    return desk.page


# What a drop hands over: files made in the page.
DROP = """(element, files) => {
    const data = new DataTransfer()
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
        data.items.add(new File([bytes], name, { type: "image/jpeg" }))
    }
    for (const kind of ["dragenter", "dragover", "drop"]) {
        element.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }))
    }
}"""


def drop(locator, *files: dict) -> None:
    locator.evaluate(DROP, [[each["name"], base64.b64encode(each["buffer"]).decode()] for each in files])


def test_many_files_are_dropped_completed_in_place_and_found_in_the_library(page):
    cast.picture(colour="black", caption="An older one")
    page.goto(LIBRARY)
    drop(page.locator("body"), *map(photograph, COLOURS), {"name": "notes.jpg", "buffer": b"hello"})
    page.locator(".taking-in-says", has_text="6 of 6").wait_for()
    arrivals = page.locator(".arrival")
    assert arrivals.count() == 6
    assert "not a picture that can be read" in arrivals.filter(has_text="notes.jpg").inner_text()

    page.locator(".for-all [name=credit]").fill("Sara Aziz")
    page.locator(".for-all select").select_option("own")
    page.locator(".for-all button").click()
    teal = arrivals.filter(has_text="teal.jpg")
    teal.locator("[name=caption]").fill("A ferry")
    teal.locator("[name=alt_text]").fill("A ferry at noon")
    teal.locator("[name=credit]").focus()
    teal.locator(".arrival-lacks", has_text="Nothing is missing.").wait_for()
    for colour in COLOURS[1:]:
        arrivals.filter(has_text=f"{colour}.jpg").locator(".arrival-says", has_text="Saved").wait_for()

    page.goto(LIBRARY)
    assert page.locator(".library-card").count() == 6
    assert page.locator(".library-card", has_text="A ferry").count() == 1
    came = Picture.objects.exclude(caption="An older one")
    assert came.filter(credit="Sara Aziz", licence="own").count() == 5


def test_the_same_file_is_announced(page):
    page.goto(LIBRARY)
    for said in ("Taken in.", "The same file is here already."):
        page.set_input_files(".taking-in input[type=file]", photograph("teal"))
        page.locator(".arrival-says", has_text=said).wait_for()
    assert Picture.objects.count() == 1


def test_the_focal_point_moves_by_keyboard_and_by_click_and_the_crops_with_it(page):
    picture = cast.picture()
    page.goto(f"{LIBRARY}{picture.pk}/change/")
    mark, crop = page.locator(".focal-mark"), page.locator(".crop-tall img")
    mark.focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight", "Shift+ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("71", "41")
    assert "71 % from the left, 41 % from the top" in mark.get_attribute("aria-label")
    assert crop.evaluate("image => getComputedStyle(image).objectPosition") == "70% 40%"
    box = page.locator(".focal-preview").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("25", "75")
    page.fill("#id_focal_x", "0")
    assert crop.evaluate("image => getComputedStyle(image).objectPosition") == "0% 75%"
    page.click("[name=_continue]")
    page.wait_for_load_state()
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (0, 75)


def save(page) -> None:
    """Press Save, which stays on the screen, and wait for the answer."""
    with page.expect_response(lambda answer: "/autosave/" in answer.url and "keep" in (answer.request.post_data or "")):
        page.click("button.save")


LISTEN = """() => {
    window.told = []
    document.querySelector("#id_picture").addEventListener("change", ({ target }) => window.told.push(target.value))
}"""


def test_the_lead_picture_is_chosen_from_the_library_and_removed_by_keyboard(page, editor):
    picture = cast.picture()
    draft = cast.draft(editor)
    page.goto(f"/admin/articles/article/{draft.pk}/change/")
    page.evaluate(LISTEN)
    control = page.locator(".lead-control")
    assert control.get_by_text("No lead picture yet").is_visible()
    control.get_by_role("button", name="Choose from the library").focus()
    page.keyboard.press("Enter")
    page.locator(".library-found button").first.focus()
    page.keyboard.press("Enter")
    control.get_by_role("img", name="A bridge over a river").wait_for()
    assert page.get_attribute("#id_picture_caption", "placeholder") == "A bridge at dusk"
    assert page.evaluate("window.told") == [str(picture.pk)]
    assert control.get_by_role("button", name="Choose another one").evaluate("e => e === document.activeElement")
    save(page)
    assert Article.objects.get(pk=draft.pk).picture == picture

    page.goto(f"/admin/articles/article/{draft.pk}/change/")
    page.evaluate(LISTEN)
    assert page.locator(".lead-whole").is_visible()
    control.get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.told") == [""]
    save(page)
    assert Article.objects.get(pk=draft.pk).picture is None


def test_a_file_dropped_on_the_lead_goes_to_the_library_with_the_words_that_are_written(page, editor):
    draft = cast.draft(editor)
    page.goto(f"/admin/articles/article/{draft.pk}/change/")
    control = page.locator(".lead-control")
    drop(control, photograph("navy"))
    control.locator(".lead-licence select").select_option("own")
    control.locator(".lead-licence").wait_for(state="detached")
    for name, text in (("caption", "A ferry"), ("credit", "Sara Aziz"), ("alt", "A ferry at noon")):
        page.fill(f"#id_picture_{name}", text)
    page.locator("#id_headline").focus()
    control.locator(".lead-lacks").wait_for(state="detached")
    save(page)
    picture = Picture.objects.get()
    assert (picture.caption, picture.licence, picture.lacks) == ("A ferry", "own", [])
    assert Article.objects.get(pk=draft.pk).picture == picture


def test_what_has_just_come_in_has_no_barrier(visitor, editor):
    # All of one colour: to the library they look the same.
    Picture.objects.filter(pk=cast.picture(colour="black").pk).update(fingerprint=0)
    draft = cast.draft(editor)
    desk = visitor(locale="ar-IQ", bypass_csp=True)
    desk.sign_in("evin")
    desk.page.goto(LIBRARY)
    drop(desk.page.locator("body"), photograph("teal"), photograph("olive"))
    for number in range(2):
        desk.page.locator(".arrival-form").nth(number).wait_for()
    barriers = findings_in_both_lights(desk.page)
    desk.page.goto(f"/admin/articles/article/{draft.pk}/change/")
    drop(desk.page.locator(".lead-control"), photograph("navy"))
    desk.page.locator(".lead-licence").wait_for()
    assert not barriers + findings_in_both_lights(desk.page)

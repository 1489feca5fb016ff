"""The public page beside the text, links for outsiders, and the checks that lead to their places."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import PreviewLink
from tests import cast
from tests.browser.test_accessibility import findings_in_both_lights

NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture
def editor():
    return cast.account("evin", "editor")


def at_the_screen(visitor, article, **options):
    desk = visitor(**{"viewport": {"width": 1280, "height": 800}, **options})
    desk.sign_in("evin")
    desk.page.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.page.wait_for_load_state("networkidle")
    return desk


def shown(page):
    """What is in the preview, once it is the page that was loaded last."""
    page.wait_for_selector(".preview-stage iframe:not(.is-coming)")
    return page.frame_locator(".preview-stage iframe:not(.is-coming)")


def test_the_preview_shows_what_was_typed_once_it_is_saved_and_stays_where_one_reads(visitor, editor):
    body = "<p>The first bus crossed at six.</p>" * 60
    page = at_the_screen(visitor, cast.draft(editor, body=body)).page
    page.click("[data-key=preview]")
    assert shown(page).locator("h1").inner_text() == "Bridge opens after two years"
    page.evaluate("document.querySelector('.preview-stage iframe').contentWindow.scrollTo(0, 900)")
    page.fill("#id_headline", "Bridge closes again")
    page.keyboard.press("Control+s")
    shown(page).locator("h1", has_text="Bridge closes again").wait_for(state="attached")
    assert page.locator("#preview-pane").is_visible()


def test_a_save_that_loads_nothing_anew_refreshes_the_preview_in_its_place(visitor, editor):
    article = cast.draft(editor, body="<p>The first bus crossed at six.</p>" * 60)
    page = at_the_screen(visitor, article).page
    page.click("[data-key=preview]")
    shown(page).locator("h1").wait_for()
    page.evaluate("document.querySelector('.preview-stage iframe').contentWindow.scrollTo(0, 900)")
    type(article).objects.update(headline="Written by autosave")
    page.evaluate(
        """document.querySelector("#article_form")
            .dispatchEvent(new CustomEvent("story:state", { detail: { state: "saved" } }))"""
    )
    shown(page).locator("h1", has_text="Written by autosave").wait_for(state="attached")
    scrolled = "document.querySelector('.preview-stage iframe:not(.is-coming)').contentWindow.scrollY"
    assert page.evaluate(scrolled) == 900


def test_the_preview_is_as_wide_as_a_phone_or_a_desktop(visitor, editor):
    page = at_the_screen(visitor, cast.draft(editor)).page
    page.click("[data-key=preview]")
    inner = "document.querySelector('.preview-stage iframe:not(.is-coming)').contentWindow.innerWidth"
    shown(page).locator("h1").wait_for()
    assert page.evaluate(inner) == 390
    page.click("[data-width='1280']")
    assert page.evaluate(inner) == 1280
    box = page.locator(".preview-stage iframe").bounding_box()
    assert box["x"] + box["width"] <= 1281
    # The text stays beside it.
    assert page.locator("#id_headline").bounding_box()["width"] > 250


def test_on_a_phone_the_preview_fills_the_screen_and_the_keyboard_closes_it(visitor, editor):
    page = at_the_screen(visitor, cast.draft(editor), viewport={"width": 390, "height": 800}).page
    opener = page.locator("[data-key=preview]")
    opener.focus()
    page.keyboard.press("Enter")
    shown(page).locator("h1").wait_for()
    assert page.locator("#preview-pane").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 800}
    page.keyboard.press("Escape")
    page.locator("#preview-pane").wait_for(state="hidden")
    assert opener.evaluate("each => each === document.activeElement")
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_a_link_of_the_page_leads_out_of_the_preview(visitor, editor):
    page = at_the_screen(visitor, cast.draft(editor)).page
    page.click("[data-key=preview]")
    with page.context.expect_page() as opened:
        shown(page).locator(".nameplate a").click()
    assert opened.value.url.endswith("/")
    assert shown(page).locator("h1").inner_text() == "Bridge opens after two years"


def test_a_link_for_an_outsider_opens_anywhere_until_it_is_revoked(visitor, editor):
    desk = at_the_screen(visitor, cast.draft(editor))
    page = desk.page
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#verb-preview_link > summary")
    page.fill("[name=preview_link-made_for]", "Sara's lawyer")
    page.click("button[value=preview_link]")
    page.wait_for_selector(".messagelist .success")
    page.click("[data-copy]")
    page.locator("[data-copy]", has_text="Copied").wait_for()
    address = page.evaluate("navigator.clipboard.readText()")

    outsider = visitor()
    outsider.expected = {NOT_FOUND}
    assert outsider.page.goto(address).status == 200
    assert outsider.page.locator("h1").inner_text() == "Bridge opens after two years"
    assert outsider.context.cookies() == []
    assert PreviewLink.objects.get().views == 1

    page.click("button[value^='revoke_preview:']")
    page.wait_for_selector(".messagelist .success")
    assert outsider.page.goto(address).status == 404
    assert "Bridge opens" not in outsider.page.content()


def test_a_check_leads_to_its_place_and_the_summary_is_always_in_reach(visitor, editor):
    body = "<p>Water.</p>" * 40 + '<p>More <a href="https://example.org/">here</a>.</p>'
    page = at_the_screen(visitor, cast.draft(editor, body=body, section=None, standfirst="")).page
    summary = page.locator(".to-checks")
    assert re.sub(r"\s+", " ", summary.inner_text()) in ("1 to mend 3 warnings", "1 to mend3 warnings")
    page.click("#panel-checks a[href='#id_section']")
    assert page.evaluate("document.activeElement.id") == "id_section"
    page.click("#panel-checks summary")
    page.click("#panel-checks a[data-block]")
    # The editor takes the focus a frame later.
    page.wait_for_function("() => document.activeElement.classList.contains('ProseMirror')")
    paragraph = page.locator(".ProseMirror p", has_text="More here").element_handle()
    page.wait_for_function("each => each.contains(getSelection().anchorNode)", arg=paragraph)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box = summary.bounding_box()
    assert 0 <= box["y"] < 800


def test_checks_that_come_anew_after_a_save_keep_the_bar_and_the_questions_in_step(visitor, editor):
    page = at_the_screen(visitor, cast.draft(editor, standfirst="", picture=cast.picture())).page
    page.click("#verb-publish > summary")
    assert "no standfirst" in page.locator("#verb-publish .verb-warnings").inner_text()
    page.evaluate(
        """() => {
          const old = document.querySelector("#panel-checks")
          const fresh = old.cloneNode(true)
          fresh.querySelector(".checks-summary").innerHTML = '<span class="checks-count is-clear">All clear</span>'
          fresh.querySelector("details").remove()
          old.replaceWith(fresh)
        }"""
    )
    page.locator(".to-checks", has_text="All clear").wait_for()
    assert page.locator("#verb-publish .verb-warnings").is_hidden()


@pytest.mark.parametrize("locale", ["en-GB", "ar-IQ"])
def test_checks_links_and_preview_have_no_barrier(visitor, editor, locale):
    article = cast.draft(editor, standfirst="", section=None, picture=cast.picture(licence=""))
    page = at_the_screen(visitor, article, locale=locale, bypass_csp=True).page
    page.click("#verb-preview_link > summary")
    page.fill("[name=preview_link-made_for]", "A lawyer")
    page.click("button[value=preview_link]")
    page.wait_for_selector(".messagelist .success")
    page.click("#panel-checks summary")
    assert not findings_in_both_lights(page)
    page.click("[data-key=preview]")
    shown(page).locator("h1").wait_for()
    page.wait_for_load_state("networkidle")
    assert not findings_in_both_lights(page)
    page.goto(f"/admin/articles/article/{article.pk}/preview/")
    assert not findings_in_both_lights(page)

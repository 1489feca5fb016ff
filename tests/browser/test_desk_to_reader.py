"""The whole path: a reporter writes a page, an editor releases it, a reader comments, a moderator decides.

NEWSROOM_PAGE names another page to type, in the form of page.txt.
"""

import datetime
import os
import time
from pathlib import Path

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Picture, Source
from newsroom.comments.models import Comment
from tests import cast
from tests.browser import printed

LISTS = ("/", "/politics/", "/tag/iraq/", "/people/roza-karim/", "/feed.atom", "/feed.rss", "/sitemap-news.xml")
PAGE = Path(os.environ.get("NEWSROOM_PAGE") or Path(__file__).parent / "page.txt")


@pytest.fixture
def people():
    for name, role in {"roza": "reporter", "evin": "editor", "mina": "moderator"}.items():
        cast.account(name, role)
    cast.person("roza-karim", user=cast.User.objects.get(username="roza"))


def type_story(page, text: printed.PrintedPage, photograph: bytes) -> None:
    page.goto("/admin/articles/article/add/")
    page.fill("[name=kicker]", text.kicker)
    page.fill("[name=headline]", text.headline)
    page.fill("[name=dateline]", "Umm Qasr")
    body = page.locator(".ProseMirror")
    body.click()
    for kind, words in text.blocks:
        if kind == "h2":
            page.keyboard.press("Control+Alt+2")
        page.keyboard.insert_text(words)
        page.keyboard.press("Enter")
        if kind == "h2" and body.locator("h2").count() > 1:
            page.keyboard.press("Control+Alt+0")
    page.select_option("[name=section]", label="Politics")
    page.fill("[name=tags]", "Iraq, Umm Qasr، ميناء")
    page.select_option("[name=source]", label="The National desk")
    page.set_input_files("[name=picture_upload]", {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photograph})
    page.fill("[name=picture_caption]", text.caption)
    page.fill("[name=picture_credit]", text.credit)
    page.fill("[name=picture_alt]", "A crane in the morning")


def come_in(page, name: str) -> None:
    """By the login's page, as everybody does."""
    page.goto("/admin/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", cast.PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")


def test_a_page_goes_from_the_desk_to_its_readers(visitor, people, live_server):
    text = printed.read(PAGE)
    cast.section(name="Politics")
    Source.objects.create(name="The National desk", credit_line=text.source)

    reporter = visitor()
    come_in(reporter.page, "roza")
    type_story(reporter.page, text, cast.photograph(1600, 1000).read())
    reporter.page.click("button[name=_verb][value=submit]")
    reporter.page.wait_for_selector(".messagelist .success")
    # By what right it is printed is said in the library.
    Picture.objects.update(licence="own")

    editor = visitor()
    editor.sign_in("evin")
    editor.page.goto("/admin/articles/article/")
    editor.page.click(f"text={text.headline}")
    press(editor.page, "publish")
    path = editor.page.locator("a.public-address").get_attribute("href")

    reader = visitor()
    began = time.monotonic()
    page = reader.page
    page.goto(path)
    assert time.monotonic() - began < 5
    article = page.locator("article")
    assert article.locator(".kicker").first.inner_text().casefold() == text.kicker.casefold()
    assert article.locator("h1").inner_text() == text.headline
    blocks = article.locator(".body > p, .body > h2")
    printed_blocks = blocks.evaluate_all("nodes => nodes.map(n => [n.localName, n.textContent])")
    assert [tuple(block) for block in printed_blocks] == text.blocks
    assert article.locator("figure .caption").first.inner_text() == text.caption
    assert text.credit in article.locator("figure .credit").first.inner_text()
    assert article.locator(".source-credit").inner_text().strip() == text.source
    assert "Umm Qasr" in article.locator(".dateline").inner_text()
    assert sorted(article.locator(".tags a").all_inner_texts()) == sorted(["Iraq", "Umm Qasr", "ميناء"])
    assert "Roza Karim" in article.locator(".byline").first.inner_text()
    assert page.locator("figure img").first.evaluate("img => img.complete && img.naturalWidth > 0")

    for listing in LISTS:
        answer = reader.context.request.get(listing)
        assert answer.status == 200
        assert path in answer.text(), listing

    page.goto("/politics/")
    page.click(f"text={text.headline}")
    page.fill("[name=body]", "A fine place for a crane.")
    page.fill("[name=name]", "Hêvî")
    page.fill("[name=email]", "hevi@example.org")
    page.click("text=Post Comment")
    page.get_by_role("heading", name="Thank you for your comment").wait_for()
    assert "A fine place" not in reader.context.request.get(path).text()

    moderator = visitor()
    moderator.sign_in("mina")
    moderator.page.goto("/admin/comments/comment/")
    card = moderator.page.locator("article.comment", has_text="A fine place")
    card.get_by_role("button", name="Approve").click()
    moderator.page.wait_for_selector("article.comment[data-state=approved]", state="attached")
    assert Comment.objects.get().state == Comment.State.APPROVED
    page.goto(path)
    assert page.locator(".comment", has_text="A fine place").is_visible()
    assert "hevi@example.org" not in page.content()

    editor.page.reload()
    press(editor.page, "unpublish", reason="A crane was not there")
    for listing in LISTS:
        assert path not in reader.context.request.get(listing).text(), listing
    assert reader.context.request.get(path).status == 410


def press(page, verb: str, **answers: str) -> None:
    """Use a verb of the story screen; most open their question first."""
    button = page.locator(f"button[name=_verb][value={verb}]")
    button.wait_for(state="attached")
    for summary in page.locator("details", has=button).locator("> summary").all():
        summary.click()
    for name, words in answers.items():
        page.fill(f"[name={verb}-{name}]", words)
    button.click()
    page.wait_for_selector(".messagelist .success")


def test_a_scheduled_story_appears_on_time_with_no_worker(visitor, people):
    at = timezone.now() + datetime.timedelta(seconds=5)
    editor = cast.User.objects.get(username="evin")
    edition = workflow.schedule(cast.draft(editor), by=editor, at=at)
    request = visitor().context.request
    assert request.get(edition.path).status == 404
    while timezone.now() < at - datetime.timedelta(seconds=1):
        assert request.get(edition.path).status == 404
        time.sleep(0.5)
    time.sleep(1.2)
    assert request.get(edition.path).status == 200
    assert edition.path in request.get("/").text()

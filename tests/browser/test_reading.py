"""A story's page as a reader has it."""

import pytest

from newsroom.comments.models import Comment
from tests import cast

TEXTS = {
    "en": "Bridge opens after two years",
    "ar": "جسر جديد يفتح أبوابه بعد عامين",
    "ckb": "پردە نوێیەکە دوای دوو ساڵ کرایەوە",
}


@pytest.fixture
def paths():
    editor = cast.account("evin", "editor")
    paths = {}
    for code, headline in TEXTS.items():
        edition = cast.published(
            editor,
            language=code,
            headline=headline,
            picture=cast.picture(),
            body="<p>" + f"{headline}. " * 40 + "</p>" * 3,
        )
        Comment.objects.create(
            article=edition.article, name="Reader", email="r@example.org", body="x" * 300, state="approved"
        )
        paths[code] = edition.path
    return paths


def test_the_page_works_without_javascript(visitor, paths):
    reader = visitor(java_script_enabled=False)
    page = reader.page
    page.goto(paths["en"])
    page.fill("[name=body]", "Only words")
    page.click("text=Scroll to top")
    assert page.url.endswith("#top")


def test_an_error_is_shown_beside_its_field_and_what_was_typed_is_kept(visitor, paths):
    reader = visitor(java_script_enabled=False)
    page = reader.page
    page.goto(paths["en"])
    page.fill("[name=body]", "Only words")
    page.fill("[name=name]", "Hêvî")
    page.fill("[name=email]", "hevi@example.org")
    page.fill("[name=website]", "https://nowhere")
    reader.expected = {"Failed to load resource: the server responded with a status of 422 (Unprocessable Content)"}
    page.click("text=Post Comment")
    assert page.locator("[name=website]").get_attribute("aria-invalid") == "true"
    described = page.locator("[name=website]").get_attribute("aria-describedby")
    assert "https://example.com" in page.locator(f"#{described.split()[-1]}").inner_text()
    assert page.input_value("[name=body]") == "Only words"
    assert page.input_value("[name=website]") == "https://nowhere"
    page.fill("[name=website]", "")
    page.click("text=Post Comment")
    page.get_by_role("heading", name="Thank you for your comment").wait_for()
    assert Comment.objects.filter(body="Only words").count() == 1


def test_details_are_kept_in_the_browser_and_nowhere_else(visitor, paths):
    reader = visitor()
    page = reader.page
    page.goto(paths["en"])
    for name, value in {"body": "One", "name": "Hêvî", "email": "hevi@example.org"}.items():
        page.fill(f"[name={name}]", value)
    page.get_by_label("Save my name").check()
    page.click("text=Post Comment")
    page.get_by_role("heading", name="Thank you for your comment").wait_for()
    page.goto(paths["ar"])
    assert page.input_value("[name=name]") == "Hêvî"
    assert page.input_value("[name=email]") == "hevi@example.org"
    assert reader.context.cookies() == []

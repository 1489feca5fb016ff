"""From a page to the same in another language: the switch, hreflang, and the words that a page quotes of the other."""

import datetime
import re

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article
from newsroom.comments.models import Comment
from newsroom.comments.posting import own_path
from tests import cast

pytestmark = pytest.mark.django_db


def switch(reader, path: str) -> dict[str, tuple[str, str]]:
    """By language, where the switch leads and what it says about that; nothing where it leads to the same page."""
    page = reader.get(path).content.decode()
    (nav,) = re.findall(r'<nav class="languages".*?</nav>', page, re.DOTALL)
    links = re.findall(r'<a href="([^"]*)" lang="(\w+)" dir="\w+" hreflang="(\w+)"([^>]*)>', nav)
    assert all(own == told for _, own, told, _ in links)
    return {code: (path, "".join(re.findall('title="([^"]*)"', rest))) for path, code, _, rest in links}


def alternates(reader, path: str) -> dict[str, str]:
    page = reader.get(path).content.decode()
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">', page))


def translated(editor, original, language: str, headline: str):
    return cast.published(editor, language=language, headline=headline, translation_of=original.article)


def test_a_story_leads_to_its_translation_and_else_to_the_front_and_says_so(reader, editor):
    original = cast.published(editor)
    arabic = translated(editor, original, "ar", "افتتاح الجسر")
    assert switch(reader, original.path)["ar"] == (arabic.path, "")
    assert switch(reader, original.path)["ckb"] == ("/ckb/", "پەڕەی سەرەکی")
    assert switch(reader, arabic.path)["en"] == (original.path, "")
    workflow.unpublish(arabic.article, by=editor, reason="A mistake")
    assert switch(reader, original.path)["ar"][0] == "/ar/"
    assert switch(reader, original.path)["ar"][1]


def test_a_story_and_its_translations_name_each_other_to_machines(reader, editor):
    original = cast.published(editor)
    assert alternates(reader, original.path) == {}
    arabic = translated(editor, original, "ar", "افتتاح الجسر")
    said = alternates(reader, original.path)
    assert said == alternates(reader, arabic.path)
    assert set(said) == {"en", "ar", "x-default"}
    assert said["x-default"] == said["en"]
    assert said["en"].endswith(original.path)
    assert said["ar"].isascii()


def test_a_front_leads_to_the_other_fronts(reader, editor):
    cast.published(editor)
    assert switch(reader, "/ar/") == {"en": ("/", ""), "ar": ("/ar/", ""), "ckb": ("/ckb/", "")}


@pytest.mark.parametrize("kind", ["/politics/", "/tag/rivers/", "/people/dilan-rashid/", "day"])
def test_a_list_leads_to_the_same_list_where_that_has_a_story(reader, editor, kind):
    path = f"/{timezone.localdate():%Y/%-m/%-d}/" if kind == "day" else kind
    cast.published(editor)
    cast.published(editor, language="ar", headline="افتتاح الجسر")
    for from_here in (path, f"{path}?before=4102444800000000-1"):
        led = switch(reader, from_here)
        assert led["ar"] == (f"/ar{path}", "")
        assert led["ckb"][0] == "/ckb/"
        assert led["ckb"][1]
    assert switch(reader, f"/ar{path}")["en"] == (path, "")
    assert {code: each.removeprefix("http://testserver") for code, each in alternates(reader, path).items()} == {
        "en": path,
        "ar": f"/ar{path}",
        "x-default": path,
    }
    for code, (to, _) in switch(reader, path).items():
        assert reader.get(to).status_code == 200, code


def test_a_story_to_come_in_another_language_is_not_led_to(reader, editor):
    original = cast.published(editor)
    draft = cast.draft(editor, language="ar", headline="افتتاح الجسر", translation_of=original.article)
    workflow.schedule(draft, by=editor, at=timezone.now() + datetime.timedelta(hours=1))
    for path in (original.path, "/politics/", "/tag/rivers/", "/people/dilan-rashid/"):
        assert switch(reader, path)["ar"][0] == "/ar/"
        assert "ar" not in alternates(reader, path)


def test_a_page_that_is_not_there_leads_to_the_fronts(reader, editor):
    cast.published(editor)
    led = switch(reader, "/ar/nowhere/")
    assert led["en"] == ("/", "Front page")
    assert led["ar"] == ("/ar/", "")


def test_slugs_are_in_the_script_of_their_language(editor):
    paths = [
        cast.published(editor, language=code, headline=headline).path
        for code, headline in {"ar": "افتتاح الجسر في أربيل", "ckb": "پردەکە لە هەولێر کرایەوە"}.items()
    ]
    assert paths[0].endswith("/افتتاح-الجسر-في-أربيل/")
    assert paths[1].endswith("/پردەکە-لە-هەولێر-کرایەوە/")


def test_what_a_page_quotes_of_another_language_says_which(reader, editor):
    english = cast.published(editor)
    arabic = cast.published(
        editor,
        language="ar",
        headline="افتتاح الجسر",
        body=f'<p><a data-story="{english.article_id}">الجسر</a></p><aside data-story="{english.article_id}"></aside>',
    )
    page = reader.get(arabic.path).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert f'<a href="{english.path}" hreflang="en">الجسر</a>' in page
    assert re.search(rf'lang="en" dir="ltr"><a href="{english.path}" hreflang="en">Bridge', page)
    comment = Comment.objects.create(article=english.article, name="Hêvî", email="h@example.org", body="Well put.")
    received = reader.get(f"/ar{own_path(comment)}").content.decode()
    assert re.search(r'<p class="notice-story" lang="en" dir="ltr">', received)
    assert Article.objects.get(pk=arabic.article_id).direction == "rtl"

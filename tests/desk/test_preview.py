"""The desk looks at the public page of a working copy, and hands out links to it in the panel."""

import datetime
import uuid

import pytest

from articles import preview, workflow
from articles.models import Article, PreviewLink, Sitting
from articles.snapshot import snapshot
from tests import cast
from tests.desk.test_story_screen import change, said, signed_in

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def page(user, article: Article, query: str = ""):
    return signed_in(user).get(f"/admin/articles/article/{article.pk}/preview/{query}")


def press(user, article: Article, verb: str, **answers: str):
    article.refresh_from_db()
    sent = {"_verb": verb, "version": str(article.version)}
    sent |= {f"{verb}-{name}": value for name, value in answers.items()}
    return signed_in(user).post(f"/admin/articles/article/{article.pk}/act/", sent, follow=True)


def test_it_is_the_public_page_and_says_what_it_is(editor, reader):
    live = cast.published(editor, picture=cast.picture())
    article = live.article
    Article.objects.update(headline="Bridge opens late", body="<h2>Why</h2><p>Rain.</p>")
    answer = page(editor, article)
    text, public = answer.content.decode(), reader.get(live.path).content.decode()
    for expected in (
        '<h1 class="headline">Bridge opens late</h1>',
        "<h2>Why</h2>",
        "Preview: not what readers see yet",
    ):
        assert expected in text
    # Sheet for sheet and part for part as readers have it.
    for part in ('class="lead-picture"', 'class="story-about"', "site/css/story.css", 'class="source-credit"'):
        assert part in text
        assert part in public
    assert 'method="post"' not in text
    assert "canonical" not in text


def test_it_may_be_framed_by_the_desk_and_is_kept_by_nobody(editor):
    article = cast.draft(editor)
    answer = page(editor, article)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    screen = signed_in(editor).get(change(article))
    assert "frame-src 'self'" in screen["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in screen["Content-Security-Policy"]
    assert screen["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl")])
def test_the_page_is_in_the_storys_language_and_its_bar_in_the_desks(editor, language, direction):
    answer = page(editor, cast.draft(editor, language=language))
    text = answer.content.decode()
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert 'aria-labelledby="preview-words" lang="en" dir="ltr">' in text


def test_what_the_body_leads_to_is_where_readers_find_it_or_nowhere(editor):
    live = cast.published(editor, headline="The lower bridge")
    hidden = cast.draft(editor, headline="Nobody may know")
    body = "".join(
        f'<p><a data-story="{story}">as we said</a></p><aside data-story="{story}"></aside>'
        for story in (live.article_id, hidden.pk)
    )
    text = page(
        editor, cast.draft(editor, headline="Leads on", section=cast.section("world"), body=body)
    ).content.decode()
    assert f'<a href="{live.path}">as we said</a>' in text
    assert "The lower bridge" in text
    assert "Nobody may know" not in text
    assert "data-story" not in text


def test_it_shows_the_pictures_that_readers_may_see_and_no_others(editor):
    barred, other = cast.picture(colour="red", uses=[]), cast.picture(colour="olive")
    cast.published(editor, headline="Beside it", picture=other)
    article = cast.draft(editor, picture=barred, body=f'<p>x</p><figure data-picture="{barred.pk}"></figure>')
    text = page(editor, article).content.decode()
    assert other.digest in text
    assert barred.digest not in text


def test_a_reporter_looks_at_an_own_draft_and_at_what_the_desk_may_read(reporter, editor, administrator):
    assert page(reporter, cast.draft(reporter)).status_code == 200
    assert page(reporter, cast.draft(editor)).status_code == 200
    killed = cast.published(editor).article
    workflow.kill(killed, by=administrator, reason="Wrong")
    assert page(reporter, killed).status_code == 404
    assert page(administrator, killed).status_code == 200


def test_a_sitting_shows_what_it_holds_to_whoever_sits_and_to_nobody_else(editor, reporter):
    article = cast.draft(editor, picture=cast.picture())
    person, section = cast.person("roza-karim"), cast.section("world")
    held = {
        **snapshot(article),
        "headline": "What I typed",
        "body": "<p>On the train</p><script>alert(1)</script>",
        "picture": None,
        "section": {"id": section.pk, "name": "World"},
        "bylines": [{"person": person.pk, "name": "Roza Karim", "role": "words"}],
        "tags": [{"id": tag.pk, "name": tag.name} for tag in article.tags.all()] + [{"id": 10**9, "name": "Gone"}],
    }
    sitting = Sitting.objects.create(article=article, account=editor, held=held, held_from=1)
    text = page(editor, article, f"?sitting={sitting.key}").content.decode()
    for expected in ("What I typed", "On the train", "Roza Karim", "Rivers", "World"):
        assert expected in text
    for absent in ("Bridge opens", "alert(1)", "Dilan", "lead-picture", "Gone"):
        assert absent not in text
    # Looked at, and written nowhere.
    assert snapshot(Article.objects.get(pk=article.pk))["headline"] == "Bridge opens after two years"
    assert "What I typed" not in page(reporter, article, f"?sitting={sitting.key}").content.decode()
    other = cast.draft(editor, headline="Another story")
    assert "What I typed" not in page(editor, other, f"?sitting={sitting.key}").content.decode()


@pytest.mark.parametrize("key", ["", "x", "0" * 400, str(uuid.UUID(int=7)), "%00"])
def test_a_sitting_that_is_none_shows_the_story_as_it_stands(editor, key):
    answer = page(editor, cast.draft(editor), f"?sitting={key}")
    assert answer.status_code in (200, 400)
    assert (answer.status_code == 400) == (key == "%00")


# Links, in the panel.


def test_a_link_is_made_copied_and_revoked_in_the_panel(editor, reader):
    article = cast.draft(editor)
    answer = press(editor, article, "preview_link", made_for="Sara's lawyer", lasts="72")
    link = PreviewLink.objects.get()
    assert "The link is made" in said(answer)
    assert (link.expires_at - link.made_at).days in (2, 3)
    assert f"http://testserver{preview.address(link)}" in answer.content.decode()
    assert reader.get(preview.address(link)).status_code == 200
    text = signed_in(editor).get(change(article)).content.decode()
    assert "seen 1 time" in text
    article.refresh_from_db()
    sent = {"_verb": f"revoke_preview:{link.pk}", "version": str(article.version)}
    answer = signed_in(editor).post(f"/admin/articles/article/{article.pk}/act/", sent, follow=True)
    assert "The link is revoked" in said(answer)
    assert preview.address(link) not in answer.content.decode()
    assert reader.get(preview.address(link)).status_code == 404


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"made_for": "", "lasts": "1"}, "Say whom"),
        ({"made_for": "x", "lasts": ""}, "Choose for how long"),
        ({"made_for": "x", "lasts": "100000"}, "Nothing was done"),
        ({"made_for": "x" * 500, "lasts": "1"}, "Nothing was done"),
        ({"made_for": "\x00", "lasts": "1"}, "Nothing was done"),
    ],
)
def test_a_link_that_cannot_be_made_is_said(editor, answers, says):
    article = cast.draft(editor)
    assert says in said(press(editor, article, "preview_link", **answers))
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("which", ["", "0", "x", "9" * 30, "-1", "1:1"])
def test_a_link_that_is_none_is_not_revoked(editor, which):
    article = cast.draft(editor)
    workflow.preview_link(article, by=editor, made_for="x", lasts=DAY)
    article.refresh_from_db()
    sent = {"_verb": f"revoke_preview:{which}", "version": str(article.version)}
    answer = signed_in(editor).post(f"/admin/articles/article/{article.pk}/act/", sent, follow=True)
    assert "Nothing was done" in said(answer)
    assert PreviewLink.objects.get().revoked_at is None


def test_who_hands_out_no_links_sees_none(editor, reporter):
    article = cast.draft(editor)
    link = workflow.preview_link(article, by=editor, made_for="Sara's lawyer", lasts=DAY)
    text = signed_in(reporter).get(change(article)).content.decode()
    assert preview.address(link) not in text
    assert "panel-links" not in text
    assert preview.address(link) in signed_in(editor).get(change(article)).content.decode()

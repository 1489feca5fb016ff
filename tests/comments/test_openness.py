"""Who may comment is said of a story, a section and the site; the nearest decides, and the page says it."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Edition
from newsroom.comments.models import Comment, Openness, Policy
from newsroom.comments.openness import openness_of, settled
from tests.comments.test_posting import GOOD, edition, post

__all__ = ["edition"]

WORDS = {
    "open": "Comments are shown at once, unless",
    "moderated": "A moderator reads every comment",
    "staff": "Only the newsroom writes here.",
    "closed": "Comments on this story are closed.",
}


def say(edition: Edition, *, site: str = "", section: str = "", story: str = "", **fields) -> None:
    Policy.objects.all().delete()
    Policy.objects.create(openness=site, **fields)
    Policy.objects.create(section=edition.section, openness=section)
    Policy.objects.create(article=edition.article, openness=story)


@pytest.mark.parametrize(
    ("site", "section", "story", "comes_to"),
    [
        ("", "", "", "moderated"),
        ("open", "", "", "open"),
        ("open", "closed", "", "closed"),
        ("closed", "staff", "open", "open"),
        ("closed", "", "moderated", "moderated"),
    ],
)
def test_the_nearest_decides(reader, edition, site, section, story, comes_to):
    say(edition, site=site, section=section, story=story)
    assert openness_of(edition) == comes_to
    page = reader.get(edition.path).text
    assert WORDS[comes_to] in page
    assert ("Post Comment" in page) == (comes_to in ("open", "moderated"))


def test_without_a_word_from_anyone_a_moderator_reads_first(reader, edition):
    Policy.objects.all().delete()
    assert openness_of(edition) == Openness.MODERATED
    assert "Post Comment" in reader.get(edition.path).text


@pytest.mark.parametrize("openness", ["staff", "closed"])
def test_a_post_to_a_closed_story_is_refused_with_its_words_kept(reader, edition, openness):
    say(edition, story=openness)
    began = Comment.objects.create(article=edition.article, name="B", email="b@example.org", body="B", state="approved")
    for path in (f"/comments/{edition.article_id}/", f"/comments/{edition.article_id}/answer/{began.pk}/"):
        answer = reader.post(path, {**GOOD, "email": "not one"})
        assert answer.status_code == 403
        assert GOOD["body"] in answer.text.replace("\r\n", "\n")
        assert "is stored nowhere" in answer.text
        assert WORDS[openness] in answer.text
    assert Comment.objects.count() == 1
    assert "comment-answer" not in reader.get(edition.path).text


def said(days: int | None, *, article: int | None = None, section: int | None = None) -> dict:
    return {"article_id": article, "section_id": section, "openness": "open", "closes_after": days}


@pytest.mark.parametrize(
    ("policies", "days", "comes_to"),
    [
        ([said(30)], 29, "open"),
        ([said(30)], 30, "closed"),
        ([said(0)], 9_999, "open"),
        ([said(30), said(0, section=1)], 99, "open"),
        ([said(0, section=1), said(2, article=1)], 2, "closed"),
        ([said(30), said(None, article=1)], 31, "closed"),
    ],
)
def test_a_conversation_closes_by_its_story_s_age(policies, days, comes_to):
    published_at = timezone.now() - datetime.timedelta(days=days, seconds=5)
    assert settled(policies, published_at) == comes_to


def test_a_story_that_is_old_enough_takes_none(reader, edition):
    say(edition, site="open", closes_after=7)
    assert post(reader, edition).status_code == 302
    Edition.objects.update(published_at=timezone.now() - datetime.timedelta(days=8))
    assert post(reader, edition, body="Later").status_code == 403
    assert WORDS["closed"] in reader.get(edition.path).text

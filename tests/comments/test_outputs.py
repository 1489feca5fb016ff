"""What machines are told of a conversation: structured data and feeds, by the rule of the page."""

import json

import feedparser
import pytest
from django.utils import timezone

from articles import workflow
from newsroom.comments.models import Comment
from tests.articles.test_metadata import HOSTILE, Head, checked
from tests.comments.test_conversation import said
from tests.comments.test_posting import edition

__all__ = ["edition"]
FORMS = ["atom", "rss", "json"]


def test_a_story_tells_search_engines_of_its_comments(reader, edition):
    began = said(edition, HOSTILE, website="https://example.org/")
    answer = said(edition, "An answer", began)
    said(edition, "Held", state="held")
    gone = said(edition, "Erased")
    Comment.objects.filter(pk=gone.pk).update(erased_at=timezone.now())
    story = Head(reader.get(edition.path).text).of_type("NewsArticle")
    checked(story, missing=frozenset({"image", "thumbnailUrl"}))
    assert story["commentCount"] == 3
    [thing] = story["comment"]
    assert thing["@type"] == "Comment"
    assert thing["text"] == began.body
    assert thing["author"]["name"] == began.name
    assert thing["url"] == f"http://testserver/comments/{edition.article_id}/{began.pk}/"
    assert [each["text"] for each in thing["comment"]] == ["An answer"]
    assert thing["comment"][0]["url"].endswith(f"/{answer.pk}/")
    assert reader.get(thing["url"].removeprefix("http://testserver")).status_code == 200
    assert "Held" not in json.dumps(story)


def test_a_story_without_comments_tells_of_none(reader, edition):
    story = Head(reader.get(edition.path).text).of_type("NewsArticle")
    assert not {"comment", "commentCount", "discussionUrl"} & story.keys()


@pytest.mark.parametrize("form", FORMS)
def test_a_story_s_comments_have_feeds_that_its_page_names(reader, edition, form):
    shown = [said(edition, words) for words in ("Older", HOSTILE)]
    said(edition, "Held", state="held")
    Comment.objects.filter(pk=said(edition, "Erased").pk).update(erased_at=timezone.now())
    path = f"/comments/{edition.article_id}/feed.{form}"
    assert f'href="{path}"' in reader.get(edition.path).text
    answer = reader.get(path)
    assert answer.status_code == 200
    if form == "json":
        items = [(each["title"], each["url"], each["id"]) for each in answer.json()["items"]]
    else:
        feed = feedparser.parse(answer.content)
        assert not feed.bozo, feed.get("bozo_exception")
        items = [(each.title, each.link, each.id) for each in feed.entries]
        assert "Older" in feed.entries[1].summary
    assert [title for title, _, _ in items] == [each.name for each in reversed(shown)]
    assert items[0][1].endswith(f"/comments/{edition.article_id}/{shown[1].pk}/")
    assert len({guid for _, _, guid in items}) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_goes_with_its_story(reader, editor, edition, form):
    said(edition, "Something")
    path = f"/comments/{edition.article_id}/feed.{form}"
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    assert reader.get(path).status_code == 410
    assert reader.get(f"/comments/{10**9}/feed.{form}").status_code == 404
    assert reader.get(f"/comments/{10**30}/feed.{form}").status_code == 404


def test_a_feed_without_comments_is_a_feed(reader, edition):
    feed = feedparser.parse(reader.get(f"/comments/{edition.article_id}/feed.atom").content)
    assert not feed.bozo
    assert not feed.entries

"""Whoever posted is told what became of it, at an address of their own."""

import pytest

from articles import workflow
from newsroom.comments.models import Comment
from newsroom.comments.posting import own_path
from tests.comments.test_posting import GOOD, edition, post

__all__ = ["edition"]


@pytest.fixture
def posted(reader, edition) -> str:
    return post(reader, edition)["Location"]


def test_it_says_that_the_comment_is_held_and_shows_it(reader, edition, posted):
    page = reader.get(posted)
    for words in ("Thank you for your comment", "Held for moderation.", "Well put.", "Hêvî", edition.headline):
        assert words in page.text
    assert GOOD["email"] not in page.text
    assert posted in page.text


def test_nobody_is_told_of_its_address(reader, posted):
    answer = reader.get(posted)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex' in answer.text
    assert not answer.cookies


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("approved", "Your comment is shown"),
        ("rejected", "Your comment is not shown"),
        ("spam", "Held for moderation."),
    ],
)
def test_it_says_what_was_decided(reader, edition, posted, state, says):
    Comment.objects.update(state=state, reason="It names a private person.")
    page = reader.get(posted).text
    assert says in page
    assert ("It names a private person." in page) == (state == "rejected")
    assert (f"/comments/{edition.article_id}/{Comment.objects.get().pk}/" in page) == (state == "approved")


def test_it_stays_when_the_story_goes_and_says_nothing_of_the_story(reader, editor, edition, posted):
    Comment.objects.update(state="approved")
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    page = reader.get(posted).text
    assert "is not shown any more" in page
    assert edition.headline not in page
    assert edition.path not in page


def test_sending_the_same_again_leads_to_the_same_page(reader, edition, posted):
    assert post(reader, edition)["Location"] == posted


def test_nobody_guesses_another_s(reader, edition, posted):
    token = posted.split("/")[-2]
    number, _dot, signature = token.partition(".")
    for other in (
        "",
        "x",
        f"{number}.",
        f"{number}.x{signature}",
        f"Mg.{signature}",
        token[:-1],
        "\u0661.x",
        "a" * 5_000,
    ):
        assert reader.get(f"/comments/own/{other}/").status_code == 404, other


def test_of_a_comment_that_is_deleted_there_is_no_page(reader, edition, posted):
    path = own_path(Comment.objects.get())
    Comment.objects.all().delete()
    assert reader.get(path).status_code == 404

"""A reader looks at a comment before it is sent, and quotes the story."""

import pytest

from newsroom.comments.models import Comment
from tests.comments.test_posting import GOOD, edition, post

__all__ = ["edition"]


def test_a_preview_shows_the_comment_as_it_will_look_and_stores_nothing(reader, edition):
    answer = post(reader, edition, preview="1", website="https://example.org/me", body="One.\n\nTwo <b>three</b>.")
    assert answer.status_code == 200
    shown = answer.text.split('class="comment-preview"')[1].split("form-notes")[0]
    assert "<p>One.</p>" in shown
    assert "&lt;b&gt;three" in shown
    assert 'href="https://example.org/me"' in shown
    assert GOOD["email"] not in shown
    # And all of it is still in the form.
    assert "Two &lt;b&gt;three&lt;/b&gt;.</textarea>" in answer.text
    assert f'value="{GOOD["email"]}"' in answer.text
    assert not Comment.objects.exists()


def test_what_is_wrong_is_said_instead_of_a_preview(reader, edition):
    answer = post(reader, edition, preview="1", email="nowhere")
    assert answer.status_code == 422
    assert "comment-preview" not in answer.text.split('<form class="comment-form"')[1].split("form-notes")[0]


def test_a_preview_does_not_count_as_a_post(reader, edition):
    for number in range(40):
        assert post(reader, edition, preview="1", body=f"{number}").status_code == 200
    assert post(reader, edition).status_code == 302


def test_an_answer_is_previewed_below_what_it_answers(reader, edition):
    began = Comment.objects.create(
        article=edition.article, name="Bahar", email="b@example.org", body="Began.", state="approved"
    )
    path = f"/comments/{edition.article_id}/answer/{began.pk}/"
    form = reader.get(path).context["part"]["form"]
    answer = reader.post(path, {**GOOD, "since": form.fresh_since, "preview": "1"})
    assert answer.status_code == 200
    assert answer.text.index("Began.") < answer.text.index('class="comment-preview"')
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "quote",
    ["The first bus crossed at six.", "first bus  crossed", "crossed at six.\nWhat comes next\n\nA second"],
    ids=["sentence", "spaces", "across blocks"],
)
def test_words_of_the_story_can_be_quoted(reader, edition, quote):
    assert post(reader, edition, quote=quote).status_code == 302
    Comment.objects.update(state="approved")
    comment = Comment.objects.get()
    assert comment.quote == quote
    assert '<blockquote class="comment-quote" dir="auto"><p>' in reader.get(edition.path).text


@pytest.mark.parametrize(
    ("quote", "says"),
    [
        ("The mayor is a thief.", "not in the story"),
        ("<p>The first bus", "not in the story"),
        ("The first bus crossed at six. " * 20, "500 characters"),
        ("NUL \x00", "Null characters"),
    ],
)
def test_what_the_story_does_not_say_is_no_quote_of_it(reader, edition, quote, says):
    answer = post(reader, edition, quote=quote)
    assert answer.status_code == 422
    assert says in answer.text
    assert 'class="field field-quote has-error">' in answer.text
    assert not Comment.objects.exists()


def test_a_form_without_a_quote_shows_no_field_for_one(reader, edition):
    assert '<div class="field field-quote" hidden>' in reader.get(edition.path).text


def test_one_asks_to_be_told_of_answers_by_a_box_that_stays_as_it_was(reader, edition):
    assert 'name="notify" type="checkbox">' in reader.get(edition.path).text
    assert 'name="notify" type="checkbox" checked>' in post(reader, edition, name="", notify="on").text

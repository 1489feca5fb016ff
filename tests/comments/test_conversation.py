"""Readers answer each other: threads, their order, their pages, and where each comment is for good."""

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Edition
from newsroom.comments.models import Comment, Conversation
from newsroom.comments.models.comment import DEEPEST
from newsroom.comments.threads import ANSWERS_A_PAGE, ANSWERS_OF_A_THREAD, THREADS_A_PAGE
from tests import cast
from tests.comments.test_posting import GOOD, since


@pytest.fixture
def edition(editor) -> Edition:
    return cast.published(editor)


def said(edition: Edition, words: str, parent: Comment | None = None, **fields) -> Comment:
    values = {"name": f"By {words}", "email": "r@private.example", "state": "approved", **fields}
    comment = Comment.objects.create(article=edition.article, body=words, parent=parent, **values)
    if comment.is_public:
        Conversation.count(comment, 1)
    return comment


def places(page: str, *words: str) -> list[int]:
    return [page.index(f"<p>{each}</p>") for each in words]


def test_an_answer_stands_below_what_it_answers(reader, edition):
    first, second = said(edition, "first"), said(edition, "second")
    below = said(edition, "below first", first)
    said(edition, "below that", below)
    page = reader.get(edition.path).text
    found = places(page, "second", "first", "below first", "below that")
    assert found == sorted(found)
    assert 'level-2" id="comment-' in page
    assert "in answer to" not in page
    assert f'id="comment-{second.pk}"' in page
    assert "4 comments" in page


def test_a_deep_answer_says_whom_it_answers(reader, edition):
    comment = None
    for number in range(DEEPEST + 4):
        comment = said(edition, f"depth {number}", comment)
    path = f"/comments/{edition.article_id}/{comment.thread}/"
    page = reader.get(path).text
    assert page.count("in answer to <bdi>By depth") == DEEPEST + 1
    assert "level-3" not in page
    found = places(page, *(f"depth {number}" for number in range(DEEPEST + 4)))
    assert found == sorted(found)
    Comment.objects.filter(body="depth 5").update(state="rejected")
    page = reader.get(path).text
    assert "depth 5" not in page
    assert "in answer to a comment that was removed" in page


@pytest.mark.parametrize(("order", "first"), [("", "newer"), ("oldest", "older"), ("answered", "older")])
def test_threads_come_in_the_order_that_is_asked_for(reader, edition, order, first):
    older = said(edition, "older")
    said(edition, "newer")
    said(edition, "an answer", older)
    page = reader.get(f"/comments/{edition.article_id}/", {"order": order} if order else {}).text
    words = ["older", "newer"] if first == "older" else ["newer", "older"]
    assert places(page, *words) == sorted(places(page, *words))
    assert page.count('<a href="/comments/') >= 3
    [current] = [each for each in page.split("<li>") if "comments/" in each and 'aria-current="true"' in each]
    assert f"order={order}" in current if order else "?" not in current


@pytest.mark.parametrize("order", ["newest", "oldest", "answered"])
def test_one_pages_through_every_thread_once(reader, edition, order):
    at = timezone.now()
    for number in range(THREADS_A_PAGE * 2 + 3):
        # Some at the same instant, with as many answers.
        said(edition, f"no. {number}", posted_at=at, answer_count=number % 3)
    path, seen = f"/comments/{edition.article_id}/?order={order}", []
    while path:
        answer = reader.get(path)
        page = answer.context["part"]["page"]
        seen += [each.pk for each in page.comments]
        path = page.next_mark and f"/comments/{edition.article_id}/?order={order}&after={page.next_mark}"
        assert (f"after={page.next_mark}" in answer.text) == bool(path)
    assert len(seen) == len(set(seen)) == THREADS_A_PAGE * 2 + 3


def test_a_long_thread_is_collapsed_and_has_pages_of_its_own(reader, edition):
    began = said(edition, "began")
    answers = [said(edition, f"answer {number}", began) for number in range(ANSWERS_A_PAGE + 5)]
    page = reader.get(edition.path).text
    assert f"{ANSWERS_A_PAGE + 5 - ANSWERS_OF_A_THREAD} more answers" in page
    path = f"/comments/{edition.article_id}/{began.pk}/"
    first = reader.get(path)
    after = first.context["part"]["thread"].next_after
    assert f"?after={after}" in first.text
    rest = reader.get(path, {"after": after}).context["part"]["thread"]
    shown = [*first.context["part"]["thread"].answers, *rest.answers]
    assert [each.pk for each in shown] == [each.pk for each in answers]
    assert rest.next_after is None


def test_a_comment_in_a_long_thread_is_shown_with_what_led_to_it(reader, edition):
    began = said(edition, "began")
    early = said(edition, "early", began)
    for number in range(ANSWERS_A_PAGE):
        said(edition, f"chatter {number}", early)
    marked = said(edition, "marked", early)
    page = reader.get(f"/comments/{edition.article_id}/{marked.pk}/").text
    assert places(page, "began", "early", "marked") == sorted(places(page, "began", "early", "marked"))
    assert "chatter 3" not in page
    assert f'is-marked" id="comment-{marked.pk}" aria-current="true"' in page


@pytest.mark.parametrize(
    "query", ["order=x", "after=x", "after=1", "after=1-2-3", f"after={'9' * 17}-1", "after=%00", "after=-1-1"]
)
def test_a_mark_that_we_never_gave_is_no_page(reader, edition, query):
    assert reader.get(f"/comments/{edition.article_id}/?{query}").status_code in (400, 404)


@pytest.mark.parametrize("after", ["x", "", "9" * 30, "٣", "999999999"])
def test_a_place_in_a_thread_that_we_never_gave_is_no_page(reader, edition, after):
    comment = said(edition, "alone")
    assert reader.get(f"/comments/{edition.article_id}/{comment.pk}/", {"after": after}).status_code == 404


def test_what_is_not_public_has_no_address(reader, editor, edition):
    held = said(edition, "held", state="held")
    other = said(cast.published(editor, headline="Other"), "elsewhere")
    for comment in (held.pk, other.pk, 10**9, 10**30):
        for path in (f"{comment}/", f"answer/{comment}/"):
            assert reader.get(f"/comments/{edition.article_id}/{path}").status_code == 404
    public = said(edition, "public")
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    for path in ("", f"{public.pk}/", f"answer/{public.pk}/"):
        assert reader.get(f"/comments/{edition.article_id}/{path}").status_code == 404


def test_a_removed_or_erased_comment_keeps_its_place_and_says_nothing_else(reader, edition):
    removed, erased = said(edition, "insult", name="Rude"), said(edition, "regret", name="Shy")
    said(edition, "an answer", removed)
    Comment.objects.filter(pk=removed.pk).update(state="rejected")
    Comment.objects.filter(pk=erased.pk).update(erased_at=timezone.now())
    for path in (edition.path, f"/comments/{edition.article_id}/", f"/comments/{edition.article_id}/{removed.pk}/"):
        page = reader.get(path).text
        assert "A moderator removed this comment." in page
        assert "an answer" in page
        for word in ("insult", "Rude", "regret", "Shy"):
            assert word not in page
    assert "Removed at its writer’s request." in reader.get(edition.path).text
    assert reader.get(f"/comments/{edition.article_id}/answer/{removed.pk}/").status_code == 404


def test_the_newsroom_s_own_and_picked_and_redacted_comments_are_marked(reader, edition, editor):
    said(edition, "ours", staff=editor, is_pick=True, redacted_at=timezone.now())
    page = reader.get(edition.path).text
    for words in ("Newsroom</span>", "Editor’s pick", "A moderator removed words of this comment."):
        assert words in page


def test_an_answer_is_posted_without_a_script(reader, edition):
    began = said(edition, "began")
    path = f"/comments/{edition.article_id}/answer/{began.pk}/"
    page = reader.get(path).text
    assert "Answer By began" in page
    assert f'action="{path}"' in page
    refused = reader.post(path, {**GOOD, "name": "", "since": since(edition.article_id)})
    assert refused.status_code == 422
    assert f'action="{path}"' in refused.text
    assert GOOD["body"] in refused.text.replace("\r\n", "\n")
    answer = reader.post(path, {**GOOD, "since": since(edition.article_id)})
    assert answer.status_code == 302
    stored = Comment.objects.get(parent=began)
    assert stored.path == [began.pk, stored.pk]
    assert stored.state == Comment.State.HELD


def test_lists_show_how_many_comments_a_story_has(reader, edition):
    assert "#comments" not in reader.get("/latest/").text
    for number in range(12):
        said(edition, f"no. {number}")
    for path in ("/latest/", "/politics/"):
        assert f'<a href="{edition.path}#comments">12 comments' in reader.get(path).text

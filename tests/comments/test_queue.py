"""The queue: what stands beside each comment, what it is sieved by, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from newsroom.comments import moderation
from newsroom.comments.admin import queue
from newsroom.comments.models import CannedReason, Comment, Report
from tests import cast
from tests.comments.readers import comment

QUEUE = "/admin/comments/comment/"
JSON = {"Accept": "application/json"}
State = Comment.State


@pytest.fixture
def article(editor) -> Article:
    return cast.published(editor, headline="As readers saw it").article


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def shown(desk, **asked) -> list[str]:
    """The names above the comments, in their order."""
    return [card.comment.name for card in desk.get(QUEUE, asked).context["queue"].cards]


def test_each_stands_with_all_that_a_decision_needs(desk, article):
    before = comment(article, 1, state=State.APPROVED, body="What was said before")
    one = comment(article, 2, email="r1@private.example", parent=before, quote="The first bus", points=2.5)
    Comment.objects.filter(pk=one.pk).update(verdict=[{"check": "links", "points": 2.0, "found": {"links": 4}}])
    Report.objects.create(comment=one, kind="hate", words="Look at this", network_mark=b"1")
    Article.objects.update(headline="What the desk has made of it since")
    page = desk.get(QUEUE).text
    for words in ("As readers saw it", "What was said before", "The first bus", "links", "Look at this", "Approved 1"):
        assert words in page, words
    assert "What the desk has made of it since" not in page
    assert "203.0.2" not in page


def test_of_a_withdrawn_story_there_is_no_headline(desk, article):
    comment(article)
    Article.objects.update(withdrawn="kill")
    page = desk.get(QUEUE).text
    assert "A withdrawn story" in page
    assert "As readers saw it" not in page


def test_it_is_sieved_by_state_story_language_points_reports_words_and_a_whole_email(desk, editor, article):
    other = cast.published(editor, headline="Another story").article
    comment(article, 0, points=5)
    comment(article, 1, language="ckb")
    comment(other, 2, body="A word of its own")
    reported = comment(other, 3, state=State.APPROVED)
    Report.objects.create(comment=reported, kind="abuse", network_mark=b"1")
    assert shown(desk) == ["Reader 0", "Reader 1", "Reader 2"]
    assert shown(desk, state="approved") == ["Reader 3"]
    assert shown(desk, state="all") == ["Reader 3", "Reader 2", "Reader 1", "Reader 0"]
    assert shown(desk, story=other.pk) == ["Reader 2"]
    assert shown(desk, language="ckb") == ["Reader 1"]
    assert shown(desk, points="4.5") == ["Reader 0"]
    assert shown(desk, reported="on") == ["Reader 3"]
    assert shown(desk, q="own WORD") == ["Reader 2"]
    assert shown(desk, q="R1@private.example") == ["Reader 1"]
    assert shown(desk, q="private.example") == []


def test_what_most_readers_report_stands_first_and_stays_public(desk, article):
    comments = [comment(article, number, state=State.APPROVED) for number in range(3)]
    for number, times in enumerate([1, 3, 2]):
        for network in range(times):
            Report.objects.create(comment=comments[number], kind="abuse", network_mark=bytes([network]))
    assert shown(desk, reported="on") == ["Reader 1", "Reader 2", "Reader 0"]
    assert Comment.objects.public().count() == 3


def test_a_page_is_followed_by_the_next_whatever_was_decided_meanwhile(desk, article, monkeypatch):
    monkeypatch.setattr(queue, "A_PAGE", 2)
    for number in range(5):
        comment(article, number)
    first = desk.get(QUEUE)
    Comment.objects.filter(name="Reader 0").update(state="spam")
    second = desk.get(QUEUE + first.context["after"])
    assert [card.comment.name for card in second.context["queue"].cards] == ["Reader 2", "Reader 3"]
    last = desk.get(QUEUE + second.context["after"])
    assert [card.comment.name for card in last.context["queue"].cards] == ["Reader 4"]
    assert last.context["after"] == ""
    assert shown(desk, state="all", after="2") == ["Reader 2", "Reader 1"]


@pytest.mark.parametrize(
    "asked",
    [
        {"after": "9" * 40 + "-1"},
        {"after": "x-y"},
        {"story": "9" * 30},
        {"story": "-1"},
        {"points": "nan"},
        {"points": "1e400"},
        {"state": "what"},
        {"q": "%_\\'\"" * 20},
        {"q": "a" * 5000},
        {"language": "xx"},
    ],
)
def test_whatever_is_asked_is_answered(desk, article, asked):
    assert desk.get(QUEUE, asked).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "approved", "comment": "1:what"},
        {"act": "approved", "comment": "9" * 40 + ":held"},
        {"act": "undo:" + "x" * 36},
        {"act": "uphold:99999999999999999999"},
        {"act": "reader:what", "comment": "1:held"},
        {"act": "ban:phrase", "comment": "1:held", "span": "day"},
        {"act": "drop", "comment": "1:held"},
    ],
)
def test_what_is_no_button_is_a_bad_request(desk, sent):
    assert desk.post(QUEUE, sent).status_code == 400


def test_it_takes_eight_queries_however_much_waits(desk, editor, article):
    answered = comment(article, 900, state=State.APPROVED)
    for number in range(60):
        one = comment(article, number, parent=answered, email=f"r{number % 7}@private.example")
        Report.objects.create(comment=one, kind="abuse", network_mark=b"1")
    for words in ("Off the subject", "Rude"):
        CannedReason.objects.create(words=words)
    desk.get(QUEUE)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = desk.get(QUEUE)
    assert len(page.context["queue"].cards) == queue.A_PAGE
    assert page.context["queue"].held == 60
    assert len(queries) <= 8, [each["sql"][:80] for each in queries]


def test_its_query_goes_along_an_index(moderator, article):
    Comment.objects.bulk_create(
        Comment(
            article=article,
            name="R",
            body="B",
            pk=10_000_000 + number,
            path=[10_000_000 + number],
            thread=10_000_000 + number,
            fingerprint=f"{number}".encode(),
            state=State.HELD if number % 4 else State.APPROVED,
        )
        for number in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_comment")
    sieve = queue.Sieve({})
    plan = sieve.ordered(sieve.sift(queue.with_context(moderator)))[: queue.A_PAGE].explain()
    assert "using comment_queue" in plan
    assert "Seq Scan on comments_comment " not in plan
    assert "Sort  " not in plan.split("SubPlan")[0]


def test_all_that_is_held_of_a_reader_or_an_address_is_decided_in_one_act_and_undone_in_one(desk, article):
    same = [comment(article, 20 + number, email="Same@private.example") for number in range(3)]
    near = comment(article, 9, address=same[0].address)
    press = {"comment": f"{same[0].pk}:held"}
    answer = desk.post(QUEUE, {"act": "reader:spam", **press}, headers=JSON).json()
    assert answer["said"] == "3 comments marked as spam."
    assert sorted(map(int, answer["states"])) == [each.pk for each in same]
    assert desk.post(QUEUE, {"act": f"undo:{answer['act']}"}, headers=JSON).json()["said"] == "3 decisions taken back."
    desk.post(QUEUE, {"act": "network:rejected", **press})
    assert set(Comment.objects.filter(state="rejected")) == {same[0], near}


def test_a_script_is_told_who_was_first(desk, article):
    one = comment(article, 1)
    moderation.decide([Comment.objects.get()], State.APPROVED, by=cast.account("rojin", "moderator"))
    answer = desk.post(QUEUE, {"act": "spam", "comment": f"{one.pk}:held"}, headers=JSON)
    assert answer.status_code == 409
    assert "Rojin approved" in answer.json()["refused"][0]


def test_without_a_script_a_press_is_a_form_and_comes_back_to_the_same_list(desk, article):
    one = comment(article, 1)
    reason = CannedReason.objects.create(words="Off the subject")
    address = f"{QUEUE}?language=en"
    answer = desk.post(address, {"act": "rejected", "comment": f"{one.pk}:held", "canned": reason.pk})
    assert answer.headers["Location"] == address
    assert "1 comment rejected." in desk.get(address).text
    assert Comment.objects.get().reason == "Off the subject"

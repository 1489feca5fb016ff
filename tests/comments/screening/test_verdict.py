"""What becomes of a comment, and why."""

import logging

import pytest

from newsroom.comments.models import Check, Comment, Openness, Rules
from newsroom.comments.screening import table, words_of
from newsroom.comments.screening.verdict import Finding
from tests import cast
from tests.comments.screening.conftest import found, judged

pytestmark = pytest.mark.django_db
State = Comment.State


def test_an_honest_comment_is_shown_at_once_where_the_conversation_is_open(written):
    verdict = judged(written())
    assert (verdict.state, verdict.points) == (State.APPROVED, 0.5)
    assert list(found(verdict)) == ["new_commenter"]


def test_where_a_moderator_reads_everything_it_is_held(written):
    assert judged(written(), openness=Openness.MODERATED).state == State.HELD


def test_points_hold_a_comment_and_more_of_them_make_it_spam(written):
    two = "Look at https://a.example/ and https://b.example/"
    many = " ".join(f"https://shop{n}.example/" for n in range(9)) + " casino, jackpot"
    assert judged(written(two)).state == State.HELD
    verdict = judged(written(many))
    assert verdict.state == State.SPAM
    assert verdict.points == sum(reason["points"] for reason in verdict.reasons)


def test_the_desk_sets_the_thresholds(written):
    Rules.objects.update(hold_at=0.5, spam_at=100)
    assert judged(written()).state == State.HELD
    assert judged(written(), honeypot=True).state == State.HELD


def test_the_desk_sets_what_is_checked_by_which_limit_and_for_how_much(written):
    two = "Look at https://a.example/ and https://b.example/"
    Check.objects.filter(name="links").update(limit=2)
    assert "links" not in found(judged(written(two)))
    Check.objects.filter(name="links").update(limit=0, points=10)
    assert judged(written(two)).state == State.SPAM
    Check.objects.filter(name="links").update(is_on=False)
    assert "links" not in found(judged(written(two)))


def test_reasons_stand_in_the_desk_s_order(written):
    before = list(found(judged(written("Look at https://a.example/ and https://b.example/"), honeypot=True)))
    assert before == ["honeypot", "links", "new_commenter"]
    Check.objects.filter(name="new_commenter").update(place=1)
    after = list(found(judged(written("Look at https://a.example/ and https://b.example/"), honeypot=True)))
    assert after == ["new_commenter", "honeypot", "links"]


def test_a_check_without_a_row_runs_as_it_was_meant_and_one_of_another_version_does_nothing(written):
    Check.objects.all().delete()
    Rules.objects.all().delete()
    Check.objects.create(name="of_tomorrow", points=100)
    verdict = judged(written(), honeypot=True)
    assert verdict.state == State.SPAM
    assert list(found(verdict)) == ["honeypot", "new_commenter"]


def test_the_rows_that_a_new_site_begins_with_are_those_of_the_table(db):
    rows = {row.name: (row.limit, row.points) for row in Check.objects.all()}
    assert rows == {check.name: (check.limit, check.points) for check in table.CHECKS.values()}
    assert list(Check.objects.values_list("name", flat=True)) == list(table.CHECKS)


@pytest.mark.parametrize("points", [0, 100])
def test_a_check_that_fails_neither_loses_nor_publishes_a_comment(written, monkeypatch, caplog, points):
    def fail(material: object, limit: float) -> Finding:
        raise ZeroDivisionError("hevi@example.org")

    broken = table.Check("links", fail, "Links", "", points=points)
    monkeypatch.setattr(table, "_TABLE", [broken if c.name == "links" else c for c in table.CHECKS.values()])
    Check.objects.filter(name="links").update(points=points)
    with caplog.at_level(logging.ERROR):
        verdict = judged(written())
    assert verdict.state == State.HELD
    assert found(verdict)["links"] == {"failed": True}
    assert words_of(verdict.reasons[0]) == "A check could not be made: Links"
    assert "ZeroDivisionError" in caplog.text
    assert "hevi@example.org" not in caplog.text


def test_who_is_of_the_newsroom_is_not_screened(written, moderator):
    comment = written("https://a.example/ " * 20, staff=moderator)
    assert judged(comment).state == State.APPROVED
    assert judged(comment, openness=Openness.CLOSED).state == State.HELD


def test_all_checks_of_a_comment_are_three_queries(written, kept, django_assert_num_queries):
    kept()
    with django_assert_num_queries(3):
        judged(written(f"{written().body} https://a.example/", website="https://b.example/"))


def test_a_check_that_is_off_asks_nothing(written, django_assert_num_queries):
    Check.objects.update(is_on=False)
    with django_assert_num_queries(1):
        assert judged(written()).reasons == []


def test_every_reason_has_its_words(written, kept, settings):
    moderator = cast.account("mina", "moderator")
    spam = kept("Great offer, call +964 750 123 4567 now", state="spam", by=moderator)
    comment = written(
        f"{spam.body} FR\u0435E casino [url=x] example [dot] com https://1.2.3.4/ http://b.example/ "
        + "!" * 9
        + "A" * 7000,
        name="shop.example.com",
    )
    verdict = judged(comment, seconds_since_form=1.0, honeypot=True, challenge_ok=False, story_is_live=False)
    assert len(verdict.reasons) > 12
    for reason in verdict.reasons:
        said = words_of(reason)
        assert said
        assert "%(" not in said
    assert "Written in 1 second" in map(words_of, verdict.reasons)
    assert words_of({"check": "of_yesterday"}) == "of_yesterday"
    assert words_of({"check": "links", "points": 1, "found": {"as": "it was"}}) == "Links"

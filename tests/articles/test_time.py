"""Time at the desk: schedules, ends, embargoes; each comes by the clock alone."""

import datetime
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from articles import workflow
from articles.models import Article, Edition
from tests import cast
from tests.articles.clock import HOUR, let_pass

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def chief(db):
    return cast.account("chia", "chief editor")


@pytest.fixture
def story(editor) -> Article:
    return cast.draft(editor, headline="First", slug="story")


@pytest.fixture
def live(story, editor) -> Article:
    workflow.publish(story, by=editor)
    return story


def rewrite(article: Article, headline: str, **fields) -> None:
    article.headline = headline
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    workflow.save_revision(article, by=article.created_by)


def in_hours(number: float) -> datetime.datetime:
    return workflow.now() + number * HOUR


def day(article: Article, *hours: float) -> list[str]:
    """The headlines that readers are going to see at these hours from now; "" for none."""
    now = workflow.now() + MINUTE
    editions = [article.live_edition_at(now + number * HOUR) for number in hours]
    return [edition.headline if edition else "" for edition in editions]


def verbs_of(article: Article) -> list[str]:
    return list(article.records.exclude(verb="save").order_by("id").values_list("verb", flat=True))


# The public address, as the hours pass.


def test_a_story_s_address_answers_404_then_200_then_410(story, editor, reader):
    workflow.limit(story, by=editor, until=in_hours(3))
    path = workflow.schedule(story, by=editor, at=in_hours(1)).path
    assert reader.get(path).status_code == 404
    let_pass(story, HOUR + MINUTE)
    assert reader.get(path).status_code == 200
    let_pass(story, 2 * HOUR)
    assert reader.get(path).status_code == 410
    assert "First" not in reader.get("/latest/").content.decode()


def test_an_update_shows_from_its_instant_on_and_not_before(live, editor, reader):
    path = live.live_edition.path
    rewrite(live, "Second")
    workflow.schedule(live, by=editor, at=in_hours(1))
    assert "Second" not in reader.get(path).content.decode()
    let_pass(live, HOUR + MINUTE)
    page = reader.get(path).content.decode()
    assert "Second" in page
    assert "First" not in page


# What replaces what, and what follows what.


def test_two_versions_are_set_for_the_morning_and_both_come(story, editor):
    first = workflow.schedule(story, by=editor, at=in_hours(6))
    rewrite(story, "Second")
    second = workflow.schedule(story, by=editor, at=in_hours(9), follow=True)
    assert day(story, 0, 5, 6, 8, 9, 20) == ["", "", "First", "First", "Second", "Second"]
    assert (first.published_at, first.updated_at) == (first.live_from, first.live_from)
    assert (second.published_at, second.updated_at) == (first.live_from, second.live_from)


def test_a_second_schedule_takes_the_place_of_the_first(story, editor):
    workflow.schedule(story, by=editor, at=in_hours(6))
    rewrite(story, "Second")
    second = workflow.schedule(story, by=editor, at=in_hours(9))
    assert day(story, 6, 8, 9) == ["", "", "Second"]
    assert second.published_at == second.live_from


def test_what_follows_calls_off_only_what_would_begin_with_it_or_later(live, editor):
    for hours in (2, 4, 6):
        rewrite(live, f"At {hours}")
        workflow.schedule(live, by=editor, at=in_hours(hours), follow=True)
    rewrite(live, "Rewritten")
    workflow.schedule(live, by=editor, at=in_hours(3), follow=True)
    assert day(live, 0, 2, 3, 4, 6, 9) == ["First", "At 2", "Rewritten", "Rewritten", "Rewritten", "Rewritten"]
    assert [edition.live_until for edition in live.editions.settled().order_by("live_from")][-1] is None


def test_calling_off_lets_what_is_live_stay_until_the_story_ends(live, editor):
    end = in_hours(8)
    workflow.limit(live, by=editor, until=end)
    for hours in (2, 4):
        rewrite(live, f"At {hours}")
        workflow.schedule(live, by=editor, at=in_hours(hours), follow=True)
    workflow.unschedule(live, by=editor)
    assert day(live, 0, 2, 4, 7, 8) == ["First"] * 4 + [""]
    assert live.live_edition.live_until == end


@pytest.mark.parametrize("act", [workflow.update, workflow.send_back, workflow.unschedule, workflow.ask_sign_off])
def test_what_calls_off_calls_off_all(live, editor, act):
    for hours in (2, 4):
        rewrite(live, f"At {hours}")
        workflow.schedule(live, by=editor, at=in_hours(hours), follow=True)
    how = {
        workflow.update: {"substantive": True},
        workflow.send_back: {"reason": "It is not so."},
        workflow.ask_sign_off: {"kind": "legal"},
    }
    act(live, by=editor, **how.get(act, {}))
    now = "At 4" if act is workflow.update else "First"
    assert day(live, 0, 2, 4) == [now] * 3
    assert not live.editions.pending()


def test_publishing_now_takes_the_place_of_what_was_scheduled(story, editor):
    workflow.schedule(story, by=editor, at=in_hours(6))
    edition = workflow.publish(story, by=editor)
    assert story.editions.pending().count() == 0
    assert edition.published_at == edition.live_from
    assert edition.live_until is None


def test_nothing_to_call_off_is_said(live, editor):
    with pytest.raises(workflow.Refused, match="Nothing is scheduled"):
        workflow.unschedule(live, by=editor)


# The dates that readers see.


def test_a_typo_that_is_scheduled_changes_no_date_and_an_update_does(live, editor):
    first = live.live_edition
    rewrite(live, "Frist")
    typo = workflow.schedule(live, by=editor, at=in_hours(1), substantive=False)
    rewrite(live, "Second")
    second = workflow.schedule(live, by=editor, at=in_hours(2), substantive=True, follow=True)
    assert (typo.published_at, typo.updated_at) == (first.published_at, first.updated_at)
    assert (second.published_at, second.updated_at) == (first.published_at, second.live_from)


def test_where_nobody_said_it_a_changed_text_is_an_update_and_the_same_text_is_none(live, editor):
    same = workflow.schedule(live, by=editor, at=in_hours(1))
    assert not same.is_updated
    rewrite(live, "Second")
    assert workflow.schedule(live, by=editor, at=in_hours(1)).is_updated


def test_a_typo_that_is_to_follow_does_not_take_back_the_date_of_a_correction(live, editor):
    rewrite(live, "Frist")
    workflow.schedule(live, by=editor, at=in_hours(1), substantive=False)
    correction = workflow.correct(live, by=editor, kind="correction", text="Seven, not six")
    assert live.live_edition.updated_at == correction.at
    let_pass(live, HOUR + MINUTE)
    assert live.live_edition.headline == "Frist"
    assert live.live_edition.updated_at == live.corrections.get().at


def test_what_was_called_off_leaves_no_date_behind(story, editor):
    workflow.schedule(story, by=editor, at=in_hours(1))
    workflow.unschedule(story, by=editor)
    let_pass(story, 2 * HOUR)
    edition = workflow.publish(story, by=editor)
    assert edition.published_at == edition.updated_at == edition.live_from


# Until when.


def test_a_story_ends_by_the_clock_and_comes_back_when_its_end_is_taken_away(live, editor):
    workflow.limit(live, by=editor, until=in_hours(1))
    first = live.live_edition
    let_pass(live, HOUR + MINUTE)
    assert live.live_edition is None
    with pytest.raises(workflow.Refused, match="The story ends on"):
        workflow.publish(live, by=editor)
    workflow.limit(live, by=editor, until=None)
    assert live.live_edition is None
    again = workflow.publish(live, by=editor)
    first.refresh_from_db()
    assert again.published_at == again.updated_at == first.published_at


def test_an_end_is_moved_and_taken_away(live, editor):
    for until in (in_hours(2), in_hours(5), None, in_hours(1), None):
        workflow.limit(live, by=editor, until=until)
        assert (live.live_until, live.live_edition.live_until) == (until, until)


def test_an_end_holds_for_whatever_comes_before_it(live, editor):
    workflow.limit(live, by=editor, until=in_hours(8))
    workflow.correct(live, by=editor, kind="correction", text="Seven, not six")
    assert day(live, 0, 7, 8) == ["First", "First", ""]
    rewrite(live, "Second")
    workflow.update(live, by=editor, substantive=True)
    assert day(live, 0, 7, 8) == ["Second", "Second", ""]
    rewrite(live, "Third")
    workflow.schedule(live, by=editor, at=in_hours(4))
    assert day(live, 0, 4, 7, 8) == ["Second", "Third", "Third", ""]
    workflow.correct(live, by=editor, kind="clarification", text="Or eight")
    assert day(live, 0, 4, 7, 8) == ["Second", "Third", "Third", ""]
    workflow.limit(live, by=editor, until=None)
    assert day(live, 0, 4, 8) == ["Second", "Third", "Third"]


def test_an_end_that_is_set_on_a_draft_waits_for_it(story, editor):
    end = in_hours(3)
    workflow.limit(story, by=editor, until=end)
    assert workflow.publish(story, by=editor).live_until == end


@pytest.mark.parametrize(("begins", "ends"), [(2, 1), (2, 2)])
def test_a_story_ends_after_it_begins(story, editor, begins, ends):
    begin, end = in_hours(begins), in_hours(ends)
    end = begin if begins == ends else end
    workflow.schedule(story, by=editor, at=begin)
    with pytest.raises(workflow.Refused, match="it cannot end before that"):
        workflow.limit(story, by=editor, until=end)
    workflow.unschedule(story, by=editor)
    workflow.limit(story, by=editor, until=end)
    with pytest.raises(workflow.Refused, match="The story ends on"):
        workflow.schedule(story, by=editor, at=begin)
    assert not story.editions.pending()


def test_an_end_that_has_passed_is_refused_and_nothing_is_changed(live, editor):
    with pytest.raises(workflow.Refused, match="That time has passed"):
        workflow.limit(live, by=editor, until=workflow.now())
    assert live.live_until is None
    assert live.live_edition.live_until is None
    assert verbs_of(live) == ["publish"]


def test_a_source_that_runs_out_before_the_story_comes_stops_the_schedule(story, editor):
    story.source.expires_at = in_hours(2)
    story.source.save()
    with pytest.raises(workflow.Refused, match=r"may be used until .* only"):
        workflow.schedule(story, by=editor, at=in_hours(3))
    workflow.schedule(story, by=editor, at=in_hours(1))


# Embargoes.


def test_an_embargo_ends_by_the_clock(editor):
    article = cast.draft(editor, embargo_until=in_hours(1))
    with pytest.raises(workflow.Refused, match="under embargo until"):
        workflow.publish(article, by=editor)
    let_pass(article, HOUR + MINUTE)
    workflow.publish(article, by=editor)


def test_a_story_may_begin_at_the_very_instant_that_its_embargo_ends(editor):
    ends = in_hours(1)
    article = cast.draft(editor, embargo_until=ends)
    with pytest.raises(workflow.Refused, match="under embargo until"):
        workflow.schedule(article, by=editor, at=ends - datetime.timedelta(microseconds=1))
    assert workflow.schedule(article, by=editor, at=ends).live_from == ends


def test_an_embargo_until_further_notice_holds_at_every_instant(editor):
    article = cast.draft(editor, embargo_open=True)
    for at in (in_hours(1), in_hours(9000)):
        with pytest.raises(workflow.Refused, match="until further notice"):
            workflow.schedule(article, by=editor, at=at)


@pytest.mark.parametrize("embargo", [{"embargo_until": 5}, {"embargo_open": True}])
def test_an_embargo_that_comes_late_calls_off_what_was_scheduled_before_its_end(live, editor, embargo):
    rewrite(live, "Second")
    workflow.schedule(live, by=editor, at=in_hours(3))
    rewrite(live, "Second", **{name: in_hours(5) if value == 5 else value for name, value in embargo.items()})
    # What readers have seen, they go on seeing.
    assert day(live, 0, 3, 9) == ["First"] * 3
    assert verbs_of(live) == ["publish", "schedule", "unschedule"]
    assert live.is_open


def test_an_embargo_that_ends_before_the_schedule_leaves_it_alone(story, editor):
    workflow.schedule(story, by=editor, at=in_hours(3))
    rewrite(story, "First", embargo_until=in_hours(2))
    assert day(story, 2, 3) == ["", "First"]


def test_an_update_of_a_live_story_waits_for_the_embargo_too(live, editor):
    rewrite(live, "Second", embargo_until=in_hours(2))
    with pytest.raises(workflow.Refused, match="under embargo"):
        workflow.update(live, by=editor, substantive=True)
    assert live.live_edition.headline == "First"


def test_breaking_an_embargo_needs_a_right_and_a_reason_and_stays_on_record(chief, editor):
    until = in_hours(2)
    article = cast.draft(editor, embargo_until=until)
    with pytest.raises(workflow.Refused):
        workflow.break_embargo(article, by=editor, reason="It is known")
    with pytest.raises(workflow.Refused, match="Say why the embargo is broken"):
        workflow.break_embargo(article, by=chief, reason=" ")
    assert article.embargo_until == until
    workflow.break_embargo(article, by=chief, reason="It is known")
    record = article.records.first()
    assert (record.verb, record.actor, record.detail["reason"]) == ("break_embargo", chief, "It is known")
    assert datetime.datetime.fromisoformat(record.detail["embargo"]) == until
    workflow.publish(article, by=editor)
    with pytest.raises(workflow.Refused, match="under no embargo"):
        workflow.break_embargo(article, by=chief, reason="Once more")


def test_an_open_embargo_that_was_broken_is_on_record_as_one(chief):
    article = cast.draft(chief, embargo_open=True)
    workflow.break_embargo(article, by=chief, reason="It is known")
    assert article.records.first().detail["embargo"] == "open"
    assert not article.embargo_open


def test_an_embargo_that_has_ended_is_not_broken(chief):
    article = cast.draft(chief, embargo_until=workflow.now() - HOUR)
    with pytest.raises(workflow.Refused, match="under no embargo"):
        workflow.break_embargo(article, by=chief, reason="It is known")


# What PostgreSQL refuses, whoever asks.


def copy_of(edition: Edition, live_from: str, revision: int | None = None) -> None:
    """Write an edition past every verb, from an instant that is given in SQL."""
    columns = [field.column for field in Edition._meta.concrete_fields if field.column not in ("id", "live_until")]
    written = {"live_from": live_from, "revision_id": str(revision or edition.revision_id)}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO articles_edition ({', '.join(columns)}) "
            f"SELECT {', '.join(written.get(column, column) for column in columns)} "
            "FROM articles_edition WHERE id = %s",
            [edition.pk],
        )


@pytest.mark.parametrize("embargo", ["embargo_until = now() + '2 hours'", "embargo_open = true"])
def test_postgresql_refuses_an_edition_under_embargo(story, editor, embargo):
    edition = workflow.schedule(story, by=editor, at=in_hours(5))
    workflow.unschedule(story, by=editor)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE articles_article SET {embargo} WHERE id = %s", [story.pk])
    with pytest.raises(IntegrityError, match="under embargo"):
        copy_of(edition, "now() + '1 hour'")
    with pytest.raises(IntegrityError, match="under embargo"):
        copy_of(edition, "clock_timestamp()")
    if "until" in embargo:
        copy_of(edition, "now() + '3 hours'")
        with pytest.raises(IntegrityError, match="under embargo"), transaction.atomic():
            story.editions.settled().update(live_from=in_hours(1))


def test_postgresql_lets_what_readers_have_seen_be_shown_again_and_no_other_text(live, editor):
    rewrite(live, "First", embargo_open=True)
    first = live.live_edition
    workflow.correct(live, by=editor, kind="correction", text="Seven, not six")
    assert live.live_edition.updated_at > first.updated_at
    rewrite(live, "Second")
    other = live.revisions.first()
    live.editions.live().update(live_until=workflow.now())
    copy_of(first, "clock_timestamp()")
    live.editions.live().update(live_until=workflow.now())
    with pytest.raises(IntegrityError, match="under embargo"):
        copy_of(first, "clock_timestamp()", revision=other.pk)


def test_postgresql_refuses_two_editions_at_one_instant(live, editor):
    for begins in ("clock_timestamp()", "now() + '1 year'", "now() - interval '1 second'"):
        with pytest.raises(IntegrityError, match="one_live_edition_at_a_time"):
            copy_of(live.live_edition, begins)


def test_editions_follow_each_other_without_gap_or_overlap(live, editor):
    for hours in (1, 2, 3):
        rewrite(live, f"At {hours}")
        workflow.schedule(live, by=editor, at=in_hours(hours), follow=True)
    workflow.correct(live, by=editor, kind="correction", text="Seven, not six")
    editions = list(live.editions.settled().order_by("live_from"))
    assert len(editions) == 5
    assert all(before.live_until == after.live_from for before, after in pairwise(editions))

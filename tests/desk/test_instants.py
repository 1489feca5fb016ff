"""Times are typed as the desk's clocks show them, and mean one instant or are asked about."""

import datetime
from typing import Any

import pytest
from django import forms
from django.test import Client, override_settings
from django.utils import timezone

from articles import workflow
from articles.admin.instants import InstantField
from tests import cast

UTC = datetime.UTC


class When(forms.Form):
    at = InstantField()


def form(typed: str, fold: str = "") -> When:
    return When({"at": typed, "at_fold": fold})


def problem(typed: str, fold: str = "") -> str:
    return str(form(typed, fold).errors["at"][0])


# Zone, what is typed, which of two, the instant by Greenwich.
SCHEDULES = [
    # Iraq has kept one clock since 2008: what others change does not touch it.
    ("Asia/Baghdad", "2027-03-28T02:30", "", (2027, 3, 27, 23, 30)),
    ("Asia/Baghdad", "2027-10-31T01:30", "", (2027, 10, 30, 22, 30)),
    # Until then it went forward on 1 April and back on 1 October.
    ("Asia/Baghdad", "2007-04-01T04:00", "", (2007, 4, 1, 0, 0)),
    ("Asia/Baghdad", "2007-10-01T03:30", "1", (2007, 10, 1, 0, 30)),
    ("Europe/London", "2027-03-28T00:59", "", (2027, 3, 28, 0, 59)),
    ("Europe/London", "2027-03-28T02:00", "", (2027, 3, 28, 1, 0)),
    ("Europe/London", "2027-10-31T01:30", "0", (2027, 10, 31, 0, 30)),
    ("Europe/London", "2027-10-31T01:30", "1", (2027, 10, 31, 1, 30)),
    ("America/New_York", "2027-03-14T01:59", "", (2027, 3, 14, 6, 59)),
    ("America/New_York", "2027-03-14T03:00", "", (2027, 3, 14, 7, 0)),
    ("America/New_York", "2027-11-07T01:15", "0", (2027, 11, 7, 5, 15)),
    ("America/New_York", "2027-11-07T01:15", "1", (2027, 11, 7, 6, 15)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "typed", "fold", "expected"), SCHEDULES)
def test_a_schedule_beside_a_clock_change_comes_out_at_the_right_instant(zone, typed, fold, expected, editor):
    instant = datetime.datetime(*expected, tzinfo=UTC)
    with timezone.override(zone):
        filled = form(typed, fold)
        assert filled.is_valid(), filled.errors
        assert filled.cleaned_data["at"] == instant
        if instant > timezone.now():
            article = cast.draft(editor)
            edition = workflow.schedule(article, by=editor, at=filled.cleaned_data["at"])
            edition.refresh_from_db()
            assert edition.live_from == instant
            assert article.live_edition_at(instant - datetime.timedelta(microseconds=1)) is None
            assert article.live_edition_at(instant) == edition


@pytest.mark.parametrize(
    ("zone", "typed", "nearest"),
    [
        ("Europe/London", "2027-03-28T01:30", ("00:30", "02:30")),
        ("America/New_York", "2027-03-14T02:00", ("01:00", "03:00")),
        ("Asia/Baghdad", "2007-04-01T03:30", ("02:30", "04:30")),
    ],
)
def test_an_hour_that_is_skipped_is_refused_with_those_beside_it(zone, typed, nearest):
    with timezone.override(zone):
        said = problem(typed, "0")
    assert zone in said
    assert all(hour in said for hour in nearest)


def test_an_hour_that_comes_twice_is_asked_about():
    with timezone.override("Europe/London"):
        asked = form("2027-10-31T01:30")
        assert "twice" in str(asked.errors["at"])
        page = asked.as_p()
        assert "01:30 (BST, UTC+01:00), the first" in page
        assert "01:30 (GMT, UTC+00:00), the second" in page
        assert 'name="at_fold"' in page
        assert 'value="2027-10-31T01:30"' in page
    assert "at_fold" not in form("2027-10-30T01:30").as_p()


@pytest.mark.parametrize("fold", [0, 1])
def test_a_kept_instant_in_a_doubled_hour_is_not_moved_by_saving(fold):
    with timezone.override("Europe/London"):
        kept = datetime.datetime(2027, 10, 31, fold, 30, 12, 345678, tzinfo=UTC)
        shown = When(initial={"at": kept}).as_p()
        assert 'value="2027-10-31T01:30:12"' in shown
        assert f'<option value="{fold}" selected>' in shown
        again = When({"at": "2027-10-31T01:30:12", "at_fold": str(fold)}, initial={"at": kept})
        assert not again.has_changed()
        assert again.is_valid()
        assert again.cleaned_data["at"] == kept
        moved = When({"at": "2027-10-31T01:30:12", "at_fold": str(1 - fold)}, initial={"at": kept})
        assert moved.has_changed()
        assert moved.is_valid()
        assert moved.cleaned_data["at"] == datetime.datetime(2027, 10, 31, 1 - fold, 30, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_saving_a_story_does_not_move_when_it_is_due_by_a_fraction_of_a_second(editor):
    kept = datetime.datetime(2027, 10, 31, 1, 30, 12, 345678, tzinfo=UTC)
    article = cast.draft(editor, due_at=kept)
    client = Client()
    client.force_login(editor)
    address = f"/admin/articles/article/{article.pk}/change/"
    with override_settings(TIME_ZONE="Europe/London"):
        shown = client.get(address).context["adminform"].form
        sent = {name: shown[name].value() for name in ("version", "language", "body", "section", "priority")}
        sent |= {"headline": "Another", "due_at": "2027-10-31T01:30:12", "due_at_fold": "1", "_continue": "1"}
        sent |= {"bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "0"}
        assert client.post(address, sent).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.due_at) == ("Another", kept)


def test_seconds_that_are_shown_can_be_changed():
    kept = datetime.datetime(2027, 1, 1, 10, 30, 12, tzinfo=UTC)
    assert 'step="1"' in When(initial={"at": kept}).as_p()
    assert "step" not in When(initial={"at": kept.replace(second=0)}).as_p()
    assert "step" not in form("2027-01-01T10:30").as_p()


def test_a_change_at_midnight_has_its_neighbours_with_their_days():
    with timezone.override("Asia/Beirut"):
        assert "27 March 2027, 23:30 (EET) or 28 March 2027, 01:30 (EEST)" in problem("2027-03-28T00:30")


@pytest.mark.parametrize(
    "typed",
    [
        "0001-01-01T00:00",
        "0000-01-01T00:00",
        "10000-01-01T00:00",
        "2027-02-31T10:00",
        "soon",
        "2027-01-01T10:00\x00",
        "2027-01-01T25:00",
        "2027-01-01T10:00+05:00",
        "9" * 100_000,
        "-2027-01-01T10:00",
        "2027-01-01T10:00-05:00",
        "２０２７-01-01T10:00",
        "1899-12-31T23:59",
        "2200-01-01T00:00",
    ],
)
def test_what_is_no_day_and_hour_is_said_at_the_field(typed: Any):
    with timezone.override("Asia/Baghdad"):
        assert "Choose a day and an hour" in problem(typed)
        form(typed).as_p()


def test_the_last_hours_of_the_calendar_do_not_fall_off_it():
    with timezone.override("America/New_York"):
        assert "Choose a day and an hour" in problem("9999-12-31T23:59")
        When(initial={"at": datetime.datetime(9999, 12, 31, 23, 59, tzinfo=UTC)}).as_p()

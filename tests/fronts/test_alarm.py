"""A lead that is older than its limit is told to the desk, for as long as it is."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow as stories
from articles.models import Edition
from newsroom.fronts import workflow
from newsroom.fronts.alarm import alarms
from tests.fronts.curating import block, launched, layout, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(editor):
    """A story of three hours ago."""
    edition = story(editor, "Old news")
    then = timezone.now() - datetime.timedelta(hours=3)
    Edition.objects.filter(pk=edition.pk).update(live_from=then, published_at=then, updated_at=then)
    return edition


@pytest.fixture
def front(editor, old):
    made = launched(editor, block(old)).front
    workflow.limit(made, by=editor, version=made.version, minutes=120)
    return made


def first_screen(account) -> str:
    client = Client()
    client.force_login(account)
    return client.get("/admin/").text


def test_the_desk_is_told_on_its_first_screen_and_on_the_fronts_own(editor, front):
    assert [alarm.story.headline for alarm in alarms()] == ["Old news"]
    assert "front-alarm" in first_screen(editor)
    client = Client()
    client.force_login(editor)
    assert "Old news" in client.get(f"/admin/fronts/front/{front.pk}/").text
    assert "front-alarm" in client.get(f"/admin/fronts/front/{front.pk}/").text
    assert "The lead is old" in client.get("/admin/fronts/front/").text


def test_whoever_does_not_curate_is_not_told(reporter, moderator, front):
    assert "front-alarm" not in first_screen(reporter) + first_screen(moderator)


def test_a_new_lead_clears_it(editor, front):
    new = story(editor, "News")
    workflow.save_draft(front, by=editor, version=front.version, layout=layout(block(new)))
    workflow.launch(front, by=editor, version=front.version)
    assert alarms() == []


def test_a_substantive_update_of_the_lead_clears_it_and_another_does_not(editor, front, old):
    for substantive in (False, True):
        assert alarms()
        stories.update(old.article, by=editor, substantive=substantive)
    assert alarms() == []


def test_a_limit_that_is_taken_away_or_longer_clears_it(editor, front):
    for minutes, is_told in ((240, False), (179, True), (None, False)):
        workflow.limit(front, by=editor, version=front.version, minutes=minutes)
        assert bool(alarms()) == is_told


def test_a_front_by_rule_is_watched_too(editor, front, old):
    workflow.undo(front, by=editor, version=front.version)
    assert alarms()
    story(editor, "News")
    assert alarms() == []


def test_a_front_without_any_lead_is_told(editor, front, old):
    stories.unpublish(old.article, by=editor, reason="A mistake")
    assert [alarm.story for alarm in alarms()] == [None]
    assert "has no lead" in first_screen(editor)

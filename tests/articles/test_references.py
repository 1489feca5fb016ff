"""What a body leads to of our own: found where it is now; of what readers cannot see, nothing is shown."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.admin.reading import reading_of_edition
from articles.models import Article, Edition
from tests import cast
from tests.articles.clock import HOUR

pytestmark = pytest.mark.django_db

MARK = "xyzzy"


@pytest.fixture
def other(editor) -> Article:
    edition = cast.published(editor, headline=f"{MARK} headline", kicker=f"{MARK} kicker", picture=cast.picture())
    return edition.article


@pytest.fixture
def edition(editor, other) -> Edition:
    source = f'<p>Go <a data-story="{other.pk}">there <em>now</em></a>.</p><aside data-story="{other.pk}"></aside>'
    return cast.published(editor, body=f'{source}<aside data-story="999999"></aside>')


def body_of(reader, edition: Edition) -> str:
    page = reader.get(edition.path).text
    return page[page.index('<div class="body">') : page.index("<footer", page.index('<div class="body">'))]


def test_a_reference_leads_to_where_the_story_is(reader, edition, other):
    shown = body_of(reader, edition)
    path = other.live_edition.path
    assert f'Go <a href="{path}">there <em>now</em></a>.' in shown
    assert shown.count(f'<a href="{path}">{MARK} headline</a>') == 1
    assert f"{MARK} kicker" in shown
    assert "/media/pictures/" in shown
    assert shown.count("<aside") == 1
    assert "data-story" not in shown


def test_a_reference_follows_a_story_that_moves(reader, editor, edition, other):
    before = other.live_edition.path
    Article.objects.filter(pk=other.pk).update(slug="moved", headline="New words")
    other.refresh_from_db()
    moved = workflow.update(other, by=editor, substantive=True).path
    shown = body_of(reader, edition)
    assert moved != before
    assert before not in shown
    assert shown.count(f'href="{moved}"') == 2
    assert "New words" in shown
    assert reader.get(moved).status_code == 200


@pytest.mark.parametrize("verb", ["unpublish", "take_down", "kill"])
def test_of_a_withdrawn_story_there_is_nothing(reader, administrator, edition, other, verb):
    getattr(workflow, verb)(other, by=administrator, reason="A mistake")
    shown = body_of(reader, edition)
    assert "Go there <em>now</em>." in shown
    assert MARK not in reader.get(edition.path).text
    assert "<aside" not in shown
    assert MARK not in reading_of_edition(edition)["body"]


def test_a_story_that_comes_later_is_led_to_from_then_on(reader, editor):
    coming = cast.draft(editor, headline=f"{MARK} headline")
    edition = cast.published(editor, body=f'<p>x</p><aside data-story="{coming.pk}"></aside>')
    assert MARK not in body_of(reader, edition)
    workflow.publish(coming, by=editor)
    assert MARK in body_of(reader, edition)


def test_a_correction_keeps_the_references(reader, editor, edition, other):
    workflow.correct(edition.article, by=editor, kind="correction", text="Once more.")
    assert f"{MARK} headline" in body_of(reader, edition)


def test_a_picture_whose_rights_have_ended_is_not_on_a_card(reader, edition, other):
    live = other.live_edition
    live.lead["until"] = (timezone.now() - HOUR).isoformat()
    Edition.objects.filter(pk=live.pk).update(lead=live.lead)
    shown = body_of(reader, edition)
    assert f"{MARK} headline" in shown
    assert "<picture" not in shown


def test_references_cost_no_query(reader, edition):
    with CaptureQueriesContext(connection) as captured:
        reader.get(edition.path)
    assert len(captured) <= 3


def test_cards_are_none_of_the_words(reader, edition, editor):
    assert edition.word_count == 3
    bare = cast.published(editor, standfirst="", body=edition.revision.snapshot["body"])
    description = re.search('name="description" content="([^"]*)"', reader.get(bare.path).text)[1]
    assert description == "Go there now."


def test_the_card_of_a_story_in_another_language_reads_its_own_way(reader, editor):
    arabic = cast.published(editor, language="ar", headline="جسر جديد").article
    shown = body_of(reader, cast.published(editor, body=f'<p>x</p><aside data-story="{arabic.pk}"></aside>'))
    assert 'lang="ar" dir="rtl"' in shown
    assert 'hreflang="ar"' in shown

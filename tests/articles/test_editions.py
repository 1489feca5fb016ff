"""Readers never have two editions of one story: PostgreSQL says so, whatever the code does."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Edition
from tests import cast

HOUR = datetime.timedelta(hours=1)
INSERT = """
INSERT INTO articles_edition (article_id, revision_id, live_from, live_until, published_at, updated_at, language,
    family, section_id, path, kicker, headline, standfirst, dateline, body_html, word_count, source_credit, bylines,
    tags, released_by_id)
SELECT article_id, revision_id, %s, %s, published_at, updated_at, language, family, section_id, path, kicker,
    headline, standfirst, dateline, body_html, word_count, source_credit, bylines, tags, released_by_id
FROM articles_edition WHERE id = %s
"""


@pytest.fixture
def live(editor) -> Edition:
    return cast.published(editor)


def insert(begin, end, like: Edition) -> None:
    """Past the ORM, as somebody with an SQL prompt would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [begin, end, like.pk])


@pytest.mark.parametrize(
    ("begins", "ends"),
    [(0, None), (-1, None), (1, 2), (-1, 1), (5, None)],
    ids=["the same instant", "before, for ever", "inside", "across the beginning", "later, for ever"],
)
def test_postgresql_refuses_editions_that_overlap(live, begins, ends):
    with pytest.raises(IntegrityError, match="one_live_edition_at_a_time"):
        insert(live.live_from + begins * HOUR, ends and live.live_from + ends * HOUR, live)


def test_an_edition_may_end_where_the_next_begins(live):
    insert(live.live_from - HOUR, live.live_from, live)
    assert Edition.objects.filter(article=live.article).count() == 2


def test_an_edition_cannot_end_before_it_begins(live):
    Edition.objects.filter(pk=live.pk).update(live_until=live.live_from)
    with pytest.raises(IntegrityError):
        insert(live.live_from, live.live_from - HOUR, live)


def test_another_story_may_be_live_at_the_same_time(live, editor):
    cast.published(editor, headline="Another one")
    assert Edition.objects.live().count() == 2


def test_live_asks_about_an_instant(live, editor):
    before, after = live.live_from - HOUR, live.live_from + HOUR
    Edition.objects.filter(pk=live.pk).update(live_until=live.live_from + HOUR)
    assert not Edition.objects.live(before).exists()
    assert Edition.objects.live(live.live_from).get() == live
    assert not Edition.objects.live(after).exists()

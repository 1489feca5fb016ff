import datetime

import pytest
from django.utils import timezone

from articles import lasting
from articles.models import Edition, Section
from articles.models.picture import may_be_used


def test_of_several_ends_the_first_counts():
    soon = timezone.now() + datetime.timedelta(minutes=1)
    with lasting.noting() as said:
        lasting.until(soon + datetime.timedelta(hours=1))
        lasting.until(soon)
        lasting.until(soon + datetime.timedelta(days=1))
    assert said.until == soon


def test_what_a_page_is_about_adds_up_by_table():
    with lasting.noting() as said:
        lasting.about(Edition, article=7, section=3, series=None)
        lasting.about(Edition, article=[8, 9])
    assert said.about == {"articles_edition": {"article:7", "article:8", "article:9", "section:3"}}


def test_only_what_a_table_tells_can_be_said():
    with lasting.noting(), pytest.raises(ValueError, match="pages_by"):
        lasting.about(Section, section=3)
    with lasting.noting(), pytest.raises(ValueError, match="headline"):
        lasting.about(Edition, headline=3)


def test_where_nobody_notes_nothing_is_said():
    lasting.until(timezone.now())
    lasting.about(Section, nothing=1)


def test_pages_within_pages_are_noted_apart():
    with lasting.noting() as outer:
        with lasting.noting() as inner:
            lasting.until(timezone.now())
        assert outer.until is None
        assert inner.until is not None


def test_a_picture_says_until_when_it_may_be_shown():
    end = timezone.now() + datetime.timedelta(hours=1)
    with lasting.noting() as said:
        assert may_be_used({"until": end.isoformat()})
    assert said.until == end

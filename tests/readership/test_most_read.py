"""The list of what is read most."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Edition
from newsroom.demo import archive
from newsroom.readership.counting import hour_of
from newsroom.readership.models import HourOfReads
from newsroom.readership.ranking import most_read
from tests import cast

pytestmark = pytest.mark.django_db


def read(edition: Edition, count: int, hours_ago: int = 0) -> Edition:
    hour = hour_of(timezone.now()) - datetime.timedelta(hours=hours_ago)
    HourOfReads.objects.create(article=edition.article, language=edition.language, hour=hour, count=count)
    return edition


def listed(language: str = "en", **how) -> list[tuple[str, int]]:
    return [(edition.headline, edition.reads) for edition in most_read(language, **how)]


def test_the_reads_of_a_day_add_up_and_those_before_count_no_more(editor):
    steady, old = cast.published(editor, headline="Steady"), cast.published(editor, headline="Old")
    for hours in (0, 5, 23):
        read(steady, 10, hours)
    read(old, 500, 24)
    read(read(cast.published(editor, headline="Sudden"), 25), 7, 30)
    assert listed() == [("Steady", 30), ("Sudden", 25)]
    assert listed(at=timezone.now() - datetime.timedelta(hours=24)) == [], "they were not out then"


def test_it_has_ten_of_the_language_that_is_spoken(reader, editor):
    for number in range(12):
        read(cast.published(editor, headline=f"Story {number}"), number + 1)
    read(cast.published(editor, headline="عربي", language="ar"), 99)
    page = reader.get("/most-read/")
    assert [e.headline for e in page.context["page"]["editions"]] == [f"Story {n}" for n in range(11, 1, -1)]
    assert [e.headline for e in reader.get("/ar/most-read/").context["page"]["editions"]] == ["عربي"]
    assert listed(count=1) == [("Story 11", 12)]


@pytest.mark.parametrize("verb", ["unpublish", "take_down", "kill"])
def test_a_withdrawn_story_is_not_in_it(reader, administrator, verb):
    gone = read(cast.published(administrator, headline="Gone"), 50)
    read(cast.published(administrator, headline="Stays"), 1)
    getattr(workflow, verb)(gone.article, by=administrator, reason="Wrong")
    assert listed() == [("Stays", 1)]
    assert "Gone" not in reader.get("/most-read/").text


def test_without_reads_it_says_so(reader):
    assert "Nothing was read here yet." in reader.get("/most-read/").text


def test_the_block_of_a_front_is_a_list_in_its_order(editor):
    from django.template.loader import render_to_string

    edition = read(cast.published(editor, headline="First <b>"), 2)
    block = render_to_string("readership/block.html", {"part": {"most_read": most_read("en")}})
    assert f'<a href="{edition.path}">First &lt;b&gt;</a>' in block
    assert render_to_string("readership/block.html", {"part": {"most_read": most_read("ar")}}).strip() == ""


def test_it_is_one_query_that_looks_at_the_first_of_each_hour(reader, editor):
    archive.make(1_500, lambda done: None)
    articles = list(Edition.objects.in_language("en").values_list("article", flat=True)[:300])
    now = hour_of(timezone.now())
    HourOfReads.objects.bulk_create(
        HourOfReads(article_id=article, language="en", hour=now - datetime.timedelta(hours=hour), count=1 + number)
        for number, article in enumerate(articles)
        for hour in range(24)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as captured:
        first = list(most_read("en"))
    assert len(captured) == 1
    assert [edition.reads for edition in first] == [24 * (300 - number) for number in range(10)]
    plan = most_read("en").explain()
    assert "reads_most_of_an_hour" in plan, plan
    with CaptureQueriesContext(connection) as captured:
        reader.get("/most-read/")
    assert len(captured) == 2

"""When a story was published is a lexeme of its document: the newest are found without a look at all the others."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.search import jobs, spans
from newsroom.search.models import SearchDocument
from tests import cast
from tests.search.test_documents import work_off
from tests.search.test_finding import aged, published

NOW = datetime.datetime(2026, 11, 27, 9, 30, tzinfo=datetime.UTC)
INSTANTS = [
    NOW,
    datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC),
    datetime.datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=datetime.UTC),
    datetime.datetime(1952, 2, 29, 12, tzinfo=datetime.UTC),
    # A week begins; and its last moment.
    datetime.datetime.fromtimestamp(2_969 * spans.WEEK, datetime.UTC),
    datetime.datetime.fromtimestamp(2_969 * spans.WEEK - 1e-6, datetime.UTC),
]


@pytest.mark.django_db
@pytest.mark.parametrize("instant", INSTANTS, ids=str)
def test_postgresql_puts_an_instant_into_the_same_spans(instant):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tsvector_to_array({spans.in_sql('%s::timestamptz')})", [instant])
        (lexemes,) = cursor.fetchone()
    assert lexemes == sorted(spans.lexemes(instant))


@pytest.mark.parametrize("number", range(len(spans.LENGTHS)))
def test_a_window_reaches_back_once_to_twice_the_length_of_its_spans(number):
    length, window = datetime.timedelta(seconds=spans.LENGTHS[number]), spans.windows(NOW)[number]

    def is_inside(instant: datetime.datetime) -> bool:
        return any(f"'{lexeme}'" in window.query for lexeme in spans.lexemes(instant))

    assert is_inside(NOW)
    assert is_inside(NOW - length)
    assert not is_inside(NOW - 2 * length)
    # As far as it says, to the second.
    reach = window.growth * _reach_of_the_shortest()
    assert is_inside(NOW - datetime.timedelta(seconds=reach - 1))
    assert not is_inside(NOW - datetime.timedelta(seconds=reach + 1))


def _reach_of_the_shortest() -> float:
    return NOW.timestamp() - (NOW.timestamp() // spans.WEEK - 1) * spans.WEEK


@pytest.mark.django_db
def test_a_document_has_the_spans_of_its_story(editor):
    edition = cast.published(editor)
    for lexeme in spans.lexemes(edition.published_at):
        assert list(SearchDocument.objects.having(f"'{lexeme}'")) == [edition.search_document]


@pytest.mark.django_db
def test_documents_that_have_none_get_them_by_a_job_that_goes_on_where_it_stopped(editor, monkeypatch):
    monkeypatch.setattr(jobs, "SECONDS", 0)
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    with connection.cursor() as cursor:
        for number in range(3):
            aged(published(editor, f"Heron {number}"), days=100 * number)
        cursor.execute("SELECT edition_id, vector::text FROM search_searchdocument ORDER BY 1")
        written = cursor.fetchall()
        every = "(SELECT array_agg(lexeme) FROM unnest(vector) WHERE lexeme LIKE '@d%')"
        cursor.execute(f"UPDATE search_searchdocument SET vector = ts_delete(vector, {every})")
        assert not SearchDocument.objects.having(spans.windows(timezone.now())[-1].query).exists()
        jobs.date.enqueue()
        work_off()
        cursor.execute("SELECT edition_id, vector::text FROM search_searchdocument ORDER BY 1")
        assert cursor.fetchall() == written


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["", "newest"])
def test_of_a_word_that_many_have_only_the_newest_are_fetched(editor, reader, monkeypatch, order):
    monkeypatch.setattr("newsroom.search.finding.MOST_COUNTED", 4)
    monkeypatch.setattr("newsroom.search.finding.MOST_OF_HEAD", 4)
    monkeypatch.setattr("newsroom.search.finding.MOST_OF_ALL", 4)
    for number in range(8):
        aged(published(editor, f"Heron {number}"), days=4 * number)
    with connection.cursor() as cursor:
        with CaptureQueriesContext(connection) as captured:
            page = reader.get("/search/", {"q": "heron", "order": order})
        assert [story.edition.headline for story in page.context["stories"]][:4] == [f"Heron {n}" for n in range(4)]
        statement = next(each["sql"] for each in captured if "found_en_near" in each["sql"])
        cursor.execute(f"EXPLAIN ANALYZE {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    everything = plan.split("CTE found_en\n")[1].split("CTE found_ar_latest")[0]
    assert "never executed" in everything


@pytest.mark.django_db
def test_older_ones_are_looked_for_from_where_a_page_begins(editor, reader, monkeypatch):
    monkeypatch.setattr("newsroom.search.finding.PAGE_SIZE", 2)
    monkeypatch.setattr("newsroom.search.finding.MOST_COUNTED", 2)
    for number in range(7):
        aged(published(editor, f"Heron {number}"), days=90 * number)
    seen, path = [], "/search/?q=heron&order=newest"
    while path:
        page = reader.get(path)
        seen += [story.edition.headline for story in page.context["stories"]]
        path = page.context["next_path"]
    assert seen == [f"Heron {number}" for number in range(7)]

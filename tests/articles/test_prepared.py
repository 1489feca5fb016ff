"""Queries that are put together once (articles/prepared.py)."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from unittest import mock

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.listings import Stories, a_page
from articles.models import Edition, Section
from articles.models.edition import EditionQuerySet
from articles.moment import Instant, Moment
from articles.prepared import VERSION, Given, GivenInstant, Prepared
from tests import cast

pytestmark = pytest.mark.django_db


def test_it_gives_what_the_queryset_gives(editor):
    made = cast.published(editor, picture=cast.picture())
    cast.published(editor, section=cast.section("sport"))
    query = Prepared(
        lambda: (
            Edition.objects.live()
            .in_section(Given("section"), Given("language"))
            .select_related("section", "series")
            .defer("body_html")
            .annotate(one=Value(1))
        )
    )
    (found,) = query.all(section=made.section_id, language="en")
    assert found == made
    assert (found.section, found.series, found.one) == (made.section, None, 1)
    assert (found.bylines, found.lead, found.published_at) == (made.bylines, made.lead, made.published_at)
    assert found.get_deferred_fields() == {"body_html"}
    assert not found._state.adding
    assert found.body_html == made.body_html
    # For the page cache alone: pieces of pages are kept by what an instance has.
    assert not hasattr(found, VERSION)
    assert query.all(section=made.section_id, language="ar") == []
    assert query.first(section=made.section_id, language="ckb") is None


@pytest.mark.parametrize(
    "shape",
    [
        lambda rows: rows.values("slug", "names"),
        lambda rows: rows.values_list("slug", "names"),
        lambda rows: rows.values_list("slug", flat=True),
    ],
)
def test_rows_have_the_shape_that_the_queryset_gives_them(shape):
    cast.section(names={"ar": "سياسة"})
    rows = Section.objects.filter(slug=Given("slug"))
    assert Prepared(lambda: shape(rows)).all(slug="politics") == list(shape(Section.objects.all()))


def test_it_is_put_together_once_and_asked_each_time(editor):
    times = []

    def put_together():
        times.append(1)
        return Section.objects.filter(slug=Given("slug"))

    query = Prepared(put_together)
    assert query.first(slug="politics") is None
    cast.section()
    with CaptureQueriesContext(connection) as captured:
        assert query.first(slug="politics") == cast.section()
    assert len(times) == 1
    assert "'politics'" in captured[0]["sql"]


def test_threads_may_be_first_together():
    query = Prepared(lambda: Section.objects.filter(slug=Given("slug")).values("slug"))

    def ask(number: int) -> list[dict[str, str]]:
        try:
            return query.all(slug=str(number))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(8))) == [[]] * 8


def test_the_driver_remembers_long_statements():
    """It does so by two numbers of its own that articles/prepared.py raises: a new driver may call them otherwise."""
    with mock.patch("psycopg._queries._query2pg_client_nocache", side_effect=AssertionError):
        slugs = [Given(f"{each:0100}") for each in range(90)]
        assert (
            Prepared(lambda: Section.objects.filter(slug__in=slugs)).all(**{each.name: each.name for each in slugs})
            == []
        )


def test_where_there_can_be_no_row_nothing_is_asked():
    with CaptureQueriesContext(connection) as captured:
        assert Prepared(lambda: Section.objects.none()).all() == []
    assert not captured


def test_a_list_is_asked_at_its_instant(editor):
    made = cast.published(editor)
    before = Edition.objects.get(pk=made.pk).live_from - datetime.timedelta(seconds=1)
    values = (made.section_id, "en")
    assert Stories(EditionQuerySet.in_section, values).live(a_page) == [made]
    assert Stories(EditionQuerySet.in_section, values, at=before).live(a_page) == []
    assert Stories(EditionQuerySet.in_section, values, made.place).live(a_page) == []


def test_the_instant_of_a_page_reaches_the_driver_as_one_and_nothing_reckoned_from_it_does():
    seen = []

    def note(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        moment = Moment.present()
        list(Edition.objects.live(moment.at))
        Stories(EditionQuerySet.in_language, ("en",), at=moment.at).live(a_page)
    assert seen[0] == ("SELECT clock_timestamp()", None)
    assert [sum(type(each) is Instant for each in params) for _, params in seen[2:]] == [2, 2]
    hour = datetime.timedelta(hours=1)
    for reckoned in (moment.at - hour, moment.at + hour, moment.at.replace(minute=0), timezone.localtime(moment.at)):
        assert type(reckoned) is datetime.datetime
    assert moment.at - moment.at == datetime.timedelta()


@pytest.mark.django_db(transaction=True)
def test_postgresql_plans_it_once_whatever_the_values():
    query = Prepared(lambda: Section.objects.filter(pk__in=[Given("one"), Given("other")], slug=Given("slug")))
    made = cast.section()
    connection.connection.execute("DEALLOCATE ALL")
    for other in (1, 70_000, 3_000_000_000):
        assert query.all(one=made.pk, other=other, slug="politics") == [made]
    plans = connection.connection.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements").fetchall()
    assert plans == [(3, 0)]


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_does_not_hold_any_more_is_made_anew():
    query = Prepared(lambda: Section.objects.filter(slug=Given("slug")))
    made = cast.section()
    assert query.all(slug="politics") == [made]
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_section ALTER slug TYPE text")
        try:
            assert query.all(slug="politics") == [made]
        finally:
            cursor.execute("ALTER TABLE articles_section ALTER slug TYPE varchar(50)")


@pytest.mark.django_db(transaction=True)
def test_no_instant_is_the_present_one(editor):
    made = cast.published(editor)
    query = Prepared(lambda: Edition.objects.live(GivenInstant("at")))
    assert query.all(at=None) == query.all(at=timezone.now()) == [made]
    assert query.all(at=timezone.now() - datetime.timedelta(days=1)) == []

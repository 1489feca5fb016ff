"""Whether a page holds still is asked of PostgreSQL in few words, and the answer is right."""

import pytest
from django.db import connection
from django.db.models import F

from articles.models import Edition, Section
from articles.prepared import Given, Prepared
from newsroom.pagecache.asking import Recorder, ask_again
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(editor) -> Edition:
    return cast.published(editor, headline="The bridge opens")


def made(prepared: Prepared, **given: object) -> Recorder:
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        assert prepared.all(**given)
    return recorder


# In the test's own transaction, which writes a row more than once.
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_row_that_was_written_since_is_another_one(edition, times):
    prepared = Prepared(lambda: Edition.objects.filter(pk=Given("pk")))
    before = made(prepared, pk=edition.pk)
    assert ask_again(before.question) == before.rows
    for number in range(times):
        Edition.objects.filter(pk=edition.pk).update(headline=f"The bridge closes {number}")
    # Also where it says the same again.
    Edition.objects.filter(pk=edition.pk).update(headline="The bridge opens")
    assert ask_again(before.question) != before.rows


def test_what_is_asked_again_is_which_rows_they_are_and_not_what_is_in_them(edition):
    recorder = made(Prepared(lambda: Edition.objects.filter(pk=Given("pk"))), pk=edition.pk)
    [(sql, values)] = recorder.question
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        [row] = cursor.fetchall()
    assert row[0] == edition.pk
    assert len(row) == 2
    assert "bridge" not in str(row)


def test_rows_that_are_joined_and_what_is_reckoned_are_asked_for_whole(edition):
    prepared = Prepared(
        lambda: Edition.objects.filter(pk=Given("pk")).select_related("section").annotate(length=F("article__version"))
    )
    before = made(prepared, pk=edition.pk)
    Section.objects.filter(pk=edition.section_id).update(name="Another name")
    assert ask_again(before.question) != before.rows
    before = made(prepared, pk=edition.pk)
    assert ask_again(before.question) == before.rows
    type(edition.article).objects.filter(pk=edition.article_id).update(version=F("version") + 1)
    assert ask_again(before.question) != before.rows


def test_what_changed_elsewhere_is_not_asked_for(edition, editor):
    before = made(Prepared(lambda: Edition.objects.filter(pk=Given("pk"))), pk=edition.pk)
    other = cast.published(editor)
    Edition.objects.filter(pk=other.pk).update(headline="Nothing to it")
    assert ask_again(before.question) == before.rows


@pytest.mark.parametrize(
    "queryset",
    [
        lambda: Edition.objects.values_list("headline"),
        lambda: Edition.objects.values("headline", "path"),
        lambda: Edition.objects.distinct(),
    ],
)
def test_of_rows_of_no_table_everything_is_asked_for(edition, queryset):
    before = made(Prepared(queryset))
    assert ask_again(before.question) == before.rows
    Edition.objects.update(headline="The bridge closes")
    assert ask_again(before.question) != before.rows


def test_the_same_rows_of_another_database_are_others(edition, monkeypatch):
    before = made(Prepared(lambda: Edition.objects.filter(pk=Given("pk"))), pk=edition.pk)
    monkeypatch.setattr(connection.connection, "database_identity", b"of a cluster that was set up anew")
    assert ask_again(before.question) != before.rows


def test_a_role_that_may_see_little_connects_all_the_same(edition):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        if not cursor.fetchone()[0]:
            pytest.skip("only a superuser can take a right from everybody")
        name = connection.settings_dict["NAME"]
        cursor.execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC")
        cursor.execute("CREATE ROLE of_little; SET LOCAL ROLE of_little")
        connection._configure_connection(connection.connection)
        cursor.execute("SELECT oid::text FROM pg_database WHERE datname = %s", [name])
        assert connection.identity_of(connection.connection) == cursor.fetchone()[0].encode()
        cursor.execute("RESET ROLE")

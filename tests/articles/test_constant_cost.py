"""A list costs the same in a small archive and in a large one."""

import datetime

import pytest
from django.db import connection

from articles.models import Edition
from newsroom.demo import archive
from newsroom.search import finding
from tests import cast
from tests.benchmarks import lists

pytestmark = pytest.mark.django_db
FEW, MANY, A_DAY = 600, 3_000, 40
# What PostgreSQL rather sorts than finds in order.
FEW_ROWS = 300
A_FEW = 5


def make(**part) -> None:
    """Of an archive of many stories, a part."""
    archive.make(MANY, lambda done: None, span=datetime.timedelta(days=MANY / A_DAY), **part)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def rows_read(reader) -> dict[str, int]:
    return {kind: lists.read(reader, path)["rows"] for kind, path in lists.pages()}


def test_each_reads_as_many_rows_of_a_young_paper_as_of_one_that_is_five_times_as_old(reader, editor, monkeypatch):
    monkeypatch.setattr(archive, "BATCH", FEW)
    # Of a common word, as many stories are read as are counted and weighed: fewer than the young paper has.
    monkeypatch.setattr(finding, "MOST_COUNTED", A_FEW)
    monkeypatch.setattr(finding, "MOST_OF_HEAD", A_FEW)
    monkeypatch.setattr(finding, "MOST_OF_ALL", A_FEW)
    cast.published(editor, headline=lists.RARE)
    make(done=MANY - FEW)
    young = rows_read(reader)
    make(is_stopped=lambda: Edition.objects.count() > MANY)
    old = rows_read(reader)
    assert Edition.objects.count() == MANY + 1
    more = {kind: (young[kind], rows) for kind, rows in old.items() if rows > max(FEW_ROWS, lists.MOST * young[kind])}
    assert more == {}


def test_whether_a_tag_has_stories_in_a_language_is_seen_in_the_index(reader, editor):
    make()
    tag = next(path for kind, path in lists.pages() if kind == "tag")
    assert lists.read(reader, tag)["rows"] < 150

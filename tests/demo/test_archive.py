"""An archive is as the desk would have made it, and is made in batches that can be stopped."""

import datetime
import io
import os
import signal
from collections import Counter
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, Edition, Revision
from newsroom.demo import archive
from newsroom.search import documents
from newsroom.search.models import KnownWord, SearchDocument

pytestmark = pytest.mark.django_db


def made(*arguments: object) -> str:
    out = io.StringIO()
    call_command("make_archive", *map(str, arguments), stdout=out)
    return out.getvalue()


def vectors() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition_id, vector::text FROM search_searchdocument ORDER BY edition_id")
        return cursor.fetchall()


def test_every_story_has_its_page_and_stands_in_its_lists(reader):
    made(12)
    editions = list(Edition.objects.live())
    assert len(editions) == 12
    assert set(Counter(edition.language for edition in editions).values()) == {4}
    for edition in editions:
        assert reader.get(edition.path).status_code == 200
        article = edition.article
        assert (article.headline, article.body) == (edition.headline, edition.body_html)
        assert set(article.tags.values_list("pk", flat=True)) == {line["tag"] for line in edition.tags}
        assert edition in Edition.objects.in_section(edition.section_id, edition.language)
        assert all(edition in Edition.objects.tagged(line["tag"], edition.language) for line in edition.tags)
        assert all(edition in Edition.objects.by(line["person"], edition.language) for line in edition.bylines)


def test_its_documents_are_those_that_the_search_would_write():
    made(30)
    at_once, words = vectors(), set(KnownWord.objects.values_list("language", "folded"))
    SearchDocument.objects.all().delete()
    KnownWord.objects.all().delete()
    assert documents.write(Edition.objects.all()) == len(at_once) == 30
    assert vectors() == at_once
    assert set(KnownWord.objects.values_list("language", "folded")) == words


def test_the_newest_of_it_is_of_now_and_the_pace_is_steady():
    archive.make(20, lambda done: None, span=datetime.timedelta(hours=20))
    instants = list(Edition.objects.order_by("published_at").values_list("published_at", flat=True))
    apart = {round((later - earlier).total_seconds()) for earlier, later in pairwise(instants)}
    assert apart == {3_600}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_one_ends_with_a_batch_and_says_how_to_go_on(monkeypatch, number):
    monkeypatch.setattr(archive, "BATCH", 10)
    monkeypatch.setattr(archive, "_hand_over", _stopping(archive._hand_over, number))
    said = made(35)
    assert Edition.objects.count() == 0
    assert "Added 0 stories" in said and "make_archive 35 --done 0" in said


def _stopping(step, number):
    def stopped(*args):
        step(*args)
        os.kill(os.getpid(), number)

    return stopped


def test_going_on_makes_what_the_whole_would_have_been(monkeypatch):
    monkeypatch.setattr(archive, "BATCH", 10)
    done: list[int] = []
    assert archive.make(25, done.append, is_stopped=lambda: len(done) == 2) == 20
    assert "Added 5 stories, with documents for the search" in made(25, "--done", 20)
    assert done == [10, 20]
    halves = list(Edition.objects.order_by("id").values_list("headline", "body_html", "published_at__date"))
    archive.make(25, done.append)
    assert (
        list(Edition.objects.order_by("id").values_list("headline", "body_html", "published_at__date"))[25:] == halves
    )


def test_a_batch_that_fails_leaves_nothing(monkeypatch):
    monkeypatch.setitem(archive.ROWS, "search_searchdocument", "(edition_id) SELECT 1 / 0")
    with pytest.raises(Exception, match="division by zero"):
        made(5)
    assert not Article.objects.exists() and not Revision.objects.exists()


def test_nobody_has_anything_to_do_with_it():
    made(5)
    assert not Article.objects.filter(is_open=True).exists()


@pytest.mark.parametrize("arguments", [["0"], ["-1"], ["x"], [""], ["99999999999"], ["5", "--done", "6"]])
def test_a_strange_size_is_refused(arguments):
    with pytest.raises(CommandError, match=r"not a number of stories|are more than"):
        made(*arguments)

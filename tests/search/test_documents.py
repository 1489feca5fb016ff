"""Documents follow what they are of."""

import signal
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import merging, workflow
from articles.models import Edition, Tag
from newsroom.demo import archive
from newsroom.operations.models import Job
from newsroom.search import documents, jobs
from newsroom.search.models import KnownWord, SearchDocument
from tests import cast


def work_off() -> None:
    """What the worker would do, by now."""
    while job := Job.objects.claim_next("test"):
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.succeed(None)


def test_a_release_that_is_undone_leaves_no_document(editor):
    article = cast.draft(editor)
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.publish(article, by=editor)
        assert SearchDocument.objects.count() == 1
        raise RuntimeError
    assert not SearchDocument.objects.exists()


def test_only_what_is_live_or_going_to_be_has_a_document(editor):
    edition = cast.published(editor)
    assert [document.pk for document in SearchDocument.objects.all()] == [edition.pk]
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    assert not SearchDocument.objects.exists()


def test_keeping_up_twice_writes_nothing(editor):
    edition = cast.published(editor)
    before = SearchDocument.objects.get().written_at
    with CaptureQueriesContext(connection) as captured:
        documents.keep_up(edition.article.editions.all())
    assert len(captured) == 2
    assert SearchDocument.objects.get().written_at == before


def test_a_tag_that_is_renamed_is_found_by_its_new_name(editor, found):
    cast.published(editor, headline="A heron", tags=("Brids",))
    tag = Tag.objects.get(name="Brids")
    tag.name = "Waterfowl"
    tag.save()
    work_off()
    assert found("waterfowl") == ["A heron"]
    assert found("brids", exact="1") == []


def test_a_person_is_found_by_every_name(editor, found):
    cast.published(editor, headline="A heron")
    person = cast.person()
    person.names = {"ckb": "دیلان ڕەشید"}
    person.save()
    work_off()
    assert found("ديلان رهشيد") == ["A heron"]
    assert found("Dilan") == ["A heron"]


def test_tags_that_are_merged_are_one(editor, found):
    cast.published(editor, headline="A heron", tags=("Birds",))
    cast.published(editor, headline="Another heron", tags=("Fowl",))
    administrator = cast.account("azad", "administrator")
    merging.merge(Tag.objects.get(name="Fowl"), Tag.objects.get(name="Birds"), by=administrator)
    work_off()
    assert sorted(found("heron", tag="birds")) == ["A heron", "Another heron"]
    assert sorted(found("birds")) == ["A heron", "Another heron"]
    assert found("fowl", exact="1") == []


def test_a_long_job_goes_on_where_it_stopped(editor, monkeypatch):
    monkeypatch.setattr(jobs, "SECONDS", 0)
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    archive.make(7, lambda done: None)
    SearchDocument.objects.all().delete()
    jobs.fill_up.enqueue()
    work_off()
    assert SearchDocument.objects.count() == 7


def rebuilt(**options) -> str:
    import io

    out = io.StringIO()
    call_command("rebuild_search", stdout=out, **options)
    return out.getvalue()


def test_a_rebuild_writes_what_is_missing_and_removes_what_is_over(editor):
    archive.make(12, lambda done: None)
    SearchDocument.objects.all().delete()
    ended = cast.published(editor)
    Edition.objects.filter(pk=ended.pk).update(live_until="2020-01-01T00:00Z", live_from="2019-01-01T00:00Z")
    assert "Would be written: 12 documents; removed: 1." in rebuilt(dry_run=True)
    assert SearchDocument.objects.count() == 1
    assert "Written: 12 documents" in rebuilt()
    assert set(SearchDocument.objects.values_list("pk", flat=True)) == set(
        Edition.objects.exclude(pk=ended.pk).values_list("pk", flat=True)
    )
    assert KnownWord.objects.filter(folded="library", language="en").count() <= 1
    assert "Written: 0 documents" in rebuilt(missing=True)
    assert "Written: 12 documents" in rebuilt()


def test_a_rebuild_that_is_stopped_says_how_to_go_on(db, monkeypatch):
    from newsroom.search.management.commands import rebuild_search

    monkeypatch.setattr(rebuild_search, "AT_ONCE", 3)
    archive.make(10, lambda done: None)
    SearchDocument.objects.all().delete()
    write = documents.write

    def interrupted(*args, **kwargs):
        signal.raise_signal(signal.SIGTERM)
        return write(*args, **kwargs)

    assert threading.current_thread() is threading.main_thread()
    monkeypatch.setattr(documents, "write", interrupted)
    said = rebuilt()
    assert "Written: 3 documents" in said
    since = said.split("--since ")[1].strip()
    monkeypatch.setattr(documents, "write", write)
    assert "Written: 7 documents" in rebuilt(since=rebuild_search.instant(since))
    assert SearchDocument.objects.count() == 10


def test_a_rebuild_says_what_a_time_looks_like(db):
    from django.core.management.base import CommandError

    with pytest.raises(CommandError, match="2026-03-01T14:00"):
        call_command("rebuild_search", "--since", "yesterday")


def test_saving_a_draft_asks_nothing_of_the_search(editor):
    article = cast.published(editor).article
    article.headline = "Another one"
    article.save()
    with CaptureQueriesContext(connection) as captured:
        workflow.save_revision(article, by=editor)
    assert not [query for query in captured if "search_searchdocument" in query["sql"]]

"""A story's history, what readers saw at an instant, revisions brought back, and the audit log with its exports."""

import csv
import datetime
import io
import json

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.admin.history import absence
from articles.models import Article, Edition, Record
from articles.models.record import acting_from
from tests import cast

pytestmark = pytest.mark.django_db

RECORDS = "/admin/articles/record/"


def desk_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of(article: Article, page: str) -> str:
    return f"/admin/articles/article/{article.pk}/{page}"


def text(answer) -> str:
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


def rewritten(article: Article, by, **fields: str) -> Article:
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()
    workflow.save_revision(article, by=by)
    return article


def typed(instant: datetime.datetime) -> str:
    return timezone.localtime(instant).strftime("%Y-%m-%dT%H:%M:%S")


@pytest.fixture
def released(editor) -> Article:
    """Live for two hours with its first text, for one with its second; a correction came with that."""
    article = cast.published(editor, headline="First words").article
    now = timezone.now()
    hour = datetime.timedelta(hours=1)
    Edition.objects.filter(article=article).update(live_from=now - 3 * hour, live_until=now - hour)
    rewritten(article, editor, headline="Second words")
    second = workflow.publish(article, by=editor)
    Edition.objects.filter(pk=second.pk).update(live_from=now - hour)
    workflow.correct(article, by=editor, kind="correction", text="It was a Tuesday")
    return article


# The history.


def test_the_history_says_who_what_when_and_what_changed(editor, released):
    page = text(desk_of(editor).get(of(released, "history/")))
    for words in ("Evin", "headline", "It was a Tuesday", "What changed"):
        assert words in page, words
    last, before = released.revisions.values_list("number", flat=True)[:2]
    assert f"compare/?from={before}&amp;to={last}" in page


def test_from_where_an_act_came_is_for_whoever_has_the_right(editor, administrator):
    token = acting_from.set("192.0.2.77")
    try:
        article = cast.draft(editor)
    finally:
        acting_from.reset(token)
    record = article.records.get()
    pages = (of(article, "history/"), RECORDS, f"{RECORDS}{record.pk}/change/", f"{RECORDS}export/csv/")
    pages += (f"{RECORDS}export/json/", of(article, "history/export/csv/"), of(article, "history/export/json/"))
    for page in pages:
        assert "192.0.2.77" in text(desk_of(administrator).get(page)), page
        assert "192.0.2.77" not in text(desk_of(editor).get(page)), page
    assert desk_of(editor).get(f"{RECORDS}?whence__startswith=192").status_code == 400
    for who, found in ((administrator, True), (editor, False)):
        assert (article.headline in text(desk_of(who).get(f"{RECORDS}?q=192.0.2.77"))) == found


def test_the_history_is_paged_by_a_mark_and_keeps_to_its_queries(editor, released):
    detail = {"revision": 1, "changed": ["body"]}
    line = {"verb": "save", "actor": editor, "actor_name": "Evin", "article": released, "detail": detail}
    Record.objects.bulk_create(Record(**line) for _ in range(5_000))
    client, seen, query = desk_of(editor), [], ""
    for _page in range(3):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(of(released, "history/") + query)
        assert len(captured) <= 10, [each["sql"][:150] for each in captured]
        assert "OFFSET" not in " ".join(each["sql"] for each in captured)
        seen += [line["record"].pk for line in answer.context["lines"]]
        query = f"?before={answer.context['older']}"
    assert seen == list(released.records.values_list("pk", flat=True)[:150])


@pytest.mark.parametrize("mark", ["x", "-1", "9" * 40, "1'", "１"])
def test_a_mark_or_an_instant_that_we_never_gave_is_no_error(editor, released, mark):
    client = desk_of(editor)
    assert client.get(of(released, f"history/?before={mark}")).status_code == 200
    assert client.get(of(released, f"seen/?edition={mark}")).status_code in (200, 404)
    for at in (mark, "0001-01-01T00:00", "9999-12-31T23:59", ""):
        assert client.get(of(released, "seen/"), {"at": at}).status_code == 200
    assert client.get(of(released, f"revisions/{'9' * 30}/")).status_code == 404


# What readers saw.


def test_readers_are_shown_as_they_saw_it_at_an_instant(editor, released):
    client, now = desk_of(editor), timezone.now()
    hours = {
        4: "the story had not been published yet",
        2: "First words",
        0.5: "Second words",
    }
    for ago, words in hours.items():
        at = typed(now - datetime.timedelta(hours=ago))
        page = text(client.get(of(released, "seen/"), {"at": at}))
        assert words in page.partition('class="memory-side"')[0], ago
        assert "It was a Tuesday" not in page
    assert "It was a Tuesday" in text(
        client.get(of(released, "seen/"), {"at": typed(now + datetime.timedelta(hours=1))})
    )


def test_a_correction_that_was_replaced_since_stood_then(editor, released):
    first = released.corrections.get()
    workflow.correct(released, by=editor, kind="correction", text="It was a Friday", supersedes=first)
    editions = list(released.editions.order_by("live_from"))
    client = desk_of(editor)
    shown = [text(client.get(of(released, f"seen/?edition={each.pk}"))) for each in editions]
    assert ["It was a Tuesday" in page for page in shown] == [False, False, True, False]
    assert "It was a Friday" in shown[3]


@pytest.mark.parametrize(
    ("verb", "says"), [("unpublish", "had been unpublished"), ("take_down", "had been taken down"), ("kill", "killed")]
)
def test_where_readers_saw_nothing_the_page_says_why(administrator, released, verb, says):
    getattr(workflow, verb)(released, by=administrator, reason="The court asked")
    page = text(
        desk_of(administrator).get(of(released, "seen/"), {"at": typed(timezone.now() + datetime.timedelta(hours=1))})
    )
    assert "will see nothing" in page
    assert says in absence(released, released.withdrawals.get().at)["why"]
    assert "The court asked" in page


def test_a_story_that_ended_by_itself_was_not_withdrawn(editor):
    article = cast.published(editor).article
    now = timezone.now()
    Edition.objects.update(live_from=now - datetime.timedelta(hours=2), live_until=now - datetime.timedelta(hours=1))
    assert "the end that was set for it" in absence(article, now)["why"]
    assert "never been published" in absence(cast.draft(editor), now)["why"]


def test_an_edition_that_was_called_off_is_in_the_timeline_and_was_never_seen(editor):
    article = cast.draft(editor)
    edition = workflow.schedule(article, by=editor, at=timezone.now() + datetime.timedelta(days=1))
    assert "readers will see this" in text(desk_of(editor).get(of(article, f"seen/?edition={edition.pk}")))
    workflow.unschedule(article, by=editor)
    assert "Called off" in text(desk_of(editor).get(of(article, "history/")))
    page = text(desk_of(editor).get(of(article, f"seen/?edition={edition.pk}")))
    assert "readers never saw it" in page
    assert "The first bus" not in page


def test_an_edition_of_another_story_is_not_shown(editor, released):
    other = cast.published(editor, headline="Other")
    assert desk_of(editor).get(of(released, f"seen/?edition={other.pk}")).status_code == 404


# Revisions.


def test_a_revision_is_brought_back_as_a_new_one(editor):
    article = cast.draft(editor, headline="Old")
    first = article.revisions.get().number
    rewritten(article, editor, headline="New")
    client = desk_of(editor)
    page = text(client.get(of(article, f"revisions/{first}/")))
    assert "Restore this revision" in page
    assert f'name="version" value="{article.version}"' in page
    answer = client.post(of(article, f"revisions/{first}/restore/"), {"version": article.version}, follow=True)
    assert "Restored" in " ".join(map(str, answer.context["messages"]))
    article.refresh_from_db()
    assert article.headline == "Old"
    assert article.revisions.count() == 3


@pytest.mark.parametrize("version", ["stale", "", "x", None])
def test_bringing_back_is_refused_to_whoever_saw_another_version(editor, version):
    article = cast.draft(editor, headline="Old")
    first = article.revisions.get().number
    seen = str(article.version)
    rewritten(article, editor, headline="New")
    data = {} if version is None else {"version": seen if version == "stale" else version}
    answer = desk_of(editor).post(of(article, f"revisions/{first}/restore/"), data, follow=True)
    assert "changed this story" in " ".join(map(str, answer.context["messages"]))
    article.refresh_from_db()
    assert article.headline == "New"


def test_bringing_back_needs_the_right_to_write_and_a_post(editor, reporter):
    article = cast.draft(editor)
    number = article.revisions.get().number
    path = of(article, f"revisions/{number}/restore/")
    assert desk_of(reporter).post(path, {"version": article.version}).status_code == 403
    assert desk_of(editor).get(path).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(path, {"version": article.version}).status_code == 403


# The rights.


@pytest.mark.parametrize("verb", ["unpublish", "take_down", "kill"])
def test_a_story_that_may_not_be_read_is_not_there(released, administrator, verb):
    """A lawyer's colleague without any right to withdrawn stories sees what anybody sees of an unknown number."""
    nobody = cast.account("picky", "picture editor")
    nobody.groups.clear()
    names = ("view_article", "change_article", "delete_article", "view_record", "export_record", "edit_any_article")
    nobody.user_permissions.set(Permission.objects.filter(codename__in=names))
    number, edition = released.revisions.first().number, released.editions.first().pk
    getattr(workflow, verb)(released, by=administrator, reason="Wrong")
    client = desk_of(nobody)
    pages = ["change/", "history/", "delete/", f"revisions/{number}/", f"revisions/{number}/restore/", "seen/"]
    pages += [f"seen/?edition={edition}", "history/export/csv/", "history/export/json/", "compare/"]
    for page in pages:
        for method in (client.get, client.post):
            answer, unknown = method(of(released, page)), method(f"/admin/articles/article/987654/{page}")
            assert answer.status_code == unknown.status_code, page
            assert answer.status_code in (302, 404, 405), page
            assert "words" not in text(answer), page
    record = released.records.first()
    for page in ("", "?q=words", "export/csv/", "export/json/", "export/csv/?q=words"):
        answer = client.get(f"{RECORDS}{page}")
        assert answer.status_code == 200
        assert "Second words" not in text(answer), page
    assert client.get(f"{RECORDS}{record.pk}/change/").status_code == 302
    assert "Second words" in text(desk_of(administrator).get(RECORDS))


def test_who_reads_no_stories_reads_no_records_of_them(editor, administrator):
    article = cast.draft(editor, headline="Quiet")
    Record.objects.write(verb="merge", by=editor, subject="A tag")
    clerk = cast.account("clerk")
    clerk.user_permissions.set(Permission.objects.filter(codename="view_record"))
    page = text(desk_of(clerk).get(RECORDS))
    assert "A tag" in page
    assert article.headline not in page
    workflow.discard(article, by=editor)
    assert "Quiet" in text(desk_of(administrator).get(RECORDS)), "the line outlives the draft"


# The export.


def test_the_history_goes_into_a_spreadsheet_and_into_json(editor, released):
    client = desk_of(editor)
    answer = client.get(of(released, "history/export/csv/"))
    assert answer.streaming
    assert f'filename="story-{released.pk}.csv"' in answer["Content-Disposition"]
    content = text(answer)
    assert content.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    assert [row["what"] for row in rows] == ["correct", "publish", "save", "publish", "save"]
    lines = json.loads(text(client.get(of(released, "history/export/json/"))))
    assert lines[0]["detail"]["text"] == "It was a Tuesday"
    assert set(lines[0]) == set(rows[0])
    assert client.get(of(released, "history/export/xml/")).status_code == 404


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "|x"])
def test_no_cell_is_a_formula(editor, name):
    Record.objects.create(verb="x", actor=editor, actor_name=name, headline=name, detail={"reason": name})
    content = text(desk_of(editor).get(f"{RECORDS}export/csv/"))
    row = next(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    for column in ("who", "headline", "reason"):
        assert row[column] == f"'{name}"


def test_the_log_is_exported_as_it_is_filtered(editor):
    cast.draft(editor, headline="نامەیەک", language="ckb")
    cast.published(editor, headline="Out")
    client = desk_of(editor)
    page = text(client.get(f"{RECORDS}?verb=publish"))
    assert f"{RECORDS}export/csv/?verb=publish" in page
    lines = json.loads(text(client.get(f"{RECORDS}export/json/?verb=publish")))
    assert [line["headline"] for line in lines] == ["Out"]
    assert "نامەیەک" in text(client.get(f"{RECORDS}export/csv/"))
    assert client.get(f"{RECORDS}export/csv/?nonsense__x=1").status_code in (302, 400)
    assert json.loads(text(client.get(f"{RECORDS}export/json/?q=nothing-at-all"))) == []


def test_an_export_needs_its_right(reporter, released):
    client = desk_of(reporter)
    assert client.get(of(released, "history/export/csv/")).status_code == 403
    assert client.get(f"{RECORDS}export/csv/").status_code == 403
    assert "Export as" not in text(client.get(of(released, "history/")))


def test_a_record_shows_its_detail_in_words(editor, released):
    correct = released.records.get(verb="correct")
    page = text(desk_of(editor).get(f"{RECORDS}{correct.pk}/change/"))
    assert "It was a Tuesday" in page
    assert "<dt>Kind</dt>" in page
    save = released.records.filter(verb="save").first()
    assert "headline" in text(desk_of(editor).get(f"{RECORDS}{save.pk}/change/"))

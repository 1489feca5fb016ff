"""Taking a story away, in three strengths, and bringing it back."""

from functools import partial

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction

from articles import rights, workflow
from articles.models import Article, Recipient
from tests import cast
from tests.articles.clock import HOUR, let_pass

pytestmark = pytest.mark.django_db

KINDS = ("unpublish", "take_down", "kill")
WHY = "A source asked for it"


@pytest.fixture
def chief(db):
    return cast.account("chia", "chief editor")


@pytest.fixture
def live(editor) -> Article:
    return cast.published(editor, headline="First", slug="story").article


def withdraw(article: Article, kind: str, by, **words) -> None:
    getattr(workflow, kind)(article, by=by, **{"reason": WHY, **words})


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_withdrawn_is_gone_with_all_that_was_to_follow(live, chief, reader, kind):
    path = live.live_edition.path
    workflow.limit(live, by=chief, until=workflow.now() + 9 * HOUR)
    for hours in (1, 2):
        workflow.schedule(live, by=chief, at=workflow.now() + hours * HOUR, follow=True)
    withdraw(live, kind, chief)
    assert (live.withdrawn, live.live_until, live.is_open) == (kind, None, kind == "unpublish")
    assert not live.editions.live()
    assert not live.editions.pending()
    assert live.live_edition_at(workflow.now() + 3 * HOUR) is None
    assert reader.get(path).status_code == 410


@pytest.mark.parametrize("kind", KINDS)
def test_a_reason_is_required_and_stays_with_who_and_when(live, chief, kind):
    with pytest.raises(workflow.Refused, match="Say why the story is withdrawn"):
        withdraw(live, kind, chief, reason=" \n ")
    assert live.live_edition
    withdraw(live, kind, chief)
    line, record = live.withdrawals.get(), live.records.first()
    assert (line.kind, line.by, line.reason, line.notice) == (kind, chief, WHY, "")
    assert (record.verb, record.actor, record.detail) == (kind, chief, {"reason": WHY})
    assert live.editions.get().live_until == line.at


def test_the_notice_is_for_readers_and_the_reason_is_not(live, chief, reader):
    path = live.live_edition.path
    withdraw(live, "take_down", chief, notice="  A court has ordered it.  ")
    page = reader.get(path).content.decode()
    assert "A court has ordered it." in page
    assert WHY not in page
    assert "First" not in page
    assert live.records.first().detail["notice"] == "A court has ordered it."


@pytest.mark.parametrize("before", KINDS)
@pytest.mark.parametrize("after", KINDS)
def test_a_withdrawal_is_made_stronger_and_never_weaker(live, chief, before, after):
    withdraw(live, before, chief)
    if KINDS.index(after) > KINDS.index(before):
        withdraw(live, after, chief)
        assert live.withdrawn == after
        assert list(live.withdrawals.values_list("kind", flat=True)) == [after, before]
    else:
        with pytest.raises(workflow.Refused):
            withdraw(live, after, chief)
        assert live.withdrawn == before
        assert live.withdrawals.count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_story_that_never_went_out_is_not_withdrawn(chief, kind):
    with pytest.raises(workflow.Refused, match=r"not live|never went out"):
        withdraw(cast.draft(chief), kind, chief)


@pytest.mark.parametrize("kind", ["take_down", "kill"])
def test_a_story_that_was_only_scheduled_is_withdrawn_for_good_and_then_killed(chief, kind):
    article = cast.draft(chief)
    workflow.schedule(article, by=chief, at=workflow.now() + HOUR)
    withdraw(article, kind, chief)
    assert article.live_edition_at(workflow.now() + 2 * HOUR) is None
    if kind == "take_down":
        withdraw(article, "kill", chief)


def test_a_story_that_others_took_before_it_was_out_is_killed(chief):
    article = cast.draft(chief)
    partner = Recipient.objects.create(name="The Partner", email="desk@partner.example")
    workflow.note_taking(article, by=chief, recipient=partner)
    with pytest.raises(workflow.Refused, match="noted already"):
        workflow.note_taking(article, by=chief, recipient=partner)
    withdraw(article, "kill", chief)


def test_a_story_that_has_ended_is_taken_down_and_not_unpublished(live, chief):
    workflow.limit(live, by=chief, until=workflow.now() + HOUR)
    let_pass(live, 2 * HOUR)
    with pytest.raises(workflow.Refused, match="not live"):
        withdraw(live, "unpublish", chief)
    withdraw(live, "take_down", chief)


def test_unpublishing_is_an_editor_s_and_the_rest_is_the_chief_s(live, editor, reporter):
    for who, kinds in ((reporter, KINDS), (editor, KINDS[1:])):
        for kind in kinds:
            with pytest.raises(workflow.Refused):
                withdraw(live, kind, who)
    withdraw(live, "unpublish", editor)


# What can be done with what was withdrawn.

LATER = {"at": None}
VERBS = {
    "submit": {},
    "publish": {},
    "update": {"substantive": True},
    "schedule": LATER,
    "unschedule": {},
    "limit": {"until": None},
    "correct": {"kind": "correction", "text": "Seven"},
    "ask_sign_off": {"kind": "legal"},
    "break_embargo": {"reason": "It is known"},
}


@pytest.mark.parametrize("kind", ["take_down", "kill"])
def test_what_was_taken_down_or_killed_is_frozen(live, administrator, kind):
    withdraw(live, kind, administrator)
    version = live.version
    for verb, details in VERBS.items():
        how = {"at": workflow.now() + HOUR} if details is LATER else details
        with pytest.raises(workflow.Refused):
            getattr(workflow, verb)(live, by=administrator, **how)
    with pytest.raises(workflow.Refused):
        workflow.restore(live, by=administrator, revision=live.revisions.first())
    assert not rights.may_edit(administrator, live)
    live.refresh_from_db()
    assert (live.version, live.withdrawn) == (version, kind)


@pytest.mark.parametrize(("kind", "who_reads"), [("unpublish", True), ("take_down", False), ("kill", False)])
def test_its_copy_is_kept_and_read_only_with_a_right(live, chief, editor, kind, who_reads):
    withdraw(live, kind, chief)
    assert live.revisions.first().snapshot["headline"] == "First"
    assert rights.may_read(chief, live)
    assert rights.may_read(editor, live) == who_reads
    assert rights.may_edit(editor, live) == who_reads


def test_what_was_unpublished_is_worked_on_and_does_not_come_back_by_publishing(live, editor):
    withdraw(live, "unpublish", editor)
    live.headline = "Second"
    live.save()
    workflow.save_revision(live, by=editor)
    for verb, how in (("publish", {}), ("update", {"substantive": True}), ("schedule", {"at": workflow.now() + HOUR})):
        with pytest.raises(workflow.Refused):
            getattr(workflow, verb)(live, by=editor, **how)
    workflow.republish(live, by=editor, reason="It was right")
    assert live.live_edition.headline == "Second"


@pytest.mark.parametrize(("kind", "editor_may"), [("unpublish", True), ("take_down", False), ("kill", False)])
def test_bringing_a_story_back_needs_the_right_of_its_kind_and_a_reason(live, chief, editor, reader, kind, editor_may):
    path, first = live.live_edition.path, live.live_edition
    withdraw(live, kind, chief)
    with pytest.raises(workflow.Refused, match="Say why the story comes back"):
        workflow.republish(live, by=chief, reason="")
    if not editor_may:
        with pytest.raises(workflow.Refused):
            workflow.republish(live, by=editor, reason="It was right")
    who = editor if editor_may else chief
    edition = workflow.republish(live, by=who, reason="It was right")
    assert (live.withdrawn, live.is_open) == ("", False)
    assert (edition.path, edition.published_at, edition.updated_at) == (path, first.published_at, first.updated_at)
    record = live.records.first()
    assert (record.verb, record.detail["reason"], record.detail["was"]) == ("republish", "It was right", kind)
    assert reader.get(path).status_code == 200
    with pytest.raises(workflow.Refused):
        workflow.republish(live, by=who, reason="Once more")


def test_a_story_comes_back_at_an_instant_to_come(live, chief, reader):
    path = live.live_edition.path
    workflow.unpublish(live, by=chief, reason=WHY)
    workflow.republish(live, by=chief, reason="It was right", at=workflow.now() + HOUR)
    assert reader.get(path).status_code == 410
    let_pass(live, 2 * HOUR)
    assert reader.get(path).status_code == 200


def test_a_story_comes_back_only_as_it_may_go_out(live, chief):
    withdraw(live, "unpublish", chief)
    live.embargo_open = True
    live.save()
    workflow.save_revision(live, by=chief)
    with pytest.raises(workflow.Refused, match="under embargo"):
        workflow.republish(live, by=chief, reason="It was right")
    assert live.withdrawn == "unpublish"
    with pytest.raises(workflow.Refused, match="That time has passed"):
        workflow.republish(live, by=chief, reason="It was right", at=workflow.now() - HOUR)


@pytest.mark.parametrize("table", ["withdrawal", "record"])
@pytest.mark.parametrize("change", ["UPDATE articles_{} SET at = now()", "DELETE FROM articles_{}"])
def test_postgresql_keeps_every_line_as_it_was_written(live, chief, table, change):
    withdraw(live, "unpublish", chief)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))
    assert live.withdrawals.count() == 1


@pytest.mark.parametrize("table", ["withdrawal", "record", "correction"])
def test_postgresql_does_not_empty_what_is_kept(table):
    with transaction.atomic(), connection.cursor() as cursor:
        # The tests' database lets it, for the sake of tests with real transactions (see conftest.py).
        cursor.execute(f"ALTER TABLE articles_{table} ENABLE TRIGGER {table}_is_never_emptied")
        with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
            cursor.execute(f"TRUNCATE articles_{table} CASCADE")
        transaction.set_rollback(True)


def test_a_withdrawal_without_a_reason_is_refused_by_postgresql(live, chief):
    with pytest.raises(IntegrityError, match="withdrawal_has_a_reason"):
        live.withdrawals.create(kind="kill", by=chief, reason="")


@pytest.mark.parametrize("kind", ["take_down", "kill"])
def test_what_was_taken_down_or_killed_stays_frozen_until_it_is_back(chief, kind):
    article = cast.published(chief).article
    getattr(workflow, kind)(article, by=chief, reason=WHY)
    with pytest.raises(workflow.Refused, match="at once"):
        workflow.republish(article, by=chief, reason="It was right", at=workflow.now() + HOUR)
    assert Article.objects.get(pk=article.pk).withdrawn == kind


def test_a_return_is_brought_forward_only_by_who_may_bring_the_story_back(chief):
    editor = cast.account("evin", "editor")
    article = cast.published(chief).article
    workflow.unpublish(article, by=chief, reason=WHY)
    workflow.republish(article, by=chief, reason="It was right", at=workflow.now() + HOUR)
    Group.objects.get(name="editor").permissions.remove(
        Permission.objects.get(codename="republish_unpublished_article")
    )
    editor = type(editor).objects.get(pk=editor.pk)
    for verb in (workflow.publish, partial(workflow.schedule, at=workflow.now() + HOUR / 2)):
        with pytest.raises(workflow.Refused, match="bring it forward"):
            verb(article, by=editor)
    workflow.publish(article, by=chief)


def test_a_return_that_is_called_off_leaves_the_story_withdrawn(chief):
    kind = "unpublish"
    article = cast.published(chief).article
    workflow.unpublish(article, by=chief, reason=WHY)
    workflow.republish(article, by=chief, reason="It was right", at=workflow.now() + HOUR)
    assert article.withdrawn == ""
    workflow.unschedule(article, by=chief)
    assert Article.objects.get(pk=article.pk).withdrawn == kind
    with pytest.raises(workflow.Refused):
        workflow.publish(article, by=chief)
    workflow.republish(article, by=chief, reason="It was right")
    workflow.schedule(article, by=chief, at=workflow.now() + HOUR, substantive=True)
    workflow.unschedule(article, by=chief)
    assert article.withdrawn == ""

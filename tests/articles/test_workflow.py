"""The verbs of the desk."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.models import Address, Article, Edition, Record, Stage
from articles.signals import story_changed
from tests import cast
from tests.waiting import together

SOON = datetime.timedelta(hours=1)


def verbs_of(article: Article) -> list[str]:
    return list(article.records.order_by("id").values_list("verb", flat=True))


def test_a_story_goes_from_a_reporter_to_readers(reporter, editor):
    article = cast.draft(reporter)
    workflow.submit(article, by=reporter)
    assert article.stage == Stage.IN_REVIEW
    workflow.approve(article, by=editor)
    assert article.stage == Stage.READY
    assert article.live_edition is None
    edition = workflow.publish(article, by=editor)
    assert article.live_edition == edition
    assert verbs_of(article) == ["save", "submit", "approve", "publish"]


def test_sending_back_needs_a_reason_and_records_it(reporter, editor):
    article = cast.draft(reporter)
    workflow.submit(article, by=reporter)
    with pytest.raises(workflow.Refused, match="Say why"):
        workflow.send_back(article, by=editor, reason="  ")
    workflow.send_back(article, by=editor, reason="Who says so?")
    assert article.stage == Stage.DRAFT
    assert article.records.first().detail == {"reason": "Who says so?"}


@pytest.mark.parametrize("verb", ["approve", "publish", "unschedule"])
def test_a_reporter_may_not(reporter, verb):
    article = cast.draft(reporter)
    with pytest.raises(workflow.Refused):
        getattr(workflow, verb)(article, by=reporter)
    assert not Edition.objects.exists()


def test_a_reporter_submits_own_stories_only(reporter):
    article = cast.draft(cast.account("other", "reporter"))
    with pytest.raises(workflow.Refused):
        workflow.submit(article, by=reporter)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"headline": ""}, "no headline"),
        ({"body": "<p> </p>"}, "no body"),
        ({"section": None}, "no section"),
        ({"source": None, "credited": False}, "neither a byline nor a source"),
    ],
)
def test_a_story_that_lacks_something_does_not_go_out(editor, fields, says):
    article = cast.draft(editor, **fields)
    with pytest.raises(workflow.Refused, match=says):
        workflow.publish(article, by=editor)
    assert not Edition.objects.exists()
    assert verbs_of(article) == ["save"]


def test_readers_see_what_was_released_not_what_is_being_written(editor):
    edition = cast.published(editor)
    article = edition.article
    Article.objects.filter(pk=article.pk).update(headline="Half a sent")
    assert article.live_edition.headline == "Bridge opens after two years"


def test_a_typo_fix_changes_no_date_that_readers_see(editor):
    first = cast.published(editor)
    second = workflow.update(first.article, by=editor, substantive=False)
    assert (second.published_at, second.updated_at) == (first.published_at, first.updated_at)
    third = workflow.update(first.article, by=editor, substantive=True)
    assert third.published_at == first.published_at
    assert third.updated_at == third.live_from > first.updated_at


def test_an_update_ends_the_edition_before_it_where_it_begins(editor):
    first = cast.published(editor)
    second = workflow.update(first.article, by=editor, substantive=True)
    first.refresh_from_db()
    assert first.live_until == second.live_from
    assert first.article.live_edition == second


def test_a_scheduled_story_waits_for_its_instant(editor):
    article = cast.draft(editor)
    at = timezone.now() + SOON
    edition = workflow.schedule(article, by=editor, at=at)
    assert article.live_edition is None
    assert article.pending_edition == edition
    assert article.live_edition_at(at) == edition
    assert edition.published_at == at


def test_a_schedule_in_the_past_is_refused(editor):
    with pytest.raises(workflow.Refused, match="has passed"):
        workflow.schedule(cast.draft(editor), by=editor, at=timezone.now() - SOON)


def test_a_scheduled_update_that_is_called_off_leaves_the_live_story_alone(editor):
    live = cast.published(editor)
    workflow.schedule(live.article, by=editor, at=timezone.now() + SOON)
    workflow.unschedule(live.article, by=editor)
    live.refresh_from_db()
    assert live.live_until is None
    assert live.article.pending_edition is None


def test_scheduling_again_replaces_the_schedule(editor):
    article = cast.draft(editor)
    workflow.schedule(article, by=editor, at=timezone.now() + SOON)
    later = workflow.schedule(article, by=editor, at=timezone.now() + 2 * SOON)
    assert article.pending_edition == later
    assert article.live_edition_at(timezone.now() + 1.5 * SOON) is None


def test_an_embargo_holds_back_publishing_and_scheduling(editor):
    article = cast.draft(editor, embargo_until=timezone.now() + 2 * SOON)
    with pytest.raises(workflow.Refused, match="embargo"):
        workflow.publish(article, by=editor)
    with pytest.raises(workflow.Refused, match="embargo"):
        workflow.schedule(article, by=editor, at=timezone.now() + SOON)
    workflow.schedule(article, by=editor, at=timezone.now() + 3 * SOON)


def test_an_embargo_set_after_scheduling_holds(editor):
    article = cast.draft(editor)
    workflow.schedule(article, by=editor, at=timezone.now() + SOON)
    article.embargo_until = timezone.now() + 2 * SOON
    article.save()
    workflow.save_revision(article, by=editor)
    assert article.pending_edition is None
    assert verbs_of(article) == ["save", "schedule", "save", "unschedule"]


def test_a_scheduled_story_that_is_sent_back_does_not_go_out_by_the_clock(editor):
    article = cast.draft(editor)
    workflow.schedule(article, by=editor, at=timezone.now() + SOON)
    workflow.send_back(article, by=editor, reason="It is not so.")
    assert article.pending_edition is None
    assert article.live_edition_at(timezone.now() + 2 * SOON) is None


def test_a_source_whose_time_has_run_out_stops_a_release(editor):
    article = cast.draft(editor)
    article.source.expires_at = timezone.now() - SOON
    article.source.save()
    with pytest.raises(workflow.Refused, match="its time has run out"):
        workflow.publish(article, by=editor)


def test_publishing_the_same_text_again_is_no_update(editor):
    first = cast.published(editor)
    workflow.unpublish(first.article, by=editor, reason="A mistake")
    assert not workflow.republish(first.article, by=editor, reason="All is right").is_updated
    workflow.unpublish(first.article, by=editor, reason="A mistake")
    Article.objects.filter(pk=first.article_id).update(headline="Rewritten")
    again = Article.objects.get(pk=first.article_id)
    assert workflow.republish(again, by=editor, reason="All is right").is_updated


def test_what_a_room_puts_down_is_there_if_and_only_if_the_act_is(editor):
    def put_down(article, record, **kwargs):
        article.tags.add("Put down")
        if record.verb == "approve":
            raise RuntimeError("no")

    article = cast.draft(editor)
    story_changed.connect(put_down)
    try:
        workflow.submit(article, by=editor)
        assert "Put down" in article.tags.names()
        article.tags.remove("Put down")
        with pytest.raises(RuntimeError):
            workflow.approve(article, by=editor)
    finally:
        story_changed.disconnect(put_down)
    assert "Put down" not in article.tags.names()
    assert article.stage == Stage.IN_REVIEW
    assert verbs_of(article) == ["save", "submit"]


@pytest.mark.django_db(transaction=True)
def test_verbs_at_the_instant_of_a_scheduled_beginning_are_done_or_refused():
    editor = cast.account("evin", "editor")
    for number in range(20):
        article = cast.draft(editor, headline=f"Story {number}")
        edition = workflow.schedule(article, by=editor, at=workflow.now() + datetime.timedelta(milliseconds=150))
        while workflow.now() < edition.live_from - datetime.timedelta(milliseconds=number / 4):
            pass
        # Not live yet, or live already: between two tries the instant may pass.
        for act in (workflow.update, workflow.publish, workflow.update):
            try:
                act(article, by=editor, **({"substantive": True} if act is workflow.update else {}))
            except workflow.Refused:
                continue
            break
        assert article.editions.live().count() == 1


def test_unpublishing_takes_the_story_and_what_was_to_follow_away(editor):
    live = cast.published(editor)
    article = live.article
    workflow.schedule(article, by=editor, at=timezone.now() + SOON)
    workflow.unpublish(article, by=editor, reason="A source asked for it")
    assert not Edition.objects.live().exists()
    assert not Edition.objects.pending().exists()
    assert article.live_edition_at(timezone.now() + 2 * SOON) is None


def test_publishing_again_keeps_the_first_date_and_the_address(editor):
    first = cast.published(editor)
    workflow.unpublish(first.article, by=editor, reason="A mistake")
    again = workflow.republish(first.article, by=editor, reason="All is right")
    assert again.published_at == first.published_at
    assert again.path == first.path


def test_a_path_is_never_given_to_another_story(editor):
    first = cast.published(editor)
    workflow.unpublish(first.article, by=editor, reason="A mistake")
    second = cast.published(editor)
    assert second.path == first.path.removesuffix("/") + "-2/"
    assert Address.objects.get(path=first.path).article == first.article


def test_a_verb_on_a_story_that_moved_on_is_refused_by_name(editor):
    article = cast.draft(editor)
    seen_before = Article.objects.get(pk=article.pk)
    workflow.publish(article, by=editor)
    with pytest.raises(workflow.Refused):
        workflow.publish(seen_before, by=editor)
    stale = Article.objects.get(pk=article.pk)
    workflow.update(article, by=editor, substantive=False)
    with pytest.raises(workflow.Stale, match="Evin changed this story"):
        workflow.update(stale, by=editor, substantive=False)


def test_a_draft_is_discarded_and_a_released_story_is_not(editor):
    article = cast.draft(editor)
    pk = article.pk
    workflow.discard(article, by=editor)
    assert not Article.objects.filter(pk=pk).exists()
    assert Record.objects.get(article=pk, verb="discard").detail["snapshot"]["headline"]
    with pytest.raises(workflow.Refused, match="not deleted"):
        workflow.discard(cast.published(editor).article, by=editor)


def test_a_story_whose_row_was_changed_behind_the_desk_gets_a_revision_at_release(editor):
    article = cast.draft(editor)
    Article.objects.filter(pk=article.pk).update(headline="Changed by a script")
    edition = workflow.publish(Article.objects.get(pk=article.pk), by=editor)
    assert edition.revision.snapshot["headline"] == edition.headline == "Changed by a script"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_wins_and_one_is_told():
    editor = cast.account("evin", "editor")
    article = cast.draft(editor)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def publish() -> None:
        mine = Article.objects.get(pk=article.pk)
        start.wait()
        try:
            workflow.publish(mine, by=editor)
            outcomes.append("published")
        except workflow.Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    together([publish] * 2)
    assert sorted(outcomes) == ["published", "refused"]
    assert Edition.objects.live().count() == 1
    assert Record.objects.filter(verb="publish").count() == 1

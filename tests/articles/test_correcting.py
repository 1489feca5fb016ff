"""Mistakes are corrected in the open, and what was said once stays on record."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles import workflow
from articles.models import Article, Correction, Edition
from tests import cast
from tests.articles.clock import HOUR, let_pass

pytestmark = pytest.mark.django_db

KINDS = Correction.Kind.values


@pytest.fixture
def live(editor) -> Article:
    return cast.published(editor, headline="First", slug="story", tags=("Rivers", "Roads")).article


def correct(article: Article, by, text: str = "Seven, not six", **words) -> Correction:
    return workflow.correct(article, by=by, **{"kind": "correction", "text": text, **words})


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_keeps_its_kind_its_words_and_who_made_it(live, editor, reader, kind):
    made = correct(live, editor, "  Seven,\nnot six  ", kind=kind)
    made.refresh_from_db()
    assert (made.kind, made.text, made.made_by, made.supersedes) == (kind, "Seven,\nnot six", editor, None)
    record = live.records.first()
    assert (record.verb, record.detail["correction"], record.detail["kind"]) == ("correct", made.pk, kind)
    page = reader.get(live.live_edition.path).content.decode()
    assert "not six" in page


def test_its_instant_is_the_update_that_readers_see_and_nothing_else_changes(live, editor):
    before = live.live_edition
    made = correct(live, editor)
    before.refresh_from_db()
    after = live.live_edition
    assert before.live_until == after.live_from == after.updated_at == made.at
    assert after.live_until is None
    assert after.released_by == editor
    changed = {"id", "live_from", "live_until", "updated_at", "released_by", "released_at"}
    for field in Edition._meta.concrete_fields:
        if field.name not in changed:
            assert getattr(after, field.attname) == getattr(before, field.attname), field.name
    for rows in ("tag_rows", "person_rows"):
        assert getattr(after, rows).count() == getattr(before, rows).count() > 0


def test_the_text_that_the_desk_is_at_work_on_does_not_go_out_with_it(live, editor):
    live.headline = "Half a sent"
    live.save()
    workflow.save_revision(live, by=editor)
    correct(live, editor)
    assert live.live_edition.headline == "First"
    assert live.is_open


def test_what_was_to_follow_still_follows(live, editor):
    at = workflow.now() + HOUR
    workflow.schedule(live, by=editor, at=at)
    correct(live, editor)
    assert live.live_edition.live_until == at
    assert live.pending_edition.live_from == at


@pytest.mark.parametrize("text", ["", "  \n "])
def test_it_says_what_is_corrected(live, editor, text):
    with pytest.raises(workflow.Refused, match="Say what is corrected"):
        correct(live, editor, text)
    with pytest.raises(workflow.Refused, match="what kind of correction"):
        correct(live, editor, kind="boast")
    assert not live.corrections.exists()


def test_only_what_has_been_out_is_corrected(editor):
    article = cast.draft(editor)
    with pytest.raises(workflow.Refused, match="has not been out"):
        correct(article, editor)
    workflow.schedule(article, by=editor, at=workflow.now() + HOUR)
    with pytest.raises(workflow.Refused, match="has not been out"):
        correct(article, editor)


def test_a_story_that_has_ended_is_corrected_and_is_not_live_for_that(live, editor):
    workflow.limit(live, by=editor, until=workflow.now() + HOUR)
    let_pass(live, 2 * HOUR)
    made = correct(live, editor)
    assert live.live_edition is None
    workflow.limit(live, by=editor, until=None)
    assert workflow.publish(live, by=editor).updated_at == made.at


def test_what_is_withdrawn_is_not_corrected(live, editor):
    workflow.unpublish(live, by=editor, reason="A mistake")
    with pytest.raises(workflow.Refused):
        correct(live, editor)


def test_it_is_an_editor_s(live, reporter):
    with pytest.raises(workflow.Refused):
        correct(live, reporter)


def test_an_embargo_that_came_later_does_not_stop_the_correction_of_what_is_known(live, editor):
    live.embargo_open = True
    live.save()
    workflow.save_revision(live, by=editor)
    made = correct(live, editor)
    assert live.live_edition.updated_at == made.at


# One in place of another.


def test_a_correction_takes_the_place_of_another_and_both_stay(live, editor):
    first = correct(live, editor)
    second = correct(live, editor, "Nine, not six", supersedes=first)
    third = correct(live, editor, "Ten, not six", supersedes=second)
    assert list(live.corrections.standing()) == [third]
    assert live.corrections.count() == 3
    assert live.records.first().detail["supersedes"] == second.pk


def test_it_takes_the_place_of_one_only_once(live, editor):
    first = correct(live, editor)
    correct(live, editor, "Nine, not six", supersedes=first)
    with pytest.raises(workflow.Refused, match="replaced already"):
        correct(live, editor, "Ten, not six", supersedes=first)
    assert live.corrections.count() == 2


def test_it_takes_the_place_of_none_of_another_story(live, editor):
    other = correct(cast.published(editor, headline="Other").article, editor)
    with pytest.raises(workflow.Refused, match="replaced already"):
        correct(live, editor, supersedes=other)
    assert not live.corrections.exists()


def test_postgresql_lets_one_take_the_place_of_another_once(live, editor):
    first = correct(live, editor)
    correct(live, editor, supersedes=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        live.corrections.create(kind="correction", text="Ten", made_by=editor, supersedes=first)


@pytest.mark.parametrize(
    "change", ["UPDATE articles_correction SET text = 'All was right'", "DELETE FROM articles_correction"]
)
def test_postgresql_keeps_every_correction_as_it_was_made(live, editor, change):
    made = correct(live, editor)
    with pytest.raises(IntegrityError, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    made.refresh_from_db()
    assert made.text == "Seven, not six"


def test_a_correction_says_something_whoever_writes_it(live, editor):
    with pytest.raises(IntegrityError, match="correction_says_something"):
        live.corrections.create(kind="correction", text="", made_by=editor)

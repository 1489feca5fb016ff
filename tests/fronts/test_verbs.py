"""The verbs of a front: who may, what they change, and what they leave alone."""

import datetime
import itertools

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import Record
from articles.workflow import Refused, Stale
from newsroom.fronts import workflow
from newsroom.fronts.models import Front, FrontEdition
from tests import cast
from tests.fronts.curating import block, front, headlines, launched, layout, story

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def one(editor):
    return story(editor, "One")


@pytest.fixture
def two(editor, one):
    return story(editor, "Two")


def later(hours: float = 1) -> datetime.datetime:
    return timezone.now() + hours * HOUR


def lives(front: Front) -> list[list[str]]:
    """Its settled editions in time: of each, the headlines that are chosen by hand, and whether it has an end."""
    editions = front.editions.settled().order_by("live_from")
    for edition, following in itertools.pairwise(editions):
        assert edition.live_until == following.live_from
    return [[block["slots"][0]["article"] for block in edition.layout["blocks"]] for edition in editions]


def test_a_draft_is_nothing_that_readers_see(reader, editor, one, two):
    made = front(editor, block(one))
    assert headlines(reader.get("/")) == [["Two", "One"]]
    workflow.launch(made, by=editor, version=made.version)
    assert headlines(reader.get("/")) == [["One"]]
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(two)))
    assert headlines(reader.get("/")) == [["One"]]


def test_a_first_draft_is_the_front_by_rule(reader, editor, one, two):
    before = headlines(reader.get("/"))
    made = front(editor)
    workflow.launch(made, by=editor, version=made.version)
    assert headlines(reader.get("/")) == before
    assert front(editor) == made


def test_undo_brings_back_the_front_before_and_once_more_what_it_took_away(reader, editor, one, two):
    made = launched(editor, block(one)).front
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(two)))
    workflow.launch(made, by=editor, version=made.version)
    for expected in ("One", "Two", "One"):
        workflow.undo(made, by=editor, version=made.version)
        assert headlines(reader.get("/")) == [[expected]]
    assert made.draft["blocks"][0]["slots"][0]["article"] == two.article_id


def test_the_first_launch_undone_is_the_front_by_rule(reader, editor, one, two):
    made = launched(editor, block(one)).front
    for expected in ([["Two", "One"]], [["One"]], [["Two", "One"]]):
        workflow.undo(made, by=editor, version=made.version)
        assert headlines(reader.get("/")) == expected


def test_nothing_that_was_launched_is_nothing_to_undo(editor, one):
    made = front(editor)
    with pytest.raises(Refused):
        workflow.undo(made, by=editor, version=made.version)


def test_a_discarded_draft_is_what_readers_see(editor, one, two):
    made = launched(editor, block(one)).front
    live = made.draft
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(two)))
    workflow.discard(made, by=editor, version=made.version)
    assert made.draft == live


def test_an_edition_can_be_taken_into_the_draft(editor, one, two):
    edition = launched(editor, block(one))
    made = edition.front
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(two)))
    workflow.take_up(made, by=editor, version=made.version, edition=edition.pk)
    assert made.draft == edition.layout
    with pytest.raises(Refused):
        workflow.take_up(made, by=editor, version=made.version, edition=0)


def test_several_changes_to_come_each_last_until_the_next(editor, one, two):
    made = launched(editor, block(one)).front
    for number, hours in enumerate([3, 1, 2]):
        extra = story(editor, f"Extra {number}")
        workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(extra)))
        workflow.schedule(made, by=editor, version=made.version, at=later(hours))
    assert len(lives(made)) == 4
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(two)))
    workflow.launch(made, by=editor, version=made.version)
    assert [each[0] for each in lives(made)][:2] == [one.article_id, two.article_id]
    middle = made.editions.pending().order_by("live_from")[1]
    workflow.unschedule(made, by=editor, version=made.version, edition=middle.pk)
    assert len(lives(made)) == 4
    assert made.editions.settled().filter(live_until=None).count() == 1
    with pytest.raises(Refused):
        workflow.unschedule(made, by=editor, version=made.version, edition=middle.pk)


def test_what_is_scheduled_comes_by_the_clock_alone(reader, editor, one, two):
    made = launched(editor, block(one)).front
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(two)))
    coming = workflow.schedule(made, by=editor, version=made.version, at=later())
    assert headlines(reader.get("/")) == [["One"]]
    past = timezone.now()
    made.editions.exclude(pk=coming.pk).update(live_until=past)
    FrontEdition.objects.filter(pk=coming.pk).update(live_from=past)
    assert headlines(reader.get("/")) == [["Two"]]


@pytest.mark.parametrize("when", ["past", "taken"])
def test_a_time_that_does_not_fit_is_refused_and_changes_nothing(editor, one, when):
    made = launched(editor, block(one)).front
    at = later() if when == "taken" else timezone.now()
    if when == "taken":
        workflow.schedule(made, by=editor, version=made.version, at=at)
    version, editions = made.version, made.editions.count()
    with pytest.raises(Refused):
        workflow.schedule(made, by=editor, version=version, at=at)
    assert made.version == version == Front.objects.get().version
    assert made.editions.count() == editions


def test_a_front_on_which_nothing_would_be_live_is_refused(editor):
    draft = cast.draft(editor)
    made = front(editor, block({"article": draft.pk}))
    with pytest.raises(Refused, match="No story"):
        workflow.launch(made, by=editor, version=made.version)


@pytest.mark.parametrize("wrong", ["article", "sublink", "section", "tag", "language"])
def test_a_layout_names_only_what_is_there(editor, one, wrong):
    arabic = story(editor, "جسر", language="ar")
    blocks = {
        "article": block({"article": 999}),
        "sublink": block({"article": one.article_id, "sublinks": [999]}),
        "section": block(rule={"kind": "section", "of": 999}),
        "tag": block(rule={"kind": "tag", "of": 999}),
        "language": block(arabic),
    }
    made = front(editor)
    with pytest.raises(Refused, match="Block 1") as refused:
        workflow.save_draft(made, by=editor, version=made.version, layout=layout(blocks[wrong]))
    named = {"sublink": "sublinks", "section": "rule", "tag": "rule", "language": "article"}.get(wrong, wrong)
    assert f"“{named}”" in str(refused.value)


def test_who_is_late_is_told_who_was_first(editor, administrator, one, two):
    made = front(editor, block(one))
    seen = made.version
    workflow.save_draft(Front.objects.get(), by=administrator, version=seen, layout=layout(block(two)))
    for act in (
        lambda: workflow.save_draft(made, by=editor, version=seen, layout=layout(block(one))),
        lambda: workflow.launch(made, by=editor, version=seen),
        lambda: workflow.schedule(made, by=editor, version=seen, at=later()),
        lambda: workflow.undo(made, by=editor, version=seen),
        lambda: workflow.discard(made, by=editor, version=seen),
    ):
        with pytest.raises(Stale, match="Azad"):
            act()
    assert Front.objects.get().draft["blocks"][0]["slots"][0]["article"] == two.article_id
    assert not FrontEdition.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "lawyer", "picture editor", "moderator"])
def test_only_editors_and_who_answers_for_the_paper_curate(editor, one, role):
    made, other = launched(editor, block(one)).front, cast.account("other", role)
    version = made.version
    for act in (
        lambda: workflow.curate("ar", None, by=other),
        lambda: workflow.save_draft(made, by=other, version=version, layout=layout()),
        lambda: workflow.launch(made, by=other, version=version),
        lambda: workflow.schedule(made, by=other, version=version, at=later()),
        lambda: workflow.schedule_with(made, by=other, version=version, story=one.article_id),
        lambda: workflow.unschedule(made, by=other, version=version, edition=1),
        lambda: workflow.undo(made, by=other, version=version),
        lambda: workflow.discard(made, by=other, version=version),
        lambda: workflow.take_up(made, by=other, version=version, edition=1),
        lambda: workflow.limit(made, by=other, version=version, minutes=1),
    ):
        with pytest.raises(Refused):
            act()
    assert Front.objects.get().version == version


@pytest.mark.parametrize("role", ["editor", "chief editor", "administrator"])
def test_editors_chief_editors_and_administrators_may(one, role):
    by = cast.account("another", role)
    made = launched(by, block(one)).front
    workflow.limit(made, by=by, version=made.version, minutes=5)
    assert Front.objects.get().lead_limit == 5


def test_every_act_is_on_the_record_and_a_sitting_of_saves_is_one_line(editor, administrator, one):
    made = front(editor, block(one))
    for _ in range(3):
        workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(one)))
    workflow.save_draft(made, by=administrator, version=made.version, layout=layout(block(one)))
    workflow.launch(made, by=editor, version=made.version)
    workflow.undo(made, by=editor, version=made.version)
    verbs = Record.objects.filter(verb__startswith="front_").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["front_curate", "front_save", "front_launch", "front_undo"]
    assert Record.objects.latest("id").headline == "Home page (English)"


def test_postgresql_refuses_two_editions_of_a_front_that_overlap(editor, one):
    edition = launched(editor, block(one))
    with pytest.raises(IntegrityError, match="one_live_front_at_a_time"), transaction.atomic():
        FrontEdition.objects.create(
            front=edition.front, layout=edition.layout, live_from=later(), launched_by=editor, live_until=later(2)
        )
        # A story's act before this one, in the transaction of a test, has put the look off to the end.
        connection.check_constraints()
    with pytest.raises(IntegrityError, match="front_edition_ends_after_it_begins"), transaction.atomic():
        FrontEdition.objects.filter(pk=edition.pk).update(live_until=edition.live_from - HOUR)


def test_a_page_has_one_front_the_home_page_too(editor, one):
    front(editor)
    with pytest.raises(IntegrityError, match="front_once_a_page"), transaction.atomic():
        Front.objects.create(language="en")

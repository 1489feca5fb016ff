"""A look by the lawyers or the picture desk, without which a story does not go out."""

import pytest

from articles import checks, workflow
from articles.models import Article, Byline, Source
from tests import cast
from tests.articles.clock import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db):
    return cast.account("chia", "chief editor")


@pytest.fixture
def lawyer(db):
    return cast.account("lana", "lawyer")


@pytest.fixture
def picture_editor(db):
    return cast.account("peri", "picture editor")


@pytest.fixture
def story(editor) -> Article:
    return cast.draft(editor, picture=cast.picture(), picture_caption="The bridge", picture_credit="Sara Aziz")


def asked(article: Article, by, kind: str = "legal", **words) -> Article:
    workflow.ask_sign_off(article, by=by, kind=kind, **words)
    return article


def changed(article: Article, **fields) -> Article:
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    workflow.save_revision(article, by=article.created_by)
    return article


def test_a_story_waits_for_the_look_that_was_asked_for(story, editor, lawyer):
    asked(story, editor, question="May we name him?")
    with pytest.raises(workflow.Refused, match="“Legal” has been asked for, and is not given yet"):
        workflow.publish(story, by=editor)
    workflow.give_sign_off(story, by=lawyer, kind="legal", answer="Yes, by his first name.")
    assert story.live_edition is None
    workflow.publish(story, by=editor)
    sign_off = story.sign_offs.get()
    assert (sign_off.question, sign_off.asked_by) == ("May we name him?", editor)
    assert (sign_off.answer, sign_off.decided_by) == ("Yes, by his first name.", lawyer)
    assert sign_off.decided_at and sign_off.revision.snapshot["headline"] == story.headline


def test_each_kind_that_was_asked_for_is_needed(story, editor, lawyer, picture_editor):
    asked(asked(story, editor), editor, "pictures")
    workflow.give_sign_off(story, by=lawyer, kind="legal")
    with pytest.raises(workflow.Refused, match="“Pictures” has been asked for"):
        workflow.publish(story, by=editor)
    workflow.give_sign_off(story, by=picture_editor, kind="pictures")
    workflow.publish(story, by=editor)


def test_what_was_refused_does_not_go_out_and_the_desk_reads_why(story, editor, lawyer):
    asked(story, editor)
    with pytest.raises(workflow.Refused, match="Say what has to change"):
        workflow.refuse_sign_off(story, by=lawyer, kind="legal", answer=" ")
    workflow.refuse_sign_off(story, by=lawyer, kind="legal", answer="Not by name.")
    with pytest.raises(workflow.Refused, match="“Legal” was refused"):
        workflow.publish(story, by=editor)
    assert story.records.first().detail == {"kind": "legal", "reason": "Not by name."}


def test_asking_anew_forgets_the_answer_and_the_record_does_not(story, editor, lawyer):
    asked(story, editor)
    workflow.refuse_sign_off(story, by=lawyer, kind="legal", answer="Not by name.")
    asked(story, editor, question="And now?")
    sign_off = story.sign_offs.get()
    assert (sign_off.verdict, sign_off.answer, sign_off.decided_by, sign_off.revision) == ("asked", "", None, None)
    verbs = list(story.records.exclude(verb="save").values_list("verb", flat=True))
    assert verbs == ["ask_sign_off", "refuse_sign_off", "ask_sign_off"]


@pytest.mark.parametrize("decide", [workflow.give_sign_off, workflow.refuse_sign_off, workflow.waive_sign_off])
def test_nothing_is_decided_that_was_not_asked_for(story, administrator, decide):
    for kind, says in (("legal", "has not been asked for"), ("astrology", "Choose which sign-off")):
        with pytest.raises(workflow.Refused, match=says):
            decide(story, by=administrator, kind=kind, answer="So be it")
    assert not story.sign_offs.exists()


def test_it_is_waived_by_a_right_with_a_reason_that_stays(story, editor, chief, lawyer):
    asked(story, editor)
    with pytest.raises(workflow.Refused):
        workflow.waive_sign_off(story, by=editor, kind="legal", answer="No time")
    with pytest.raises(workflow.Refused, match="Say why it is done without"):
        workflow.waive_sign_off(story, by=chief, kind="legal", answer="")
    workflow.waive_sign_off(story, by=chief, kind="legal", answer="No time")
    assert story.records.first().detail == {"kind": "legal", "reason": "No time"}
    # It stays waived: what was never looked at does not lapse.
    workflow.publish(changed(story, headline="Second"), by=editor)


def test_whoever_looks_at_one_thing_does_not_pass_the_other(story, editor, lawyer, picture_editor):
    asked(asked(story, editor), editor, "pictures")
    for who, kind in ((lawyer, "pictures"), (picture_editor, "legal"), (editor, "legal")):
        with pytest.raises(workflow.Refused):
            workflow.give_sign_off(story, by=who, kind=kind)


def test_a_writer_asks_for_an_own_story_and_for_no_other(reporter, editor):
    asked(cast.draft(reporter), reporter)
    with pytest.raises(workflow.Refused):
        asked(cast.draft(editor), reporter)


# What is scheduled.


def test_asking_calls_off_what_is_scheduled_and_the_story_is_back_on_the_board(story, editor):
    workflow.schedule(story, by=editor, at=workflow.now() + HOUR)
    assert not story.is_open
    asked(story, editor)
    assert not story.editions.pending()
    assert story.is_open
    verbs = list(story.records.exclude(verb="save").order_by("id").values_list("verb", flat=True))
    assert verbs == ["schedule", "ask_sign_off", "unschedule"]


def test_asking_leaves_what_is_live_alone(editor):
    article = asked(cast.published(editor).article, editor)
    assert article.live_edition
    with pytest.raises(workflow.Refused, match="is not given yet"):
        workflow.update(article, by=editor, substantive=True)


def test_a_lawyer_who_thinks_again_calls_off_what_was_scheduled_with_the_first_answer(story, editor, lawyer):
    asked(story, editor)
    workflow.give_sign_off(story, by=lawyer, kind="legal")
    workflow.schedule(story, by=editor, at=workflow.now() + HOUR)
    workflow.refuse_sign_off(story, by=lawyer, kind="legal", answer="I was wrong.")
    assert not story.editions.pending()
    assert story.is_open


def test_a_change_after_the_look_calls_off_what_was_scheduled(story, editor, lawyer):
    asked(story, editor)
    workflow.give_sign_off(story, by=lawyer, kind="legal")
    workflow.schedule(story, by=editor, at=workflow.now() + HOUR)
    changed(story, headline="Second")
    assert not story.editions.pending()


# A look is at what was looked at.

LAPSES = {
    "legal": {
        "headline": "Second",
        "kicker": "Rivers",
        "standfirst": "Otherwise.",
        "body": "<p>It is not so.</p>",
        "picture_caption": "Another bridge",
        "source": None,
    },
    "pictures": {
        "picture_caption": "Another bridge",
        "picture_credit": "Somebody",
        "picture_alt": "A bridge",
        "picture": None,
    },
}
STAYS = {
    "legal": {"due_at": "2027-01-01T00:00Z", "priority": 4, "embargo_until": "2020-01-01T00:00Z"},
    "pictures": {
        "headline": "Second",
        "body": "<p>It is not so.</p>",
        "kicker": "Rivers",
        "source": None,
        "section": None,
        "due_at": "2027-01-01T00:00Z",
    },
}


def given(article: Article, kind: str, by, who) -> Article:
    workflow.give_sign_off(asked(article, by, kind), by=who, kind=kind)
    assert not checks.missing_sign_offs(article)
    return article


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, fields in LAPSES.items() for field in fields])
def test_a_look_lapses_when_what_was_looked_at_changes(story, editor, administrator, kind, field):
    given(story, kind, editor, administrator)
    changed(story, **{field: LAPSES[kind][field]})
    with pytest.raises(workflow.Refused, match="was changed after the sign-off"):
        workflow.publish(story, by=editor)


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, fields in STAYS.items() for field in fields])
def test_a_look_does_not_lapse_when_something_else_changes(story, editor, administrator, kind, field):
    given(story, kind, editor, administrator)
    changed(story, **{field: STAYS[kind][field]})
    assert not checks.missing_sign_offs(story)


def test_the_lawyers_look_at_bylines_and_not_at_tags(story, editor, lawyer):
    given(story, "legal", editor, lawyer)
    story.tags.set(["Another tag"])
    changed(story)
    assert not checks.missing_sign_offs(story)
    Byline.objects.create(article=story, person=cast.person("somebody-else"))
    changed(story)
    assert checks.missing_sign_offs(story)


def test_the_picture_desk_looks_at_the_pictures_in_the_body_too(story, editor, picture_editor):
    other = cast.picture(colour="olive")
    given(story, "pictures", editor, picture_editor)
    changed(story, body=story.body + f'<figure data-picture="{other.pk}"><figcaption>A road</figcaption></figure>')
    assert checks.missing_sign_offs(story)


def test_the_look_holds_again_when_the_change_is_taken_back(story, editor, lawyer):
    given(story, "legal", editor, lawyer)
    looked_at = story.revisions.first()
    changed(story, source=Source.objects.create(name="Another wire"))
    assert checks.missing_sign_offs(story)
    workflow.restore(story, by=editor, revision=looked_at)
    assert not checks.missing_sign_offs(story)


def test_going_from_hand_to_hand_does_not_touch_the_look(story, editor, lawyer):
    given(story, "legal", editor, lawyer)
    workflow.submit(story, by=editor)
    workflow.send_back(story, by=editor, reason="Shorter.")
    workflow.publish(story, by=editor)
    workflow.unpublish(story, by=editor, reason="A mistake")
    workflow.republish(story, by=editor, reason="It was right")
    workflow.correct(story, by=editor, kind="correction", text="Seven, not six")
    assert not checks.missing_sign_offs(story)


def test_a_draft_that_was_looked_at_is_thrown_away_with_the_look(story, editor, lawyer):
    given(story, "legal", editor, lawyer)
    workflow.discard(story, by=editor)
    assert not Article.objects.exists()

"""A front that goes live together with a story goes wherever the story goes."""

import datetime

import pytest
from django.utils import timezone

from articles import workflow as stories
from articles.models import Article, Edition, Record
from articles.workflow import Refused
from newsroom.fronts import workflow
from newsroom.fronts.models import Front, FrontEdition
from tests import cast
from tests.fronts.curating import block, headlines, launched, layout, story

pytestmark = pytest.mark.django_db


def later(hours: float = 1) -> datetime.datetime:
    return timezone.now() + hours * datetime.timedelta(hours=1)


@pytest.fixture
def lead(editor) -> Article:
    """A story that is scheduled."""
    article = cast.draft(editor, headline="The lead", credited=False)
    stories.schedule(article, by=editor, at=later())
    return article


@pytest.fixture
def front(editor, lead) -> Front:
    """A front that goes live with it, while another is live."""
    made = launched(editor, block(story(editor, "Before"))).front
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block({"article": lead.pk})))
    workflow.schedule_with(made, by=editor, version=made.version, story=lead.pk)
    return made


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def coming(front: Front) -> FrontEdition | None:
    return front.editions.pending().first()


def is_one_after_the_other(front: Front) -> bool:
    editions = list(front.editions.settled().order_by("live_from"))
    ends = [edition.live_until for edition in editions]
    return ends == [*(edition.live_from for edition in editions[1:]), None]


def test_both_begin_at_the_same_instant(reader, editor, front, lead):
    begins = lead.pending_edition.live_from
    assert coming(front).live_from == begins
    assert headlines(reader.get("/")) == [["Before"]]
    past = timezone.now()
    Edition.objects.filter(article=lead).update(live_from=past, published_at=past)
    front.editions.filter(together_with=None).update(live_until=past)
    front.editions.filter(together_with=lead).update(live_from=past)
    assert headlines(reader.get("/")) == [["The lead"]]


@pytest.mark.parametrize("hours", [0.5, 5])
def test_a_story_that_is_moved_takes_the_front_with_it(editor, front, lead, hours):
    stories.schedule(fresh(lead), by=editor, at=later(hours))
    assert coming(front).live_from == fresh(lead).pending_edition.live_from
    assert is_one_after_the_other(front)
    assert Record.objects.latest("id").verb == "front_move"


def test_a_story_that_is_published_earlier_takes_the_front_with_it(reader, editor, front, lead):
    edition = stories.publish(fresh(lead), by=editor)
    assert coming(front) is None
    assert front.editions.live().get().live_from == edition.live_from
    assert is_one_after_the_other(front)
    assert headlines(reader.get("/")) == [["The lead"]]


@pytest.mark.parametrize(
    "call_off",
    [
        lambda article, by: stories.unschedule(article, by=by),
        lambda article, by: stories.send_back(article, by=by, reason="Not yet"),
        lambda article, by: stories.kill(article, by=by, reason="Wrong"),
    ],
)
def test_a_story_that_is_called_off_calls_off_the_front(reader, administrator, front, lead, call_off):
    call_off(fresh(lead), administrator)
    assert coming(front) is None
    assert is_one_after_the_other(front)
    assert headlines(reader.get("/")) == [["Before"]]
    assert Record.objects.filter(verb="front_unschedule", detail__with_story="The lead").exists()


def test_an_embargo_that_comes_later_calls_off_the_front(editor, front, lead):
    article = fresh(lead)
    article.embargo_open = True
    article.save()
    stories.save_revision(article, by=editor)
    assert fresh(lead).pending_edition is None
    assert coming(front) is None


def test_an_update_to_come_of_a_live_story_is_waited_for(reader, editor):
    article = story(editor, "Old words").article
    made = launched(editor, block(article.live_edition)).front
    article.headline = "New words"
    article.save()
    stories.save_revision(article, by=editor)
    stories.schedule(fresh(article), by=editor, at=later())
    workflow.schedule_with(made, by=editor, version=made.version, story=article.pk)
    stories.correct(fresh(article), by=editor, kind="correction", text="A name")
    assert coming(made).live_from == fresh(article).pending_edition.live_from
    edition = stories.update(fresh(article), by=editor, substantive=True)
    assert made.editions.live().get().live_from == edition.live_from
    assert headlines(reader.get("/")) == [["New words"]]


def test_a_second_update_to_come_moves_nothing(editor, front, lead):
    begins = coming(front).live_from
    stories.schedule(fresh(lead), by=editor, at=later(3), follow=True)
    assert coming(front).live_from == begins


def test_what_would_begin_at_the_very_instant_gives_way(editor, front, lead):
    other = later(2)
    kept = workflow.schedule(front, by=editor, version=front.version, at=other)
    stories.schedule(fresh(lead), by=editor, at=other)
    assert coming(front).together_with == lead
    assert coming(front).live_from == other
    kept.refresh_from_db()
    assert kept.live_until == kept.live_from
    assert is_one_after_the_other(front)


def test_only_a_story_that_is_scheduled_is_gone_together_with(editor, front):
    live = story(editor, "Live").article
    for pk in (live.pk, cast.draft(editor, credited=False).pk, 999):
        with pytest.raises(Refused, match="not scheduled"):
            workflow.schedule_with(front, by=editor, version=front.version, story=pk)


def test_the_front_can_be_called_off_alone(editor, front, lead):
    workflow.unschedule(front, by=editor, version=front.version, edition=coming(front).pk)
    stories.schedule(fresh(lead), by=editor, at=later(2))
    assert coming(front) is None
    assert fresh(lead).pending_edition is not None


def test_whoever_was_refused_has_moved_neither(reporter, front, lead):
    begins = coming(front).live_from
    with pytest.raises(Refused):
        stories.schedule(fresh(lead), by=reporter, at=later(4))
    assert coming(front).live_from == begins == fresh(lead).pending_edition.live_from


def test_a_front_that_was_changed_since_has_the_last_word(editor, front, lead, monkeypatch):
    """The story went out a moment before the front was launched by hand, and its act comes to the front after that."""
    from newsroom.fronts import together

    begun = front.editions.live().get().live_from - datetime.timedelta(microseconds=1)
    monkeypatch.setattr(together, "_begins", lambda article, record, instant: begun)
    stories.publish(fresh(lead), by=editor)
    assert coming(front) is None
    assert is_one_after_the_other(front)

"""What readers are led to from a story."""

import datetime
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from articles import related, tasks, workflow
from articles.models import Edition, RelatedStory, Series
from newsroom.demo import archive
from newsroom.pagecache.asking import Recorder, ask_again
from tests import cast
from tests.articles.clock import HOUR, let_pass

pytestmark = pytest.mark.django_db
DAY = 24 * HOUR


def out(editor, headline: str, *tags: str, **fields) -> Edition:
    plain = {"kicker": "", "standfirst": "", "section": cast.section()}
    return cast.published(editor, headline=headline, tags=tags, **plain | fields)


def refresh(*editions: Edition) -> None:
    for edition in editions:
        related.refresh(edition.article_id)


def shown_at(reader, edition: Edition) -> list[str]:
    page = reader.get(edition.path)
    assert page.context["edition"].is_related == ("Related stories" in page.text)
    return [card["headline"] for card in page.context["edition"].read_on]


def found_for(edition: Edition) -> list[str]:
    rows = RelatedStory.objects.filter(story=edition.article_id).order_by("-score")
    return [row.other.headline for row in rows.select_related("other")]


def test_a_rare_tag_relates_more_than_a_common_one(editor):
    for number in range(4):
        out(editor, f"Filler{number} number{number}", "Iraq", section=cast.section("culture"))
    common = out(editor, "Alpha", "Iraq", section=cast.section("sport"))
    rare = out(editor, "Beta", "Buffalo", section=cast.section("world"))
    story = out(editor, "Gamma", "Iraq", "Buffalo")
    refresh(story)
    assert found_for(story)[0] == rare.headline
    assert common.headline not in found_for(story)[:1]


def test_words_relate_stories_of_a_section_in_any_spelling(editor):
    out(editor, "مستشفى جديد في كركوك", language="ar")
    out(editor, "افتتاح المدرسة في السليمانية بعد عامين", language="ar")
    out(editor, "موسم الرمان في حلبجة يبدأ مبكراً", language="ar")
    story = out(editor, "مَدرسة تُفتح فى السليمانيه بلا معلمين", language="ar")
    refresh(story)
    assert found_for(story) == ["افتتاح المدرسة في السليمانية بعد عامين"]


def test_the_section_alone_relates_nothing_and_fills_up_what_is_missing(reader, editor):
    out(editor, "Harbour cranes")
    story = out(editor, "Grain harvest")
    refresh(story)
    assert found_for(story) == []
    assert shown_at(reader, story) == ["Harbour cranes"]
    out(editor, "Silo at Makhmur", "Wheat", section=cast.section("sport"))
    tagged = out(editor, "Long queue", "Wheat")
    refresh(tagged)
    assert shown_at(reader, tagged) == ["Silo at Makhmur", "Harbour cranes", "Grain harvest"], "the neighbour last"


def test_where_enough_is_related_what_is_new_in_the_section_makes_no_other_page(reader, editor):
    def is_same_with_one_more(edition: Edition) -> bool:
        """Whether the page is the same to PostgreSQL after a story more in the section."""
        recorder = Recorder()
        with connection.execute_wrapper(recorder):
            reader.get(edition.path)
        assert ask_again(recorder.question) == recorder.rows
        out(editor, f"Nothing like it {next(numbers)}")
        return ask_again(recorder.question) == recorder.rows

    numbers = itertools.count()
    others = [out(editor, f"Buffalo {name}", "Buffalo", section=cast.section("world")) for name in "abcd"]
    series = Series.objects.create(name="Water", slug="water")
    story = out(editor, "The marshes", "Buffalo", series=series)
    out(editor, "The marshes again", "Buffalo", series=series)
    refresh(story)
    assert is_same_with_one_more(story)
    workflow.unpublish(others[0].article, by=editor, reason="Not so")
    # Four are related still, but one of them stands there as the next part.
    assert "The marshes again" in found_for(story)
    assert not is_same_with_one_more(story)
    assert shown_at(reader, story) == ["Buffalo d", "Buffalo c", "Buffalo b", "Nothing like it 1"]
    # Beside a story of no series, those of one are like any others.
    alone = out(editor, "The reeds", "Buffalo")
    out(editor, "Neighbour")
    refresh(alone)
    assert len(shown_at(reader, alone)) == 4
    assert is_same_with_one_more(alone)


def test_what_is_near_in_time_comes_before_what_is_long_ago(editor):
    old = out(editor, "Old", "Dams", section=cast.section("world"))
    new = out(editor, "New", "Dams", section=cast.section("sport"))
    let_pass(old.article, 700 * DAY)
    story = out(editor, "Story", "Dams")
    refresh(story)
    assert found_for(story) == [new.headline, old.headline]


def test_no_other_language_and_no_translation_is_related(reader, editor):
    story = out(editor, "Water", "Rivers")
    out(editor, "ماء", "Rivers", language="ar", translation_of=story.article)
    out(editor, "نهر", "Rivers", language="ar")
    refresh(story)
    assert found_for(story) == []
    # Nor one that has become a translation of the same story, or changed its language, since.
    other = out(editor, "More water", "Rivers")
    refresh(story)
    assert shown_at(reader, story) == ["More water"]
    Edition.objects.filter(pk=other.pk).update(language="ckb")
    assert shown_at(reader, story) == []


@pytest.mark.parametrize("verb", ["unpublish", "take_down", "kill"])
def test_what_is_withdrawn_is_gone_from_the_page_at_once(reader, administrator, verb):
    other = out(administrator, "Withdrawn", "Rivers")
    story = out(administrator, "Story", "Rivers")
    refresh(story)
    assert shown_at(reader, story) == ["Withdrawn"]
    getattr(workflow, verb)(other.article, by=administrator, reason="Wrong")
    assert shown_at(reader, story) == []
    assert RelatedStory.objects.filter(story=story.article_id).exists(), "settled by the page, not by the rows"


def test_a_new_story_is_put_beside_the_older_ones(reader, editor, monkeypatch):
    monkeypatch.setattr(related, "KEPT", 2)
    old = out(editor, "Old", "Rivers", section=cast.section("world"))
    refresh(old)
    new = out(editor, "New", "Rivers", section=cast.section("sport"))
    refresh(new)
    assert shown_at(reader, old) == ["New"]
    for headline in ("Blue", "Red"):
        refresh(out(editor, headline, "Rivers", section=cast.section("world")))
    assert set(found_for(old)) == {"Red", "Blue"}, "those of its own section are closer"


def test_a_story_that_lost_its_tag_is_beside_the_others_no_more(editor):
    other, story = out(editor, "Other", "Rivers", section=cast.section("world")), out(editor, "Story", "Rivers")
    refresh(story)
    assert found_for(other) == ["Story"]
    article = story.article
    article.tags.set(["Kites"])
    workflow.save_revision(article, by=editor)
    workflow.update(article, by=editor, substantive=False)
    refresh(story)
    assert found_for(other) == found_for(story) == []


def test_the_worker_finds_out_after_a_release_and_may_do_it_twice(reader, editor):
    other = out(editor, "Other", "Rivers", section=cast.section("world"))
    story = out(editor, "Story", "Rivers")
    put_down = DBTaskResult.objects.filter(task_path="articles.tasks.relate")
    assert [job.args_kwargs["args"] for job in put_down.order_by("enqueued_at")] == [[other.pk], [story.pk]]
    assert shown_at(reader, story) == []
    for _ in range(2):
        tasks.relate.call(story.pk)
    assert shown_at(reader, story) == ["Other"]
    assert shown_at(reader, other) == ["Story"]


def test_a_scheduled_story_is_related_when_it_is_out_and_not_before(editor):
    out(editor, "Other", "Rivers")
    article = cast.draft(editor, tags=("Rivers",))
    edition = workflow.schedule(article, by=editor, at=datetime.datetime.now(datetime.UTC) + HOUR)
    assert DBTaskResult.objects.get(args_kwargs__args=[edition.pk]).run_after == edition.live_from
    with pytest.raises(tasks.TooEarly):
        tasks.relate.call(edition.pk)
    workflow.unschedule(article, by=editor)
    tasks.relate.call(edition.pk)
    assert not RelatedStory.objects.exists()


def test_the_work_is_the_same_in_a_large_archive(editor):
    archive.make(600, lambda done: None)
    story = out(editor, "Budget vote delayed again", *Edition.objects.in_language("en")[0].article.tags.names())
    counts = []
    for more in (0, 900):
        if more:
            archive.make(more, lambda done: None, seed=2)
        with CaptureQueriesContext(connection) as captured:
            refresh(story)
        counts.append(len(captured))
        assert RelatedStory.objects.filter(story=story.article_id).count() == related.KEPT
    assert counts[0] == counts[1] <= (2 * related.KEPT + 1) * 16
    most = related.MOST_TAGS * related.NEWEST_OF_A_TAG + related.NEWEST_OF_SECTION
    tags = [line["tag"] for line in story.tags]
    assert len(related._candidates(story, tags)) <= most


# The stories before and after.


def test_a_story_leads_to_those_before_and_after_it_in_its_section_and_language(reader, editor):
    editions = [out(editor, f"Story {number}") for number in range(4)]
    out(editor, "Elsewhere", section=cast.section("sport"))
    out(editor, "عربي", language="ar")
    for number, edition in enumerate(editions):
        around = reader.get(edition.path).context["edition"]
        assert [card["headline"] for card in around.older] == ([f"Story {number - 1}"] if number else [])
        assert [card["headline"] for card in around.newer] == ([f"Story {number + 1}"] if number < 3 else [])


def test_of_two_stories_of_one_instant_each_is_beside_the_other(reader, editor):
    editions = [out(editor, f"Story {number}") for number in range(3)]
    Edition.objects.update(published_at=editions[0].published_at)
    around = reader.get(editions[1].path).context["edition"]
    assert (around.older[0]["headline"], around.newer[0]["headline"]) == ("Story 0", "Story 2")


def test_they_are_found_by_walking_an_index(db):
    archive.make(1_500, lambda done: None)
    edition = Edition.objects.in_language("en")[200]
    live = Edition.objects.live()
    section = live.in_section(edition.section_id, "en")
    for rows in (live.in_section(edition.section_id, "en", edition.place), section.newer_than(edition.place)):
        plan = rows[:1].explain(analyze=True)
        assert "edition_section_newest" in plan, plan
        assert "Sort" not in plan, plan
        assert "Rows Removed by Filter: 1\n" in plan or "Rows Removed by Filter" not in plan, plan

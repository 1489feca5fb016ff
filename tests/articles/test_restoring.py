"""Going back to an earlier state of a story: all of its text and credits, and nothing else of it."""

import datetime

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Address, Article, Byline, Picture, Revision, Source, Stage, Tag
from articles.snapshot import FIELDS, snapshot
from tests import cast
from tests.articles.clock import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(editor) -> Article:
    """A story with something in every field, and two bylines in an order of their own."""
    article = cast.draft(
        editor,
        picture=cast.picture(),
        picture_caption="The bridge",
        picture_credit="Sara Aziz",
        picture_alt="A bridge over a river",
        slug="the-bridge",
        tags=("Rivers", "Roads"),
        credited=False,
    )
    Byline.objects.create(article=article, person=cast.person("zana-omer"), role="words", position=1)
    Byline.objects.create(article=article, person=cast.person("ari-baban"), role="pictures", position=2)
    Byline.objects.create(article=article, person=cast.person("ari-baban"), role="words", position=3)
    workflow.save_revision(article, by=editor)
    return article


def overwrite(article: Article, editor) -> None:
    """Change everything that a revision keeps."""
    for name in FIELDS:
        setattr(article, name, {"language": "ckb", "body": "<p>Other</p>", "slug": "other"}.get(name, "Other"))
    article.section = cast.section("sport")
    article.source = Source.objects.create(name="Another wire")
    article.picture = cast.picture(colour="olive")
    article.save()
    article.tags.set(["Football"])
    article.bylines.all().delete()
    Byline.objects.create(article=article, person=cast.person("somebody-else"), role="translation")
    workflow.save_revision(article, by=editor)


def restore(article: Article, editor, revision: Revision) -> Revision:
    return workflow.restore(article, by=editor, revision=revision)


def test_all_that_a_revision_keeps_comes_back(story, editor):
    kept = story.revisions.first()
    overwrite(story, editor)
    assert snapshot(story) != kept.snapshot
    restored = restore(story, editor, kept)
    assert snapshot(Article.objects.get(pk=story.pk)) == restored.snapshot == kept.snapshot


def test_bylines_come_back_in_their_order_with_their_roles(story, editor):
    kept = story.revisions.first()
    overwrite(story, editor)
    restore(story, editor, kept)
    assert [(line.person.slug, line.role) for line in story.bylines.all()] == [
        ("zana-omer", "words"),
        ("ari-baban", "pictures"),
        ("ari-baban", "words"),
    ]


def test_it_becomes_the_next_revision_and_nothing_is_lost(story, editor):
    first, kept = story.revisions.last(), story.revisions.first()
    overwrite(story, editor)
    restored = restore(story, editor, first)
    assert [each.number for each in story.revisions.all()] == [
        restored.number,
        kept.number + 1,
        kept.number,
        first.number,
    ]
    assert restored.number == story.version
    record = story.records.first()
    assert (record.verb, record.actor) == ("restore", editor)
    assert (record.detail["revision"], record.detail["restored"]) == (restored.number, first.number)
    assert {"headline", "tags", "bylines", "section", "source"} <= set(record.detail["changed"])


def test_embargo_planning_and_stage_stay_as_they_are(story, editor, reporter):
    kept = story.revisions.first()
    workflow.submit(story, by=editor)
    planned = {
        "embargo_until": timezone.now().replace(microsecond=0) + 3 * HOUR,
        "assignee": reporter,
        "due_at": timezone.now().replace(microsecond=0) + HOUR,
        "priority": 4,
        "planned_length": 600,
    }
    for name, value in planned.items():
        setattr(story, name, value)
    story.save()
    workflow.save_revision(story, by=editor)
    restore(story, editor, kept)
    row = Article.objects.get(pk=story.pk)
    assert {name: getattr(row, name) for name in planned} == planned
    assert row.stage == Stage.IN_REVIEW
    assert row.created_by == editor


def test_readers_go_on_seeing_what_was_released(story, editor):
    kept = story.revisions.last()
    live = workflow.publish(story, by=editor)
    restore(story, editor, kept)
    assert story.live_edition == live
    assert story.is_open


def test_what_was_looked_at_and_then_restored_away_does_not_go_out(story, editor):
    lawyer, kept = cast.account("lana", "lawyer"), story.revisions.first()
    overwrite(story, editor)
    workflow.ask_sign_off(story, by=editor, kind="legal")
    workflow.give_sign_off(story, by=lawyer, kind="legal")
    workflow.schedule(story, by=editor, at=workflow.now() + HOUR)
    restore(story, editor, kept)
    assert not story.editions.pending()


def test_a_writer_restores_an_own_draft_and_no_other(reporter, editor):
    own, other = cast.draft(reporter), cast.draft(editor)
    restore(own, reporter, own.revisions.first())
    workflow.submit(own, by=reporter)
    for article in (own, other):
        with pytest.raises(workflow.Refused):
            restore(article, reporter, article.revisions.first())


def test_whoever_restores_names_the_version_that_they_saw(story, editor):
    seen_before, kept = Article.objects.get(pk=story.pk), story.revisions.first()
    overwrite(story, editor)
    with pytest.raises(workflow.Stale, match="Evin changed this story"):
        restore(seen_before, editor, kept)
    assert Article.objects.get(pk=story.pk).headline == "Other"


# What is there no more.


def test_a_tag_that_was_merged_comes_back_as_the_one_that_it_is_now(story, editor):
    kept = story.revisions.first()
    overwrite(story, editor)
    rivers, waters = Tag.objects.get(name="Rivers"), Tag.objects.create(name="Waters")
    Address.objects.filter(tag=rivers).update(tag=waters)
    rivers.delete()
    restore(story, editor, kept)
    assert sorted(story.tags.names()) == ["Roads", "Waters"]
    assert not Tag.objects.filter(name="Rivers").exists()


def test_tags_that_became_one_are_one(story, editor):
    kept = story.revisions.first()
    overwrite(story, editor)
    rivers, roads = Tag.objects.get(name="Rivers"), Tag.objects.get(name="Roads")
    Address.objects.filter(tag=rivers).update(tag=roads)
    rivers.delete()
    restore(story, editor, kept)
    assert list(story.tags.names()) == ["Roads"]


def test_a_tag_that_was_renamed_comes_back_under_its_new_name(story, editor):
    kept = story.revisions.first()
    overwrite(story, editor)
    rivers = Tag.objects.get(name="Rivers")
    rivers.name, rivers.slug = "Streams", "streams"
    rivers.save()
    restore(story, editor, kept)
    assert sorted(story.tags.names()) == ["Roads", "Streams"]


def test_a_tag_that_was_deleted_stays_away_until_there_is_one_of_its_name(story, editor):
    kept = story.revisions.first()
    overwrite(story, editor)
    Tag.objects.get(name="Rivers").delete()
    restore(story, editor, kept)
    assert list(story.tags.names()) == ["Roads"]
    Tag.objects.create(name="rivers")
    restore(story, editor, kept)
    assert sorted(story.tags.names()) == ["Roads", "rivers"]


def test_a_picture_a_source_a_section_and_people_that_were_deleted_are_left_out(story, editor):
    kept = story.revisions.first()
    overwrite(story, editor)
    Picture.objects.filter(pk=kept.snapshot["picture"]).delete()
    Source.objects.filter(pk=kept.snapshot["source"]["id"]).delete()
    cast.person("zana-omer").delete()
    cast.section().delete()
    restore(story, editor, kept)
    assert (story.picture, story.source, story.section) == (None, None, None)
    assert [line.person.slug for line in story.bylines.all()] == ["ari-baban", "ari-baban"]
    assert story.headline == kept.snapshot["headline"]


def test_families_get_no_chains(editor):
    """A story is made a translation again only where that leaves one original for all."""
    original, story, third = (cast.draft(editor, headline=name) for name in ("Original", "Story", "Third"))
    story.translation_of = original
    story.save()
    kept = workflow.save_revision(story, by=editor)
    story.translation_of = None
    story.save()
    workflow.save_revision(story, by=editor)
    restore(story, editor, kept)
    assert story.translation_of == original
    story.translation_of = None
    story.save()
    workflow.save_revision(story, by=editor)
    for translation, of in ((third, story), (original, third)):
        Article.objects.filter(translation_of__isnull=False).update(translation_of=None)
        Article.objects.filter(pk=translation.pk).update(translation_of=of)
        story = Article.objects.get(pk=story.pk)
        restore(story, editor, kept)
        assert story.translation_of is None


def test_a_revision_of_before_a_field_was_kept_says_nothing_of_it(story, editor):
    kept = story.revisions.first()
    Revision.objects.filter(pk=kept.pk).update(
        snapshot={name: kept.snapshot[name] for name in ("headline", "body", "section")}
    )
    overwrite(story, editor)
    restore(story, editor, Revision.objects.get(pk=kept.pk))
    assert story.headline == kept.snapshot["headline"]
    assert story.dateline == "Other"


def test_a_draft_on_which_something_hangs_is_not_thrown_away(editor):
    article = cast.draft(editor)
    cast.draft(editor, headline="Its translation", translation_of=article)
    with pytest.raises(workflow.Refused, match="a translation of it"):
        workflow.discard(article, by=editor)
    assert Article.objects.filter(pk=article.pk).exists()
    assert not article.records.filter(verb="discard").exists()


def test_a_draft_that_moved_on_is_not_thrown_away(story, editor):
    seen_before = Article.objects.get(pk=story.pk)
    overwrite(story, editor)
    with pytest.raises(workflow.Stale):
        workflow.discard(seen_before, by=editor)


def test_restoring_twice_is_a_revision_each_time(story, editor):
    kept, before = story.revisions.first(), story.revisions.count()
    for _ in range(2):
        restore(story, editor, kept)
    assert story.revisions.count() == before + 2
    assert story.touched_at > timezone.now() - datetime.timedelta(minutes=1)

"""From the instant at which its rights end, a picture is on no public page, and the desk hears of it."""

import datetime
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from articles import compose, picture_rights, pictures_used, workflow
from articles.models import Article, Edition, Picture, Record, Use, may_be_used
from newsroom.notices.models import Notice
from newsroom.staff.models import User
from tests import cast
from tests.articles.clock import HOUR
from tests.notices.conftest import hurry, work
from tests.test_walk import MARK, answers

pytestmark = pytest.mark.django_db
MOST_QUERIES = 3


@pytest.fixture
def lead() -> Picture:
    return cast.picture()


@pytest.fixture
def inside() -> Picture:
    return cast.picture(colour="red", caption="A ferry")


@pytest.fixture
def story(editor, lead, inside) -> Article:
    """A live story with both pictures, and another one on whose page it is a card."""
    body = f'<p>It is open.</p><figure data-picture="{inside.pk}"><figcaption></figcaption></figure><p>The end.</p>'
    article = cast.draft(editor, picture=lead, body=body, tags=(f"{MARK} tag",))
    article.bylines.create(person=cast.person(f"{MARK}-person"))
    workflow.publish(article, by=editor)
    cast.published(editor, headline="Another story")
    return article


def change(picture: Picture, by, **fields) -> None:
    """As the desk does it."""
    for name, value in fields.items():
        setattr(picture, name, value)
    picture.save()
    picture_rights.changed(picture, by=by)


def let_rights_end() -> None:
    """Every end of rights is a moment ago, as if the clock had moved on; no code of ours has run."""
    past = timezone.now() - datetime.timedelta(seconds=1)
    Picture.objects.exclude(expires_at=None).update(expires_at=past)
    Edition.objects.exclude(pictures_until=None).update(pictures_until=past)
    for edition in Edition.objects.filter(lead__until__isnull=False):
        Edition.objects.filter(pk=edition.pk).update(lead=edition.lead | {"until": past.isoformat()})


def pages_with(article: Article, picture: Picture) -> set[str]:
    return {name for name, _, _, text in answers(article) if picture.digest in text}


def page_of(reader, article: Article) -> str:
    return reader.get(article.live_edition.path).content.decode()


def test_after_its_rights_end_no_public_page_names_a_picture(story, editor, lead, inside):
    for picture in (lead, inside):
        change(picture, editor, expires_at=timezone.now() + HOUR)
    lists = {"front", "latest", "section", "tag", "person", "day"}
    feeds = {f"{name}_{form}" for name in lists - {"front", "day"} for form in ("atom", "rss", "json")}
    assert pages_with(story, lead) == {*lists, *feeds, "story", "comment"}
    assert pages_with(story, inside) == {"story", "comment"}
    let_rights_end()
    assert pages_with(story, lead) == pages_with(story, inside) == set()


def test_the_rest_of_the_story_stays_as_it_was(story, editor, lead, inside, reader):
    change(inside, editor, expires_at=timezone.now() + HOUR)
    let_rights_end()
    page = page_of(reader, story)
    assert inside.digest not in page
    assert "A ferry" not in page
    assert "It is open." in page
    assert "The end." in page
    assert lead.digest in page


def test_a_story_that_has_its_lead_picture_no_more_looks_like_one_without(story, editor, lead, reader):
    change(lead, editor, expires_at=timezone.now() - HOUR)
    page = page_of(reader, story)
    assert 'class="story"' in page
    assert "og:image" not in page
    assert '<meta name="twitter:card" content="summary">' in page
    assert '"image"' not in page


CHANGES: dict[str, Callable[[], dict]] = {
    "earlier": lambda: {"expires_at": timezone.now() - HOUR},
    "barred": lambda: {"uses": []},
    "only for feeds": lambda: {"uses": ["feeds"]},
}


@pytest.mark.parametrize("how", CHANGES)
def test_what_the_desk_takes_back_is_gone_at_once_and_what_it_gives_back_returns(
    story, editor, lead, inside, reader, how
):
    paths = ["/", story.live_edition.path]

    def shown(picture: Picture) -> list[bool]:
        return [picture.digest in reader.get(path).text for path in paths]

    for picture in (lead, inside):
        before = shown(picture)
        assert any(before)
        change(picture, editor, **CHANGES[how]())
        assert shown(picture) == [False, False]
        change(picture, editor, expires_at=None, uses=Use.values)
        assert shown(picture) == before
    edition = Edition.objects.get(article=story)
    assert edition.pictures_until is None
    assert "until" not in edition.lead


def test_rights_that_are_made_longer_last_longer(story, editor, inside, reader):
    change(inside, editor, expires_at=timezone.now() + HOUR)
    change(inside, editor, expires_at=timezone.now() + 2 * HOUR)
    assert Edition.objects.get(article=story).pictures_until == inside.expires_at
    assert inside.digest in page_of(reader, story)


def test_the_first_of_two_ends_counts(story, editor, lead, inside):
    change(lead, editor, expires_at=timezone.now() + 2 * HOUR)
    change(inside, editor, expires_at=timezone.now() + HOUR)
    assert Edition.objects.get(article=story).pictures_until == inside.expires_at
    change(inside, editor, uses=[])
    assert Edition.objects.get(article=story).pictures_until == pictures_used.NEVER


def test_without_the_right_to_share_it_is_on_the_page_and_on_no_link_card(story, editor, lead, reader):
    change(lead, editor, uses=[Use.SITE, Use.FEEDS])
    page = page_of(reader, story)
    assert 'class="lead-picture"' in page
    assert "og:image" not in page
    assert '"image"' not in page


def test_an_update_and_a_correction_keep_the_end(story, editor, lead, inside):
    change(inside, editor, expires_at=timezone.now() + HOUR)
    change(lead, editor, expires_at=timezone.now() + 2 * HOUR)
    for act in (
        lambda: workflow.update(story, by=editor, substantive=False),
        lambda: workflow.correct(story, by=editor, kind="correction", text="It was Tuesday."),
    ):
        act()
        edition = Article.objects.get(pk=story.pk).live_edition
        assert edition.pictures_until == inside.expires_at
        assert edition.lead["until"] == lead.expires_at.isoformat()
        assert set(edition.picture_rows.values_list("picture", flat=True)) == {lead.pk, inside.pk}


def test_an_edition_made_of_what_was_read_before_the_rights_changed_has_them_all_the_same(story, editor, lead):
    read_before = story.live_edition
    change(lead, editor, expires_at=timezone.now() + HOUR)
    following = compose.successor(read_before, begins=workflow.now(), updated_at=workflow.now(), by_id=editor.pk)
    assert following.lead["until"] == lead.expires_at.isoformat()
    assert following.pictures_until == lead.expires_at


def test_what_is_scheduled_with_a_picture_follows_too(editor, lead):
    article = cast.draft(editor, picture=lead)
    workflow.schedule(article, by=editor, at=timezone.now() + HOUR)
    change(lead, editor, expires_at=timezone.now() - HOUR)
    assert article.pending_edition.picture is None


def test_the_focal_point_follows_the_library(story, editor, lead):
    change(lead, editor, focal_x=90)
    assert story.live_edition.lead["focal_x"] == 90


def test_a_working_copy_knows_its_pictures(editor, lead, inside):
    article = cast.draft(editor, picture=lead, body=f'<p>A</p><figure data-picture="{inside.pk}"></figure>')
    assert set(article.picture_rows.values_list("picture", flat=True)) == {lead.pk, inside.pk}
    first = article.revisions.first()
    article.picture, article.body = inside, '<p>A</p><figure data-picture="999999"></figure>'
    article.save()
    workflow.save_revision(article, by=editor)
    assert list(article.picture_rows.values_list("picture", flat=True)) == [inside.pk]
    workflow.restore(article, by=editor, revision=first)
    assert set(article.picture_rows.values_list("picture", flat=True)) == {lead.pk, inside.pk}


def test_a_save_that_changes_no_picture_reads_once(story, django_assert_num_queries):
    with django_assert_num_queries(1):
        pictures_used.keep_rows(story)


def test_the_usual_page_is_not_looked_at_twice(story, editor, inside, reader, django_assert_max_num_queries):
    change(inside, editor, expires_at=timezone.now() + HOUR)
    path = story.live_edition.path
    with django_assert_max_num_queries(MOST_QUERIES):
        assert reader.get(path).status_code == 200


def test_a_use_without_rights_of_its_own_is_from_before_they_were_kept():
    assert may_be_used({"id": 1})
    assert not may_be_used({"until": "2001-01-01T00:00:00+00:00"})
    assert not may_be_used({"uses": [Use.SHARING]}, Use.SHARING)


def test_pages_show_a_picture_by_its_rights():
    """`Edition.lead` is what was printed once: no template of the public site asks for it."""
    folders = ("articles", "fronts", "comments")
    files = [path for folder in folders for path in (Path(settings.BASE_DIR) / "templates" / folder).rglob("*.html")]
    assert files
    for path in files:
        assert not re.search(r"\.lead\b(?!-)", path.read_text().replace("front.lead", "")), path


# The desk is told.


def told() -> list[str]:
    work()
    return list(
        Notice.objects.filter(record__verb="picture_expired").order_by("id").values_list("account__username", flat=True)
    )


def test_the_chain_is_told_once_when_the_rights_end(reporter, editor, lead):
    article = cast.draft(reporter, picture=lead)
    workflow.publish(article, by=editor)
    change(lead, editor, expires_at=timezone.now() + datetime.timedelta(seconds=-1))
    assert sorted(told()) == ["evin", "roza"]
    hurry()
    picture_rights.tell_of_the_end.call(lead.pk, editor.pk, lead.expires_at.isoformat())
    assert len(told()) == 2
    record = Record.objects.get(verb="picture_expired")
    assert record.article == article
    assert record.detail["text"] == "A bridge at dusk"


def test_nobody_is_told_before_the_time_nor_of_an_end_that_was_changed(story, editor, lead):
    change(lead, editor, expires_at=timezone.now() + HOUR)
    assert told() == []
    first = lead.expires_at.isoformat()
    with pytest.raises(picture_rights.TooEarly):
        picture_rights.tell_of_the_end.call(lead.pk, editor.pk, first)
    change(lead, editor, expires_at=None)
    picture_rights.tell_of_the_end.call(lead.pk, editor.pk, first)
    assert not Record.objects.filter(verb="picture_expired").exists()


def test_nobody_is_told_of_a_picture_that_no_story_shows(editor, lead):
    edition = cast.published(editor, picture=lead)
    workflow.unpublish(edition.article, by=editor, reason="A doubt")
    cast.draft(editor, picture=lead)
    change(lead, editor, uses=[])
    assert told() == []


# Likeness.


def test_pictures_look_alike_by_their_fingerprints():
    pictures = [cast.picture(colour=colour) for colour in ("red", "green", "blue", "navy")]
    for picture, fingerprint in zip(pictures, (0b1111, 0b0111, -1, None), strict=True):
        Picture.objects.filter(pk=picture.pk).update(fingerprint=fingerprint)
    assert list(Picture.objects.alike(0b0111)) == [pictures[1], pictures[0]]
    assert list(Picture.objects.alike(-1 ^ 0b11)) == [pictures[2]]


RELEASES: dict[str, Callable[[Article, User], object]] = {
    "publish": lambda article, by: workflow.publish(article, by=by),
    "update": lambda article, by: workflow.update(article, by=by, substantive=False),
    "correct": lambda article, by: workflow.correct(article, by=by, kind="correction", text="It was Tuesday."),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", RELEASES)
def test_a_release_at_the_moment_at_which_rights_change_waits_and_has_the_new_ones(how):
    editor, lead = cast.account("evin", "editor"), cast.picture()
    article = cast.draft(editor, picture=lead)
    if how != "publish":
        workflow.publish(article, by=editor)

    def release() -> None:
        try:
            RELEASES[how](Article.objects.get(pk=article.pk), editor)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            change(lead, editor, expires_at=timezone.now() + HOUR)
            released = elsewhere.submit(release)
            with pytest.raises(TimeoutError):
                released.result(0.5)
        released.result(10)
    edition = article.live_edition
    assert edition.lead["until"] == lead.expires_at.isoformat()
    assert edition.pictures_until == lead.expires_at

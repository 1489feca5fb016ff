"""Stories that are parts of a series."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from articles import workflow
from articles.comparison import compare
from articles.models import Address, Article, Edition, Revision, Series
from articles.snapshot import is_same, snapshot
from articles.writing import sittings
from tests import cast
from tests.articles.clock import HOUR, let_pass
from tests.forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(db) -> Series:
    return Series.objects.create(
        slug="the-dry-year", name="The dry year", names={"ar": "السنة الجافة"}, description="A river, each season."
    )


def hours_ago(editor, hours: int, **fields) -> Edition:
    edition = cast.published(editor, headline=f"{hours} hours ago", **fields)
    let_pass(edition.article, hours * HOUR)
    edition.refresh_from_db()
    return edition


def headlines(cards) -> list[str]:
    return [card["headline"] for card in cards]


def test_a_series_has_a_page_and_feeds_with_its_stories(reader, editor, series):
    hours_ago(editor, 3, series=series)
    hours_ago(editor, 1, series=series)
    hours_ago(editor, 2)
    page = reader.get("/series/the-dry-year/")
    assert [e.headline for e in page.context["page"].editions] == ["1 hours ago", "3 hours ago"]
    assert "A river, each season." in page.text
    for feed in ("feed.atom", "feed.rss"):
        text = reader.get(f"/series/the-dry-year/{feed}").text
        assert "3 hours ago" in text
        assert "2 hours ago" not in text


def test_it_is_called_what_its_language_calls_it_and_lists_that_language_alone(reader, editor, series):
    cast.published(editor, series=series, headline="English")
    cast.published(editor, series=series, headline="عربي", language="ar")
    page = reader.get("/ar/series/the-dry-year/")
    assert "السنة الجافة" in page.text
    assert [e.headline for e in page.context["page"].editions] == ["عربي"]


def test_a_series_without_a_live_story_has_no_page(reader, editor, series):
    assert reader.get("/series/the-dry-year/").status_code == 404
    article = cast.published(editor, series=series).article
    assert reader.get("/series/the-dry-year/").status_code == 200
    assert reader.get("/ar/series/the-dry-year/").status_code == 404
    workflow.unpublish(article, by=editor, reason="A mistake")
    assert reader.get("/series/the-dry-year/").status_code == 410
    assert reader.get("/series/the-dry-year/feed.atom").status_code == 410


def test_a_story_shows_the_parts_before_and_after_it(reader, editor, series):
    hours_ago(editor, 4, series=series)
    hours_ago(editor, 3, series=series, section=cast.section("sport"))
    middle = hours_ago(editor, 2, series=series)
    hours_ago(editor, 1, series=series)
    page = reader.get(middle.path)
    edition = page.context["edition"]
    assert headlines(edition.part_before) == ["3 hours ago"]
    assert headlines(edition.part_after) == ["1 hours ago"]
    assert page.text.count('href="/series/the-dry-year/"') >= 2


def test_a_withdrawn_part_is_passed_over(reader, editor, series):
    hours_ago(editor, 3, series=series)
    gone = hours_ago(editor, 2, series=series)
    last = hours_ago(editor, 1, series=series)
    workflow.unpublish(gone.article, by=editor, reason="A mistake")
    assert headlines(reader.get(last.path).context["edition"].part_before) == ["3 hours ago"]


def test_a_renamed_series_leads_from_its_old_address(reader, editor, series):
    cast.published(editor, series=series)
    series.slug = "the-wet-year"
    series.save()
    answer = reader.get("/series/the-dry-year/")
    assert (answer.status_code, answer["Location"]) == (301, "/series/the-wet-year/")
    with pytest.raises(ValidationError):
        Series(slug="the-dry-year", name="Another").full_clean()


def test_an_address_belongs_to_one_thing(series):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        Address.objects.create(path="/x/", series=series, section=cast.section())


# At the desk.


def test_the_series_of_a_story_is_compared_restored_and_kept(editor, series):
    article = cast.draft(editor)
    without = article.revisions.first()
    article.series = series
    article.save()
    revision = workflow.save_revision(article, by=editor)
    assert revision.snapshot["series"] == {"id": series.pk, "name": "The dry year"}
    assert [change.name for change in compare(without.snapshot, revision.snapshot)] == ["series"]
    workflow.restore(article, by=editor, revision=without)
    assert article.series is None
    workflow.restore(article, by=editor, revision=revision)
    assert article.series == series


def forget_the_series(article: Article) -> Revision:
    """As a revision is that was saved before there were series."""
    revision = article.revisions.first()
    del revision.snapshot["series"]
    revision.save()
    return revision


def test_a_story_saved_before_there_were_series_goes_out_as_that_revision(editor):
    article = cast.draft(editor)
    revision = forget_the_series(article)
    assert is_same(revision.snapshot, snapshot(article))
    assert workflow.publish(article, by=editor).revision == revision
    update = workflow.schedule(article, by=editor, at=article.live_edition.live_from + HOUR)
    assert update.updated_at == update.published_at, "nothing has changed: no substantive update"


def test_a_text_that_was_begun_before_there_were_series_is_merged(editor, series):
    article = cast.draft(editor)
    forget_the_series(article)
    base = sittings.ancestor(article, article.version)
    sitting = sittings.sit_down(article, editor, None, article.version)
    sitting.bases = {str(article.version): {name: value for name, value in base.items() if name != "series"}}
    mine = base | {"series": {"id": series.pk, "name": series.name}}
    outcome = sittings.save(article, by=editor, sitting=sitting, version=article.version, mine=mine)
    assert (outcome.state, outcome.changed) == ("saved", ["series"])
    assert article.series == series


def test_an_editor_makes_a_series_and_puts_a_story_in_it(editor):
    client = Client()
    client.force_login(editor)
    made = client.post("/admin/articles/series/add/", {"name": "Hands", "slug": "hands", "description": ""})
    assert made.status_code == 302
    article = cast.draft(editor)
    path = f"/admin/articles/article/{article.pk}/change/"
    page = client.get(path)
    assert "Hands" in page.text
    form = fields_of(page.text) | {"series": Series.objects.get().pk}
    assert client.post(path, form).status_code == 302
    article.refresh_from_db()
    assert article.series.slug == "hands"
    assert article.records.filter(verb="save").first().detail["changed"] == ["series"]


def test_a_name_that_changes_leaves_the_story_as_it_was_released(editor, series):
    from articles.admin.standing import Standing

    article = cast.published(editor, series=series).article
    series.name = "The wet year"
    series.save()
    assert not Standing(Article.objects.get(pk=article.pk)).is_ahead

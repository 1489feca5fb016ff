"""What a public page costs the database, whatever the size of the archive."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import preview, workflow
from articles.models import Article, Correction, Edition, Section
from newsroom.comments.models import Comment
from newsroom.demo import archive
from tests import cast

pytestmark = pytest.mark.django_db

MOST = {
    "front": 5,
    "story": 3,
    "section": 4,
    "tag": 3,
    "person": 3,
    "day": 3,
    "latest": 3,
    "corrections": 2,
    "search": 3,
}


@pytest.fixture
def paths(editor) -> dict[str, str]:
    edition = cast.published(editor, picture=cast.picture())
    for number in range(3):
        Comment.objects.create(
            article=edition.article,
            name="Reader",
            email="r@example.org",
            body=f"Comment {number}",
            state="approved",
        )
    correct(edition.article, editor, 3)
    Section.objects.create(slug="business", name="Business", position=2)
    day = edition.path.split("/")[2:5]
    return {
        "front": "/",
        "story": edition.path,
        "section": "/politics/",
        "tag": "/tag/rivers/",
        "person": "/people/dilan-rashid/",
        "day": f"/{'/'.join(day)}/",
        "latest": "/latest/",
        "corrections": "/corrections/",
        "search": "/search/?q=bridge",
    }


def correct(article: Article, editor, times: int) -> None:
    Correction.objects.bulk_create(
        Correction(article=article, kind="correction", text=f"No. {number}", made_by=editor) for number in range(times)
    )


def queries_of(reader, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert reader.get(path).status_code == 200
    return len(captured)


def test_pages_keep_to_their_queries_at_any_size(reader, paths):
    small = {kind: queries_of(reader, path) for kind, path in paths.items()}
    archive.make(1_500, lambda done: None)
    large = {kind: queries_of(reader, path) for kind, path in paths.items()}
    for kind, most in MOST.items():
        assert large[kind] <= most, (kind, large)
        assert small[kind] <= large[kind], (kind, small, large)


def test_a_preview_costs_the_same_at_any_size(reader, editor):
    article = cast.published(editor, picture=cast.picture()).article
    link = workflow.preview_link(article, by=editor, made_for="x", lasts=datetime.timedelta(days=1))
    small = queries_of(reader, preview.address(link))
    correct(article, editor, 3)
    archive.make(300, lambda done: None)
    assert queries_of(reader, preview.address(link)) == small <= 18


def test_a_second_page_of_a_list_costs_the_same_and_shows_the_rest(reader, paths):
    archive.make(90, lambda done: None)
    seen: list[str] = []
    path = "/latest/"
    while path:
        with CaptureQueriesContext(connection) as captured:
            page = reader.get(path)
        assert len(captured) <= MOST["latest"]
        seen += [edition.path for edition in page.context["page"].editions]
        path = f"/latest/?before={mark}" if (mark := page.context["page"].next_mark) else ""
    assert seen == [e.path for e in Edition.objects.live().in_language("en")]
    assert len(seen) == len(set(seen)) == 31


@pytest.mark.parametrize("mark", ["x", "1", "-", "1-2-3", "9" * 17 + "-1", "1-" + "9" * 18, "'; --", "１-１"])
def test_a_mark_that_we_never_gave_is_no_page_or_an_empty_one(reader, paths, mark):
    assert reader.get("/latest/", {"before": mark}).status_code in (200, 404)


def test_the_plans_of_lists_walk_their_index(transactional_db, paths, editor):
    archive.make(3_000, lambda done: None)
    correct(Article.objects.latest("id"), editor, 3_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_correction")
    section = Section.objects.get(slug="politics")
    plans = {
        "edition_section_newest": Edition.objects.live().in_section(section.pk, "en")[:21],
        "edition_language_newest": Edition.objects.live().in_language("en")[:21],
        "correction_newest": Correction.objects.in_language("en").newest_first()[:21],
    }
    for index, rows in plans.items():
        plan = rows.explain()
        assert index in plan, plan
        assert "Sort" not in plan, plan

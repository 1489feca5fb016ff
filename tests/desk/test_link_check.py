"""Whether links to our own pages lead anywhere, for the remarks beside a text."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Tag
from tests import cast

PATH = "/admin/articles/article/link-check/"


@pytest.fixture
def desk(reporter) -> Client:
    client = Client(headers={"accept-language": "ckb"})
    client.force_login(reporter)
    return client


def test_each_path_is_live_or_has_moved_or_is_gone_or_never_was(desk, editor):
    edition = cast.published(editor)
    gone = cast.published(editor, headline="Another")
    workflow.unpublish(gone.article, by=editor, reason="Wrong")
    draft = cast.draft(editor, headline="A third")
    tag = Tag.objects.get(slug="rivers")
    tag.slug = "streams"
    tag.save()
    expected = {
        edition.path: "live",
        edition.path.rstrip("/"): "moved" if edition.path.endswith("/") else "live",
        "/": "live",
        "/ar/": "live",
        "/corrections/": "live",
        "/politics/": "live",
        "/tag/streams/": "live",
        "/tag/rivers/": "moved",
        gone.path: "gone",
        "/no/such/page": "none",
        f"/politics/{draft.address_slug}/": "none",
        "/" + "x" * 600: "none",
    }
    answer = desk.get(
        PATH, {"path": [*expected, "javascript:x"], "story": [edition.article_id, draft.pk, "9" * 30, "x"]}
    )
    assert answer.status_code == 200
    assert answer.json()["paths"] == expected
    assert answer.json()["stories"] == {str(edition.article_id): "live", str(draft.pk): "none"}


def test_a_question_costs_a_bounded_number_of_queries(desk):
    with CaptureQueriesContext(connection) as captured:
        desk.get(PATH, {"path": [f"/politics/{number}/" for number in range(500)], "story": range(500)})
    assert len(captured) < 40

"""Searches that many make at once: kept for half a minute, and never wrong about what is published or withdrawn."""

import datetime
import time

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from articles import workflow
from articles.models import Article
from newsroom.pagecache.disk import Disk
from newsroom.search.finding import LASTING
from tests import cast
from tests.pagecache.conftest import key_of_address, opened

pytestmark = pytest.mark.django_db(transaction=True)
RIVER = "/search/?q=river"


def found(site, address: str = RIVER) -> str:
    """What a reader reads there."""
    answer = site.get(address)
    assert answer.status == 200
    return strip_tags(answer.text)


@pytest.fixture
def story(site, editor):
    made = cast.published(editor, headline="The river rose")
    site.wait_until_heard()
    return made


def test_a_search_is_made_once_and_then_served_from_memory(site, story):
    first = site.get(RIVER)
    assert "The river rose" in found(site)
    assert site.get(f"{RIVER}&utm_source=mail").content == first.content
    assert site.made == ["/search/"]
    assert site.door.figures.hits == 2


def test_what_is_published_is_found_at_once_and_what_is_withdrawn_no_more(site, story, editor):
    site.get(RIVER)
    cast.published(editor, headline="A second river")
    site.wait_until_heard()
    assert "A second river" in found(site)
    workflow.unpublish(Article.objects.get(pk=story.article_id), by=editor, reason="A mistake")
    site.wait_until_heard()
    assert "The river rose" not in found(site)


def test_what_comes_by_itself_is_found_when_it_comes(site, story, editor):
    draft = cast.draft(editor, headline="A river to come")
    workflow.schedule(draft, by=editor, at=timezone.now() + datetime.timedelta(seconds=0.6))
    site.wait_until_heard()
    for order in ("", "&order=newest"):
        assert "A river to come" not in found(site, f"{RIVER}{order}")
    time.sleep(0.7)
    for order in ("", "&order=newest"):
        assert "A river to come" in found(site, f"{RIVER}{order}")


def test_a_change_that_a_search_shows_nothing_of_does_not_make_it_anew(site, story, editor):
    site.get(RIVER)
    cast.published(editor, headline="Schools open", tags=("Schools",))
    site.wait_until_heard()
    site.get(RIVER)
    assert site.made == ["/search/"]
    assert site.door.figures.confirmed == 1


def test_by_the_clock_a_search_is_another_one_after_a_while(site, story):
    site.get(RIVER)
    page = site.door.pages.get(key_of_address(RIVER))
    assert 0 < page.ends_at - time.monotonic() <= LASTING.total_seconds()
    page.ends_at = time.monotonic()
    site.get(RIVER)
    assert site.made == ["/search/", "/search/"]


def test_what_cannot_be_searched_is_not_kept(site, story):
    for _ in range(2):
        assert site.get("/search/?q=river&section=nowhere").status == 400
    assert site.door.figures.made == 0


def test_what_readers_search_for_lies_on_no_disk(story, tmp_path):
    with opened(disk=Disk(tmp_path / "pages", "one", 10_000_000)) as site:
        site.get(RIVER)
        site.get(RIVER, accept_encoding="br")
        assert site.door.figures.made == 1
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]
        site.get("/latest/")
        assert [path for path in tmp_path.rglob("*") if path.is_file()]

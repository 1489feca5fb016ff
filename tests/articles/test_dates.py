"""Honest dates: one instant of the last substantive update, the same wherever readers and machines find it."""

import datetime
import email.utils
import html
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import workflow
from articles.dates import machine
from articles.models import Article, Edition
from tests import cast

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TIME = re.compile(r'<time datetime="([^"]+)">([^<]+)')


def public_dates(reader, article: Article) -> dict[str, str]:
    """Every date of a story that is public, as it is written there; `published …` and `updated …`."""
    edition = article.live_edition
    page = html.unescape(reader.get(edition.path).content.decode())
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    about = page[page.index('class="story-about"') : page.index('<div class="body">')]
    dates = {
        "published in JSON-LD": json.loads(script)["@graph"][0]["datePublished"],
        "updated in JSON-LD": json.loads(script)["@graph"][0]["dateModified"],
        "published for link cards": re.search(r'article:published_time" content="([^"]+)"', page)[1],
        "updated for link cards": re.search(r'article:modified_time" content="([^"]+)"', page)[1],
    }
    for name, (instant, words) in zip(("published", "updated"), TIME.findall(about), strict=False):
        dates |= {f"{name} on the page": instant, f"in words: {name}": words}
    return dates | dict(dates_in_lists(reader, edition))


def dates_in_lists(reader, edition: Edition) -> Iterator[tuple[str, str]]:
    for list_path in ("/", "/politics/", "/tag/rivers/", "/people/dilan-rashid/"):
        atom = ElementTree.fromstring(reader.get(f"{list_path}feed.atom").content)
        yield f"of the feed {list_path} in Atom", atom.findtext(f"{ATOM}updated")
        for name in ("published", "updated"):
            yield f"{name} in Atom of {list_path}", atom.findtext(f"{ATOM}entry/{ATOM}{name}")
        rss = ElementTree.fromstring(reader.get(f"{list_path}feed.rss").content)
        yield f"of the feed {list_path} in RSS", rss.findtext("channel/lastBuildDate")
        sent = email.utils.parsedate_to_datetime(rss.findtext("channel/item/pubDate"))
        yield f"published in RSS of {list_path}", sent.isoformat()
        yield f"updated in RSS of {list_path}", rss.findtext(f"channel/item/{ATOM}updated")
    month = timezone.localtime(edition.published_at).strftime("%Y-%m")
    sitemap = ElementTree.fromstring(reader.get(f"/sitemap-stories-en-{month}.xml").content)
    yield "updated in the sitemap", sitemap.findtext(f"{MAP}url/{MAP}lastmod")
    for list_path in ("/latest/", "/politics/"):
        yield f"published on {list_path}", TIME.search(reader.get(list_path).content.decode())[1]


@pytest.fixture
def article(editor) -> Article:
    """Live since two days ago, updated yesterday at a fraction of a second."""
    edition = cast.published(editor)
    begin = datetime.datetime(2026, 10, 24, 21, 30, 12, 345_678, tzinfo=datetime.UTC)
    Edition.objects.filter(pk=edition.pk).update(
        published_at=begin, live_from=begin, updated_at=begin + datetime.timedelta(hours=26)
    )
    for rows in (edition.tag_rows, edition.person_rows):
        rows.update(published_at=begin)
    return Article.objects.get(pk=edition.article_id)


def change(article: Article, editor, body: str = "<p>The frist bus crossed at six.</p>") -> None:
    article.body = body
    article.save()
    workflow.save_revision(article, by=editor)


def assert_one_instant(dates: dict[str, str], edition: Edition) -> None:
    for name, value in dates.items():
        if name.startswith("published"):
            assert value == machine(edition.published_at), name
        if name.startswith("updated"):
            assert value == machine(edition.updated_at), name


def test_published_and_updated_are_the_same_wherever_they_stand(reader, article):
    dates = public_dates(reader, article)
    assert_one_instant(dates, article.live_edition)
    assert dates["updated on the page"] == "2026-10-26T02:30:12+03:00"
    assert dates["in words: published"].strip() == "25 October 2026, 00:30"
    assert sum(name.startswith("updated") for name in dates) == 12


def test_a_typo_fix_changes_no_public_date(reader, editor, article):
    before = public_dates(reader, article)
    change(article, editor)
    workflow.update(article, by=editor, substantive=False)
    assert "frist bus" in reader.get(article.live_edition.path).content.decode()
    assert public_dates(reader, article) == before


def test_a_substantive_update_changes_the_same_instant_everywhere(reader, editor, article):
    before = public_dates(reader, article)
    change(article, editor)
    edition = workflow.update(article, by=editor, substantive=True)
    after = public_dates(reader, article)
    assert_one_instant(after, edition)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {name for name in after if name.startswith(("updated", "of the feed", "in words: updated"))}


def test_a_correction_is_an_update_of_its_own_instant(reader, editor, article):
    correction = workflow.correct(article, by=editor, kind="correction", text="At six, not at five.")
    after = public_dates(reader, article)
    assert_one_instant(after, article.live_edition)
    assert after["updated on the page"] == machine(correction.at)


def test_an_update_that_was_scheduled_before_a_correction_does_not_take_its_date_back(reader, editor, article):
    change(article, editor)
    pending = workflow.schedule(article, by=editor, at=workflow.now() + datetime.timedelta(hours=1), substantive=False)
    correction = workflow.correct(article, by=editor, kind="correction", text="At six, not at five.")
    begin = workflow.now()
    article.editions.live().update(live_until=begin)
    Edition.objects.filter(pk=pending.pk).update(live_from=begin)
    after = public_dates(reader, article)
    assert after["updated on the page"] == machine(correction.at)
    assert_one_instant(after, article.live_edition)


def test_a_correction_of_a_story_that_has_ended_dates_it_when_it_is_back(reader, editor, article):
    article.editions.live().update(live_until=workflow.now())
    correction = workflow.correct(article, by=editor, kind="correction", text="At six, not at five.")
    workflow.publish(article, by=editor)
    assert public_dates(reader, article)["updated on the page"] == machine(correction.at)


def test_going_away_and_coming_back_changes_no_date(reader, editor, administrator, article):
    before = public_dates(reader, article)
    workflow.unpublish(article, by=editor, reason="A mistake")
    workflow.republish(article, by=administrator, reason="It was right")
    assert public_dates(reader, article) == before

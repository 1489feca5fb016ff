"""The sitemaps name what is live, in files that do not grow with the archive, and the news of exactly two days."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from articles import sitemaps, workflow
from articles.dates import machine
from articles.models import Edition, EditionTag
from newsroom.demo import archive
from tests import cast
from tests.articles.clock import let_pass

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HOSTILE = "</news:title><b>&amp; ]]> “quoted” 'it' \U0001f600 نەوت"
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)


def file(reader, path: str) -> ElementTree.Element:
    """A sitemap, valid by the rules of sitemap.xsd, siteindex.xsd and sitemap-news.xsd."""
    answer = reader.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert root.tag in (f"{MAP}urlset", f"{MAP}sitemapindex")
    assert len(answer.content) < 50 * 1024 * 1024
    assert len(root) <= 50_000
    # In the schema's order: what is of other schemas comes last.
    order = [f"{MAP}loc", f"{MAP}lastmod", f"{NEWS}news", f"{XHTML}link"]
    for each in root:
        assert each.tag == (f"{MAP}url" if root.tag == f"{MAP}urlset" else f"{MAP}sitemap")
        places = [order.index(child.tag) for child in each]
        assert places == sorted(places)
        assert places[0] == 0
        assert places.count(0) == 1
        location = each.findtext(f"{MAP}loc")
        assert re.fullmatch(r"https?://[!-~]{1,2000}", location)
        if (changed := each.findtext(f"{MAP}lastmod")) is not None:
            assert datetime.datetime.fromisoformat(changed).tzinfo is not None
        for news in each.findall(f"{NEWS}news"):
            assert [child.tag for child in news] == [f"{NEWS}{n}" for n in ("publication", "publication_date", "title")]
            assert [child.tag for child in news[0]] == [f"{NEWS}name", f"{NEWS}language"]
            assert re.fullmatch("zh-cn|zh-tw|[a-z]{2,3}", news[0].findtext(f"{NEWS}language"))
    locations = [each.findtext(f"{MAP}loc") for each in root]
    assert len(locations) == len(set(locations))
    return root


def pages(reader, path: str) -> dict[str, str | None]:
    """By path, when each last changed."""
    return {
        each.findtext(f"{MAP}loc").removeprefix(SITE): each.findtext(f"{MAP}lastmod") for each in file(reader, path)
    }


def everything(reader) -> dict[str, str | None]:
    """All that the index leads to."""
    found: dict[str, str | None] = {}
    for path in pages(reader, "/sitemap.xml"):
        found |= pages(reader, path)
    return found


def ago(edition: Edition, time: datetime.timedelta) -> Edition:
    let_pass(edition.article, time)
    edition.refresh_from_db()
    return edition


def test_the_index_leads_to_every_live_story_and_list_of_every_language(reader, editor):
    english = cast.published(editor, headline=HOSTILE)
    arabic = cast.published(editor, headline="جسر", language="ar", tags=("أنهار",))
    found = everything(reader)
    expected = {
        *("/", "/latest/", "/corrections/", "/politics/", "/tag/rivers/", "/people/dilan-rashid/"),
        *("/ar/", "/ar/latest/", "/ar/corrections/", "/ar/politics/", "/ar/tag/أنهار/", "/ar/people/dilan-rashid/"),
        *(english.path, arabic.path),
    }
    assert set(found) == {iri_to_uri(path) for path in expected}
    assert found[iri_to_uri(english.path)] == machine(english.updated_at)
    assert found["/politics/"] == found["/tag/rivers/"] == machine(english.published_at)
    for path in found:
        assert reader.get(path).status_code == 200, path


def test_a_story_names_its_translations(reader, editor):
    english = cast.published(editor)
    arabic = cast.published(editor, headline="جسر", language="ar", translation_of=english.article)
    month = timezone.localdate().strftime("%Y-%m")
    for code in ("en", "ar"):
        [url] = file(reader, f"/sitemap-stories-{code}-{month}.xml")
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        assert links == {"en": SITE + english.path, "ar": SITE + iri_to_uri(arabic.path)}
    workflow.unpublish(arabic.article, by=editor, reason="A mistake")
    [url] = file(reader, f"/sitemap-stories-en-{month}.xml")
    assert not url.findall(f"{XHTML}link")


def test_a_story_is_in_the_file_of_its_month_and_of_its_day(reader, editor):
    old = ago(cast.published(editor, headline="Old"), datetime.timedelta(days=70))
    new = cast.published(editor, headline="New")
    for edition in (old, new):
        day = timezone.localtime(edition.published_at)
        for form in ("%Y-%m", "%Y-%m-%d"):
            assert set(pages(reader, f"/sitemap-stories-en-{day:{form}}.xml")) == {edition.path}
    files = [path for path in pages(reader, "/sitemap.xml") if "stories" in path]
    assert files == [f"/sitemap-stories-en-{timezone.localtime(each.published_at):%Y-%m}.xml" for each in (new, old)]


@pytest.mark.parametrize(
    "path",
    [
        *(f"/sitemap-stories-{each}.xml" for each in ("en-2026-13", "en-2026-00", "en-2026-02-30", "en-0000-01")),
        *(f"/sitemap-stories-{each}.xml" for each in ("en-9999-12", "en-9999-12-31", "xx-2026-11", "en-1999-01", "en")),
        *(f"/sitemap-{each}.xml" for each in ("tags-en-7", "people-ar-0", "pages-en-1", "pages-ckb-0", "x-en-0")),
        *("/sitemap-tags-xxx-0.xml", "/sitemap-tags-en-999999999.xml", "/sitemap-.xml"),
    ],
)
def test_a_file_that_would_be_empty_is_not_there(reader, editor, path):
    cast.published(editor)
    assert reader.get(path).status_code == 404


def test_the_index_says_honestly_when_a_file_last_changed(reader, editor):
    """By a story that comes, one that is changed, one that goes; and by the clock alone."""
    article = ago(cast.published(editor), 30 * MINUTE).article
    other = ago(cast.published(editor, headline="Another"), 20 * MINUTE)
    path = f"/sitemap-stories-en-{timezone.localdate():%Y-%m}.xml"

    def changed() -> str | None:
        return pages(reader, "/sitemap.xml")[path]

    assert changed() == machine(other.live_from)
    update = workflow.update(article, by=editor, substantive=False)
    assert changed() == machine(update.live_from)
    workflow.unpublish(article, by=editor, reason="A mistake")
    update.refresh_from_db()
    assert changed() == machine(update.live_until)
    before = changed()
    workflow.schedule(cast.draft(editor, headline="Later"), by=editor, at=timezone.now() + HOUR)
    assert changed() == before
    workflow.limit(other.article, by=editor, until=timezone.now() + HOUR)
    assert changed() == before
    ago(other, 90 * MINUTE)
    cast.published(editor, headline="Stays")
    assert set(pages(reader, path)) == {Edition.objects.live().get().path}


def test_a_month_of_more_than_a_file_may_have_is_told_by_its_days(reader, editor, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    first, second = cast.published(editor, headline="1"), cast.published(editor, headline="2")
    month = f"/sitemap-stories-en-{timezone.localdate():%Y-%m}.xml"
    assert month in pages(reader, "/sitemap.xml")
    third = cast.published(editor, headline="3")
    files = [path for path in pages(reader, "/sitemap.xml") if "stories" in path]
    assert files == [f"/sitemap-stories-en-{timezone.localdate():%Y-%m-%d}.xml"]
    assert set(pages(reader, files[0])) == {second.path, third.path}
    assert first.path not in pages(reader, month)


def test_tags_are_told_in_files_by_their_numbers(reader, editor, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 1)
    cast.published(editor, tags=("Rivers", "Lakes", "Seas"))
    files = [path for path in pages(reader, "/sitemap.xml") if "tags" in path]
    assert len(files) == 3
    found = [tag for path in files for tag in pages(reader, path)]
    assert sorted(found) == ["/tag/lakes/", "/tag/rivers/", "/tag/seas/"]


def test_a_list_is_told_only_where_it_has_a_live_story(reader, editor):
    edition = cast.published(editor, tags=("Rivers", "Lakes"))
    cast.published(editor, headline="Stays", tags=("Lakes",))
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    found = everything(reader)
    assert "/tag/lakes/" in found
    assert "/tag/rivers/" not in found
    assert not any(path.startswith(("/ar/", "/ckb/")) for path in found)


# News.


def news(reader) -> list[ElementTree.Element]:
    return list(file(reader, "/sitemap-news.xml"))


def test_news_are_the_stories_first_published_within_exactly_48_hours(reader, editor):
    inside = ago(cast.published(editor, headline="47:59"), 47 * HOUR + 59 * MINUTE)
    ago(cast.published(editor, headline="48:01"), 48 * HOUR + MINUTE)
    [url] = news(reader)
    assert url.findtext(f"{MAP}loc") == SITE + iri_to_uri(inside.path)
    # An update makes no news of it.
    late = Edition.objects.get(headline="48:01")
    workflow.update(late.article, by=editor, substantive=True)
    assert len(news(reader)) == 1
    ago(inside, 2 * MINUTE)
    assert news(reader) == []


def test_news_say_what_google_asks_for_the_newest_first(reader, editor, settings):
    settings.SITE_NAMES = {"ckb": "ڕۆژنامە & <b>"}
    settings.SITE_NAME = "The Courier"
    first = ago(cast.published(editor, headline=HOSTILE), HOUR)
    second = cast.published(editor, headline="پرد", language="ckb")
    scheduled = workflow.schedule(cast.draft(editor, headline="Later"), by=editor, at=timezone.now() + HOUR)
    gone = cast.published(editor, headline="Gone")
    workflow.unpublish(gone.article, by=editor, reason="A mistake")
    found = news(reader)
    titles = [each.findtext(f"{NEWS}news/{NEWS}title") for each in found]
    assert titles == [second.headline, first.headline]
    names = [each.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}name") for each in found]
    assert names == ["ڕۆژنامە & <b>", "The Courier"]
    codes = [each.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}language") for each in found]
    assert codes == ["ckb", "en"]
    assert found[1].findtext(f"{NEWS}news/{NEWS}publication_date") == machine(first.published_at)
    assert "/sitemap-news.xml" in pages(reader, "/sitemap.xml")
    let_pass(scheduled.article, 2 * HOUR)
    assert "Later" in [each.findtext(f"{NEWS}news/{NEWS}title") for each in news(reader)]


def test_news_are_at_most_a_thousand(reader, editor, monkeypatch):
    assert sitemaps.NEWS_MOST == 1_000
    monkeypatch.setattr(sitemaps, "NEWS_MOST", 2)
    headlines = [cast.published(editor, headline=f"Story {number}").headline for number in range(3)]
    assert [each.findtext(f"{NEWS}news/{NEWS}title") for each in news(reader)] == [headlines[2], headlines[1]]


# What it costs.


def test_the_cost_of_a_file_does_not_grow_with_the_archive(reader, editor):
    edition = cast.published(editor)
    month = f"/sitemap-stories-en-{timezone.localdate():%Y-%m}.xml"
    paths = ("/sitemap.xml", month, "/sitemap-news.xml", "/sitemap-pages-en-0.xml", "/sitemap-tags-en-0.xml")

    def queries() -> list[int]:
        counts = []
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                assert reader.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    assert queries()[1:] == [1, 1, 2, 1]
    archive.make(600, lambda done: None)
    index, *files = queries()
    assert files == [1, 1, 2, 1]
    # Two for stories, one for news, five for the lists of each language.
    assert index <= 25
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_edition")
    begin = edition.published_at - datetime.timedelta(days=2)
    plan = Edition.objects.live().filter(language="en", published_at__gte=begin).order_by("-published_at").explain()
    assert "Seq Scan" not in plan, plan
    assert EditionTag.objects.exists()

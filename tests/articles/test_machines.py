"""Feeds are what their standards say, whatever a headline has in it."""

import email.utils
import html
from xml.etree import ElementTree

import pytest
from django.utils.encoding import iri_to_uri

from articles import workflow
from articles.dates import machine
from tests import cast

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</script><b>&amp; ]]> \x0b\u2028 “quoted” 'it' \U0001f600 نەوت"


@pytest.fixture
def edition(editor):
    return cast.published(
        editor, headline=HOSTILE, standfirst=HOSTILE, kicker=HOSTILE[:50], tags=("a & b <c>",), picture=cast.picture()
    )


def address_of(edition, site: str = "http://testserver") -> str:
    """In ASCII: the slug has Sorani in it."""
    return site + iri_to_uri(edition.path)


def xml(reader, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(reader.get(path).content)


def test_atom_has_what_rfc_4287_requires(reader, edition):
    feed = xml(reader, "/feed.atom")
    assert feed.tag == f"{ATOM}feed"
    for required in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{required}")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/feed.atom"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == edition.headline
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{edition.article.uuid}"
    assert html.unescape(entry.findtext(f"{ATOM}summary")) == edition.standfirst
    assert "<b>" not in entry.findtext(f"{ATOM}summary")
    assert entry.find(f"{ATOM}author/{ATOM}name") is not None
    for name, instant in (("published", edition.published_at), ("updated", edition.updated_at)):
        assert entry.findtext(f"{ATOM}{name}") == machine(instant)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_rss_has_what_version_2_requires(reader, edition):
    channel = xml(reader, "/ar/feed.rss").find("channel")
    assert channel.findtext("language") == "ar"
    channel = xml(reader, "/feed.rss").find("channel")
    for required in ("title", "link", "description", "lastBuildDate"):
        assert channel.find(required) is not None
    (item,) = channel.findall("item")
    assert item.findtext("title") == edition.headline
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("link") == address_of(edition)
    assert email.utils.parsedate_to_datetime(item.findtext("pubDate")) == edition.published_at.replace(microsecond=0)
    assert item.findtext(f"{ATOM}updated") == machine(edition.updated_at)


def test_an_id_stays_when_the_address_changes(reader, edition, editor):
    before = xml(reader, "/feed.atom").findtext(f"{ATOM}entry/{ATOM}id")
    article = edition.article
    article.slug = "moved"
    article.save()
    workflow.save_revision(article, by=editor)
    workflow.update(article, by=editor, substantive=True)
    feed = xml(reader, "/feed.atom")
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == before
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href").endswith("/moved/")


def test_a_site_address_in_the_settings_is_the_one_that_machines_get(reader, edition, settings):
    settings.SITE_URL = "https://news.example"
    feeds = ("/feed.atom", "/feed.rss", "/feed.json")
    for path in (*feeds, "/sitemap.xml", "/sitemap-news.xml", "/sitemap-pages-en-0.xml"):
        assert b"testserver" not in reader.get(path).content, path
    page = reader.get(edition.path).content.decode()
    assert f'<link rel="canonical" href="{address_of(edition, "https://news.example")}">' in page
    assert "Sitemap: https://news.example/sitemap.xml" in reader.get("/robots.txt").content.decode()

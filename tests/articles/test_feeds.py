"""Every feed is what its standard says and what a stranger's parser takes, whatever a headline has in it."""

import datetime
import email.utils
import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles import workflow
from articles.dates import machine
from articles.kept import PIECES
from articles.models import Edition, Use
from tests import cast

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SITE = "http://testserver"
HOSTILE = "</script><b>&amp; ]]> &#0; <!-- \x0b\u2028 “quoted” 'it' \U0001f600 \u202eنەوت"
LISTS = ("", "politics/", "tag/rivers/", "people/dilan-rashid/", "corrections/")
LANGUAGES = {"en": "", "ar": "ar/", "ckb": "ckb/"}
FORMATS = ("atom", "rss", "json")
FEEDS = [(f"/{prefix}{path}feed", code) for code, prefix in LANGUAGES.items() for path in LISTS]


@pytest.fixture
def stories(editor) -> dict[str, Edition]:
    """In each language a story that is hostile, with a picture and a correction."""
    found = {}
    for code in LANGUAGES:
        found[code] = cast.published(
            editor,
            language=code,
            headline=HOSTILE,
            standfirst=HOSTILE,
            tags=("Rivers", "a & b <c>"),
            picture=cast.picture(alt_text=HOSTILE[:90]),
            body="<p>It is &lt;b&gt; open.</p>",
        )
        workflow.correct(found[code].article, by=editor, kind="correction", text=HOSTILE)
    return found


# Our own table of what each standard requires.


def is_address(value: str | None) -> None:
    assert re.fullmatch(r"https?://[!-~]+", value or ""), value


def is_rfc_3339(value: str | None) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", value or ""), value


def is_rfc_822(value: str | None) -> None:
    assert email.utils.parsedate_to_datetime(value or "").tzinfo is not None


def is_atom(text: bytes, code: str) -> None:
    """RFC 4287: 4.1.1 of a feed, 4.1.2 of an entry."""
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    entries = feed.findall(f"{ATOM}entry")
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            [element] = each.findall(f"{ATOM}{name}")
            assert element.text
        is_rfc_3339(each.findtext(f"{ATOM}updated"))
        alternates = [link for link in each.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        for link in each.findall(f"{ATOM}link"):
            is_address(link.get("href"))
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    for entry in entries:
        assert entry.find(f"{ATOM}author/{ATOM}name").text
        is_rfc_3339(entry.findtext(f"{ATOM}published"))
        assert entry.find(f"{ATOM}summary").get("type") == "html"
        for category in entry.findall(f"{ATOM}category"):
            assert category.get("term")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)) > 0


def is_rss(text: bytes, code: str) -> None:
    """RSS 2.0.1 and the Advisory Board's profile of it."""
    root = ElementTree.fromstring(text)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [channel] = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert len(channel.findall(name)) == 1, name
        assert channel.findtext(name)
    is_address(channel.findtext("link"))
    assert channel.findtext("language") == code
    is_rfc_822(channel.findtext("lastBuildDate"))
    [itself] = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    is_address(itself.get("href"))
    items = channel.findall("item")
    assert items
    for item in items:
        for name in ("title", "link", "guid", "pubDate", "description"):
            assert len(item.findall(name)) == 1, name
        is_address(item.findtext("link"))
        is_rfc_822(item.findtext("pubDate"))
        assert item.find("guid").get("isPermaLink") == "false"
        # It wants a mail address.
        assert item.find("author") is None
        for picture in item.findall(f"{MEDIA}content"):
            is_address(picture.get("url"))
            assert int(picture.get("width")) > 0


def is_json_feed(text: bytes, code: str) -> None:
    """jsonfeed.org, version 1.1."""
    feed = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    known = {"version", "title", "home_page_url", "feed_url", "description", "language", "items", "hubs"}
    assert set(feed) <= known
    assert feed["title"]
    assert feed["language"] == code
    is_address(feed["home_page_url"])
    is_address(feed["feed_url"])
    assert feed["items"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert ("content_html" in item) != ("content_text" in item)
        is_address(item["url"])
        for name in ("date_published", "date_modified"):
            is_rfc_3339(item[name])
        assert item["authors"]
        for author in item["authors"]:
            assert author["name"]
            assert set(author) <= {"name", "url", "avatar"}
        assert all(isinstance(tag, str) and tag for tag in item.get("tags", []))
        if "image" in item:
            is_address(item["image"])


STANDARDS: dict[str, tuple[str, Callable[[bytes, str], None]]] = {
    "atom": ("application/atom+xml; charset=utf-8", is_atom),
    "rss": ("application/rss+xml; charset=utf-8", is_rss),
    "json": ("application/feed+json; charset=utf-8", is_json_feed),
}


@pytest.mark.parametrize("full", [False, True], ids=["standfirsts", "full text"])
def test_every_feed_keeps_its_standard_in_every_language(reader, stories, settings, full):
    settings.FEED_FULL_TEXT = full
    for path, code in FEEDS:
        for form, (kind, check) in STANDARDS.items():
            answer = reader.get(f"{path}.{form}")
            assert (answer.status_code, answer["Content-Type"]) == (200, kind), path
            check(answer.content, code)
            if form != "json":
                parsed = feedparser.parse(answer.content, response_headers={"content-type": kind})
                assert not parsed.bozo, (path, form, parsed.get("bozo_exception"))
                assert len(parsed.entries) == 1
                assert parsed.entries[0].id.startswith("urn:uuid:")


def test_the_same_story_is_told_alike_in_all_three(reader, stories):
    edition = Edition.objects.live().get(language="en")
    atom, rss = (feedparser.parse(reader.get(f"/feed.{form}").content).entries[0] for form in ("atom", "rss"))
    [item] = reader.get("/feed.json").json()["items"]
    assert atom.id == rss.id == item["id"] == f"urn:uuid:{edition.article.uuid}"
    assert atom.link == rss.link == item["url"]
    assert item["title"] == edition.headline
    assert item["summary"] == item["content_text"] == edition.standfirst
    assert item["date_published"] == atom.published == machine(edition.published_at)
    assert item["date_modified"] == atom.updated == machine(edition.updated_at)
    assert item["authors"] == [{"name": "Dilan Rashid", "url": f"{SITE}/people/dilan-rashid/"}]
    assert atom.authors[0]["href"] == item["authors"][0]["url"]
    assert item["tags"] == [tag.term for tag in atom.tags] == ["Rivers", "a & b <c>"]
    picture = next(link.href for link in atom.links if link.rel == "enclosure")
    assert picture == item["image"] == rss.media_content[0]["url"]
    assert reader.get(picture.removeprefix(SITE)).status_code == 200


def test_each_author_is_named_for_themselves(reader, editor):
    article = cast.draft(editor)
    article.bylines.create(person=cast.person("sara-aziz"), position=1)
    workflow.publish(article, by=editor)
    names = ["Dilan Rashid", "Sara Aziz"]
    assert [each["name"] for each in reader.get("/feed.json").json()["items"][0]["authors"]] == names
    entry = ElementTree.fromstring(reader.get("/feed.atom").content).find(f"{ATOM}entry")
    assert [each.text for each in entry.findall(f"{ATOM}author/{ATOM}name")] == names


# Whole stories.

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def whole(editor, settings) -> Edition:
    settings.FEED_FULL_TEXT = True
    other = cast.published(editor, headline="Another story", picture=cast.picture(colour="red"))
    inside = cast.picture(colour="navy", alt_text="A ferry")
    body = (
        f'<p>The first bus & <a href="/about/">more</a>, <a data-story="{other.article_id}">another</a>.</p>'
        f'<figure data-picture="{inside.pk}"><figcaption>On the river</figcaption></figure>'
        f'<figure data-embed="{VIDEO}"></figure><aside data-story="{other.article_id}"></aside>'
        "<table><tr><th>Year</th><th>Cars</th></tr><tr><td>2025</td><td>3</td></tr></table>"
    )
    return cast.published(editor, language="en", picture=cast.picture(), body=body)


def text_of(reader, edition: Edition) -> str:
    items = reader.get("/feed.json").json()["items"]
    return next(item["content_html"] for item in items if edition.path in item["url"])


def test_a_whole_story_needs_nothing_of_the_page(reader, whole):
    text = text_of(reader, whole)
    assert text.startswith('<div lang="en" dir="ltr"><p>The first bus &amp; ')
    assert not re.search(r"<(script|style|iframe|picture|source|span|link)\b|\s(class|style|data-\w+|on\w+)=", text)
    addresses = re.findall(r'\s(?:href|src)="([^"]*)"', text)
    assert len(addresses) == 5
    for address in addresses:
        is_address(address)
    assert '<a href="http://testserver/about/">more</a>' in text
    assert f'<a href="{VIDEO}">Play the video from YouTube</a>' in text
    assert re.search(
        r'<img src="http://testserver/media/pictures/\w{20}/960.jpg" width="\d+" height="\d+" alt="A ferry">', text
    )
    assert "On the river" in text
    assert "<table>" in text
    assert "Another story</a>" in text


def test_all_formats_carry_the_same_text(reader, whole):
    text = text_of(reader, whole)
    atom = ElementTree.fromstring(reader.get("/feed.atom").content)
    assert text in [each.text for each in atom.iter(f"{ATOM}content")]
    assert {each.get("type") for each in atom.iter(f"{ATOM}content")} == {"html"}
    rss = ElementTree.fromstring(reader.get("/feed.rss").content)
    assert text in [each.text for each in rss.iter(CONTENT)]


def test_without_the_setting_no_feed_carries_a_text(reader, whole, settings):
    settings.FEED_FULL_TEXT = False
    for form in FORMATS:
        assert "first bus" not in reader.get(f"/feed.{form}").text


def test_what_is_wrong_with_a_story_stands_in_its_text(reader, whole, editor):
    workflow.correct(whole.article, by=editor, kind="retraction", text="None of it <i>holds</i>.")
    workflow.correct(whole.article, by=editor, kind="clarification", text="It was Tuesday.")
    text = text_of(reader, whole)
    places = [text.index(words) for words in ("None of it &lt;i&gt;holds", "The first bus", "It was Tuesday")]
    assert places == sorted(places)
    for form in FORMATS:
        assert "Retracted: Bridge opens" in reader.get(f"/feed.{form}").text


def test_what_is_withdrawn_is_no_link_and_no_card(reader, whole, editor):
    other = Edition.objects.live().get(headline="Another story")
    workflow.unpublish(other.article, by=editor, reason="A mistake")
    text = text_of(reader, whole)
    assert ", another." in text
    assert "Another story" not in text


def test_a_picture_that_is_not_for_feeds_is_in_none(reader, editor, settings):
    lead, inside = (cast.picture(colour=colour, uses=[Use.SITE, Use.SHARING]) for colour in ("red", "green"))
    figure = f'<figure data-picture="{inside.pk}"><figcaption>Secret</figcaption></figure>'
    edition = cast.published(editor, picture=lead, body=f"<p>A</p>{figure}")
    assert inside.digest in reader.get(edition.path).text
    for full in (False, True):
        settings.FEED_FULL_TEXT = full
        for form in FORMATS:
            text = reader.get(f"/feed.{form}").text
            assert lead.digest not in text
            assert inside.digest not in text
            assert "Secret" not in text


def test_a_full_feed_costs_the_same_for_one_story_and_many(reader, whole, editor, django_assert_max_num_queries):
    for number in range(3):
        inside = cast.picture(colour=("olive", "gray", "black")[number])
        body = f'<p>A</p><figure data-picture="{inside.pk}"></figure><aside data-story="{whole.article_id}"></aside>'
        cast.published(editor, headline=f"Story {number}", body=body)
    for form in FORMATS:
        with django_assert_max_num_queries(2):
            reader.get(f"/feed.{form}")


def test_a_right_to_left_text_says_so(reader, editor, settings):
    settings.FEED_FULL_TEXT = True
    cast.published(editor, language="ckb", headline="پرد", body="<p>پردەکە کرایەوە</p>")
    [item] = reader.get("/ckb/feed.json").json()["items"]
    assert item["content_html"].startswith('<div lang="ckb" dir="rtl">')


# Asking again.


@pytest.mark.parametrize("form", FORMATS)
def test_who_asks_again_is_told_that_nothing_has_changed(reader, editor, form):
    empty = reader.get(f"/feed.{form}")
    assert reader.get(f"/feed.{form}", headers={"If-None-Match": empty["ETag"]}).status_code == 304
    cast.published(editor)
    first = reader.get(f"/feed.{form}")
    assert first["ETag"] != empty["ETag"]
    assert reader.get(f"/feed.{form}", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "Last-Modified" not in first


def test_pages_name_all_three_of_their_feeds(reader, stories):
    edition = stories["en"]
    kinds = {"application/atom+xml", "application/rss+xml", "application/feed+json"}
    for path, feeds in (
        ("/", "/"),
        ("/politics/", "/politics/"),
        ("/tag/rivers/", "/tag/rivers/"),
        (edition.path, "/politics/"),
    ):
        page = reader.get(path).text
        found = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]*? href="([^"]*/feed\.\w+)">', page)
        assert {kind for kind, address in found if address.rpartition("/")[0] + "/" == feeds} == kinds
        assert {f"{feeds}feed.{form}" for form in FORMATS} <= {address for _, address in found}, path
        for _, address in found:
            assert reader.get(address).status_code == 200


def test_a_json_feed_of_what_has_moved_leads_on(reader, editor):
    cast.published(editor)
    section = cast.section()
    section.slug = "policy"
    section.save()
    assert reader.get("/politics/feed.json")["Location"] == "/policy/feed.json"


def test_an_empty_standfirst_is_no_trouble(reader, editor):
    cast.published(editor, standfirst="")
    for form, (_kind, check) in STANDARDS.items():
        if form != "rss":
            check(reader.get(f"/feed.{form}").content, "en")
    item: dict[str, Any] = reader.get("/feed.json").json()["items"][0]
    assert item["content_text"] == ""
    assert "summary" not in item
    assert parse_datetime(item["date_published"])


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
@pytest.mark.parametrize(
    "change",
    [
        {"path": "/politics/2026/1/1/elsewhere/"},
        {"headline": "Another headline"},
        {"standfirst": "Another standfirst."},
        {"bylines": [{"person": 1, "name": "Another", "slug": "another", "role": "words"}]},
        {"lead": None},
        {"published_at": timezone.now() - datetime.timedelta(days=2)},
        {"updated_at": timezone.now() + datetime.timedelta(days=2)},
    ],
)
def test_an_item_that_was_kept_changes_with_all_that_it_says(reader, editor, form, change):
    made = cast.published(editor, picture=cast.picture())
    other = cast.published(editor, headline="One that stays")
    before = reader.get(f"/feed.{form}").text
    assert reader.get(f"/feed.{form}").text == before
    Edition.objects.filter(pk=made.pk).update(**change)
    after = reader.get(f"/feed.{form}").text
    PIECES.clear()
    assert before != after == reader.get(f"/feed.{form}").text
    assert other.headline in after

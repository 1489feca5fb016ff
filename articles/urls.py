"""The public paths of the core, each in every language of the site."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from articles import sitemaps
from articles.addresses import at_its_address
from articles.feeds import (
    AtomFeed,
    CorrectionsAtomFeed,
    CorrectionsJsonFeed,
    CorrectionsRssFeed,
    JsonFeed,
    RssFeed,
)
from articles.renditions import FORMATS
from articles.shapes import SHAPES
from articles.views import lists, media, text
from articles.views.corrections import corrections
from articles.views.preview import shared
from articles.views.story import story


class UnicodeSlug(StringConverter):
    """A slug in any script."""

    regex = r"[-\w]+"


register_converter(UnicodeSlug, "uslug")


def listed(prefix: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """A list's page and its feeds."""
    return [
        path(prefix, view, name=name),
        path(f"{prefix}feed.atom", at_its_address(AtomFeed()), {"kind": name}, name=f"{name}_atom"),
        path(f"{prefix}feed.rss", at_its_address(RssFeed()), {"kind": name}, name=f"{name}_rss"),
        path(f"{prefix}feed.json", at_its_address(JsonFeed()), {"kind": name}, name=f"{name}_json"),
    ]


# Outside the languages.
machine_patterns = [
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    re_path(
        r"^sitemap-stories-(?P<language>[a-z]{2,3})-(?P<period>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\.xml$",
        sitemaps.stories,
        name="sitemap_stories",
    ),
    re_path(
        r"^sitemap-(?P<kind>pages|tags|people|series)-(?P<language>[a-z]{2,3})-(?P<number>[0-9]{1,9})\.xml$",
        sitemaps.lists,
        name="sitemap_lists",
    ),
    re_path(
        rf"^media/pictures/(?P<digest>[0-9a-f]{{20}})/(?P<width>[0-9]{{1,4}})\.(?P<extension>{'|'.join(FORMATS)})$",
        media.rendition,
        name="rendition",
    ),
    re_path(
        r"^media/pictures/(?P<digest>[0-9a-f]{20})/(?P<width>[0-9]{1,4})-"
        rf"(?P<shape>{'|'.join(SHAPES)})-(?P<x>[0-9]{{1,3}})-(?P<y>[0-9]{{1,3}})\.jpg$",
        media.cut,
        name="cut",
    ),
    # In the language of the story that it shows.
    path("preview/<str:token>/", shared, name="preview"),
]

page_patterns = [
    path("latest/", lists.latest, name="latest"),
    path("feed.atom", AtomFeed(), {"kind": "latest"}, name="latest_atom"),
    path("feed.rss", RssFeed(), {"kind": "latest"}, name="latest_rss"),
    path("feed.json", JsonFeed(), {"kind": "latest"}, name="latest_json"),
    path("corrections/", corrections, name="corrections"),
    path("corrections/feed.atom", CorrectionsAtomFeed(), name="corrections_atom"),
    path("corrections/feed.rss", CorrectionsRssFeed(), name="corrections_rss"),
    path("corrections/feed.json", CorrectionsJsonFeed(), name="corrections_json"),
    *listed("tag/<uslug:slug>/", lists.tag, "tag"),
    *listed("people/<uslug:slug>/", lists.person, "person"),
    *listed("series/<uslug:slug>/", lists.series, "series"),
    path("text/", text.front, name="text_front"),
    path("text/<path:path>", text.page, name="text_page"),
    path("<int:year>/<int:month>/<int:day>/", lists.day, name="day"),
    *listed("<uslug:slug>/", lists.section, "section"),
    # Last: whatever else there is, or ever was, the table of addresses knows.
    path("<path:path>", story, name="story"),
]

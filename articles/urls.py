"""The public paths of the core, each in every language of the site."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from articles.addresses import at_its_address
from articles.feeds import AtomFeed, CorrectionsAtomFeed, CorrectionsRssFeed, RssFeed
from articles.renditions import FORMATS
from articles.sitemaps import index, sitemap
from articles.views import lists, media
from articles.views.corrections import corrections
from articles.views.preview import shared
from articles.views.story import story


class UnicodeSlug(StringConverter):
    """A slug in any script."""

    regex = r"[-\w]+"


register_converter(UnicodeSlug, "uslug")


def listed(prefix: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """A list's page and its two feeds."""
    return [
        path(prefix, view, name=name),
        path(f"{prefix}feed.atom", at_its_address(AtomFeed()), {"kind": name}, name=f"{name}_atom"),
        path(f"{prefix}feed.rss", at_its_address(RssFeed()), {"kind": name}, name=f"{name}_rss"),
    ]


# Outside the languages.
machine_patterns = [
    path("sitemap.xml", index, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, name="sitemap_section"),
    re_path(
        rf"^media/pictures/(?P<digest>[0-9a-f]{{20}})/(?P<width>[0-9]{{1,4}})\.(?P<extension>{'|'.join(FORMATS)})$",
        media.rendition,
        name="rendition",
    ),
    # In the language of the story that it shows.
    path("preview/<str:token>/", shared, name="preview"),
]

page_patterns = [
    path("latest/", lists.latest, name="latest"),
    path("feed.atom", AtomFeed(), {"kind": "latest"}, name="latest_atom"),
    path("feed.rss", RssFeed(), {"kind": "latest"}, name="latest_rss"),
    path("corrections/", corrections, name="corrections"),
    path("corrections/feed.atom", CorrectionsAtomFeed(), name="corrections_atom"),
    path("corrections/feed.rss", CorrectionsRssFeed(), name="corrections_rss"),
    *listed("tag/<uslug:slug>/", lists.tag, "tag"),
    *listed("people/<uslug:slug>/", lists.person, "person"),
    *listed("series/<uslug:slug>/", lists.series, "series"),
    path("<int:year>/<int:month>/<int:day>/", lists.day, name="day"),
    *listed("<uslug:slug>/", lists.section, "section"),
    # Last: whatever else there is, or ever was, the table of addresses knows.
    path("<path:path>", story, name="story"),
]

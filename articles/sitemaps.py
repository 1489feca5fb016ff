"""The sitemap (sitemaps.org 0.9): every live story with the instant of its last substantive update."""

import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from articles import languages
from articles.context import absolute
from articles.models import Edition, Section


class SiteMap(Sitemap):
    """Addresses of the site's own host where the settings name it, else of the request's."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or super().get_protocol(protocol)

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)


class Stories(SiteMap):
    limit = 50_000

    def items(self) -> QuerySet[Edition]:
        return Edition.objects.live().order_by("published_at", "article_id").only("path", "updated_at")

    def location(self, item: Edition) -> str:
        return iri_to_uri(item.path)

    def lastmod(self, item: Edition) -> datetime.datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        return Edition.objects.live().aggregate(latest=Max("updated_at"))["latest"]


class Lists(SiteMap):
    """Fronts, corrections and sections, in every language."""

    def items(self) -> list[str]:
        paths = []
        for code in languages.codes():
            with languages.speaking(code):
                paths += [f"{languages.path_prefix(code)}/", reverse("corrections")]
                paths += [section.get_absolute_url() for section in Section.objects.all()]
        return paths

    def location(self, item: str) -> str:
        return item


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {"stories": Stories, "lists": Lists}


def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One part. Without Last-Modified, for the reason that feeds have none (see `feeds`)."""
    response = views.sitemap(request, SITEMAPS, section, template_name="articles/sitemap.xml")
    response.headers.pop("Last-Modified", None)
    return response


def index(request: HttpRequest) -> HttpResponse:
    """The parts, and the pages of those that have more than one."""
    response = views.index(request, SITEMAPS, sitemap_url_name="sitemap_section")
    response.headers.pop("Last-Modified", None)
    assert response.context_data is not None
    for part in response.context_data["sitemaps"]:
        path = urlsplit(part.location)
        part.location = absolute(request, path.path + (f"?{path.query}" if path.query else ""))
    return response

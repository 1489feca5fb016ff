"""The sitemap (sitemaps.org 0.9): every live story with the instant of its last substantive update."""

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils.encoding import iri_to_uri

from articles import languages
from articles.models import Edition, Section


class Stories(Sitemap):
    limit = 50_000

    def items(self) -> QuerySet[Edition]:
        return Edition.objects.live().order_by("published_at", "article_id").only("path", "updated_at")

    def location(self, item: Edition) -> str:
        return iri_to_uri(item.path)

    def lastmod(self, item: Edition) -> datetime.datetime:
        return item.updated_at


class Lists(Sitemap):
    """Fronts and sections, in every language."""

    def items(self) -> list[str]:
        paths = []
        for code in languages.codes():
            with languages.speaking(code):
                paths.append(f"{languages.path_prefix(code)}/")
                paths += [section.get_absolute_url() for section in Section.objects.all()]
        return paths

    def location(self, item: str) -> str:
        return item


SITEMAPS: dict[str, Any] = {"stories": Stories, "lists": Lists}

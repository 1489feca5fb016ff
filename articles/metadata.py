"""What machines read of a story's page: schema.org NewsArticle as JSON-LD, and Open Graph."""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles import renditions
from articles.context import absolute, site_name
from articles.dates import machine
from articles.models import Correction, Edition, Use

# `<` and its like may not stand in a script element, nor may the line separators of old JavaScript.
_ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def of_story(request: HttpRequest, edition: Edition, corrections: list[Correction]) -> dict[str, Any]:
    """Canonical address, picture address and the JSON-LD of a story."""
    canonical = absolute(request, edition.path)
    picture = _picture(request, edition)
    data = _news_article(request, edition, canonical, picture)
    if corrections:
        data["correction"] = [_correction(each, edition, canonical) for each in corrections]
    return {"canonical": canonical, "picture": picture, "json_ld": _script(data)}


def _picture(request: HttpRequest, edition: Edition) -> str:
    """The lead picture's address for link cards and search results; empty where it may not be used there."""
    shared = edition.picture_for(Use.SHARING)
    if shared is None:
        return ""
    offered = renditions.widths_for(shared["width"])
    width = next((w for w in offered if w >= 1200), offered[-1])
    return absolute(request, renditions.address(shared["digest"], width, "jpg"))


def _news_article(request: HttpRequest, edition: Edition, canonical: str, picture: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": canonical,
        "headline": edition.headline,
        **({"description": edition.standfirst} if edition.standfirst else {}),
        **({"image": [picture]} if picture else {}),
        "datePublished": machine(edition.published_at),
        "dateModified": machine(edition.updated_at),
        "inLanguage": edition.language,
        "articleSection": edition.section.name_in(edition.language),
        "keywords": [tag["name"] for tag in edition.tags],
        "wordCount": edition.word_count,
        "isAccessibleForFree": True,
        "author": _authors(request, edition),
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": site_name(edition.language),
            "url": absolute(request, "/"),
        },
    }


def _correction(correction: Correction, edition: Edition, canonical: str) -> dict[str, str]:
    """schema.org's CorrectionComment, a kind of Comment."""
    return {
        "@type": "CorrectionComment",
        "url": f"{canonical}#correction-{correction.pk}",
        "name": correction.get_kind_display(),
        "text": correction.text,
        "datePublished": machine(correction.at),
        "inLanguage": edition.language,
    }


def _authors(request: HttpRequest, edition: Edition) -> list[dict[str, str]]:
    people = [
        {
            "@type": "Person",
            "name": line["name"],
            "url": absolute(request, reverse("person", args=[line["slug"]])),
        }
        for line in edition.writers
    ]
    if not people and edition.source_credit:
        return [{"@type": "Organization", "name": edition.source_credit}]
    return people


def _script(data: dict[str, Any]) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))

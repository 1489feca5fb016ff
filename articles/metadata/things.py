"""What several pages tell of: the paper itself, people, pictures, where a page stands; and how it is written down."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles import languages
from articles.context import absolute, site_name
from articles.shapes import Cut

type Thing = dict[str, Any]

# `<` and its like may not stand in a script element, nor may the line separators of old JavaScript.
_ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}
LOGO, LOGO_SIDE = "site/logo.png", 512


def script(*things: Thing) -> SafeString:
    """Things as JSON-LD, for between the tags of a script element."""
    data = {"@context": "https://schema.org", "@graph": things}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(written.translate(_ESCAPES))


def without_empty(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in ("", [], None)}


def logo(request: HttpRequest) -> Thing:
    return {
        "@type": "ImageObject",
        "url": absolute(request, static(LOGO)),
        "width": LOGO_SIDE,
        "height": LOGO_SIDE,
    }


def publisher(request: HttpRequest, language: str) -> Thing:
    """The paper, under the address of its front in a language."""
    return {
        "@type": "NewsMediaOrganization",
        "name": site_name(language),
        "url": absolute(request, languages.path_prefix(language) + "/"),
        "logo": logo(request),
    }


def person(request: HttpRequest, line: Mapping[str, Any]) -> Thing:
    """Whoever a line of a byline names."""
    address = absolute(request, reverse("person", args=[line["slug"]]))
    return {"@type": "Person", "name": line["name"], "url": address}


def image(request: HttpRequest, cut: Cut, use: Mapping[str, Any]) -> Thing:
    return without_empty(
        {
            "@type": "ImageObject",
            "url": absolute(request, cut.address),
            "width": cut.width,
            "height": cut.height,
            "caption": use.get("caption", ""),
            "creditText": use.get("credit", ""),
        }
    )


def breadcrumbs(request: HttpRequest, steps: Iterable[tuple[str, str]]) -> Thing:
    """The way to a page, each step by its name and path; the last one is the page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(request, path)}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }

"""What every page of the site needs around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.encoding import iri_to_uri
from django.utils.functional import SimpleLazyObject

from articles import languages, lasting
from articles.models.edition import day_span
from articles.moment import SECTIONS


def site(request: HttpRequest) -> dict[str, Any]:
    """Site name, navigation (one query, when a template asks), language and its direction, the other fronts."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    # Its date stands above every page.
    lasting.until(day_span(timezone.localdate())[1])
    return {
        "site_name": site_name(code),
        "language": code,
        "direction": languages.direction(code),
        "home": languages.path_prefix(code) + "/",
        "fronts": SimpleLazyObject(_fronts),
        "sections": SimpleLazyObject(SECTIONS.all),
        # When a template asks: the page for a wrong Host header has no address to give.
        "canonical": SimpleLazyObject(lambda: absolute(request, request.path)),
    }


def _fronts() -> list[dict[str, str]]:
    codes = languages.codes()
    return [
        {"code": code, "name": languages.own_name(code), "path": languages.path_prefix(code) + "/"} for code in codes
    ]


def site_name(language: str) -> str:
    return settings.SITE_NAMES.get(language) or settings.SITE_NAME


def absolute(request: HttpRequest, path: str) -> str:
    """The full address of a path, in ASCII (RFC 3987): of the site's own host where the settings name it."""
    return settings.SITE_URL + iri_to_uri(path) if settings.SITE_URL else request.build_absolute_uri(path)

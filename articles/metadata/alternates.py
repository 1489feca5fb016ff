"""The same page in other languages, as hreflang and Open Graph tell of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from articles import languages
from articles.context import absolute


@dataclass(frozen=True)
class Alternate:
    """A page in one language (or `x-default`, for whoever reads none of them), by its full address."""

    language: str
    address: str


def alternates(request: HttpRequest, paths: Mapping[str, str]) -> list[Alternate]:
    """Of a page's paths by language, this one's too: all of them, and which is for everybody else. None where there is
    but one."""
    if len(paths) < 2:
        return []
    ordered = [code for code in languages.codes() if code in paths]
    found = [Alternate(code, absolute(request, paths[code])) for code in ordered]
    # The site's own language, if it is there: it is the first of the settings.
    return [*found, Alternate("x-default", found[0].address)]


def other_locales(found: Iterable[Alternate], language: str) -> list[str]:
    """For og:locale:alternate."""
    codes = (each.language for each in found)
    return [languages.locale(code) for code in codes if code in dict(settings.LANGUAGES) and code != language]

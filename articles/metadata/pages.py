"""Lists and fronts, for machines."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import languages
from articles.context import absolute, site_name
from articles.listings import Listing, spoken
from articles.metadata import things
from articles.metadata.alternates import alternates, other_locales
from articles.models import Edition, Person

LONGEST_SUMMARY = 40  # words


def of_list(request: HttpRequest, listing: Listing, mark: str = "", editions: Sequence[Edition] = ()) -> dict[str, Any]:
    """What the head of a list's page needs: of its first page, or of the one that begins at a mark."""
    canonical = absolute(request, listing.path + (f"?before={mark}" if mark else ""))
    same = [] if mark else alternates(request, listing.paths)
    summary = _summary(listing)
    page: things.Thing = {
        "@type": "ProfilePage" if isinstance(listing.subject, Person) else "CollectionPage",
        "url": canonical,
        "name": listing.title,
        "description": summary,
        "inLanguage": spoken(),
        "isPartOf": _site(request),
    }
    addresses = [absolute(request, each.path) for each in editions]
    if isinstance(listing.subject, Person):
        page["mainEntity"] = _profile(request, listing)
        page["hasPart"] = [{"@type": "NewsArticle", "url": address} for address in addresses]
    elif addresses:
        page["mainEntity"] = _item_list(addresses)
    trail = things.breadcrumbs(request, [(site_name(spoken()), _home()), (listing.title, listing.path)])
    return {
        "canonical": canonical,
        "title": listing.title,
        "summary": summary,
        "json_ld": things.script(things.without_empty(page), trail),
        **_card(request, same),
    }


def of_front(request: HttpRequest, search_path: str = "") -> dict[str, Any]:
    """What the head of a language's front needs; `search_path` is where readers search, if they can."""
    canonical = absolute(request, _home())
    same = alternates(request, {code: languages.path_prefix(code) + "/" for code in languages.codes()})
    site = _site(request) | {"inLanguage": spoken(), "publisher": things.publisher(request, spoken())}
    if search_path:
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(request, search_path) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        }
    return {
        "canonical": canonical,
        "title": site_name(spoken()),
        "summary": _("The latest news from %(site_name)s.") % {"site_name": site_name(spoken())},
        "json_ld": things.script(site),
        **_card(request, same),
    }


def _card(request: HttpRequest, same: list[Any]) -> dict[str, Any]:
    """The same page in other languages, and the picture of its link card: the paper's own sign."""
    return {
        "alternates": same,
        "locale": languages.locale(spoken()),
        "other_locales": other_locales(same, spoken()),
        "logo": things.logo(request),
    }


def _summary(listing: Listing) -> str:
    if listing.description:
        return Truncator(" ".join(listing.description.split())).words(LONGEST_SUMMARY)
    names = {"title": listing.title, "site_name": site_name(spoken())}
    return _("%(title)s: stories of %(site_name)s, newest first.") % names


def _home() -> str:
    return languages.path_prefix(spoken()) + "/"


def _site(request: HttpRequest) -> things.Thing:
    return {"@type": "WebSite", "name": site_name(spoken()), "url": absolute(request, _home())}


def _profile(request: HttpRequest, listing: Listing) -> things.Thing:
    return things.without_empty(
        {
            "@type": "Person",
            "name": listing.title,
            "url": absolute(request, listing.path),
            "description": listing.description,
            "worksFor": things.publisher(request, spoken()),
        }
    )


def _item_list(addresses: Iterable[str]) -> things.Thing:
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "url": address} for number, address in enumerate(addresses, 1)
        ],
    }

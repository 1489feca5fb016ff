"""Handing a story on: plain links to where readers talk. Nothing of those sites is loaded before one is followed."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Edition


@dataclass(frozen=True)
class Way:
    """Where a story can be handed on to; `pattern` is its address, with {url} and {words} for the story's."""

    key: str
    name: str | Promise
    pattern: str


@dataclass(frozen=True)
class Link:
    key: str
    name: str | Promise
    address: str


WAYS = (
    Way("whatsapp", _("WhatsApp"), "https://wa.me/?text={words}%20{url}"),
    Way("telegram", _("Telegram"), "https://t.me/share/url?url={url}&text={words}"),
    Way("facebook", _("Facebook"), "https://www.facebook.com/sharer/sharer.php?u={url}"),
    Way("x", _("X"), "https://x.com/intent/post?url={url}&text={words}"),
    Way("email", _("Email"), "mailto:?subject={words}&body={url}"),
)


def links(edition: Edition, canonical: str) -> list[Link]:
    """The links under which a story is handed on, by its headline and its full address."""
    words, url = quote(edition.headline, safe=""), quote(canonical, safe="")
    return [Link(way.key, way.name, way.pattern.format(url=url, words=words)) for way in WAYS]

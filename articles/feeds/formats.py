"""How a feed is written down. Beside what Django's generators know, an item has its instants, people, picture and,
where the site gives it away, its text; all formats tell the same."""

import datetime
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from articles import renditions
from articles.dates import machine
from articles.feeds import full_text
from articles.kept import PIECES

# An empty feed has not changed since: its ETag stays.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Entry:
    """An item that is written down when it is not kept yet: all that it says, when that last changed, and what gives
    the item for it."""

    values: tuple[Any, ...]
    changed: datetime.datetime
    item: Callable[[], dict[str, Any]]


class Format(SyndicationFeed):
    """`feed["base"]` is what the addresses of the site begin with; an item has paths of it."""

    # Those of a feed that keeps its items; `items` are any others.
    entries: Sequence[Entry] = ()

    def absolute(self, path: str) -> str:
        return self.feed["base"] + iri_to_uri(path)

    def latest_post_date(self) -> datetime.datetime:
        if self.entries:
            return max(entry.changed for entry in self.entries)
        return super().latest_post_date() if self.items else NEVER

    def write_items(self, handler: Any) -> None:
        for entry in self.entries:
            handler.ignorableWhitespace(self.kept(entry))
        super().write_items(handler)  # type: ignore[misc]

    def kept(self, entry: Entry) -> str:
        values = (type(self), self.feed["base"], self.feed["language"], entry.values)
        return PIECES.piece(values, lambda: self.written(entry.item()))

    def written(self, item: dict[str, Any]) -> str:
        """An item by itself, as it stands in the feed."""
        alone = type(self)("", "", "", **{name: self.feed[name] for name in ("language", "base")})
        alone.add_item(**item)
        text = io.StringIO()
        alone.write_items(SimplerXMLGenerator(text, "utf-8", short_empty_elements=True))
        return text.getvalue()

    def text_of(self, item: Mapping[str, Any]) -> str:
        """The whole text as HTML; empty where the site does not give it away, or the item has none."""
        edition = item.get("edition")
        return full_text.of(edition, self.feed["base"]) if edition and settings.FEED_FULL_TEXT else ""

    def picture_of(self, item: Mapping[str, Any]) -> dict[str, Any] | None:
        """The item's picture, large enough for any reader: address, width and height, with its words."""
        use = item.get("picture")
        if not use:
            return None
        width = renditions.width_for(use["width"], renditions.LARGE)
        return {
            "url": self.absolute(renditions.address(use["digest"], width, "jpg")),
            "width": width,
            "height": renditions.height_for(use, width),
            "alt": use.get("alt", ""),
            "credit": use.get("credit", ""),
        }


class Atom(Format, Atom1Feed):
    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("link", "", {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        authors = item.get("authors", [])
        super().add_item_elements(handler, item | {"author_name": None if authors else item["author_name"]})
        for author in authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author["name"])
            handler.addQuickElement("uri", self.absolute(author["path"]))
            handler.endElement("author")
        if picture := self.picture_of(item):
            link = {"rel": "enclosure", "type": "image/jpeg", "href": picture["url"]}
            handler.addQuickElement("link", "", link)
        if text := self.text_of(item):
            handler.addQuickElement("content", text, {"type": "html"})


class Rss(Format, Rss201rev2Feed):
    """RSS has no word for the instant of an update; Atom's stands in for it. Nor for a picture: Media RSS has."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("atom:link", "", {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", machine(item["updateddate"]))
        if picture := self.picture_of(item):
            about = {"url": picture["url"], "type": "image/jpeg", "medium": "image"}
            handler.startElement(
                "media:content", {**about, "width": str(picture["width"]), "height": str(picture["height"])}
            )
            for name, words in (("description", picture["alt"]), ("credit", picture["credit"])):
                if words:
                    handler.addQuickElement(f"media:{name}", words)
            handler.endElement("media:content")
        if text := self.text_of(item):
            handler.addQuickElement("content:encoded", text)


class Json(Format):
    """JSON Feed 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            **({"hubs": [{"type": "WebSub", "url": settings.WEBSUB_HUB}]} if settings.WEBSUB_HUB else {}),
        }
        items = [self.kept(entry) for entry in self.entries] + [self._written(item) for item in self.items]
        outfile.write(f'{json.dumps(feed, ensure_ascii=False)[:-1]}, "items": [{", ".join(items)}]}}')

    def written(self, item: dict[str, Any]) -> str:
        alone = type(self)("", "", "", **{name: self.feed[name] for name in ("language", "base")})
        alone.add_item(**item)
        return self._written(alone.items[0])

    def _written(self, item: dict[str, Any]) -> str:
        return json.dumps(self._item(item), ensure_ascii=False)

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        text, picture = self.text_of(item), self.picture_of(item)
        authors = [{"name": each["name"], "url": self.absolute(each["path"])} for each in item.get("authors", [])]
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            **({"content_html": text} if text else {"content_text": item["plain"]}),
            **({"summary": item["plain"]} if item["plain"] else {}),
            **({"image": picture["url"]} if picture else {}),
            "date_published": machine(item["pubdate"]),
            "date_modified": machine(item["updateddate"]),
            "authors": authors or [{"name": item["author_name"]}],
            "language": self.feed["language"],
            **({"tags": item["categories"]} if item["categories"] else {}),
        }

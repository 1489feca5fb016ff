"""The newest stories of a list."""

import datetime
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles import languages, listings
from articles.context import site_name
from articles.dates import shown
from articles.feeds import full_text
from articles.feeds.formats import Atom, Entry, Json, Rss
from articles.feeds.public import LENGTH, PublicFeed
from articles.kept import signed
from articles.listings import Listing
from articles.models import Correction, Edition, Use
from articles.models.edition import EditionQuerySet
from articles.presence import bring_up_to_date, with_its_stories, with_present_names


class ListingFeed(PublicFeed):
    """By their standfirsts, or whole (FEED_FULL_TEXT)."""

    # Each is an `Entry`.
    items: Sequence[Edition] = ()

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Listing:
        return listings.BY_KIND[kwargs.pop("kind")](**kwargs)

    def title(self, listing: Listing) -> str:
        return f"{listing.title} · {site_name(listings.spoken())}"

    def link(self, listing: Listing) -> str:
        return settings.SITE_URL + iri_to_uri(listing.path)

    def item_link(self, item: Edition) -> str:
        return settings.SITE_URL + iri_to_uri(item.path)

    def subtitle(self, listing: Listing) -> str:
        return listing.description or listing.title

    description = subtitle

    def get_feed(self, listing: Listing, request: HttpRequest) -> Any:
        """Each item is kept by all that it says: of thirty, one is new at a time."""
        editions = self.editions(listing)
        feed: Any = super().get_feed(listing, request)
        base = feed.feed["base"]
        feed.entries = [
            Entry(
                self._values(edition),
                max(shown(edition.published_at), shown(edition.updated_at)),
                partial(self._item, edition, base),
            )
            for edition in editions
        ]
        return feed

    def _item(self, edition: Edition, base: str) -> dict[str, Any]:
        link = self.item_link(edition)
        return {
            "title": self.item_title(edition),
            "link": link if settings.SITE_URL else base + link,
            "description": self.item_description(edition),
            "unique_id": self.item_guid(edition),
            "unique_id_is_permalink": self.item_guid_is_permalink,
            "pubdate": self.item_pubdate(edition),
            "updateddate": self.item_updateddate(edition),
            "author_name": self.item_author_name(edition),
            "categories": self.item_categories(edition),
            **self.item_extra_kwargs(edition),
        }

    @staticmethod
    def _values(edition: Any) -> tuple[Any, ...]:
        texts = (edition.path, edition.headline, edition.standfirst, edition.source_credit, edition.language)
        lists = signed(edition.bylines, edition.tags, edition.standing, edition.picture_for(Use.FEEDS))
        whole = edition.body_html if settings.FEED_FULL_TEXT else ""
        return (edition.article_uuid, edition.published_at, edition.updated_at, *texts, lists, whole)

    def editions(self, listing: Listing) -> Sequence[Edition]:
        assert listing.stories is not None
        shape = whole if settings.FEED_FULL_TEXT else in_short
        items = [bring_up_to_date(each) for each in listing.stories.live(shape)]
        listing.refuse_if_hidden(items)
        if settings.FEED_FULL_TEXT:
            full_text.leave_out_unlicensed(items)
        return items

    def item_title(self, item: Edition) -> str:
        standing: list[dict[str, Any]] = item.standing  # type: ignore[attr-defined]
        is_retracted = any(each["kind"] == Correction.Kind.RETRACTION for each in standing)
        return f"{_('Retracted')}: {item.headline}" if is_retracted else item.headline

    def item_description(self, item: Edition) -> str:
        """Plain text, in an element that feed readers take for HTML."""
        return escape(item.standfirst)

    def item_guid(self, item: Edition) -> str:
        """An id that is nobody else's, and stays when host and path change (RFC 9562)."""
        return f"urn:uuid:{item.article_uuid}"  # type: ignore[attr-defined]

    def item_pubdate(self, item: Edition) -> datetime.datetime:
        return shown(item.published_at)

    def item_updateddate(self, item: Edition) -> datetime.datetime:
        return shown(item.updated_at)

    def item_author_name(self, item: Edition) -> str:
        return (
            languages.list_of(line["name"] for line in item.writers) or item.source_credit or site_name(item.language)
        )

    def item_categories(self, item: Edition) -> list[str]:
        return [tag["name"] for tag in item.tags]

    def item_extra_kwargs(self, item: Edition) -> dict[str, Any]:
        return {
            "edition": item,
            "plain": item.standfirst,
            "picture": item.picture_for(Use.FEEDS),
            "authors": [
                {"name": line["name"], "path": reverse("person", args=[line["slug"]])} for line in item.writers
            ],
        }


def whole(editions: EditionQuerySet) -> EditionQuerySet:
    return _told(with_its_stories(editions))


def in_short(editions: EditionQuerySet) -> EditionQuerySet:
    return _told(editions.defer("body_html"))


def _told(editions: EditionQuerySet) -> EditionQuerySet:
    corrections = Correction.objects.standing().filter(article=OuterRef("article")).newest_first()
    shown = with_present_names(editions).annotate(
        article_uuid=F("article__uuid"), standing=ArraySubquery(corrections.as_cards())
    )
    return shown[:LENGTH]


class AtomFeed(ListingFeed):
    feed_type = Atom


class RssFeed(ListingFeed):
    feed_type = Rss


class JsonFeed(ListingFeed):
    feed_type = Json

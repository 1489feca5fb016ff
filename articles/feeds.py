"""Feeds of every list, and of corrections: Atom (RFC 4287) and RSS 2.0."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from articles import languages, listings
from articles.context import absolute, site_name
from articles.dates import machine, shown
from articles.listings import Listing
from articles.models import Correction, Edition
from articles.presence import bring_up_to_date, with_present_names

LENGTH = 30
LISTINGS: dict[str, Callable[..., Listing]] = {
    "latest": listings.everything,
    "section": listings.of_section,
    "tag": listings.of_tag,
    "person": listings.of_person,
    "series": listings.of_series,
}


class Rss(Rss201rev2Feed):
    """RSS has no word for the instant of an update; Atom's stands in for it."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", machine(item["updateddate"]))


class PublicFeed(Feed):
    """What is the same in all of them; an item has the instants of the page, in the same words."""

    item_guid_is_permalink = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # When the newest story is withdrawn, the newest date goes back: If-Modified-Since would answer 304, and keep
        # the story in readers' hands. The ETag tells the truth.
        del response["Last-Modified"]
        return response

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        feed = super().get_feed(obj, request)
        feed.feed["feed_url"] = absolute(request, request.path)
        return feed


class ListingFeed(PublicFeed):
    """The newest stories of a list, by their standfirsts."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Listing:
        return LISTINGS[kwargs.pop("kind")](**kwargs)

    def title(self, listing: Listing) -> str:
        return f"{listing.title} · {site_name(listings.spoken())}"

    def link(self, listing: Listing) -> str:
        return settings.SITE_URL + iri_to_uri(listing.path)

    def item_link(self, item: Edition) -> str:
        return settings.SITE_URL + iri_to_uri(item.path)

    def subtitle(self, listing: Listing) -> str:
        return listing.description or listing.title

    description = subtitle

    def items(self, listing: Listing) -> Sequence[Edition]:
        editions = with_present_names(listing.editions.defer("body_html"))  # type: ignore[arg-type]
        items = [bring_up_to_date(each) for each in editions.annotate(article_uuid=F("article__uuid"))[:LENGTH]]
        listing.refuse_if_hidden(items)
        return items

    def item_title(self, item: Edition) -> str:
        return item.headline

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


class AtomFeed(ListingFeed):
    feed_type = Atom1Feed


class RssFeed(ListingFeed):
    feed_type = Rss


class CorrectionsFeed(PublicFeed):
    """The newest corrections of a language's live stories."""

    def title(self) -> str:
        return f"{_('Corrections')} · {site_name(listings.spoken())}"

    def subtitle(self) -> str:
        return _("What we got wrong, and what readers of a story should know.")

    description = subtitle

    def link(self) -> str:
        return settings.SITE_URL + reverse("corrections")

    def items(self) -> Sequence[Correction]:
        return list(Correction.objects.in_language(listings.spoken()).newest_first()[:LENGTH])

    def item_title(self, item: Correction) -> str:
        return f"{item.get_kind_display()}: {item.story['headline']}"  # type: ignore[attr-defined]

    def item_description(self, item: Correction) -> str:
        return linebreaks(item.text, autoescape=True)

    def item_link(self, item: Correction) -> str:
        return f"{settings.SITE_URL}{iri_to_uri(item.story['path'])}#correction-{item.pk}"  # type: ignore[attr-defined]

    def item_guid(self, item: Correction) -> str:
        return f"urn:uuid:{uuid5(UUID(item.story['uuid']), f'correction {item.pk}')}"  # type: ignore[attr-defined]

    def item_pubdate(self, item: Correction) -> datetime.datetime:
        return shown(item.at)

    item_updateddate = item_pubdate

    def item_author_name(self, item: Correction) -> str:
        return site_name(listings.spoken())


class CorrectionsAtomFeed(CorrectionsFeed):
    feed_type = Atom1Feed


class CorrectionsRssFeed(CorrectionsFeed):
    feed_type = Rss

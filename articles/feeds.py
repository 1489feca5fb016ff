"""Feeds of every list: Atom (RFC 4287) and RSS 2.0."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from articles import languages, listings
from articles.context import absolute, site_name
from articles.listings import Listing
from articles.models import Edition

LENGTH = 30
LISTINGS: dict[str, Callable[..., Listing]] = {
    "latest": listings.everything,
    "section": listings.of_section,
    "tag": listings.of_tag,
    "person": listings.of_person,
}


class ListingFeed(Feed):
    """The newest stories of a list, by their standfirsts."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Listing:
        return LISTINGS[kwargs.pop("kind")](**kwargs)

    def title(self, listing: Listing) -> str:
        return f"{listing.title} · {site_name(listings.spoken())}"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # When the newest story is withdrawn, the newest date goes back: If-Modified-Since would answer 304, and keep
        # the story in readers' hands. The ETag tells the truth.
        del response["Last-Modified"]
        return response

    def get_feed(self, obj: Listing, request: HttpRequest) -> SyndicationFeed:
        feed = super().get_feed(obj, request)
        feed.feed["feed_url"] = absolute(request, request.path)
        return feed

    def link(self, listing: Listing) -> str:
        return settings.SITE_URL + iri_to_uri(listing.path)

    def item_link(self, item: Edition) -> str:
        return settings.SITE_URL + iri_to_uri(item.path)

    def subtitle(self, listing: Listing) -> str:
        return listing.description or listing.title

    description = subtitle

    def items(self, listing: Listing) -> Sequence[Edition]:
        items = list(listing.editions.defer("body_html").annotate(article_uuid=F("article__uuid"))[:LENGTH])
        if listing.hidden_when_empty and not items:
            raise Http404
        return items

    def item_title(self, item: Edition) -> str:
        return item.headline

    def item_description(self, item: Edition) -> str:
        """Plain text, in an element that feed readers take for HTML."""
        return escape(item.standfirst)

    def item_guid(self, item: Edition) -> str:
        """An id that is nobody else's, and stays when host and path change (RFC 9562)."""
        return f"urn:uuid:{item.article_uuid}"  # type: ignore[attr-defined]

    item_guid_is_permalink = False

    def item_pubdate(self, item: Edition) -> Any:
        return item.published_at

    def item_updateddate(self, item: Edition) -> Any:
        return item.updated_at

    def item_author_name(self, item: Edition) -> str:
        return (
            languages.list_of(line["name"] for line in item.writers) or item.source_credit or site_name(item.language)
        )

    def item_categories(self, item: Edition) -> list[str]:
        return [tag["name"] for tag in item.tags]


class AtomFeed(ListingFeed):
    feed_type = Atom1Feed


class RssFeed(ListingFeed):
    feed_type = Rss201rev2Feed

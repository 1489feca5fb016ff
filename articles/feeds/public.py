"""What is the same in all feeds; an item has the instants of the page, in the same words."""

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import SyndicationFeed

from articles.context import absolute

LENGTH = 30


class PublicFeed(Feed):
    item_guid_is_permalink = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # When the newest story is withdrawn, the newest date goes back: If-Modified-Since would answer 304, and keep
        # the story in readers' hands. The ETag tells the truth.
        response.headers.pop("Last-Modified", None)
        if settings.WEBSUB_HUB:
            # WebSub (W3C, 2018), 4: where a subscriber looks first.
            feed = absolute(request, request.path)
            response["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{feed}>; rel="self"'
        return response

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        feed = super().get_feed(obj, request)
        feed.feed["feed_url"] = absolute(request, request.path)
        feed.feed["base"] = absolute(request, "/").removesuffix("/")
        return feed

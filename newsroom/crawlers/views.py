from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.context import absolute
from articles.views.story import story
from newsroom.crawlers.robots import crawlers, robots_txt

PLAIN = "text/plain; charset=utf-8"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What each crawler may read, and where the sitemaps are."""
    sitemaps = [absolute(request, reverse(name)) for name in ("sitemap", "sitemap_news")]
    return HttpResponse(robots_txt(crawlers(), sitemaps), content_type=PLAIN)


@require_safe
def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """The file by which IndexNow knows that a key is ours. Any other path may have led to something once."""
    if key != settings.INDEXNOW_KEY:
        return story(request)
    return HttpResponse(key, content_type=PLAIN)

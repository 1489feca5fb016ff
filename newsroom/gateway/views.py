from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.context import absolute


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read (RFC 9309), and where the sitemap is."""
    context = {"sitemap": absolute(request, reverse("sitemap"))}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")

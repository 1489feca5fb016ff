from django.db import connection
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


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while pages can be made; without the database, 503 (see `Unavailable`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})

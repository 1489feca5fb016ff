"""What the body's editor asks about links: which of our stories is meant, and whether a page elsewhere can be shown."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.embeds import NAMES, embed_of
from articles.models import Article, Edition

A_CHOICE = 20
# Of a body: how many stories it can lead to, with each shown by its headline.
MOST_NAMED = 100
PRIVATE = {"Cache-Control": "private, no-store"}


class Links(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        stories, embed = map(self.admin_site.admin_view, (self.links_view, self.embed_view))
        return [
            path("links/", stories, name="articles_article_links"),
            path("embed/", embed, name="articles_article_embed"),
            *super().get_urls(),
        ]

    def links_view(self, request: HttpRequest) -> JsonResponse:
        """JSON: stories that whoever asks may read, newest first: those of the ids asked for (`id`); or that of an
        address of ours (`q`); or the first 20 with the words of `q`. `is_address` tells whether `q` was one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        readable: QuerySet[Article] = self.get_queryset(request)
        typed = request.GET.get("q", "").strip()
        own_path = _own_path(request, typed)
        if "id" in request.GET:
            numbers = filter(None, map(whole_number, request.GET.getlist("id")[:MOST_NAMED]))
            found = list(readable.filter(pk__in=list(numbers)))
        elif own_path:
            found = list(readable.filter(addresses__path__in=[own_path, f"{own_path}/"])[:1])
        else:
            found = list(_with_words(readable, typed)[:A_CHOICE])
        live = (
            set(Edition.objects.live().filter(article__in=found).values_list("article", flat=True)) if found else set()
        )
        answer = {
            "stories": [_as_found(article, article.pk in live) for article in found],
            "is_address": bool(own_path),
        }
        return JsonResponse(answer, headers=PRIVATE)

    def embed_view(self, request: HttpRequest) -> JsonResponse:
        """JSON: what the address `url` leads to, if a story can show it, or a sentence that says why not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = request.GET.get("url", "").strip()
        embed = embed_of(typed)
        if embed:
            return JsonResponse({"address": embed.address, "provider": embed.provider}, headers=PRIVATE)
        error = (
            _("This address is of no post, video, sound or chart that can be shown. Those of %s can.")
            % ", ".join(NAMES)
            if typed
            else _("Paste the address of a post, a video, a sound or a chart.")
        )
        return JsonResponse({"error": error}, headers=PRIVATE)


def _with_words(articles: QuerySet[Article], typed: str) -> QuerySet[Article]:
    for word in typed.split()[:8]:
        articles = articles.filter(Q(headline__icontains=word) | Q(kicker__icontains=word) | Q(slug__icontains=word))
    return articles.exclude(headline="").order_by("-pk")


def _own_path(request: HttpRequest, typed: str) -> str:
    """The path of an address of this site; empty for everything else."""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return ""
    own = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    is_own = parts.scheme in ("http", "https") and parts.netloc in own
    is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return unquote(parts.path).replace("\x00", "") if is_own or is_path else ""


def _as_found(article: Article, is_live: bool) -> dict[str, Any]:
    return {
        "id": article.pk,
        "headline": str(article),
        "kicker": article.kicker,
        "language": article.language,
        "dir": article.direction,
        "is_live": is_live,
        "state": _("Live") if is_live else _("Not live"),
    }

"""The story's public page as its working copy would make it, beside the text or in a tab of its own."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from articles.admin.pages import DeskPages
from articles.models import Article, Sitting
from articles.preview import edition_of
from articles.views import preview

# The page may stand in a frame of ours, and the story's screen may have frames of ours.
FRAMED: dict[str, list[str]] = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
FRAMING: dict[str, list[str]] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


class Previews(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", view, name="articles_article_preview"), *super().get_urls()]

    @method_decorator([require_safe, xframe_options_sameorigin, csp_override(FRAMED)])
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The story as it stands; with `?sitting=`, as that sitting of the viewer's own holds it, if it does."""
        article = self.story_or_404(request, pk)
        held = _held(article, request.user, request.GET.get("sitting", ""))
        return preview.page(request, edition_of(article, held), preview.desk_bar())

    @method_decorator(csp_override(FRAMING))
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(request, *args, **kwargs)


def _held(article: Article, account: Any, key: str) -> Mapping[str, Any] | None:
    """What a sitting has in hand that is in no revision yet."""
    try:
        number = uuid.UUID(key)
    except ValueError:
        return None
    sitting = article.sittings.holding().filter(key=number, account=account).first()
    held: Mapping[str, Any] | None = sitting.held if isinstance(sitting, Sitting) else None
    return held

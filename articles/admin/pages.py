"""What the pages that we add to the desk, beside Django's own, have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from articles.admin.guarded import Guarded
from articles.admin.instants import zone
from articles.models import Article


class DeskPages(Guarded):
    def page(self, request: HttpRequest, template: str, title: Any, **context: Any) -> TemplateResponse:
        around = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "zone": zone()}
        return TemplateResponse(request, template, {**around, **context})

    def story_or_404(self, request: HttpRequest, pk: int) -> Article:
        """The story, for whoever may read it; for everybody else at the desk it is not there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article: Article | None = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404
        return article

"""Saved states of a story: to be read, and to be brought back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import workflow
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.admin.reading import reading


class Revisions(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/revisions/<int:number>/", view(self.revision_view), name="articles_article_revision"),
            path("<int:pk>/revisions/<int:number>/restore/", view(self.restore_view), name="articles_article_restore"),
            *super().get_urls(),
        ]

    def revision_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """A story as it was saved once."""
        article = self.story_or_404(request, pk)
        moved = article.revisions.filter(began__lte=number, number__gt=number).first()
        revision = article.revisions.select_related("saved_by").filter(number=number).first()
        if revision is None and moved is not None:
            # Its sitting has gone on writing into it since the link was made.
            return HttpResponseRedirect(reverse("admin:articles_article_revision", args=[pk, moved.number]))
        if revision is None:
            raise Http404
        numbers = article.revisions.order_by()
        later = numbers.filter(number__gt=number).aggregate(Min("number"))["number__min"]
        return self.page(
            request,
            "desk/revision.html",
            revision.name or _("Revision %s") % revision.number,
            article=article,
            revision=revision,
            earlier=numbers.filter(number__lt=number).aggregate(Max("number"))["number__max"],
            later=later,
            reading=reading(revision.snapshot),
            can_restore=later is not None and self.has_change_permission(request, article),
        )

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Make the story again what it was at a revision; the form names the version that it was pressed at."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_or_404(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = get_object_or_404(article.revisions, number=number)
        # What the form does not name is no version at all, and so is never the story's.
        seen = whole_number(request.POST.get("version"))
        article.version = -1 if seen is None else seen
        try:
            workflow.restore(article, by=request.user, revision=revision)
        except workflow.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_article_revision", args=[pk, number]))
        said = _("Restored: the story is what it was at revision %s, as a new revision.") % number
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))

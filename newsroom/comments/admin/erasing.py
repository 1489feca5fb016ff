"""The desk erases, and takes along for them, what readers ask it to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.pages import DeskPages
from newsroom.comments import erasure, export, kept
from newsroom.comments.models import Comment
from newsroom.comments.privacy_views import AddressForm
from newsroom.comments.private_pages import private


class Erasing(DeskPages):
    """For the admin of comments: one comment is erased from its own page; all of an address from a page of its own,
    where an address is typed, and none is shown."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/erase/", view(self.erase_view), name="comments_comment_erase"),
            path("of-an-address/", view(self.of_an_address_view), name="comments_comment_of_an_address"),
        ]
        return [*own, *super().get_urls()]

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._be_allowed(request)
        comment = get_object_or_404(Comment, pk=pk, erased_at=None)
        if request.method == "POST":
            erasure.erase([comment], by=request.user)
            self.message_user(request, _("The comment is erased."), messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:comments_comment_changelist"))
        return private(
            self.page(request, "desk/erase_comment.html", _("Erase at the writer’s request"), comment=comment)
        )

    def of_an_address_view(self, request: HttpRequest) -> HttpResponse:
        """How many there are; then they are downloaded, or erased. The address comes by POST alone, so that it stands
        in no log and no history."""
        self._be_allowed(request)
        form = AddressForm(request.POST or None)
        found = None
        if form.is_valid():
            email = form.cleaned_data["email"]
            if "_download" in request.POST:
                return _download(email)
            if "_erase" in request.POST:
                return self._erase_all(request, email)
            found = len(kept.comments_of(email))
        title = _("What is kept of an address")
        return private(self.page(request, "desk/erase_address.html", title, form=form, found=found))

    def _erase_all(self, request: HttpRequest, email: str) -> HttpResponse:
        count = erasure.erase_all_of(email, by=request.user)
        told = ngettext("%(count)d comment is erased.", "%(count)d comments are erased.", count) % {"count": count}
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:comments_comment_changelist"))

    def _be_allowed(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied


def _download(email: str) -> HttpResponse:
    answer = JsonResponse(export.everything_of(email), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="comments.json"'
    return private(answer)

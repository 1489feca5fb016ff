"""The moderators' queue, and the screen of one comment. A comment's words are the reader's: they are not edited."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.links import PRIVATE
from articles.admin.numbers import whole_number
from articles.workflow import Refused
from newsroom.comments.admin import queue, statistics
from newsroom.comments.admin.erasing import Erasing
from newsroom.comments.admin.pressing import NoSuchPress, press, states_of
from newsroom.comments.banning import SPANS
from newsroom.comments.models import CannedReason, Comment
from newsroom.comments.sealing import network_of

STATES = Comment.State


@admin.register(Comment)
class CommentAdmin(Erasing):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.statistics_view)
        return [path("statistics/", view, name="comments_comment_statistics"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    has_view_permission = has_change_permission
    has_module_permission = has_change_permission

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The queue; a press of one of its buttons comes by POST, and asks for JSON where a script sent it."""
        self._require(request)
        if request.method == "POST":
            return pressed(request)
        sieve = queue.Sieve(request.GET)
        page = queue.page(request.user, sieve, request.GET.get("after", ""))
        return self.page(
            request,
            "desk/comments.html",
            _("Comments"),
            sieve=sieve,
            queue=page,
            after=_with(request, after=page.after) if page.after else "",
            first=_with(request, after=""),
            **offers(),
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One comment with all that is known of it: here alone, the network that it came from."""
        self._require(request)
        if request.method == "POST":
            return pressed(request)
        number = whole_number(object_id)
        comment = queue.with_context(request.user).filter(pk=number).first() if number else None
        if comment is None:
            raise Http404
        cards, _held = queue.in_context([comment])
        decisions = comment.decisions.select_related("by").order_by("pk")
        return self.page(
            request,
            "desk/comment_screen.html",
            comment.name,
            card=cards[0],
            network=network_of(comment.address) if comment.address else "",
            decisions=decisions,
            reports=comment.reports.select_related("decided_by"),
            **offers(),
        )

    @method_decorator(require_safe)
    def statistics_view(self, request: HttpRequest) -> HttpResponse:
        self._require(request)
        return self.page(
            request, "desk/comment_statistics.html", _("Statistics"), figures_of=statistics.of_last_days(request.user)
        )

    def _require(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied


def offers() -> dict[str, Any]:
    """What the buttons of a comment offer."""
    return {
        "canned": list(CannedReason.objects.all()),
        "spans": [(name, label) for name, (label, _length) in SPANS.items()],
    }


def _with(request: HttpRequest, **changes: str) -> str:
    """The address of this list with some of what it was asked for changed."""
    asked = request.GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value:
            asked[name] = value
    return f"?{asked.urlencode()}"


def pressed(request: HttpRequest) -> HttpResponse:
    """JSON for a script: what to say, what was refused (409 where nothing was done), the key of the act, and each
    comment's new state; for everybody else the page again, with a message."""
    is_script = "application/json" in request.headers.get("Accept", "")
    try:
        done = press(request)
    except NoSuchPress as error:
        raise BadRequest("no such button") from error
    except Refused as refused:
        if is_script:
            return JsonResponse({"refused": [str(refused)]}, status=409, headers=PRIVATE)
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.get_full_path())
    refused_ones = done.act.refused if done.act else []
    if is_script:
        answer = {
            "said": done.said,
            "refused": refused_ones,
            "act": str(done.act.key) if done.act and done.act.decided else None,
            "states": states_of(done.act),
        }
        return JsonResponse(answer, status=200 if done.said else 409, headers=PRIVATE)
    if done.said:
        messages.success(request, done.said)
    for each in refused_ones:
        messages.error(request, each)
    return HttpResponseRedirect(request.get_full_path())

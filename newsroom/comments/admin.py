from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

import newsroom.comments.screening.admin  # noqa: F401  (the rooms of the screening)
from articles.admin.guarded import Guarded
from articles.models import Edition
from articles.rights import unreadable
from newsroom.comments.models import Comment
from newsroom.comments.moderation import decide

READ: Any = [
    *("story", "body", "name", "email", "website", "address"),
    *("posted_at", "state", "decided_by", "decided_at"),
]
DECISIONS = {
    Comment.State.APPROVED: (_("Approve"), "primary"),
    Comment.State.REJECTED: (_("Reject"), ""),
    Comment.State.SPAM: (_("Spam"), "danger"),
}


class StateFilter(admin.SimpleListFilter):
    """Held comments first: the list without a word is the queue."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*Comment.State.choices, ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        chosen = self.value() or Comment.State.HELD
        for value, label in self.lookup_choices:
            yield {
                "selected": chosen == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        if request.method == "POST" and request.POST.get("select_across") != "1":
            return queryset  # What was ticked is decided on, also where another moderator was quicker.
        chosen = self.value() or Comment.State.HELD
        return queryset if chosen == "all" else queryset.filter(state=chosen)


@admin.register(Comment)
class CommentAdmin(Guarded):
    """The moderators' queue. A comment's words are the reader's: they are decided on, not edited."""

    change_form_template = "desk/comment_screen.html"
    list_display = ["comment"]
    list_display_links = None
    list_filter = [StateFilter]
    list_select_related = ["article", "decided_by"]
    list_per_page = 50
    search_fields = ["body", "name"]
    ordering = ["posted_at"]
    actions = ["approve", "reject", "spam"]
    show_full_result_count = False
    fields = READ
    readonly_fields = READ

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        """Each with the headline that readers saw last: what the desk has made of it since is not for moderators. None
        where the story was withdrawn, and may not be read by this one."""
        editions = Edition.objects.seen().filter(article=OuterRef("article"))
        readable = editions.exclude(article__withdrawn__in=unreadable(request.user))
        seen = readable.order_by("-live_from").values("headline")[:1]
        return super().get_queryset(request).annotate(headline=Subquery(seen))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    has_view_permission = has_change_permission
    has_module_permission = has_change_permission

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """A row's own button is a button of the list's form, and decides on that comment alone."""
        if request.method == "POST" and "_decide" in request.POST:
            if not self.has_change_permission(request):
                raise PermissionDenied
            state, _colon, number = request.POST["_decide"].partition(":")
            if state in DECISIONS and number.isascii() and number.isdigit() and len(number) < 19:
                self._decide(request, Comment.objects.filter(pk=int(number)), Comment.State(state))
            return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is nothing to save on a comment's page: it has the buttons that the queue has."""
        if comment := kwargs.get("obj"):
            context["decisions"] = _decisions(comment)
        context |= {"show_save": False, "show_save_and_continue": False, "show_close": True}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("comment"), ordering="posted_at")
    def comment(self, comment: Comment) -> SafeString:
        """All that a decision needs, from top to bottom: who, when, where; the whole comment; the buttons."""
        return render_to_string("desk/comment.html", {"comment": comment, "decisions": _decisions(comment)})

    @admin.display(description=_("story"))
    def story(self, comment: Comment) -> SafeString:
        article = comment.article
        headline = getattr(comment, "headline", None)
        if headline is None:
            return format_html('<span class="quiet">{}</span>', _("A withdrawn story"))
        return format_html('<bdi lang="{}">{}</bdi>', article.language, headline)

    @admin.action(description=_("Approve: show to readers"))
    def approve(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        self._decide(request, queryset, Comment.State.APPROVED)

    @admin.action(description=_("Reject"))
    def reject(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        self._decide(request, queryset, Comment.State.REJECTED)

    @admin.action(description=_("Mark as spam"))
    def spam(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        self._decide(request, queryset, Comment.State.SPAM)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Comment], state: Comment.State) -> None:
        count = decide(queryset.select_related("article"), state, by=request.user)
        said = ngettext("%(count)d comment: %(state)s.", "%(count)d comments: %(state)s.", count)
        self.message_user(request, said % {"count": count, "state": state.label}, messages.SUCCESS)


def _decisions(comment: Comment) -> list[tuple[str, Any, str]]:
    return [(state, label, tone) for state, (label, tone) in DECISIONS.items() if state != comment.state]

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from newsroom.comments.models import Comment
from newsroom.comments.moderation import decide


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
        chosen = self.value() or Comment.State.HELD
        return queryset if chosen == "all" else queryset.filter(state=chosen)


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    """The moderators' queue. A comment's words are the reader's: they are decided on, not edited."""

    list_display = ["words", "writer", "story", "posted_at", "state"]
    list_filter = [StateFilter]
    list_select_related = ["article", "decided_by"]
    list_per_page = 50
    search_fields = ["body", "name", "email"]
    ordering = ["posted_at"]
    actions = ["approve", "reject", "spam"]
    show_full_result_count = False
    fields = ["story", "body", "name", "email", "website", "remote_address", "posted_at", "state", "decided_by", "decided_at"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    has_view_permission = has_change_permission
    has_module_permission = has_change_permission

    def get_actions(self, request: HttpRequest, **kwargs: Any) -> Any:
        actions = super().get_actions(request, **kwargs)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description=_("comment"))
    def words(self, comment: Comment) -> SafeString:
        return format_html('<div class="comment-words" dir="auto">{}</div>', comment.body[:600])

    @admin.display(description=_("written by"))
    def writer(self, comment: Comment) -> SafeString:
        return format_html(
            '<strong dir="auto">{}</strong><br><span class="quiet">{}</span>', comment.name, comment.email
        )

    @admin.display(description=_("story"), ordering="article")
    def story(self, comment: Comment) -> str:
        return comment.article.headline

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

"""Reports by readers: what is open first, each with its comment; a notice with all of its record."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from newsroom.comments.admin import queue
from newsroom.comments.admin.comments import offers, pressed
from newsroom.comments.models import Report


class Outcome(admin.SimpleListFilter):
    """What waits, without a word; and what became of the others."""

    title = gettext_lazy("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", gettext_lazy("Open")), *Report.Outcome.choices, ("all", gettext_lazy("All"))]

    def choices(self, changelist: Any) -> Any:
        chosen = self.value() or "open"
        for value, label in self.lookup_choices:
            address = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": address, "display": label}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        chosen = self.value() or "open"
        if chosen == "all":
            return queryset
        return queryset.filter(outcome="" if chosen == "open" else chosen)


@admin.register(Report)
class ReportAdmin(DeskPages):
    list_display = ["report"]
    list_display_links = None
    list_filter = [Outcome, "kind"]
    list_select_related = ["comment"]
    list_per_page = 50
    actions = None
    ordering = ["reported_at"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    has_view_permission = has_change_permission
    has_module_permission = has_change_permission

    @admin.display(description=gettext_lazy("report"), ordering="reported_at")
    def report(self, report: Report) -> SafeString:
        return render_to_string("desk/comment_report_line.html", {"report": report})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One report with the comment that it is about; a press of its buttons comes by POST."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return pressed(request)
        report = Report.objects.select_related("decided_by").filter(pk=whole_number(object_id) or 0).first()
        if report is None:
            raise Http404
        cards, _held = queue.in_context(queue.with_context(request.user).filter(pk=report.comment_id))
        return self.page(request, "desk/comment_report.html", _("Report"), report=report, card=cards[0], **offers())

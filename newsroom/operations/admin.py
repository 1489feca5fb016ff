from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.admin.guarded import ToBeRead
from newsroom.operations.models import Job, JobQuerySet

# The library's own list has no rights of ours, and shows that a job is late by an empty cell.
admin.site.unregister(DBTaskResult)

LISTED: Any = ["kind", "status", "attempt_count", "due", "enqueued_at", "started_at", "finished_at"]
READ: Any = [*LISTED, "arguments", "exception_class_path", "last_error"]


@admin.register(Job)
class JobAdmin(ToBeRead):
    """Background jobs, to be read; those that were given up can be tried again."""

    list_display = LISTED
    list_filter = ["status"]
    ordering = ["-enqueued_at"]
    actions = ["try_again"]
    list_per_page = 50
    show_full_result_count = False
    fields = READ
    readonly_fields = READ

    def has_view_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Who looks after the accounts looks after the machine: a job may name readers' addresses."""
        return request.user.has_perm("staff.change_user")

    has_module_permission = has_view_permission

    @admin.display(description=_("job"), ordering="task_path")
    def kind(self, job: Job) -> str:
        return job.task_path

    @admin.display(description=_("attempts"))
    def attempt_count(self, job: Job) -> int:
        return job.attempts

    @admin.display(description=_("due"), ordering="run_after")
    def due(self, job: Job) -> Any:
        return job.enqueued_at if job.run_after == get_date_max() else job.run_after

    @admin.display(description=_("arguments"))
    def arguments(self, job: Job) -> SafeString:
        return format_html('<code dir="ltr">{}</code>', job.args_kwargs)

    @admin.display(description=_("last error"))
    def last_error(self, job: Job) -> SafeString:
        return format_html('<pre dir="ltr">{}</pre>', job.traceback)

    @admin.action(description=_("Try again what was given up"))
    def try_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        assert isinstance(queryset, JobQuerySet)
        count = queryset.try_again()
        said = ngettext("%(count)d job is tried again.", "%(count)d jobs are tried again.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

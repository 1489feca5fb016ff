from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Record


@admin.register(Record)
class RecordAdmin(admin.ModelAdmin):
    """The audit log, to be read."""

    list_display = ["at", "actor_name", "verb", "headline"]
    list_filter = ["verb"]
    search_fields = ["headline", "actor_name"]
    show_full_result_count = False
    readonly_fields = ("at", "actor_name", "verb", "headline", "detail")
    fields = readonly_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Section


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "position"]
    list_editable = ["position"]
    search_fields = ["name", "slug"]

    def get_readonly_fields(self, request: HttpRequest, obj: Section | None = None) -> list[str]:
        """Its pages have an address by now, and stories lead there."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Section | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "names", "slug"]
    autocomplete_fields = ["user"]
    fields = ["name", "names", "slug", "user", "bio", "bios"]

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        """Its pages have an address by now, and stories lead there."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Person | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}

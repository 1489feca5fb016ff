from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class SlugOnce(admin.ModelAdmin):
    """A slug is proposed from the name when a thing is made, and stays: its pages have an address from then on."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["name"]}

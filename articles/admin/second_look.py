from typing import Any

from django.contrib import admin
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse


class SecondLook(admin.ModelAdmin):
    """Whoever loses a race for a name or an address is told so on the form."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Somebody took it between our look and our save: the second look sees it.
            return super().changeform_view(request, *args, **kwargs)

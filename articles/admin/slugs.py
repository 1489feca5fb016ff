import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.recorded import Recorded


class SlugForm(forms.ModelForm):
    def clean_slug(self) -> str:
        """Addresses are asked for in composed letters."""
        return unicodedata.normalize("NFC", self.cleaned_data["slug"])


class Slugged(Recorded):
    """A slug is proposed from the name when a thing is made. It may change: the old address leads to the new one."""

    form = SlugForm

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["name"]}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj:
            moves = _("The end of the public address. If you change it, the old address leads to the new one.")
            kwargs["help_texts"] = {"slug": moves, **kwargs.get("help_texts", {})}
        return super().get_form(request, obj, change, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Somebody took the address or the name between our look and our save: the second look sees it.
            return super().changeform_view(request, *args, **kwargs)

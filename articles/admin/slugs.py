import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.recorded import Recorded
from articles.admin.second_look import SecondLook


class SlugForm(forms.ModelForm):
    def clean_slug(self) -> str:
        """Addresses are asked for in composed letters."""
        return unicodedata.normalize("NFC", self.cleaned_data["slug"])


class Slugged(SecondLook, Recorded):
    """A slug is proposed from the name when a thing is made. It may change: the old address leads to the new one."""

    form = SlugForm

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["name"]}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj:
            moves = _("The end of the public address. If you change it, the old address leads to the new one.")
            kwargs["help_texts"] = {"slug": moves, **kwargs.get("help_texts", {})}
        return super().get_form(request, obj, change, **kwargs)

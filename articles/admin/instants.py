"""Instants as the desk types them: in its own zone, which the form names."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy

# A value with seconds is shown with seconds, so that saving a form never moves an instant.
_TYPED = "%Y-%m-%dT%H:%M"
_EXACT = "%Y-%m-%dT%H:%M:%S"


def zone() -> str:
    """The name of the desk's zone, such as Asia/Baghdad."""
    return str(timezone.get_current_timezone())


zone_lazy = lazy(zone, str)()


class InstantField(forms.DateTimeField):
    """A day and an hour in one native input, on a telephone as well."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_EXACT),
            input_formats=[_TYPED, _EXACT, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"],
            **kwargs,
        )

"""Instants as the desk types them: in its own zone, which the form names."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.dates import said

# With seconds, so that saving a form never moves an instant.
_EXACT = "%Y-%m-%dT%H:%M:%S"
_TYPED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?", re.ASCII)
# Beyond these a slip of the finger is likelier than a plan, and at the ends of the calendar nothing can be added.
_YEARS = range(1900, 2200)


def zone() -> str:
    """The name of the desk's zone, such as Asia/Baghdad."""
    return str(timezone.get_current_timezone())


zone_lazy = lazy(zone, str)()


class Typed(NamedTuple):
    """What a form sends of an instant; `fold` chooses where the clocks show the hour twice (PEP 495)."""

    text: str
    fold: str = ""


class Reading(NamedTuple):
    """What a wall clock's time can mean in the desk's zone: no instant, one, or two, earlier first."""

    meant: list[datetime.datetime]
    # Where it means none: the nearest times that the clocks do show.
    nearest: list[datetime.datetime]


def read(naive: datetime.datetime) -> Reading:
    """The instants at which the clocks of the desk's zone show this time."""
    there = timezone.get_current_timezone()
    folds = [naive.replace(tzinfo=there, fold=fold) for fold in (0, 1)]
    instants = sorted({each.astimezone(datetime.UTC) for each in folds})
    shown = [instant.astimezone(there) for instant in instants]
    meant = [each for each in shown if each.replace(tzinfo=None) == naive]
    return Reading(meant, [] if meant else shown)


def parsed(text: str) -> datetime.datetime | None:
    """A wall clock's time as a browser sends it, or none."""
    if not _TYPED.fullmatch(text.strip()):
        return None
    try:
        naive = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return naive if naive.year in _YEARS else None


class InstantInput(forms.DateTimeInput):
    """A day and an hour in one native input, on a telephone as well; and a choice where the hour comes twice."""

    template_name = "desk/instant_input.html"
    # None are shown; but Django would take them from the initial value too, and then they could not be kept.
    supports_microseconds = True

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format=_EXACT)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed | None:
        text = data.get(name)
        return None if text is None else Typed(text, data.get(f"{name}_fold", ""))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        fold = value.fold if isinstance(value, Typed | datetime.datetime) else ""
        text = value.text if isinstance(value, Typed) else value
        context = super().get_context(name, text, attrs)
        shown = parsed(context["widget"]["value"] or "")
        if shown and shown.second:
            # Where seconds are shown, a browser lets them be changed only if it counts in seconds.
            context["widget"]["attrs"]["step"] = "1"
        context["choices"] = [
            {"value": number, "label": _twice(each, number), "selected": str(fold) == str(number)}
            for number, each in enumerate(_doubled(text))
        ]
        return context


class InstantField(forms.DateTimeField):
    """An instant, typed as the clocks of the desk's zone show it. An hour that a clock change skips is refused; one
    that comes twice is asked about."""

    default_error_messages = {
        "invalid": gettext_lazy("Choose a day and an hour."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": InstantInput(), **kwargs})

    def to_python(self, value: Any) -> datetime.datetime | None:
        if not isinstance(value, Typed):
            value = Typed(value) if isinstance(value, str) else value
        if not isinstance(value, Typed):
            return super().to_python(value)
        if not value.text.strip():
            return None
        naive = parsed(value.text)
        if naive is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        reading = read(naive)
        if not reading.meant:
            raise ValidationError(_skipped(naive, reading.nearest), code="skipped")
        if len(reading.meant) > 1 and value.fold not in ("0", "1"):
            raise ValidationError(
                _("The clocks in %(zone)s show this hour twice on that day. Choose which of the two is meant.")
                % {"zone": zone()},
                code="doubled",
            )
        chosen = reading.meant[int(value.fold)] if len(reading.meant) > 1 else reading.meant[0]
        # By Greenwich: Python holds a doubled hour in a zone to be unequal to every instant elsewhere (PEP 495).
        return chosen.astimezone(datetime.UTC)

    def _clean_bound_field(self, field: forms.BoundField) -> datetime.datetime | None:
        """The instant as it was, to the fraction of a second that the input does not show, unless it has changed."""
        instant = super()._clean_bound_field(field)  # type: ignore[misc]
        return instant if self.disabled or self.has_changed(field.initial, field.data) else field.initial or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The input has no fractions of a second; what it did not show has not changed."""
        try:
            instant = self.to_python(data)
        except ValidationError:
            return True
        if isinstance(initial, datetime.datetime):
            initial = initial.replace(microsecond=0)
        return bool(instant != (initial or None))


def _doubled(value: Any) -> list[datetime.datetime]:
    """The two instants that a value in a form can mean; nothing for one that means one, or none."""
    naive = parsed(value) if isinstance(value, str) else value
    if not isinstance(naive, datetime.datetime) or naive.year not in _YEARS:
        return []
    meant = read(naive.replace(tzinfo=None, fold=0, microsecond=0)).meant
    return meant if len(meant) > 1 else []


def _twice(instant: datetime.datetime, number: int) -> str:
    """One of two hours of the same name: 01:30 (BST, UTC+01:00), the first."""
    words = (_("%(hour)s (%(zone)s, UTC%(offset)s), the first"), _("%(hour)s (%(zone)s, UTC%(offset)s), the second"))
    offset = f"{instant:%z}"
    return words[number] % {
        "hour": f"{instant:%H:%M}",
        "zone": f"{instant:%Z}",
        "offset": f"{offset[:3]}:{offset[3:5]}",
    }


def _skipped(naive: datetime.datetime, nearest: list[datetime.datetime]) -> str:
    return _(
        "There is no %(hour)s on that day in %(zone)s: the clocks are put forward. Choose %(before)s or %(after)s."
    ) % {
        "hour": f"{naive:%H:%M}",
        "zone": zone(),
        # With the day: a change at midnight has one of them on the day before.
        "before": said(nearest[0]),
        "after": said(nearest[-1]),
    }

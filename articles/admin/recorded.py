"""What is done at the desk to something other than a story goes on record too."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest

from articles.admin.guarded import Guarded
from articles.models import Record


class Recorded(Guarded):
    """Writes a line of the record for what is added, changed or deleted here, in the transaction of the act."""

    # Fields whose values are told, before and after; of the others only that they were changed.
    told: tuple[str, ...] = ("name", "slug")

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        request.changes = self._changes(form)  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, "add", obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        changes = getattr(request, "changes", {})
        if changes:
            self._record(request, "change", obj, **changes)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for each in queryset:
            self._record(request, "delete", each)
        return super().log_deletions(request, queryset)

    def _record(self, request: HttpRequest, verb: str, obj: Any, **detail: Any) -> None:
        Record.objects.write(verb=verb, by=request.user, subject=str(obj), kind=self.opts.model_name, **detail)

    def _changes(self, form: Any) -> dict[str, Any]:
        """The names of the fields that were changed, and of those that are told, {"from": …, "to": …}."""
        told = {
            name: {"from": _before(form, name), "to": _said(form.cleaned_data.get(name))}
            for name in form.changed_data
            if name in self.told
        }
        return {"changed": list(form.changed_data), **told} if form.changed_data else {}


def _before(form: Any, name: str) -> Any:
    """What a field began with; of a choice among rows the form has only the key."""
    value, rows = form.initial.get(name), getattr(form.fields[name], "queryset", None)
    if rows is not None and isinstance(value, int):
        value = rows.model._default_manager.filter(pk=value).first()
    return _said(value)


def _said(value: Any) -> Any:
    """A value as it can be kept: of accounts, roles and other rows their names."""
    match value:
        case None | bool() | int() | str():
            return value
        case models.QuerySet() | list() | tuple():
            return _names(value)
        case _:
            return str(value)


def _names(rows: Iterable[Any]) -> list[str]:
    return sorted(str(row) for row in rows)

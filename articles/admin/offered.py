"""What the selects of a form offer, asked for in one query for all of them."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Value, Window
from django.db.models.functions import RowNumber

from articles.admin.at_once import ACCOUNT, Rows

# What a row is called by, in the field of this name.
NAMED = ("id", "name", "names")
COLUMNS = {"section": NAMED, "series": NAMED, "source": ("id", "name"), "assignee": ACCOUNT}


class Offered:
    def __init__(self, querysets: Mapping[str, QuerySet[Any]]) -> None:
        self.rows = {name: Rows(rows, only=COLUMNS[name]) for name, rows in querysets.items()}

    @cached_property
    def _found(self) -> dict[str, list[Any]]:
        first, *others = (_lines(name, rows) for name, rows in self.rows.items())
        found: dict[str, list[Any]] = {name: [] for name in self.rows}
        for name, _, row in sorted(first.union(*others, all=True).order_by(), key=lambda line: line[:2]):
            found[name] += self.rows[name].made([row])
        return found

    def choices(self, field: Any, name: str) -> Iterator[tuple[Any, str]]:
        """As Django's own field gives them: none first, then each row by what it is called."""
        if field.empty_label is not None:
            yield "", field.empty_label
        for row in self._found[name]:
            yield row.pk, field.label_from_instance(row)


def _lines(name: str, rows: Rows) -> QuerySet[Any, Any]:
    """The field's name, the place in its order, and the row."""
    order: Any = rows.rows.query.order_by or rows.rows.model._meta.ordering
    place = Window(RowNumber(), order_by=list(order))
    return rows.rows.order_by().values_list(Value(name), place, rows.as_object())

"""How long a finished page holds: said while it is made, for whoever keeps pages.

A page holds until a table changes that it was read from. That is always right, and needs no word of anybody. Where it
is too coarse, whoever makes the page says what of a table it is `about`: a model names in `pages_by` by which of its
columns its rows are told apart. And where a clock decides what is shown, it is said `until` when.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db.models import Model


@dataclass
class Lasting:
    """What was said of one page: the instant at which it ends, and by table the only rows that it depends on."""

    until: datetime.datetime | None = None
    about: dict[str, set[str]] = field(default_factory=dict)


_said: ContextVar[Lasting | None] = ContextVar("lasting", default=None)


@contextmanager
def noting() -> Iterator[Lasting]:
    """What is said of the page that is made meanwhile."""
    lasting = Lasting()
    token = _said.set(lasting)
    try:
        yield lasting
    finally:
        _said.reset(token)


def until(instant: datetime.datetime) -> None:
    """From this instant on the page may be another one, though no row has changed."""
    lasting = _said.get()
    if lasting is not None and (lasting.until is None or instant < lasting.until):
        lasting.until = instant


def about(model: type[Model], **ids: int | Iterable[int] | None) -> None:
    """Of this model's table, the page depends on the rows alone that have one of these values in a column of
    `pages_by`. Said again, it depends on those as well."""
    lasting = _said.get()
    if lasting is None:
        return
    names = lasting.about.setdefault(model._meta.db_table, set())
    for name, values in ids.items():
        if name not in keys_of(model):
            raise ValueError(f"{model.__name__}.pages_by has no “{name}”.")
        several = (values,) if isinstance(values, int) else values or ()
        names.update(f"{name}:{value}" for value in several)


def keys_of(model: type[Model]) -> dict[str, str]:
    """By the name of a kind of rows, the column that tells them apart."""
    return getattr(model, "pages_by", {})

"""The instant at which a page is made."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.http import Http404

from articles.models import Section
from articles.prepared import Prepared
from articles.workflow.acts import now

SECTIONS = Prepared(lambda: Section.objects.all())


class Instant(datetime.datetime):
    """An instant that the database's clock gave when a page was asked for. As a value of a statement it means now; what
    is reckoned from it is a time like any other."""

    @classmethod
    def of(cls, at: datetime.datetime) -> Self:
        return cls.combine(at.date(), at.timetz())

    @property
    def plain(self) -> datetime.datetime:
        return datetime.datetime.combine(self.date(), self.timetz())

    def __add__(self, other: datetime.timedelta) -> Any:
        return self.plain + other

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self.plain - other

    def replace(self, *args: Any, **changes: Any) -> Any:
        return self.plain.replace(*args, **changes)

    def astimezone(self, tz: datetime.tzinfo | None = None) -> Any:
        return self.plain.astimezone(tz)


@dataclass(frozen=True)
class Moment:
    """One instant for all that a page shows, so that what begins together is seen together or not at all; and the
    sections, which every page names."""

    at: datetime.datetime
    sections: Sequence[Section]

    @classmethod
    def present(cls, sections: Prepared[Section] = SECTIONS) -> Self:
        """By the database's clock; with what a query tells of the sections then. In two queries."""
        at = Instant.of(now())
        return cls(at, sections.all(at=at))

    @classmethod
    def on(cls, at: datetime.datetime) -> Self:
        """Another instant, for who may look ahead."""
        return cls(at, SECTIONS.all(at=at))

    def section(self, slug: str) -> Section:
        """Raises Http404 for none."""
        for section in self.sections:
            if section.slug == slug:
                return section
        raise Http404

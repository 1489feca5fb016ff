"""The instant at which a page is made."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models.functions import Now
from django.http import Http404

from articles.models import Section
from articles.workflow.acts import now


class Instant(datetime.datetime):
    """The present instant. Whoever asks a statement again that has it as a value asks it of the present then; and in
    rows, the column of this name is a clock, and says nothing of what they are."""

    COLUMN = "moment"

    @classmethod
    def of(cls, at: datetime.datetime) -> Self:
        return cls.combine(at.date(), at.timetz())


@dataclass(frozen=True)
class Moment:
    """One instant for all that a page shows, so that what begins together is seen together or not at all; and the
    sections, which every page names."""

    at: datetime.datetime
    sections: Sequence[Section]

    @classmethod
    def present(cls, **known: Any) -> Self:
        """By the database's clock, in the query that reads the sections; with what else is to be known of each."""
        sections = list(Section.objects.annotate(**{Instant.COLUMN: Now()}, **known))
        return cls(Instant.of(getattr(sections[0], Instant.COLUMN) if sections else now()), sections)

    @classmethod
    def on(cls, at: datetime.datetime) -> Self:
        """Another instant, for who may look ahead."""
        return cls(at, list(Section.objects.all()))

    def section(self, slug: str) -> Section:
        """Raises Http404 for none."""
        for section in self.sections:
            if section.slug == slug:
                return section
        raise Http404

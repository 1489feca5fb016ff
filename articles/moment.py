"""The instant at which a page is made."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.http import Http404

from articles.models import Section
from articles.workflow.acts import now


class Instant(datetime.datetime):
    """The present instant, as a value of a statement: whoever asks the statement again asks it of the present then."""


@dataclass(frozen=True)
class Moment:
    """One instant for all that a page shows, so that what begins together is seen together or not at all; and the
    sections, which every page names."""

    at: datetime.datetime
    sections: Sequence[Section]

    @classmethod
    def present(cls, **known: Any) -> Self:
        """By the database's clock; with what else is to be known of each section."""
        at = now()
        instant = Instant(*at.timetuple()[:6], at.microsecond, tzinfo=datetime.UTC)
        return cls(instant, list(Section.objects.annotate(**known)))

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

"""What the address of a search may say."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import languages
from articles.models import Section
from newsroom.search.finding import SINCE, Wanted
from newsroom.search.question import LONGEST

ALL = "all"
NEWEST = "newest"
PERIODS = {
    "day": _("Past day"),
    "week": _("Past week"),
    "month": _("Past month"),
    "year": _("Past year"),
}


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search for"), max_length=LONGEST, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    section = forms.ChoiceField(label=_("Section"), required=False)
    person = forms.CharField(label=_("Person"), max_length=100, required=False)
    tag = forms.CharField(label=_("Tag"), max_length=100, required=False)
    period = forms.ChoiceField(label=_("Time"), required=False, choices=[("", ""), *PERIODS.items()])
    since = forms.DateField(label=_("From"), required=False, input_formats=["%Y-%m-%d"])
    until = forms.DateField(label=_("To"), required=False, input_formats=["%Y-%m-%d"])
    order = forms.ChoiceField(label=_("Order"), required=False, choices=[("", ""), (NEWEST, _("Newest first"))])
    exact = forms.ChoiceField(required=False, choices=[("", ""), ("1", "1")])
    after = forms.CharField(required=False, max_length=60)

    def __init__(self, data: Any, *, sections: Sequence[Section], spoken: str) -> None:
        super().__init__(data)
        self.spoken = spoken
        self.sections = {section.slug: section for section in sections}
        self._offer("section", *self.sections)
        self._offer("language", ALL, *languages.codes())

    def _offer(self, name: str, *values: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *((value, value) for value in values)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first one."))
        return cleaned

    @property
    def searched_language(self) -> str:
        """That of the page where the address names none; empty for all."""
        named = self.cleaned_data["language"] or self.spoken
        return "" if named == ALL else named

    def wanted(self, now: datetime.datetime, **found: Any) -> Wanted:
        said = self.cleaned_data
        since, until = _begin_of(said["since"]), _begin_of(said["until"], datetime.timedelta(days=1))
        if said["period"]:
            begun = now - SINCE[said["period"]]
            since = max(since, begun) if since else begun
        return Wanted(
            language=self.searched_language,
            section=self.sections.get(said["section"]),
            since=since,
            until=until,
            newest_first=said["order"] == NEWEST,
            mark=said["after"],
            **found,
        )

    def mistakes(self) -> list[tuple[str, str]]:
        """The name of each field that is wrong, and what is wrong with it."""
        return [
            (str(self.fields[name].label or name), str(error))
            for name, errors in self.errors.items()
            if name in self.fields
            for error in errors
        ]


def _begin_of(day: datetime.date | None, later: datetime.timedelta = datetime.timedelta()) -> datetime.datetime | None:
    if day is None:
        return None
    try:
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time())) + later
    except OverflowError:
        return None

"""The verbs as the story screen offers them: a button each, some with a question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import rights, workflow
from articles.admin.instants import InstantField, zone_lazy
from articles.models import Article, Edition, Record


class When(forms.Form):
    """An instant to come, in the desk's zone; an hour that a clock change skips or doubles is refused by the field."""

    at = InstantField(
        label=format_lazy(_("When ({zone} time)"), zone=zone_lazy),
        error_messages={"required": _("Choose the day and hour."), "invalid": _("Choose a day and an hour.")},
    )


class Reason(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: the writer will read it.")},
    )


class Note(forms.Form):
    reason = forms.CharField(label=_("Why (for the record)"), widget=forms.Textarea(attrs={"rows": 2}), required=False)


class Substance(forms.Form):
    substantive = forms.BooleanField(
        label=_("A substantive update"),
        help_text=_("Readers will see “Updated” with the time. Leave it off for a typo: no date will change."),
        required=False,
    )


@dataclass(frozen=True)
class Verb:
    """A verb: how its button reads, what it asks, how strong it looks, what it says when it is done."""

    name: str
    label: Promise
    done: Promise
    act: Callable[..., Any]
    asks: type[forms.Form] | None = None
    confirm: Promise | None = None
    tone: str = ""

    def form(self, data: QueryDict | None = None) -> forms.Form | None:
        return self.asks(data, prefix=self.name) if self.asks else None


VERBS = {
    verb.name: verb
    for verb in [
        Verb("submit", _("Send to an editor"), _("Sent to the editors."), workflow.submit, tone="primary"),
        Verb("approve", _("Approve"), _("Approved: ready to publish."), workflow.approve),
        Verb(
            "publish",
            _("Publish"),
            _("Published: readers see it now."),
            workflow.publish,
            confirm=_("Readers will see this story at once."),
            tone="primary",
        ),
        Verb(
            "update",
            _("Update"),
            _("Updated: readers see the new text now."),
            workflow.update,
            asks=Substance,
            confirm=_("Readers will see the new text at once."),
            tone="primary",
        ),
        Verb("schedule", _("Schedule"), _("Scheduled."), workflow.schedule, asks=When),
        Verb(
            "unschedule",
            _("Call off the schedule"),
            _("Called off. Nothing is scheduled."),
            workflow.unschedule,
        ),
        Verb("send_back", _("Send back"), _("Sent back to its writer."), workflow.send_back, asks=Reason),
        Verb(
            "unpublish",
            _("Unpublish"),
            _("Unpublished: the story is gone from every page."),
            workflow.unpublish,
            asks=Note,
            confirm=_("The story disappears from every page, feed and list; its address answers that it is gone."),
            tone="danger",
        ),
    ]
}


def offered(user: Any, article: Article, live: Edition | None, pending: Edition | None) -> list[Verb]:
    """The verbs that this person can use now, in the order of the panel."""
    fits = {
        "publish": live is None,
        "update": live is not None,
        "unpublish": live is not None,
        "unschedule": pending is not None,
    }
    verbs = [verb for verb in VERBS.values() if rights.may(user, verb.name, article) and fits.get(verb.name, True)]
    # One button is the strong one: the last step that this person can take.
    strong = [verb for verb in verbs if verb.tone == "primary"]
    return [replace(verb, tone="") if verb in strong[:-1] else verb for verb in verbs]


# How the trail of a story says what was done to it.
DEEDS = {
    "save": _("saved"),
    "submit": _("sent to an editor"),
    "send_back": _("sent back"),
    "approve": _("approved"),
    "publish": _("published"),
    "schedule": _("scheduled"),
    "unschedule": _("schedule called off"),
    "update": _("updated"),
    "unpublish": _("unpublished"),
    "discard": _("discarded"),
    "comment": _("decided on a comment"),
}


def acts(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Records as the desk reads them: what was done, why, for which instant, and the revision that came of it."""
    return [
        {
            "record": record,
            "deed": DEEDS.get(record.verb, record.verb),
            "reason": record.detail.get("reason", ""),
            "at": parse_datetime(record.detail.get("at") or ""),
            "revision": record.detail.get("revision"),
        }
        for record in records
    ]

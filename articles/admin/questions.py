"""What the verbs ask before they are done: a small form each, that knows where the story stands."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.instants import InstantField, zone_lazy
from articles.admin.standing import Standing
from articles.dates import said
from articles.fields import LineFormField, TextFormField
from articles.models import Correction, Edition, Recipient, Withdrawal
from articles.rights import FROZEN

A_TEXT = 4000


class Question(forms.Form):
    # Whether what warns of the story is told: the answer lets it out in spite of that.
    passes_warnings = False
    # Names that stand above the fields, and what they are.
    listed: list[str]
    listed_as: str = ""

    def __init__(self, standing: Standing, data: Mapping[str, Any] | None, prefix: str) -> None:
        super().__init__(data, prefix=prefix, label_suffix="")
        self.standing, self.listed = standing, []
        self.prepare(standing)

    def prepare(self, standing: Standing) -> None:
        """Fit the fields to the story."""


def words(label: Any, missing: Any = None, **options: Any) -> TextFormField:
    """A few lines of text; they have to be there where it is said what is missing without them."""
    return TextFormField(
        label=label,
        required=missing is not None,
        max_length=A_TEXT,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": missing} if missing else None,
        **options,
    )


def instant(label: Any, **options: Any) -> InstantField:
    missing = gettext_lazy("Choose the day and hour.")
    return InstantField(
        label=format_lazy(label, zone=zone_lazy),
        error_messages={"required": missing, "invalid": gettext_lazy("Choose a day and an hour.")},
        **options,
    )


def either(label: Any, missing: Any) -> forms.TypedChoiceField:
    """Yes or no, with nothing chosen beforehand: the answer is somebody's."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", ""), ("no", "")],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


def substance() -> forms.TypedChoiceField:
    return either(gettext_lazy("Is it a substantive update?"), gettext_lazy("Say whether it is substantive."))


def what_readers_will_see(dated: str, edition: Edition | None) -> list[tuple[str, str]]:
    """The two answers to whether an update is substantive, each with the dates that come of it."""
    if edition is None:
        stays = _("No, such as a typo: no date will change.")
    elif edition.is_updated:
        stays = _("No, such as a typo: no date will change. Readers go on seeing “Updated %s”.") % said(
            edition.updated_at
        )
    else:
        stays = _("No, such as a typo: no date will change. Readers go on seeing %s, and no “Updated”.") % said(
            edition.published_at
        )
    return [("yes", dated), ("no", stays)]


class SendBack(Question):
    reason = words(gettext_lazy("Why"), gettext_lazy("Say why: the writer will read it."))


class Release(Question):
    """What is asked where a story goes out; the panel tells with it what only warns."""

    passes_warnings = True


class Schedule(Release):
    at = instant(gettext_lazy("When ({zone} time)"))
    follow = either(
        gettext_lazy("Something is scheduled already"), gettext_lazy("Say what becomes of what is scheduled already.")
    )
    substantive = substance()

    def prepare(self, standing: Standing) -> None:
        if standing.pending:
            self.fields["follow"].choices = [  # type: ignore[attr-defined]
                ("no", _("This comes in its place: what is scheduled is called off.")),
                ("yes", _("This follows it: what is scheduled before this time stays.")),
            ]
        else:
            del self.fields["follow"]
        if standing.seen_last or standing.pending:
            dated = _("Yes: readers will see “Updated” with this time.")
            before = standing.seen_last if not standing.pending else None
            self.fields["substantive"].choices = what_readers_will_see(dated, before)  # type: ignore[attr-defined]
            # In the place of what nobody has seen yet, nothing is updated: clean() asks where it matters.
            self.fields["substantive"].required = bool(standing.seen_last)
        else:
            del self.fields["substantive"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("follow") and answers.get("substantive") is None and "substantive" not in self.errors:
            self.add_error("substantive", _("Say whether it is substantive."))
        return answers


class Update(Release):
    substantive = substance()

    def prepare(self, standing: Standing) -> None:
        dated = _("Yes: readers will see “Updated %s”.") % said(timezone.now())
        self.fields["substantive"].choices = what_readers_will_see(dated, standing.live)  # type: ignore[attr-defined]


class Limit(Question):
    until = instant(
        gettext_lazy("Live until ({zone} time)"),
        required=False,
        help_text=gettext_lazy("The story ends then by itself. Leave it empty for no end."),
    )

    def prepare(self, standing: Standing) -> None:
        self.initial["until"] = standing.article.live_until


class BreakEmbargo(Question):
    reason = words(gettext_lazy("Why"), gettext_lazy("Say why the embargo is broken: it stays on the record."))


class Correct(Question):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    text = words(
        gettext_lazy("Text for readers"),
        gettext_lazy("Say what is corrected: readers will see it."),
    )
    supersedes = forms.TypedChoiceField(label=gettext_lazy("In place of"), required=False, empty_value=None, coerce=int)

    def prepare(self, standing: Standing) -> None:
        # Nothing is chosen beforehand: an apology is no clarification.
        self.fields["kind"].choices = [("", "—"), *Correction.Kind.choices]  # type: ignore[attr-defined]
        if standing.corrections:
            self.fields["supersedes"].choices = [  # type: ignore[attr-defined]
                ("", _("None: it is a further one")),
                *((str(each.pk), str(each)) for each in standing.corrections),
            ]
        else:
            del self.fields["supersedes"]

    def clean_supersedes(self) -> Correction | None:
        chosen = self.cleaned_data["supersedes"]
        return next((each for each in self.standing.corrections if each.pk == chosen), None)


class NoteTaking(Question):
    recipient = forms.TypedChoiceField(
        label=gettext_lazy("Who has it"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose who has it.")},
    )

    def prepare(self, standing: Standing) -> None:
        choices = [("", "—"), *((str(each.pk), each.name) for each in standing.recipients)]
        self.fields["recipient"].choices = choices  # type: ignore[attr-defined]

    def clean_recipient(self) -> Recipient:
        return next(each for each in self.standing.recipients if each.pk == self.cleaned_data["recipient"])


class PreviewLink(Question):
    made_for = LineFormField(
        label=gettext_lazy("For whom"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say whom the link is for: it stays on the record.")},
    )
    lasts = forms.TypedChoiceField(
        label=gettext_lazy("Open for"),
        choices=[
            ("1", gettext_lazy("1 hour")),
            ("24", gettext_lazy("24 hours")),
            ("72", gettext_lazy("3 days")),
            ("168", gettext_lazy("7 days")),
        ],
        initial="24",
        coerce=lambda hours: datetime.timedelta(hours=int(hours)),
        error_messages={"required": gettext_lazy("Choose for how long the link opens.")},
    )


class RevokePreview(Question):
    # The number after the verb, as its button sends it (see `acting`).
    which = forms.TypedChoiceField(
        coerce=int,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose which link to revoke."),
            "invalid_choice": gettext_lazy("That link has ended already."),
        },
    )

    def prepare(self, standing: Standing) -> None:
        self.fields["which"].choices = [(str(link.pk), "") for link in standing.open_links]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = (super().clean() or {}).get("which")
        return {"link": next(link for link in self.standing.open_links if link.pk == chosen)} if chosen else {}


class AskSignOff(Question):
    question = words(gettext_lazy("What to look at"), help_text=gettext_lazy("Whoever signs off will read it."))


class GiveSignOff(Question):
    answer = words(gettext_lazy("Remark"), help_text=gettext_lazy("The desk will read it."))


class RefuseSignOff(Question):
    answer = words(gettext_lazy("What has to change"), gettext_lazy("Say what has to change: the desk will read it."))


class WaiveSignOff(Question):
    answer = words(gettext_lazy("Why"), gettext_lazy("Say why it is done without: it stays on the record."))


class Unpublish(Question):
    reason = words(
        gettext_lazy("Why (for the desk)"),
        gettext_lazy("Say why the story is withdrawn: it stays on the record."),
    )


class TakeDown(Unpublish):
    kind = Withdrawal.Kind.TAKE_DOWN
    notice = words(gettext_lazy("Notice to readers"))

    def prepare(self, standing: Standing) -> None:
        self.fields["notice"].help_text = _("Left empty, they read: “%s”") % Withdrawal.NOTICES[self.kind]


class Kill(TakeDown):
    kind = Withdrawal.Kind.KILL

    def prepare(self, standing: Standing) -> None:
        super().prepare(standing)
        self.listed = [taking.recipient.name for taking in standing.takings]
        self.listed_as = _("These will be told:") if self.listed else _("Nobody is noted as having taken it.")


class Republish(Release):
    reason = words(gettext_lazy("Why"), gettext_lazy("Say why the story comes back: it stays on the record."))
    at = instant(
        gettext_lazy("Not before ({zone} time)"), required=False, help_text=gettext_lazy("Left empty: at once.")
    )

    def prepare(self, standing: Standing) -> None:
        if standing.article.withdrawn in FROZEN:
            del self.fields["at"]

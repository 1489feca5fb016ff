"""The form of a story."""

import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_prose_editor.fields import ProseEditorFormField

from articles import body, checks, intake, languages, rights
from articles.admin.editor import EDITOR
from articles.admin.guarded import tell_known
from articles.admin.instants import InstantField, zone_lazy
from articles.admin.lead import described
from articles.admin.offered import Offered
from articles.models import Article, Picture, Section, Series, Source
from articles.writing.copies import PLANNED, Copy

# The fields whose text is in the story's language, and so in its direction.
IN_ITS_LANGUAGE = (
    "kicker",
    "headline",
    "standfirst",
    "dateline",
    "body",
    "picture_caption",
    "picture_credit",
    "picture_alt",
)
SELECTS = ("section", "series", "source", "assignee")
EMBARGO_STAYS = _("The embargo is in force: here it can only be made longer. “Break the embargo” ends it.")


def languages_to_choose() -> list[tuple[str, str]]:
    return [(code, languages.own_name(code)) for code in languages.codes()]


def writers(holder: int | None) -> QuerySet[Any]:
    """The accounts that a story can be given to: those that may write, and the one that has it."""
    accounts = get_user_model()._default_manager
    may_write: QuerySet[Any] = accounts.with_perm(
        "articles.change_article", backend="django.contrib.auth.backends.ModelBackend"
    )
    chosen = Q(pk__in=may_write.filter(is_staff=True).values("pk")) | Q(pk=holder)
    return accounts.filter(chosen).order_by("first_name", "last_name", "username")


class StoryForm(forms.ModelForm):
    """What a reporter writes. It names the version that it was opened with: what others wrote since is merged in."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # What the story was when the form was opened, where that is known (see `articles.writing`).
    base: Copy | None = None
    language = forms.ChoiceField(label=_("Language"), choices=languages_to_choose)
    body = ProseEditorFormField(
        label=_("Body"), required=False, config={"extensions": EDITOR}, widget=AdminTextareaWidget
    )
    picture_upload = forms.FileField(
        label=_("Upload a new picture"),
        required=False,
        help_text=_("JPEG, PNG, WebP, AVIF or GIF, up to 30 MB. It goes to the library with the words below."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    embargo_until = InstantField(
        label=format_lazy(_("Embargo until ({zone} time)"), zone=zone_lazy),
        required=False,
        help_text=_("Nobody outside may see the story before this instant."),
    )
    due_at = InstantField(label=format_lazy(_("Due ({zone} time)"), zone=zone_lazy), required=False)

    class Meta:
        model = Article
        fields = [
            "language",
            "kicker",
            "headline",
            "standfirst",
            "dateline",
            "body",
            "section",
            "series",
            "tags",
            "source",
            "picture",
            "picture_caption",
            "picture_credit",
            "picture_alt",
            "slug",
            "translation_of",
            *PLANNED,
        ]
        # What helps to begin stands in the empty line, and goes when there is something in it.
        help_texts = {"kicker": "", "standfirst": "", "dateline": ""}
        widgets = {
            "kicker": forms.TextInput(attrs={"placeholder": _("Short label above the headline")}),
            "headline": forms.Textarea(
                attrs={
                    "rows": 1,
                    "class": "one-line",
                    "placeholder": _("What happened, in a line"),
                    "data-limit": checks.HEADLINE_ON_FRONTS,
                }
            ),
            "standfirst": forms.Textarea(
                attrs={"rows": 2, "class": "one-line", "placeholder": _("The story in a sentence")}
            ),
            "dateline": forms.TextInput(attrs={"placeholder": _("The place that opens the story")}),
            "picture_caption": forms.Textarea(attrs={"rows": 2, "class": "one-line"}),
            "picture_alt": forms.Textarea(attrs={"rows": 2, "class": "one-line"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.initial["version"] = self.instance.version
        if "picture_upload" in self.fields:
            self.fields["picture_upload"].widget.attrs["data-lead"] = described(self.instance)
        self._plan()
        self._choose()
        tell_known(self)
        self._write_in(self.data.get("language") or self.initial.get("language") or "")

    def _choose(self) -> None:
        """All that its selects offer, in one query, when one of them is shown."""
        fields: Any = self.fields
        offered = Offered({name: fields[name].queryset for name in SELECTS if name in fields})
        for name in offered.rows:
            fields[name].choices = partial(offered.choices, fields[name], name)

    def _write_in(self, language: str) -> None:
        """Language and direction of the inputs, before any script runs; static/desk/js/story.js follows a change."""
        if language not in languages.codes():
            language = languages.codes()[0]
        for name in IN_ITS_LANGUAGE:
            if name in self.fields:
                attrs = {
                    "lang": language,
                    "dir": languages.direction(language),
                    "data-follows-language": True,
                }
                self.fields[name].widget.attrs |= attrs
        if "body" in self.fields:
            self.fields["body"].widget.attrs["data-placeholder"] = _("The story")
        if "tags" in self.fields:
            self.fields["tags"].widget.attrs["dir"] = "auto"

    def _plan(self) -> None:
        if "assignee" in self.fields:
            field: Any = self.fields["assignee"]
            field.queryset = writers(self.instance.assignee_id)
        if "priority" in self.fields:
            self.fields["priority"].required = False
        if "embargo_open" in self.fields:
            self.fields["embargo_open"].help_text = _("Its end is not known yet. It takes the place of a time.")
        if "planned_length" in self.fields and self.instance.pk:
            count = len(body.plain_text(self.instance.body).split())
            said = ngettext("%(count)d word is written.", "%(count)d words are written.", count)
            self.fields["planned_length"].help_text = said % {"count": count}

    def clean_priority(self) -> int:
        return self.cleaned_data["priority"] or self.instance.priority

    def clean_section(self) -> Section | None:
        """A story that a desk has been handed is taken from it by nobody else."""
        section: Section | None = self.cleaned_data["section"]
        writer = getattr(self, "writer", None)
        moves = self.instance.pk is not None and section != self.instance.section and self._changes("section", section)
        if moves and writer is not None and not rights.may_move(writer, self.instance):
            raise forms.ValidationError(
                _("This story is with the desk of “%s”. Ask its editors to hand it on.") % self.instance.section
            )
        return section

    def clean_picture_upload(self) -> intake.Original | None:
        upload = self.cleaned_data["picture_upload"]
        writer = getattr(self, "writer", None)
        if upload and writer is not None and not writer.has_perm("articles.add_picture"):
            raise forms.ValidationError(_("You may not take pictures in. Choose one of the library."))
        return intake.take_in(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_family(data.get("translation_of"))
        self._check_embargo(data)
        if data.get("picture_upload"):
            for name in ("picture_credit", "picture_alt"):
                if not data.get(name):
                    self.add_error(name, _("A new picture needs this."))
        return data

    def _check_family(self, original: Article | None) -> None:
        """A story and its translations are one family, an original and those made of it: no chains."""
        if original is None:
            return
        if original == self.instance or (self.instance.pk and self.instance.translations.exists()):
            self.add_error("translation_of", _("This story is itself the original of translations."))
        elif original.translation_of is not None:
            self.cleaned_data["translation_of"] = original.translation_of

    def _check_embargo(self, data: dict[str, Any]) -> None:
        """An embargo in force can be made longer here. It is made shorter by a verb, which asks why."""
        if data.get("embargo_open"):
            data["embargo_until"] = None
        elif self.initial.get("embargo_open") and self._changes("embargo_open", False):
            self.add_error("embargo_open", EMBARGO_STAYS)
        elif self._changes("embargo_until", data.get("embargo_until")) and self._ends_sooner(data.get("embargo_until")):
            self.add_error("embargo_until", EMBARGO_STAYS)

    def _changes(self, name: str, value: Any) -> bool:
        """Whether this is not what the form was opened with: what others changed since is not its writer's doing."""
        return self.base is None or self.base.get(name) != as_plain(value)

    def _ends_sooner(self, until: datetime.datetime | None) -> bool:
        was: datetime.datetime | None = self.initial.get("embargo_until")
        if was is None or was <= timezone.now():
            return False
        # The field shows no fraction of a second, and so sends none back.
        return until is None or until < was.replace(microsecond=0)

    def save(self, commit: bool = True) -> Article:
        if picture := self.new_picture():
            self.instance.picture = picture
        return super().save(commit)

    def new_picture(self) -> Picture | None:
        """The upload, taken into the library with the words beside it."""
        original = self.cleaned_data.get("picture_upload")
        if original is None:
            return None
        return Picture.from_original(
            original,
            caption=self.cleaned_data["picture_caption"],
            credit=self.cleaned_data["picture_credit"],
            alt_text=self.cleaned_data["picture_alt"],
            added_by=getattr(self, "writer", None),
        )

    def copy(self, otherwise: Copy) -> Copy:
        """What the form says, as a copy; of a field that says nothing valid, what `otherwise` has."""
        said = {name: as_plain(value) for name, value in self.cleaned_data.items() if name in (*otherwise, *PLANNED)}
        if "tags" in said:
            said["tags"] = [{"id": None, "name": name} for name in self.cleaned_data["tags"]]
        if "body" in said:
            said["body"] = body.clean(said["body"])
        if picture := self.new_picture():
            said["picture"] = picture.pk
        return otherwise | said


def as_plain(value: Any) -> Any:
    """A value of a form as a copy has it."""
    match value:
        case Section() | Series() | Source():
            return {"id": value.pk, "name": value.name}
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat(timespec="seconds")
        case Model():
            return value.pk
    return value


class ChoicesOnly:
    """A choice is a choice here; what is chosen from is mended on its own page. Pictures and people can be added."""

    can_be_added: tuple[str, ...] = ("picture", "person")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            widget = field.widget
            widget.can_change_related = widget.can_view_related = widget.can_delete_related = False
            widget.can_add_related = widget.can_add_related and db_field.name in self.can_be_added
        return field

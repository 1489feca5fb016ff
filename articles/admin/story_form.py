"""The form of a story."""

import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_prose_editor.fields import ProseEditorFormField

from articles import body, checks, embeds, intake, languages, rights
from articles.admin.guarded import FoundByNumber, tell_known
from articles.admin.instants import InstantField, zone_lazy
from articles.admin.lead import described
from articles.admin.link_check import PROOFING
from articles.admin.offered import Offered
from articles.models import Article, Byline, Picture, Section, Source
from articles.writing.copies import PLANNED, Copy

EDITOR = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Link": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto", "tel"],
        "stories": reverse_lazy("admin:articles_article_links"),
        "words": {
            "title": _("Link"),
            "line": _("Search our stories, or paste an address"),
            "found": _("Stories"),
            "none": _("No story of ours has these words."),
            "failed": _("The desk cannot be reached. An address can be set all the same."),
            "neither": _("That is neither an address nor the words of a story."),
            "leads": _("Leads to {story}, wherever it moves."),
            "missing": _("Leads to a story that you may not read, or that is not there any more."),
            "set": _("Set the link"),
            "unset": _("Remove the link"),
            "cancel": _("Cancel"),
        },
    },
    "HardBreak": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Table": {
        "words": {
            "insert": _("Table"),
            "addRowBefore": _("Row above"),
            "addRowAfter": _("Row below"),
            "addColumnBefore": _("Column before"),
            "addColumnAfter": _("Column after"),
            "deleteRow": _("Delete row"),
            "deleteColumn": _("Delete column"),
            "toggleHeaderRow": _("Heading row"),
            "toggleHeaderColumn": _("Heading column"),
            "deleteTable": _("Delete table"),
        }
    },
    "NoSpellCheck": False,
    "Menu": {
        "groups": [
            {"group": "headings"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "insert"},
            {"group": "history"},
            {"group": "table"},
        ]
    },
    # Ours, of static/desk/js/body.js.
    "LibraryPicture": {
        "library": reverse_lazy("admin:articles_picture_library"),
        "add": reverse_lazy("admin:articles_picture_add"),
        "sizes": {"": _("Normal"), "wide": _("Wide"), "small": _("Small, beside the text")},
        "words": {
            "insert": _("Picture from the library"),
            "search": _("Search the library"),
            "none": _("No picture found."),
            "failed": _("The library cannot be reached."),
            "upload": _("Upload a picture"),
            "uploading": _("{name} is being uploaded …"),
            "more": _("More"),
            "add": _("Add a picture to the library"),
            "close": _("Close"),
            "remove": _("Remove"),
            "replace": _("Another picture"),
            "caption": _("Caption"),
            "credit": _("Credit"),
            "alt": _("Alternative text"),
            "size": _("Size"),
            "empty": _("Nothing yet"),
            "missing": _("This picture is not in the library."),
        },
    },
    "Embed": {
        "check": reverse_lazy("admin:articles_article_embed"),
        "providers": embeds.NAMES_BY_HOST,
        "words": {
            "insert": _("Post, video, sound or chart of another site"),
            "address": _("Its address"),
            "known": format_lazy(_("Of {names}."), names=", ".join(embeds.NAMES)),
            "caption": _("Caption"),
            "set": _("Put it into the text"),
            "cancel": _("Cancel"),
            "failed": _("The desk cannot be reached."),
            "open": _("Open in a new tab"),
            "remove": _("Remove"),
        },
    },
    "RelatedStory": {
        "stories": reverse_lazy("admin:articles_article_links"),
        "words": {
            "insert": _("Related story"),
            "name": _("Related story"),
            "search": _("Search our stories, or paste the address of one"),
            "found": _("Stories"),
            "none": _("No story of ours has these words."),
            "failed": _("The desk cannot be reached."),
            "missing": _("A story that you may not read, or that is not there any more."),
            "close": _("Close"),
            "remove": _("Remove"),
        },
    },
    "PullQuote": {"insert": _("Pull quote")},
    "QuoteSpeaker": {"placeholder": _("Who says it")},
    "CleanPaste": {"leftOut": _("Pictures left out of what was pasted: {count}. Add them from the library.")},
    "Typing": True,
    "Proofing": PROOFING,
    "MoveBlock": True,
    "WritingTable": {
        "toolbar": _("Tools for the body"),
        "labels": {
            "heading2": _("Subheading"),
            "heading3": _("Smaller subheading"),
            "paragraph": _("Paragraph"),
            "bold": _("Bold"),
            "italic": _("Italic"),
            "link": _("Link"),
            "unlink": _("Remove the link"),
            "bulletList": _("List"),
            "orderedList": _("Numbered list"),
            "blockquote": _("Quotation"),
            "horizontalRule": _("Dividing line"),
            "history:undo": _("Undo"),
            "history:redo": _("Redo"),
        },
    },
}
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
        offered = Offered({name: fields[name].queryset for name in ("section", "source", "assignee") if name in fields})
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
        )

    def copy(self, otherwise: Copy) -> Copy:
        """What the form says, as a copy; of a field that says nothing valid, what `otherwise` has."""
        said = {name: as_plain(value) for name, value in self.cleaned_data.items() if name in otherwise}
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
        case Section() | Source():
            return {"id": value.pk, "name": value.name}
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat(timespec="seconds")
        case Model():
            return value.pk
    return value


class BylineForm(forms.ModelForm):
    """A line of a table: its inputs are named by attributes, as a table's cells have no labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A choice is wrapped in what surrounds it; the name is the choice's own.
            widget: forms.Widget = getattr(field.widget, "widget", None) or field.widget
            widget.attrs["aria-label"] = field.label
        tell_known(self)

    def validate_constraints(self) -> None:
        """The form set sees to it that nobody is there twice in one role; what is in the database is replaced."""

    def has_changed(self) -> bool:
        """A line that the form proposed is kept as it stands; nobody has to touch it."""
        return super().has_changed() or (self.instance.pk is None and bool(self.initial.get("person")))


class BylineFormSet(forms.BaseInlineFormSet):
    """The bylines as they are to be: by whom and as what, whatever rows there were when the form was opened."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def get_queryset(self) -> Any:
        """The lines that were fetched with the story, where it is opened to be looked at."""
        known = getattr(self.instance, "_prefetched_objects_cache", {})
        return list(self.instance.bylines.all()) if "bylines" in known and not self.is_bound else super().get_queryset()

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if self.is_bound:
            form.fields["id"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this byline")

    def lines(self) -> list[dict[str, Any]]:
        """As a copy has them (see `articles.writing.copies`)."""
        said = [form.cleaned_data for form in self.forms if form.cleaned_data.get("person")]
        kept = sorted((line for line in said if not line.get("DELETE")), key=lambda line: line["position"] or 0)
        return [{"person": line["person"].pk, "name": line["person"].name, "role": line["role"]} for line in kept]


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


class BylineInline(ChoicesOnly, FoundByNumber, admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    extra = 0
    fields = ["person", "role", "position"]
    autocomplete_fields = ["person"]

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """A new story has a line already: its writer's own, as far as the account has a name in print."""
        return 0 if obj else 1

"""The form of a story."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField

from articles import renditions, workflow
from articles.models import Article, Byline, Picture

EDITOR = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "HardBreak": True,
    "NoSpellCheck": False,
}


class StoryForm(forms.ModelForm):
    """What a reporter writes. It names the version that it was opened with: a stale form is never written."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    body = ProseEditorFormField(
        label=_("Body"), required=False, config={"extensions": EDITOR}, widget=AdminTextareaWidget
    )
    picture_upload = forms.FileField(
        label=_("Upload a new picture"),
        required=False,
        help_text=_("JPEG, PNG, WebP, AVIF or GIF, up to 30 MB. Its caption, credit and alternative text are below."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

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
            "embargo_until",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean_picture_upload(self) -> renditions.Original | None:
        upload = self.cleaned_data["picture_upload"]
        return renditions.take_in(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # The row is locked by now (see StoryAdmin.get_object), so nobody gets between this look and the writing.
        if self.instance.pk and data.get("version") != self.instance.version:
            raise forms.ValidationError(
                _("%(what)s What you wrote is still here, and is not saved.")
                % {"what": workflow.stale_message(self.instance)},
                code="stale",
            )
        if data.get("picture_upload"):
            for name in ("picture_credit", "picture_alt"):
                if not data.get(name):
                    self.add_error(name, _("A new picture needs this."))
        return data

    def save(self, commit: bool = True) -> Article:
        original = self.cleaned_data.get("picture_upload")
        if original is not None:
            self.instance.picture = Picture.from_original(
                original,
                caption=self.cleaned_data["picture_caption"],
                credit=self.cleaned_data["picture_credit"],
                alt_text=self.cleaned_data["picture_alt"],
            )
        return super().save(commit)


class BylineForm(forms.ModelForm):
    def has_changed(self) -> bool:
        """A line that the form proposed is kept as it stands; nobody has to touch it."""
        return super().has_changed() or (self.instance.pk is None and bool(self.initial.get("person")))


class BylineInline(admin.TabularInline):
    model = Byline
    form = BylineForm
    extra = 0
    fields = ["person", "role", "position"]
    autocomplete_fields = ["person"]

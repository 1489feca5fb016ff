"""The forms of a picture: all of it, and the few words that a picture which has just come in lacks."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import intake
from articles.admin.instants import InstantField, zone_lazy
from articles.admin.library import page_of
from articles.models import Licence, Picture, Use


def licences_to_choose(now: str = "") -> list[tuple[str, Any]]:
    """“Not recorded” is what pictures from before have; nobody chooses it."""
    known = [(value, label) for value, label in Licence.choices if value != Licence.EARLIER or value == now]
    return [("", _("Choose by what right it is printed")), *known]


class WordsForm(forms.ModelForm):
    """What a picture must have before it is ready for print: filled in on its card."""

    class Meta:
        model = Picture
        fields = ["caption", "credit", "alt_text", "licence"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        # Who may only look at a picture has no fields.
        if licence := self.fields.get("licence"):
            licence.choices = licences_to_choose(self.instance.licence)  # type: ignore[attr-defined]


class PictureForm(WordsForm):
    """A picture's words, rights and focal point; and its file, once, when it is added."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF, up to 30 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    expires_at = InstantField(
        label=format_lazy(_("May be used until ({zone} time)"), zone=zone_lazy),
        required=False,
        help_text=_("From then on it is on no page, and the desks of the stories with it are told."),
    )
    uses = forms.MultipleChoiceField(
        label=_("May be used"),
        choices=Use.choices,
        required=False,
        initial=Use.values,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without “On the site”, readers see it nowhere."),
    )

    class Meta:
        model = Picture
        fields = [
            *("caption", "credit", "alt_text", "creator", "focal_x", "focal_y"),
            *("licence", "source", "copyright_notice", "usage_terms", "expires_at", "uses"),
        ]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "alt_text": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "usage_terms": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 100}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 100}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("upload", None)

    def clean_upload(self) -> intake.Original:
        original = intake.take_in(self.cleaned_data["upload"])
        there = Picture.objects.filter(digest=original.digest).first()
        if there is not None:
            raise forms.ValidationError(
                format_html(
                    '{} <a href="{}"><bdi>{}</bdi></a>',
                    _("This picture is in the library already:"),
                    page_of(there),
                    there,
                )
            )
        return original

    def taken_in(self, **fields: Any) -> Picture:
        """The new picture in the library, with what its file says of itself where the form was left empty."""
        original = self.cleaned_data.pop("upload")
        given = {name: value for name, value in self.cleaned_data.items() if value or name == "uses"}
        self.instance = Picture.from_original(original, **{**given, **fields})
        return self.instance

    def save_m2m(self) -> None:
        """A picture has no rows beside its own."""

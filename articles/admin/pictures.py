from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models import Picture


class PictureForm(forms.ModelForm):
    """A picture's words; and its file, once, when it is added."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF, up to 30 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )

    class Meta:
        model = Picture
        fields = ["caption", "credit", "alt_text", "focal_x", "focal_y", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("upload", None)

    def clean_upload(self) -> renditions.Original:
        original = renditions.take_in(self.cleaned_data["upload"])
        there = Picture.objects.filter(digest=original.digest).first()
        if there is not None:
            raise forms.ValidationError(_("This picture is in the library already: “%s”.") % there)
        return original

    def save(self, commit: bool = True) -> Picture:
        original = self.cleaned_data.get("upload")
        if original is not None:
            self.instance.file.name = original.name
            self.instance.digest = original.digest
            self.instance.width, self.instance.height = original.width, original.height
        return super().save(commit)


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    form = PictureForm
    list_display = ["thumbnail", "caption", "credit", "size", "added_at"]
    list_display_links = ["thumbnail", "caption"]
    search_fields = ["caption", "credit", "alt_text"]
    readonly_fields = ["preview", "size"]
    show_full_result_count = False

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        first = ["preview", "size"] if obj else ["upload"]
        return [
            (None, {"fields": [*first, "caption", "credit", "alt_text", "source"]}),
            (_("Focal point"), {"fields": [("focal_x", "focal_y")]}),
        ]

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        if not change:
            obj.added_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> SafeString:
        return _image(picture, 320, "thumbnail")

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> SafeString:
        return _image(picture, 640, "preview")

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"


def _image(picture: Picture, width: int, css_class: str) -> SafeString:
    width = next((each for each in renditions.widths_for(picture.width) if each >= width), picture.width)
    return format_html(
        '<img class="{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        css_class,
        renditions.address(picture.digest, width, "webp"),
        picture.alt_text,
        width,
        round(picture.height * width / picture.width),
    )

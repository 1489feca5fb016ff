from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.admin.recorded import Recorded
from articles.models import Picture

A_PICK = 24


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
class PictureAdmin(Recorded):
    form = PictureForm
    change_form_template = "desk/picture.html"
    list_display = ["thumbnail", "words", "credit", "size", "added_at"]
    list_display_links = ["thumbnail", "words"]
    list_per_page = 48
    search_fields = ["caption", "credit", "alt_text"]
    readonly_fields = ["preview", "size"]
    told = ("caption", "credit", "alt_text", "source")
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

    # The library, as the body's editor searches it.

    def get_urls(self) -> list[URLPattern]:
        library = self.admin_site.admin_view(self.library_view)
        return [path("library/", library, name="articles_picture_library"), *super().get_urls()]

    def library_view(self, request: HttpRequest) -> HttpResponse:
        """JSON: the pictures of the ids asked for, or the newest ones with the words of `q`, from `after` on."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pictures = Picture.objects.order_by("-id")
        ids = [int(each) for each in request.GET.getlist("id") if _is_id(each)][:A_PICK]
        if "id" in request.GET:
            pictures = pictures.filter(pk__in=ids)
        for word in request.GET.get("q", "").replace("\x00", "").split()[:8]:
            pictures = pictures.filter(
                Q(caption__icontains=word) | Q(credit__icontains=word) | Q(alt_text__icontains=word)
            )
        after = request.GET.get("after", "")
        if _is_id(after):
            pictures = pictures.filter(pk__lt=int(after))
        found = list(pictures[: A_PICK + 1])
        return JsonResponse(
            {"pictures": [_as_found(picture) for picture in found[:A_PICK]], "more": len(found) > A_PICK},
            headers={"Cache-Control": "private, no-store"},
        )

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> SafeString:
        return image(picture, 320, "thumbnail")

    @admin.display(description=_("caption"), ordering="caption")
    def words(self, picture: Picture) -> SafeString:
        return format_html('<span dir="auto">{}</span>', picture)

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> SafeString:
        return format_html('<span class="focal-preview">{}</span>', image(picture, 640, "preview"))

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> SafeString:
        return format_html('<span dir="ltr">{} × {}</span>', picture.width, picture.height)


def image(picture: Picture, width: int, css_class: str) -> SafeString:
    """A picture of the library about this wide, for the desk's own eyes."""
    width, height = _size(picture, width)
    return format_html(
        '<img class="{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        css_class,
        renditions.address(picture.digest, width, "webp"),
        picture.alt_text,
        width,
        height,
    )


def _size(picture: Picture, width: int) -> tuple[int, int]:
    width = next((each for each in renditions.widths_for(picture.width) if each >= width), picture.width)
    return width, round(picture.height * width / picture.width)


def _as_found(picture: Picture) -> dict[str, Any]:
    width, height = _size(picture, 320)
    return {
        "id": picture.pk,
        "thumbnail": renditions.address(picture.digest, width, "webp"),
        "preview": renditions.address(picture.digest, _size(picture, 640)[0], "webp"),
        "width": width,
        "height": height,
        "caption": picture.caption,
        "credit": picture.credit,
        "alt": picture.alt_text,
    }


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 19

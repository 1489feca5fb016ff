"""The picture library of the desk."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import picture_rights, rights
from articles.admin.library import FILTERS, Library, addresses, as_found, card, image, page_of, pills
from articles.admin.numbers import whole_number
from articles.admin.picture_forms import PictureForm, licences_to_choose
from articles.admin.taking_in import TakingIn
from articles.admin.where_used import where_used
from articles.models import Picture
from articles.models.picture import SEARCHED

__all__ = ["PictureAdmin", "image"]

A_PICK = 24
# What follows to the editions that are out: see `picture_rights`.
FOLLOWS = {"expires_at", "uses", "focal_x", "focal_y"}
# How a picture is cut where it is shown.
CROPS = (("wide", "16:9"), ("landscape", "4:3"), ("square", "1:1"), ("portrait", "3:4"), ("tall", "9:16"))


@admin.register(Picture)
class PictureAdmin(TakingIn):
    form = PictureForm
    change_form_template = "desk/picture.html"
    change_list_template = "desk/library.html"
    delete_confirmation_template = "desk/picture_delete.html"
    list_display = ["words"]
    list_filter = FILTERS
    list_per_page = 48
    list_max_show_all = 0
    search_fields = SEARCHED
    told = (
        *("caption", "credit", "alt_text", "creator", "copyright_notice", "source"),
        *("licence", "usage_terms", "expires_at", "uses"),
    )
    show_full_result_count = False
    # Counts of what each filter would find are not worth reading the whole library for.
    show_facets = admin.ShowFacets.NEVER

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        about = ["caption", "credit", "alt_text", "creator"]
        return [
            (gettext_lazy("Words"), {"fields": about if obj else ["upload", *about]}),
            (
                gettext_lazy("Rights"),
                {
                    "fields": [
                        ("licence", "expires_at"),
                        "uses",
                        ("copyright_notice", "source"),
                        "usage_terms",
                    ]
                },
            ),
            (gettext_lazy("Focal point"), {"classes": ["focal-point"], "fields": [("focal_x", "focal_y")]}),
        ]

    # Rights, and what follows of a change.

    def has_change_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return rights.may_change_picture(request.user, obj)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Picture:
        """A new one is taken in as everywhere else."""
        return super().save_form(request, form, change) if change else form.taken_in(added_by=request.user)

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        if change and "_withdraw" in request.POST:
            obj.expires_at = Now()
            form.changed_data.append("expires_at")
        if change:
            super().save_model(request, obj, form, change)
            obj.refresh_from_db()
        if not change or FOLLOWS.intersection(form.changed_data):
            picture_rights.changed(obj, by=request.user)
        if "_withdraw" in request.POST:
            form.cleaned_data["expires_at"] = obj.expires_at

    def response_change(self, request: HttpRequest, obj: Picture) -> HttpResponse:
        if "_withdraw" in request.POST:
            said = _("The picture is on no page any more. The desks of the stories with it are told.")
            self.message_user(request, said, messages.SUCCESS)
            return HttpResponseRedirect(page_of(obj))
        return super().response_change(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        picture = self.get_object(request, unquote(object_id))
        used = where_used(picture, request.user) if picture else None
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, {"where_used": used, **(extra_context or {})})
        except IntegrityError:
            self.message_user(request, _("A story uses this picture, so it stays."), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What stands against a deletion is said by the stories' names."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            uses = [where_used(each, request.user) for each in objs]
            protected, perms_needed = [used.sentence for used in uses if used], set()
        return to_delete, counts, perms_needed, protected

    # The screens.

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Library]:
        return Library

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {
            "may_add": self.has_add_permission(request),
            "may_delete": self.has_delete_permission(request),
            "licences": licences_to_choose(),
            "library": {"addresses": addresses(), "words": words_of_taking_in()},
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        picture: Picture | None = kwargs.get("obj")
        if picture is not None:
            context |= {
                "used": where_used(picture, request.user),
                "card": card(picture),
                "pills": pills(picture),
                "preview": image(picture, 960, "focal-image"),
                "crops": [(name, shape, image(picture, 640, "")) for name, shape in CROPS],
                "may_withdraw": self.has_change_permission(request, picture) and not picture.is_barred,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("caption"), ordering="caption")
    def words(self, picture: Picture) -> SafeString:
        return format_html('<span dir="auto">{}</span>', picture)

    # The library, as the desk's scripts search it.

    def get_urls(self) -> list[URLPattern]:
        library = self.admin_site.admin_view(self.library_view)
        return [path("library/", library, name="articles_picture_library"), *super().get_urls()]

    def library_view(self, request: HttpRequest) -> HttpResponse:
        """JSON: the pictures of the ids asked for, or the newest ones with the words of `q`, from `after` on."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pictures = Picture.objects.order_by("-id")
        ids = [number for each in request.GET.getlist("id") if (number := whole_number(each)) is not None][:A_PICK]
        if "id" in request.GET:
            pictures = pictures.filter(pk__in=ids)
        pictures = pictures.with_words(request.GET.get("q", ""))
        after = whole_number(request.GET.get("after"))
        if after is not None:
            pictures = pictures.filter(pk__lt=after)
        found = list(pictures[: A_PICK + 1])
        return JsonResponse(
            {"pictures": [as_found(picture) for picture in found[:A_PICK]], "more": len(found) > A_PICK},
            headers={"Cache-Control": "private, no-store"},
        )


def words_of_taking_in() -> dict[str, str]:
    """What the script of the library says."""
    return {
        "waiting": _("Waiting…"),
        "sending": _("Sending: {percent} %"),
        "taking": _("Is being taken in…"),
        "taken": _("Taken in."),
        "here": _("The same file is here already."),
        "saved": _("Saved"),
        "failed": _("It could not be sent. Is the line still there?"),
        "unsaved": _("Not saved. Try again."),
        "progress": _("{done} of {all} pictures taken in"),
        "complete": _("Nothing is missing."),
        "missing": _("Still missing: {fields}"),
        "discarded": _("Thrown away: the one that was here stays."),
    }

from typing import Any
from urllib.parse import unquote

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import old_paths, rights
from articles.admin.recorded import Recorded
from articles.admin.second_look import SecondLook
from articles.admin.story_form import ChoicesOnly
from articles.models import Address

OWNERS = ("article", "section", "tag", "person", "series")


class OldPathForm(forms.ModelForm):
    class Meta:
        model = Address
        fields = ["path", *OWNERS]
        labels = {"path": _("Old path")}
        help_texts = {"path": _("As it was on the earlier site, from the first “/” on: /2014/05/story.html")}
        widgets = {"path": forms.TextInput(attrs={"class": "vTextField", "dir": "ltr"})}

    def clean_path(self) -> str:
        return old_paths.clean_path(self.cleaned_data["path"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and sum(cleaned.get(name) is not None for name in OWNERS) != 1:
            raise ValidationError(
                _("Choose one page that the path leads to: a story, a section, a tag, a person or a series.")
            )
        self.instance.is_imported = True
        return cleaned


@admin.register(Address)
class AddressAdmin(ChoicesOnly, SecondLook, Recorded):
    """Every path that leads to a page, to be read; and a form for the old paths of an earlier site."""

    form = OldPathForm
    list_display = ["path_shown", "leads_to", "is_old"]
    list_display_links = None
    list_filter = ["is_imported"]
    list_select_related = list(OWNERS)
    list_per_page = 50
    show_full_result_count = False
    ordering = ["path"]
    search_fields = ["path"]
    autocomplete_fields = list(OWNERS)
    told = ("path", *OWNERS)
    can_be_added = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Address]:
        """Without the stories that this person may not read: an address tells the headline."""
        return super().get_queryset(request).exclude(article__withdrawn__in=rights.unreadable(request.user))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Also for a path as a browser's address bar gives it."""
        return super().get_search_results(request, queryset, unquote(search_term).replace("\0", ""))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.import_address")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("path"), ordering="path")
    def path_shown(self, address: Address) -> SafeString:
        return format_html('<a href="{0}"><bdi dir="ltr">{0}</bdi></a>', address.path)

    @admin.display(description=_("leads to"))
    def leads_to(self, address: Address) -> SafeString | str:
        for name in OWNERS:
            if (owner := getattr(address, name)) is not None:
                return format_html("{}: <bdi>{}</bdi>", owner._meta.verbose_name, owner)
        return gettext("nothing: what was there has been deleted")

    @admin.display(description=Address._meta.get_field("is_imported").verbose_name, ordering="is_imported")
    def is_old(self, address: Address) -> str:
        return gettext("Yes") if address.is_imported else ""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.exports import export
from articles.admin.facts import facts, readable
from articles.admin.guarded import ToBeRead
from articles.admin.verbs import DEEDS
from articles.models import Record


class Deed(SimpleListFilter):
    title = _("what")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(DEEDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Record)
class RecordAdmin(ToBeRead):
    """The audit log, to be read: without the stories that the reader of it may not read."""

    change_list_template = "desk/records.html"
    change_form_template = "desk/record.html"
    list_filter = [Deed, "at"]
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Record]:
        return readable(request.user, super().get_queryset(request))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return ["at", "who", "deed", "story", *_whence(request)]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["headline", "actor_name", *_whence(request)]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not even by asking in the address whether an act came from somewhere."""
        allowed = super().lookup_allowed(lookup, value, request)
        return allowed and (may_see_whence(request) or not lookup.startswith("whence"))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["at", "who", "deed", "story", *_whence(request), "what_more"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.get_fields(request, obj)

    @admin.display(description=_("who"), ordering="actor_name")
    def who(self, record: Record) -> SafeString:
        return format_html("<bdi>{}</bdi>", record.actor_name)

    @admin.display(description=_("what"), ordering="verb")
    def deed(self, record: Record) -> str:
        return str(DEEDS.get(record.verb, record.verb))

    @admin.display(description=_("story"), ordering="headline")
    def story(self, record: Record) -> SafeString:
        return format_html('<span dir="auto">{}</span>', record.headline)

    @admin.display(description=_("detail"))
    def what_more(self, record: Record) -> SafeString:
        told = format_html_join("", '<div><dt>{}</dt><dd dir="auto">{}</dd></div>', facts(record))
        return format_html('<dl class="facts">{}</dl>', told) if told else format_html("–")

    # Its export: what the list shows, whatever its length.

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/<slug:form>/", view, name="articles_record_export"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        exports = may_export(request) and [
            (form.upper(), f"{reverse('admin:articles_record_export', args=[form])}?{request.GET.urlencode()}")
            for form in ("csv", "json")
        ]
        return super().changelist_view(request, {"exports": exports, **(extra_context or {})})

    def export_view(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """The list as it is filtered and searched, in a file."""
        if not (self.has_view_permission(request) and may_export(request)):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:articles_record_changelist"))
        return export(found, form, "record", with_whence=may_see_whence(request))


def may_export(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.export_record")


def may_see_whence(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.view_record_whence")


def _whence(request: HttpRequest) -> list[str]:
    return ["whence"] if may_see_whence(request) else []

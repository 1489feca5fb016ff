"""What an address or a form of the desk may ask for: nothing that Django or PostgreSQL stumbles over."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from articles.admin.numbers import whole_number

# A pattern that is none, and a year that no calendar has, are errors of the database; nobody needs either.
NOT_ASKED = frozenset(["regex", "iregex", "year", "iso_year"])


class ByNumber(AutocompleteSelect):
    """Choices that are found as one types: what is chosen is the number of a row, and nothing else is looked for."""

    # The row that is chosen, where it was fetched already.
    known: models.Model | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        if self.known is not None and [str(each) for each in value] == [str(self.known.pk)]:
            chosen = self.create_option(
                name, self.known.pk, self.choices.field.label_from_instance(self.known), True, 1
            )
            empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
            return [(None, [*empty, chosen], 0)]
        return super().optgroups(name, [each for each in value if not each or whole_number(each) is not None], attr)


def tell_known(form: Any) -> None:
    """Let the choices of a form know the rows that were fetched with its instance."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", None) or field.widget
        if isinstance(widget, ByNumber):
            widget.known = form.instance._state.fields_cache.get(name)


class FoundByNumber:
    """For an admin or an inline with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = ByNumber(db_field, self.admin_site, using=kwargs.get("using"))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class Guarded(FoundByNumber, admin.ModelAdmin):
    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return lookup.rpartition("__")[2] not in NOT_ASKED and super().lookup_allowed(lookup, value, request)

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """An action on a list is done whole, with its record, or not at all."""
        try:
            with transaction.atomic():
                return super().response_action(request, queryset, *args, **kwargs)
        except IntegrityError:
            said = _("Somebody used one of these at this moment, so nothing was changed. Look at the list again.")
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class ToBeRead(Guarded):
    """What is written elsewhere: at the desk it is neither added, changed nor deleted."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

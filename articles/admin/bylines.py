"""The bylines in the form of a story."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import FoundByNumber, tell_known
from articles.admin.story_form import ChoicesOnly
from articles.models import Article, Byline


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

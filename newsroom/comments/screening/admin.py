"""The screening at the desk: its checks, its thresholds, its lists of words."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.recorded import Recorded
from articles.admin.second_look import SecondLook
from newsroom.comments.models import Check, Rules, WordList
from newsroom.comments.screening.table import CHECKS

# Beyond it nobody means a number.
MOST = 100_000.0


class CheckForm(forms.ModelForm):
    class Meta:
        model = Check
        fields = ["place", "is_on", "limit", "points"]
        # As narrow as those of whole numbers: five columns have to fit.
        widgets = dict.fromkeys(["limit", "points"], forms.NumberInput(attrs={"class": "vIntegerField", "step": "any"}))

    def clean_limit(self) -> float | None:
        return _sensible(self.cleaned_data["limit"], least=0.0)

    def clean_points(self) -> float:
        points = _sensible(self.cleaned_data["points"], least=-MOST)
        assert points is not None
        return points


def _sensible(number: float | None, *, least: float) -> float | None:
    if number is not None and not least <= number <= MOST:
        raise ValidationError(_("Enter a number from %(least)d to %(most)d.") % {"least": least, "most": MOST})
    return number


@admin.register(Check)
class CheckAdmin(Recorded):
    """Set on one page: which checks are made, in which order, by which limit, for how many points."""

    form = CheckForm
    list_display = ["explained", "place", "is_on", "limit", "points"]
    list_display_links = ["explained"]
    list_editable = ["place", "is_on", "limit", "points"]
    list_per_page = 100
    ordering = ["place", "name"]
    actions = None
    show_full_result_count = False
    fields = ["explained", "is_on", "place", "limit", "points"]
    readonly_fields = ["explained"]
    told = ("place", "is_on", "limit", "points")

    def get_queryset(self, request: HttpRequest) -> Any:
        """A row of another version, for which there is no check here, is nothing to be set."""
        return super().get_queryset(request).filter(name__in=CHECKS)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return CheckForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Check | None = None) -> bool:
        return False

    @admin.display(description=_("check"), ordering="name")
    def explained(self, check: Check) -> SafeString:
        known = CHECKS[check.name]
        return format_html('{}<br><span class="quiet">{}</span>', known.title, known.help)


@admin.register(Rules)
class RulesAdmin(Recorded):
    """One row: its list is its form."""

    fieldsets = [
        (_("Screening"), {"fields": ["hold_at", "spam_at"]}),
        (_("Under attack"), {"fields": ["attack", "attack_rate"]}),
        (_("What is private"), {"fields": ["private_days", "mails_a_day"]}),
    ]
    told = ("hold_at", "spam_at", "attack", "attack_rate", "private_days", "mails_a_day")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        rules, _is_new = Rules.objects.get_or_create(pk=1)
        return self.change_view(request, str(rules.pk))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Rules | None = None) -> bool:
        return False


@admin.register(WordList)
class WordListAdmin(SecondLook, Recorded):
    list_display = ["kind", "language", "first_words"]
    list_display_links = ["kind", "language"]
    list_filter = ["kind", "language"]
    show_full_result_count = False
    told = ("kind", "language")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "words" and field is not None:
            field.widget = forms.Textarea(attrs={"rows": 20, "cols": 60, "dir": "auto"})
            field.help_text = _(
                "A word or a phrase a line. They are found however they are spelled: in capitals, with other letters "
                "of the same sound, with digits for letters. An asterisk at the end stands for what follows: casino*"
            )
        return field

    @admin.display(description=_("words"))
    def first_words(self, listed: WordList) -> str:
        return ", ".join(listed.words.split("\n")[:8])

"""Bans: made here by what a moderator types, or in the queue from a comment; lifted here, and never deleted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.guarded import Guarded
from articles.dates import written
from articles.fields import LineFormField, TextFormField
from articles.workflow import Refused
from newsroom.comments.banning import FOR_EVER, SPANS, ban, lift
from newsroom.comments.models import Ban


class BanForm(forms.ModelForm):
    who = LineFormField(
        label=gettext_lazy("Who, or what"),
        max_length=200,
        help_text=gettext_lazy(
            "A whole email address, a network address, or a phrase. Of an address only a mark is kept, by which its"
            " comments are known."
        ),
    )
    span = forms.ChoiceField(
        label=gettext_lazy("For how long"),
        choices=[(name, label) for name, (label, _length) in SPANS.items()],
        initial=FOR_EVER,
    )
    reason = TextFormField(
        label=gettext_lazy("Why"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    by: Any = None

    class Meta:
        model = Ban
        fields = ["kind", "reason"]

    def clean(self) -> dict[str, Any]:
        """It is made here, so that what stands against it is said on the form; whoever posts this is asked for it."""
        data = super().clean() or {}
        if not self.errors:
            try:
                self.made = ban(data["kind"], data["who"], by=self.by, span=data["span"], reason=data["reason"])
            except Refused as refused:
                self.add_error("who", str(refused))
        return data


class InForce(admin.SimpleListFilter):
    title = gettext_lazy("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("In force")), ("no", gettext_lazy("Ended"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Ban]) -> QuerySet[Ban]:
        match self.value():
            case "yes":
                return queryset.filter(pk__in=Ban.objects.in_force())
            case "no":
                return queryset.exclude(pk__in=Ban.objects.in_force())
        return queryset


@admin.register(Ban)
class BanAdmin(Guarded):
    form = BanForm
    fields = ["kind", "who", "span", "reason"]
    list_display = ["who", "kind", "since", "until", "by", "reason"]
    list_filter = [InForce, "kind"]
    list_select_related = ["by"]
    search_fields = ["phrase", "hint", "reason"]
    actions = ["lift"]
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["kind", "who", "since", "until", "by", "reason"] if obj else ["kind", "who", "span", "reason"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, **{**kwargs, "form": forms.ModelForm})
        made = super().get_form(request, obj, change, **{**kwargs, "fields": ["kind", "reason"]})
        return type("BanForm", (made,), {"by": request.user})

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Ban:
        super().save_form(request, form, change)
        made: Ban = form.made
        return made

    def save_model(self, request: HttpRequest, obj: Ban, form: Any, change: bool) -> None:
        """It is made with its record: see `BanForm.clean`."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.get_fields(request, obj) if obj else []

    @admin.display(description=gettext_lazy("who"), ordering="hint")
    def who(self, banned: Ban) -> SafeString:
        return format_html('<bdi dir="auto">{}</bdi>', str(banned))

    @admin.display(description=gettext_lazy("since"), ordering="made_at")
    def since(self, banned: Ban) -> str:
        return written(banned.made_at, _("j M, H:i"))

    @admin.display(description=gettext_lazy("until"), ordering="ends_at")
    def until(self, banned: Ban) -> SafeString | str:
        if banned.ends_at is None:
            return str(SPANS[FOR_EVER][0])
        end = written(banned.ends_at, _("j M, H:i"))
        if banned.ends_at > timezone.now():
            return end
        return format_html('<span class="pill">{}</span> {}', _("Ended"), end)

    @admin.action(description=gettext_lazy("Lift"), permissions=["lift"])
    def lift(self, request: HttpRequest, queryset: QuerySet[Ban]) -> None:
        for banned in queryset:
            try:
                lift(banned, by=request.user)
            except Refused as refused:
                self.message_user(request, f"{banned}: {refused}", messages.ERROR)
            else:
                self.message_user(request, _("%(who)s may comment again.") % {"who": banned}, messages.SUCCESS)

    def has_lift_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.moderate_comment")

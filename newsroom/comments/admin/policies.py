"""Who may comment: for the whole site, for a section, for a story."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.numbers import whole_number
from articles.admin.recorded import Recorded
from articles.fields import LineFormField
from articles.models import Address, Article, Edition, Record
from articles.rights import unreadable
from newsroom.comments.models import Openness, Policy


class PolicyForm(forms.ModelForm):
    """Of a section, of a story, or of neither: that is the site's. A moderator finds a story by its address, as readers
    do, and not among the desk's copies."""

    story = LineFormField(
        label=gettext_lazy("Story"),
        required=False,
        max_length=1000,
        widget=forms.TextInput({"dir": "ltr", "class": "vTextField"}),
        help_text=gettext_lazy(
            "Its address on the site, or its number. With neither a story nor a section, this is for the whole site."
        ),
    )

    class Meta:
        model = Policy
        fields = ["section", "openness", "closes_after"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            self.fields["section"].empty_label = _("No section")  # type: ignore[attr-defined]
        self.fields["openness"].choices = [  # type: ignore[attr-defined]
            ("", _("As the section or the site has it")),
            *Openness.choices,
        ]

    def clean_closes_after(self) -> int | None:
        days: int | None = self.cleaned_data["closes_after"]
        if days is not None and days > 36_500:
            raise forms.ValidationError(_("A hundred years are the most."))
        return days

    def clean_story(self) -> Article | None:
        typed = self.cleaned_data["story"]
        if not typed:
            return None
        number = whole_number(typed)
        seen = Edition.objects.seen()
        if number is None:
            path = "/" + typed.partition("://")[2].partition("/")[2] if "://" in typed else typed
            address = Address.objects.filter(path=path.partition("?")[0].partition("#")[0]).first()
            number = address.article_id if address else None
        edition = seen.filter(article=number).select_related("article").first() if number else None
        if edition is None:
            raise forms.ValidationError(_("Readers know of no story at this address."))
        return edition.article

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.instance.pk or self.errors:
            return data
        section, story = data.get("section"), data.get("story")
        if section and story:
            self.add_error("story", _("Choose a section or a story, and not both."))
        elif Policy.objects.filter(section=section, article=story).exists():
            raise forms.ValidationError(_("There is one already: change that one."))
        else:
            self.instance.article = story
        return data


@admin.register(Policy)
class PolicyAdmin(Recorded):
    form = PolicyForm
    list_display = ["where", "openness_said", "closes_after"]
    list_select_related = ["section"]
    told = ("openness", "closes_after")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Policy]:
        """Each with the headline that readers saw last; none of a withdrawn story that this account may not read."""
        seen = Edition.objects.seen().filter(article=OuterRef("article"))
        headlines = seen.exclude(article__withdrawn__in=unreadable(request.user)).order_by("-live_from")
        return super().get_queryset(request).annotate(headline=Subquery(headlines.values("headline")[:1]))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["where", "openness", "closes_after"] if obj else ["section", "story", "openness", "closes_after"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        fields = ["openness", "closes_after", *([] if obj else ["section"])]
        return super().get_form(request, obj, change, **{**kwargs, "fields": fields})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Of what it is stays: the record has its name."""
        return ["where"] if obj else []

    def _record(self, request: HttpRequest, verb: str, obj: Policy, **detail: Any) -> None:
        Record.objects.write(
            verb=verb, by=request.user, article=obj.article, subject=str(obj), kind=self.opts.model_name, **detail
        )

    @admin.display(description=gettext_lazy("where"), ordering="pk")
    def where(self, policy: Policy) -> SafeString:
        if policy.article_id:
            headline = getattr(policy, "headline", None) or _("A withdrawn story")
            return format_html('<bdi dir="auto">{}</bdi>', headline)
        return format_html("<bdi>{}</bdi>", policy.section or _("The whole site"))

    @admin.display(description=gettext_lazy("comments"), ordering="openness")
    def openness_said(self, policy: Policy) -> str:
        return policy.get_openness_display() or _("As the section or the site has it")

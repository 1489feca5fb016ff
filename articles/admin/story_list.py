"""The list of stories: its columns, and what it can be filtered by."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import languages, rights
from articles.admin.pills import Pill, as_html, pills, short, with_standing
from articles.models import Article, Edition


class Choice(SimpleListFilter):
    """A filter that is a few conditions, each with its word in the address and its label."""

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(word, label) for word, (label, _condition) in self.conditions(request).items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = self.conditions(request).get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


class Work(Choice):
    """Whether the desk still has something to do with a story."""

    title = _("work to do")
    parameter_name = "work"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        return {"open": (_("Open"), Q(is_open=True)), "done": (_("Done"), Q(is_open=False))}


class Visibility(Choice):
    """What readers see of a story: live, scheduled, or nothing."""

    title = _("readers")
    parameter_name = "readers"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        editions = Edition.objects.filter(article=OuterRef("pk"))
        return {
            "live": (_("Live"), Q(Exists(editions.live()))),
            "scheduled": (_("Scheduled"), Q(Exists(editions.pending()))),
            "none": (_("Not live"), ~Q(Exists(editions.live()))),
        }


class HowWithdrawn(Choice):
    """How a story was taken away; only the ways that this person may read about."""

    title = _("withdrawal")
    parameter_name = "withdrawn"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        hidden = rights.unreadable(request.user)
        return {kind.value: (kind.label, Q(withdrawn=kind)) for kind in rights.Withdrawn if kind.value not in hidden}


class OfDesk(Choice):
    """The stories of the sections of which one is named as an editor."""

    title = _("desk")
    parameter_name = "desk"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        return {"me": (_("My desk"), Q(section__editors=request.user.pk))}


class GivenTo(Choice):
    title = _("assignee")
    parameter_name = "assigned"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        return {"me": (_("Me"), Q(assignee=request.user.pk)), "nobody": (_("Nobody"), Q(assignee=None))}


class InLanguage(Choice):
    """Stories of a language, by its own name."""

    title = _("language")
    parameter_name = "language"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        return {code: (languages.own_name(code), Q(language=code)) for code in languages.codes()}


class Stories(ChangeList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Article]:
        return with_standing(super().get_queryset(request, exclude_parameters)).prefetch_related("bylines__person")


class StoryList(admin.ModelAdmin):
    list_display = ["story", "state", "section", "credited", "due", "touched"]
    list_filter = ["stage", Work, Visibility, HowWithdrawn, OfDesk, GivenTo, "section", InLanguage]
    list_select_related = ["section"]
    list_per_page = 50
    search_fields = ["headline", "kicker", "standfirst"]
    show_full_result_count = False
    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Stories

    @admin.display(description=_("story"), ordering="headline")
    def story(self, article: Article) -> SafeString:
        return format_html(
            '<span class="story-cell" lang="{}" dir="{}">{} <span class="headline">{}</span></span>',
            article.language,
            article.direction,
            format_html('<span class="kicker">{}</span>', article.kicker) if article.kicker else "",
            article.headline,
        )

    @admin.display(description=_("stage"), ordering="stage")
    def state(self, article: Article) -> SafeString:
        return as_html([*pills(article), Pill(article.stage, article.get_stage_display())])

    @admin.display(description=_("byline"))
    def credited(self, article: Article) -> str:
        return languages.list_of(line.person.name_in(article.language) for line in article.bylines.all())

    @admin.display(description=_("due"), ordering="due_at", empty_value="")
    def due(self, article: Article) -> SafeString | None:
        if article.due_at is None or not article.is_open:
            return None
        late = format_html(' <span class="pill pill-late">{}</span>', _("Late")) if article.is_late else ""
        return format_html(
            '<span class="on-phone">{}</span> <time datetime="{}">{}</time>{}',
            _("Due"),
            article.due_at.isoformat(timespec="seconds"),
            short(article.due_at),
            late,
        )

    @admin.display(description=_("touched"), ordering="touched_at")
    def touched(self, article: Article) -> SafeString:
        return format_html(
            '<time datetime="{}">{}</time>', article.touched_at.isoformat(timespec="seconds"), short(article.touched_at)
        )

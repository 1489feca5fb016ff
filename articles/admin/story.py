"""The story screen and the list of stories."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import checks, languages, rights, workflow
from articles.admin.story_form import BylineInline, StoryForm
from articles.admin.verbs import VERBS, offered
from articles.models import Article, Edition, Person

A_PANEL = 8


class Visibility(SimpleListFilter):
    """What readers see of a story: live, scheduled, or nothing."""

    title = _("readers")
    parameter_name = "readers"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("live", _("Live")), ("scheduled", _("Scheduled")), ("none", _("Not live"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        filters = {"live": {"is_live": True}, "scheduled": {"goes_live__isnull": False}, "none": {"is_live": False}}
        return queryset.filter(**filters.get(self.value() or "", {}))


@admin.register(Article)
class StoryAdmin(admin.ModelAdmin):
    form = StoryForm
    inlines = [BylineInline]
    change_form_template = "desk/story.html"
    list_display = ["story", "state", "section", "credited", "touched_at"]
    list_filter = ["stage", Visibility, "section", "language"]
    list_select_related = ["section"]
    list_per_page = 50
    search_fields = ["headline", "kicker", "standfirst"]
    autocomplete_fields = ["picture", "translation_of"]
    show_full_result_count = False
    actions = None
    fieldsets = [
        (None, {"fields": ["version", "kicker", "headline", "standfirst", "dateline", "body"]}),
        (
            _("Lead picture"),
            {"fields": ["picture", "picture_upload", "picture_caption", ("picture_credit", "picture_alt")]},
        ),
        (_("Filing"), {"fields": [("language", "section"), "tags", "source", "slug", "translation_of", "embargo_until"]}),
    ]

    # The list.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        editions = Edition.objects.filter(article=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                is_live=Exists(editions.live()),  # type: ignore[attr-defined]
                goes_live=Subquery(
                    editions.pending().values("live_from")[:1],  # type: ignore[attr-defined]
                    output_field=DateTimeField(),
                ),
            )
            .prefetch_related("bylines__person")
        )

    @admin.display(description=_("story"), ordering="headline")
    def story(self, article: Article) -> SafeString:
        return format_html(
            '<span class="story-cell" lang="{}" dir="{}"><span class="kicker">{}</span> <span>{}</span></span>',
            article.language,
            article.direction,
            article.kicker,
            article.headline,
        )

    @admin.display(description=_("stage"), ordering="stage")
    def state(self, article: Article) -> SafeString:
        live = format_html('<span class="pill pill-live">{}</span> ', _("Live")) if article.is_live else ""  # type: ignore[attr-defined]
        soon = format_html('<span class="pill pill-scheduled">{}</span> ', _("Scheduled")) if article.goes_live else ""  # type: ignore[attr-defined]
        stage = format_html('<span class="pill pill-{}">{}</span>', article.stage, article.get_stage_display())
        return format_html("{}{}{}", live, soon, stage)

    @admin.display(description=_("byline"))
    def credited(self, article: Article) -> str:
        return ", ".join(line.person.name_in(article.language) for line in article.bylines.all())

    # Rights: the same words as everywhere.

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rights.may_edit(request.user, obj))

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or rights.may_discard(request.user, obj))

    # The story screen.

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """Whoever saves holds the row until the save is committed, so that a stale form is noticed."""
        if request.method == "POST":
            Article.objects.select_for_update().filter(pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"language": settings.LANGUAGE_CODE, **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request: HttpRequest, obj: Article, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk is None:
            own = Person.objects.filter(user=request.user).first()
            kwargs["initial"] = [{"person": own.pk, "role": "words", "position": 0}] if own else []
        return kwargs

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        workflow.save_revision(form.instance, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        workflow.discard(obj, by=request.user)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._after_save(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._after_save(request, obj) or super().response_change(request, obj)

    def _after_save(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """The button that was pressed, with the story saved: a verb, or staying on the screen."""
        name = request.POST.get("_verb", "")
        if name in VERBS:
            self._use(request, article, name)
        elif "_continue" in request.POST:
            self.message_user(request, _("Saved."), messages.SUCCESS)
        else:
            return None
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _use(self, request: HttpRequest, article: Article, name: str) -> None:
        verb = VERBS[name]
        form = verb.form(request.POST)
        if form is not None and not form.is_valid():
            problems = " ".join(str(error) for errors in form.errors.values() for error in errors)
            self.message_user(request, _("Saved, but nothing more: %s") % problems, messages.ERROR)
            return
        try:
            verb.act(article, by=request.user, **(form.cleaned_data if form is not None else {}))
        except workflow.Refused as refusal:
            self.message_user(request, _("Saved, but nothing more: %s") % refusal, messages.ERROR)
        else:
            self.message_user(request, verb.done, messages.SUCCESS)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        article: Article | None = kwargs.get("obj")
        context["language_directions"] = {code: languages.direction(code) for code in languages.codes()}
        if article is not None and article.pk:
            live, pending = article.live_edition, article.pending_edition
            context["panel"] = {
                "live": live,
                "pending": pending,
                "verbs": [
                    {"verb": verb, "form": verb.form()} for verb in offered(request.user, article, live, pending)
                ],
                "problems": checks.blocking(article),
                "revisions": article.revisions.select_related("saved_by").defer("snapshot")[:A_PANEL],
                "records": article.records.exclude(verb="save").select_related("actor")[:A_PANEL],
            }
        elif article is None:
            context["panel"] = {"verbs": [{"verb": VERBS["submit"], "form": None}]}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        revision = self.admin_site.admin_view(self.revision_view)
        return [
            path("<int:pk>/revisions/<int:number>/", revision, name="articles_article_revision"),
            *super().get_urls(),
        ]

    def revision_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """A story as it was saved once."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        revision = get_object_or_404(article.revisions.select_related("saved_by"), number=number)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Revision %s") % revision.number,
            "opts": self.opts,
            "article": article,
            "revision": revision,
        }
        return TemplateResponse(request, "desk/revision.html", context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What was done to a story, by whom and when: the audit log."""
        article = get_object_or_404(Article, pk=object_id)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % article,
            "opts": self.opts,
            "article": article,
            "records": article.records.select_related("actor")[:200],
        }
        return TemplateResponse(request, "desk/history.html", context)

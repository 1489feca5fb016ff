"""The story screen and the list of stories."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, Exists, Max, Min, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from articles import checks, languages, rights, workflow
from articles.admin.instants import zone
from articles.admin.pictures import image
from articles.admin.reading import reading
from articles.admin.story_form import BylineInline, ChoicesOnly, StoryForm
from articles.admin.verbs import VERBS, acts, offered
from articles.models import Article, Edition, Person
from articles.snapshot import snapshot

A_PANEL = 8


class Visibility(SimpleListFilter):
    """What readers see of a story: live, scheduled, or nothing."""

    title = _("readers")
    parameter_name = "readers"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("live", _("Live")), ("scheduled", _("Scheduled")), ("none", _("Not live"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        filters = {
            "live": {"is_live": True},
            "scheduled": {"goes_live__isnull": False},
            "none": {"is_live": False},
        }
        return queryset.filter(**filters.get(self.value() or "", {}))


class InLanguage(SimpleListFilter):
    """Stories of a language, by its own name."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, languages.own_name(code)) for code in languages.codes()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Article)
class StoryAdmin(ChoicesOnly, admin.ModelAdmin):
    form = StoryForm
    inlines = [BylineInline]
    change_form_template = "desk/story.html"
    list_display = ["story", "state", "section", "credited", "touched"]
    list_filter = ["stage", Visibility, "section", InLanguage]
    list_select_related = ["section"]
    list_per_page = 50
    search_fields = ["headline", "kicker", "standfirst"]
    autocomplete_fields = ["picture", "translation_of"]
    show_full_result_count = False
    actions = None
    # `version` is not among them, as the model does not let it be edited; desk/story.html has it.
    fieldsets = [
        (None, {"classes": ["writing"], "fields": ["kicker", "headline", "standfirst", "dateline", "body"]}),
        (
            _("Lead picture"),
            {
                "classes": ["lead"],
                "fields": [
                    "lead_now",
                    "picture",
                    "picture_upload",
                    "picture_caption",
                    ("picture_credit", "picture_alt"),
                ],
            },
        ),
        (
            _("Filing"),
            {
                "classes": ["filing"],
                "fields": [
                    ("language", "section"),
                    ("tags", "source"),
                    ("slug", "translation_of"),
                    "embargo_until",
                ],
            },
        ),
    ]
    readonly_fields = ["lead_now"]

    # The list.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        editions = Edition.objects.filter(article=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                is_live=Exists(editions.live()),
                goes_live=Subquery(editions.pending().values("live_from")[:1], output_field=DateTimeField()),
            )
            .prefetch_related("bylines__person")
        )

    @admin.display(description=_("story"), ordering="headline")
    def story(self, article: Article) -> SafeString:
        return format_html(
            '<span class="story-cell" lang="{}" dir="{}">{} <span class="headline">{}</span></span>',
            article.language,
            article.direction,
            format_html('<span class="kicker">{}</span>', article.kicker) if article.kicker else "",
            article.headline,
        )

    @admin.display(description=_("touched"), ordering="touched_at")
    def touched(self, article: Article) -> SafeString:
        return format_html(
            '<time datetime="{}">{}</time>',
            article.touched_at.isoformat(timespec="seconds"),
            date_format(localtime(article.touched_at), str(_("j M Y, H:i"))),
        )

    @admin.display(description=_("stage"), ordering="stage")
    def state(self, article: Article) -> SafeString:
        pills: list[tuple[str, Any]] = [(article.stage, article.get_stage_display())]
        if goes_live := getattr(article, "goes_live", None):
            when = date_format(localtime(goes_live), str(_("j M, H:i")))
            pills.insert(0, ("scheduled", format_html("{} <bdi>{}</bdi>", _("Scheduled"), when)))
        if getattr(article, "is_live", False):
            pills.insert(0, ("live", _("Live")))
        return format_html_join(" ", '<span class="pill pill-{}">{}</span>', pills)

    @admin.display(description=_("byline"))
    def credited(self, article: Article) -> str:
        return languages.list_of(line.person.name_in(article.language) for line in article.bylines.all())

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

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and obj.picture_id:
            return fieldsets
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field != "lead_now"]})
            for name, options in fieldsets
        ]

    @admin.display(description=_("now"))
    def lead_now(self, article: Article) -> SafeString | str:
        return image(article.picture, 320, "lead-now") if article.picture else ""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """Whoever saves holds the row until the save is committed, so that a stale form is noticed."""
        article = super().get_object(request, object_id, from_field)
        if article is not None and request.method == "POST":
            Article.objects.select_for_update().get(pk=article.pk)
            article = super().get_object(request, object_id, from_field)
        return article

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"language": settings.LANGUAGE_CODE, **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request: HttpRequest, obj: Article, *args: Any) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, *args)
        if obj._state.adding:
            own = Person.objects.filter(user=request.user.pk).first()
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
            self.message_user(request, str(verb.done), messages.SUCCESS)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        article: Article | None = kwargs.get("obj")
        context["zone"] = zone()
        context["language_directions"] = {code: languages.direction(code) for code in languages.codes()}
        if article is not None and article.pk:
            live, pending = article.live_edition, article.pending_edition
            pressed = request.POST.get("_verb")
            context["panel"] = {
                "live": live,
                "pending": pending,
                "is_ahead": live is not None and live.revision.snapshot != snapshot(article),
                "verbs": [
                    {"verb": verb, "form": verb.form(request.POST if verb.name == pressed else None)}
                    for verb in offered(request.user, article, live, pending)
                ],
                "problems": checks.blocking(article),
                "revisions": article.revisions.select_related("saved_by").defer("snapshot")[:A_PANEL],
                "acts": acts(article.records.exclude(verb="save").select_related("actor")[:A_PANEL]),
            }
            if not self.has_change_permission(request, article):
                context["reading"] = reading(snapshot(article))
                context["is_own"] = rights.is_own(request.user, article)
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
        numbers = article.revisions.order_by()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Revision %s") % revision.number,
            "opts": self.opts,
            "article": article,
            "revision": revision,
            "earlier": numbers.filter(number__lt=number).aggregate(Max("number"))["number__max"],
            "later": numbers.filter(number__gt=number).aggregate(Min("number"))["number__min"],
            "reading": reading(revision.snapshot),
            "zone": zone(),
        }
        return TemplateResponse(request, "desk/revision.html", context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What was done to a story, by whom and when: the audit log."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % article,
            "opts": self.opts,
            "article": article,
            "acts": acts(article.records.select_related("actor")[:200]),
            "zone": zone(),
        }
        return TemplateResponse(request, "desk/history.html", context)

"""The story screen."""

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import rights, workflow
from articles.admin.acting import Acting
from articles.admin.at_once import FetchedAtOnce
from articles.admin.board import Overview
from articles.admin.bringing_together import BringingTogether
from articles.admin.bylines import BylineInline
from articles.admin.compare import Comparison
from articles.admin.filing import Filing
from articles.admin.history import History
from articles.admin.link_check import LinkCheck
from articles.admin.links import Links
from articles.admin.numbers import whole_number
from articles.admin.pictures import image
from articles.admin.preview import Previews
from articles.admin.revisions import Revisions
from articles.admin.story_form import ChoicesOnly, StoryForm
from articles.admin.story_list import StoryList
from articles.admin.writing import Writing, base_sent
from articles.models import Article, Person


class OriginalField(forms.ModelChoiceField):
    """The story that another one was translated from."""

    def __init__(self, *args: Any, hidden: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hidden = hidden

    def label_from_instance(self, obj: Any) -> str:
        return gettext("A withdrawn story") if obj.withdrawn in self.hidden else str(obj)


@admin.register(Article)
class StoryAdmin(
    FetchedAtOnce,
    Writing,
    BringingTogether,
    Previews,
    Acting,
    Overview,
    History,
    Comparison,
    Links,
    LinkCheck,
    Revisions,
    Filing,
    StoryList,
    ChoicesOnly,
    admin.ModelAdmin,
):
    form = StoryForm
    inlines = [BylineInline]
    change_form_template = "desk/story.html"
    autocomplete_fields = ["picture", "translation_of"]
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
                    "series",
                ],
            },
        ),
        (
            _("Planning"),
            {
                "classes": ["filing", "planning", "late", "collapse"],
                "fields": [
                    ("assignee", "due_at"),
                    ("priority", "planned_length"),
                    ("embargo_until", "embargo_open"),
                ],
            },
        ),
        (
            _("Address and translation"),
            {"classes": ["filing", "late", "collapse"], "fields": [("slug", "translation_of")]},
        ),
    ]
    readonly_fields = ["lead_now"]

    @property
    def media(self) -> forms.Media:
        """Django's, without what makes addresses of names as one types (50 kB): stories have none of that."""
        needed = ("vendor/jquery/jquery.min.js", "jquery.init.js", "core.js", "admin/RelatedObjectLookups.js")
        return forms.Media(js=[f"admin/js/{name}" for name in (*needed, "actions.js")])

    # Rights: the same words as everywhere. What somebody may not read is not there, whichever page asks.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return rights.readable(request.user, super().get_queryset(request))

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return request.user.has_perm("articles.view_article")
        return rights.may_read(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rights.may_edit(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or rights.may_discard(request.user, obj))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An original is chosen among what may be read; one that is set already stays, without its headline."""
        if db_field.name == "translation_of":
            match = request.resolver_match
            own = Article.objects.filter(pk=whole_number(match.kwargs.get("object_id") if match else None) or 0)
            readable = self.get_queryset(request).order_by()
            kwargs |= {
                "queryset": Article.objects.filter(
                    Q(pk__in=readable.values("pk")) | Q(pk__in=own.values("translation_of"))
                ),
                "form_class": partial(OriginalField, hidden=rights.unreadable(request.user)),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # The story screen.

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.writer = request.user  # type: ignore[attr-defined]  # of a class that is made for this request
        if obj is not None and request.method == "POST":
            form.base = base_sent(request, obj)  # type: ignore[attr-defined]
        return form

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
            # No get(): it may have been thrown away while this waited for the row. Not its key, which others, who point
            # at the story, need to be committed: one of them may be what this waits for next.
            Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
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
        """A new story's row; that of another one is written with all that belongs to it (see `save_related`)."""
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if change:
            self.write(request, form, formsets[0])
            return
        super().save_related(request, form, formsets, change)
        workflow.save_revision(form.instance, by=request.user)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """For Django's own log, which nobody reads here: the record tells what changed, bylines too."""
        return super().construct_change_message(request, form, formsets if add else [], add)

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        workflow.discard(obj, by=request.user)

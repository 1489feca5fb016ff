from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from taggit.models import Tag as PlainTag

from articles.admin.numbers import whole_number
from articles.admin.slugs import Slugged
from articles.merging import merge_all
from articles.models import ArticleTag, Tag
from articles.workflow import Refused

MOST_AT_ONCE = 50

# taggit's own tags are not used: a second list of that name would only confuse.
admin.site.unregister(PlainTag)


class Another(forms.Form):
    """Which tag the first one is to be merged with."""

    id: forms.ModelChoiceField = forms.ModelChoiceField(
        Tag.objects.all(),
        label=gettext_lazy("Merge it with"),
        widget=AutocompleteSelect(ArticleTag._meta.get_field("tag"), admin.site),
    )


@admin.register(Tag)
class TagAdmin(Slugged):
    change_form_template = "desk/tag.html"
    list_display = ["name", "slug", "stories"]
    search_fields = ["name"]
    fields = ["name", "slug"]
    actions = ["merge_ticked"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(stories=Count("article_tags"))

    @admin.display(description=gettext_lazy("stories"), ordering="stories")
    def stories(self, tag: Tag) -> int:
        return tag.stories

    # Merging.

    def get_urls(self) -> list[URLPattern]:
        merging = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", merging, name="articles_tag_merge"), *super().get_urls()]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.merge_tag")

    @admin.action(description=gettext_lazy("Merge…"), permissions=["merge"])
    def merge_ticked(self, request: HttpRequest, tags: QuerySet[Tag]) -> HttpResponse | None:
        ids = list(tags.order_by().values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(ids) < 2:
            self.message_user(request, _("Tick at least two tags to merge them."), messages.WARNING)
            return None
        if len(ids) > MOST_AT_ONCE:
            self.message_user(request, _("Tick at most %d tags at once.") % MOST_AT_ONCE, messages.WARNING)
            return None
        return HttpResponseRedirect(f"{reverse('admin:articles_tag_merge')}?{urlencode({'id': ids}, doseq=True)}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """The tags of `?id=…&id=…`, which of them stays, and what is going to happen."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        asked = (request.POST if request.method == "POST" else request.GET).getlist("id")[:MOST_AT_ONCE]
        ids = {number for each in asked if (number := whole_number(each)) is not None}
        tags = sorted(self.get_queryset(request).filter(pk__in=ids), key=lambda tag: (-tag.stories, tag.name))
        if not tags:
            self.message_user(request, _("These tags are there no more."), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:articles_tag_changelist"))
        error = ""
        if request.method == "POST":
            try:
                return self._merge(request, tags, ids)
            except Refused as refusal:
                error = str(refusal)
        return self._merge_page(request, tags, error)

    def _merge(self, request: HttpRequest, tags: list[Tag], ids: set[int]) -> HttpResponse:
        into = next((tag for tag in tags if str(tag.pk) == request.POST.get("into")), None)
        others = [tag for tag in tags if tag != into]
        if len(tags) < len(ids):
            raise Refused(_("Somebody has merged or deleted one of these tags meanwhile. Nothing was changed."))
        if into is None:
            raise Refused(_("Choose which tag stays."))
        if not others:
            raise Refused(_("A tag cannot be merged with itself."))
        count = merge_all(others, into, by=request.user).stories
        done = ngettext(
            "Merged into “%(tag)s”: %(count)d story has it now that did not.",
            "Merged into “%(tag)s”: %(count)d stories have it now that did not.",
            count,
        )
        self.message_user(request, done % {"tag": into, "count": count}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[into.pk]))

    def _merge_page(self, request: HttpRequest, tags: list[Tag], error: str) -> TemplateResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Merge tags"),
            "opts": self.opts,
            "tags": tags,
            "chosen": request.POST.get("into", str(tags[0].pk)),
            "error": error,
            "another": Another(auto_id="another-%s") if len(tags) == 1 else None,
            "media": self.media + Another().media,
        }
        return TemplateResponse(request, "desk/merge.html", context, status=409 if error else 200)

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as PlainTag

from articles.models import Tag

# taggit's own tags are not used: a second list of that name would only confuse.
admin.site.unregister(PlainTag)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "stories"]
    search_fields = ["name"]
    fields = ["name", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(stories=Count("article_tags"))

    @admin.display(description=_("stories"), ordering="stories")
    def stories(self, tag: Tag) -> int:
        return tag.stories

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        """Its pages have an address by now, and stories lead there."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Tag | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}

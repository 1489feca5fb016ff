from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as PlainTag

from articles.admin.slugs import SlugOnce
from articles.models import Tag

# taggit's own tags are not used: a second list of that name would only confuse.
admin.site.unregister(PlainTag)


@admin.register(Tag)
class TagAdmin(SlugOnce):
    list_display = ["name", "slug", "stories"]
    search_fields = ["name"]
    fields = ["name", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(stories=Count("article_tags"))

    @admin.display(description=_("stories"), ordering="stories")
    def stories(self, tag: Tag) -> int:
        return tag.stories

from django.contrib import admin

from articles.admin.slugs import SlugOnce
from articles.models import Section


@admin.register(Section)
class SectionAdmin(SlugOnce):
    list_display = ["name", "slug", "position"]
    list_editable = ["position"]
    search_fields = ["name", "slug"]

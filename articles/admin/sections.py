from django.contrib import admin

from articles.admin.slugs import Slugged
from articles.models import Section


@admin.register(Section)
class SectionAdmin(Slugged):
    list_display = ["name", "slug", "position"]
    list_editable = ["position"]
    search_fields = ["name", "slug"]
    told = ("name", "slug", "editors")

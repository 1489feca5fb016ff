from django.contrib import admin

from articles.admin.slugs import Slugged
from articles.models import Person


@admin.register(Person)
class PersonAdmin(Slugged):
    list_display = ["name", "slug", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "names", "slug"]
    autocomplete_fields = ["user"]
    fields = ["name", "names", "slug", "user", "bio", "bios"]
    told = ("name", "slug", "user")

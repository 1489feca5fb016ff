from django.contrib import admin

from articles.admin.slugs import Slugged
from articles.models import Series


@admin.register(Series)
class SeriesAdmin(Slugged):
    list_display = ["name", "slug"]
    search_fields = ["name", "names", "slug"]

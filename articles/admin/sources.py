from django.contrib import admin

from articles.admin.recorded import Recorded
from articles.admin.second_look import SecondLook
from articles.models import Source


@admin.register(Source)
class SourceAdmin(SecondLook, Recorded):
    list_display = ["name", "credit_line", "expires_at"]
    search_fields = ["name"]
    told = ("name", "credit_line", "expires_at")

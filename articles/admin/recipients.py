from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.recorded import Recorded
from articles.admin.second_look import SecondLook
from articles.models import Recipient


@admin.register(Recipient)
class RecipientAdmin(SecondLook, Recorded):
    """Who takes stories. Whoever took one stays: the desk has to reach them if it is killed."""

    list_display = ["name", "email", "stories"]
    search_fields = ["name", "email"]
    actions = None
    told = ("name", "email")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recipient]:
        return super().get_queryset(request).annotate(stories=Count("takings"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.takings.exists())

    @admin.display(description=_("stories taken"), ordering="stories")
    def stories(self, recipient: Recipient) -> int:
        return recipient.stories  # type: ignore[attr-defined]

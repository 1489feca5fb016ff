"""What makes a story's page say that it was read, as the part that this room gives to it."""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from articles.models import Edition
from articles.signals import story_page
from articles.views.story import Part


@receiver(story_page, dispatch_uid="readership.beacon")
def beacon_part(edition: Edition, **kwargs: Any) -> Part:
    return Part("readership/beacon.html", {"send_to": reverse("read", args=[edition.article_id])})

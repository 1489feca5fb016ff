"""What is read most, as the part of a language's front that this room gives."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest

from articles.moment import Moment
from articles.signals import front_page
from articles.views.story import Part
from newsroom.readership.ranking import most_read

ON_A_FRONT = 10


@receiver(front_page, dispatch_uid="readership.below_front")
def most_read_part(request: HttpRequest, language: str, moment: Moment, **kwargs: Any) -> Part:
    """One query."""
    found = list(most_read(language, moment.at, ON_A_FRONT))
    return Part("readership/block.html", {"most_read": found}, ("site/css/readership.css",) if found else ())

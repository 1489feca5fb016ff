"""What is read most, as the part of a language's front that this room gives."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from articles import lasting
from articles.moment import Moment
from articles.prepared import Given, GivenInstant, Prepared
from articles.signals import front_page
from articles.views.story import Part
from newsroom.readership.ranking import LASTS, most_read

ON_A_FRONT = 10
MOST_READ = Prepared(lambda: most_read(Given("language"), GivenInstant("at"), ON_A_FRONT))


@receiver(front_page, dispatch_uid="readership.below_front")
def most_read_part(request: HttpRequest, language: str, moment: Moment, **kwargs: Any) -> Part:
    """One query."""
    lasting.until(timezone.now() + LASTS)
    found = MOST_READ.all(language=language, at=moment.at)
    return Part("readership/block.html", {"most_read": found}, ("site/css/readership.css",) if found else ())

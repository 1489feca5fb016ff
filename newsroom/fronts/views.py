from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.context import absolute
from articles.listings import spoken
from articles.moment import Moment
from articles.signals import front_page
from newsroom.fronts.composing import Composed
from newsroom.fronts.models import Front
from newsroom.fronts.pages import front_at


def front(request: HttpRequest) -> HttpResponse:
    """The home page of a language."""
    moment = Moment.present()
    context = home_context(front_at(spoken(), None, moment), moment)
    # What the head is kept by: the address of the site.
    context["base"] = absolute(request, "/")
    answers = front_page.send(sender=Front, request=request, language=spoken(), moment=moment)
    context["parts"] = [part for _, part in answers if part is not None]
    return render(request, "fronts/front.html", context)


def home_context(front: Composed, moment: Moment) -> dict[str, Any]:
    # The navigation takes the sections that were read with the instant.
    return {"front": front, "sections": moment.sections}

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.listings import spoken
from articles.moment import Moment
from newsroom.fronts.composing import Composed
from newsroom.fronts.pages import front_at


def front(request: HttpRequest) -> HttpResponse:
    """The home page of a language."""
    moment = Moment.present()
    return render(request, "fronts/front.html", home_context(front_at(spoken(), None, moment), moment))


def home_context(front: Composed, moment: Moment) -> dict[str, Any]:
    # The navigation takes the sections that were read with the instant.
    return {"front": front, "sections": moment.sections}

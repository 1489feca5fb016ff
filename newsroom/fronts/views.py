from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.fronts.rules import front_by_rule


def front(request: HttpRequest) -> HttpResponse:
    """The home page of a language."""
    by_rule = front_by_rule()
    # The navigation takes the sections that the front has read already.
    return render(request, "fronts/front.html", {"front": by_rule, "sections": by_rule.sections})

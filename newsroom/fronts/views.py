from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.fronts.rules import front_by_rule


def front(request: HttpRequest) -> HttpResponse:
    """The home page of a language."""
    return render(request, "fronts/front.html", {"front": front_by_rule()})

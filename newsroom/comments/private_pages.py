"""What the pages have in common that a mailed link opens: they are for its reader alone, and nobody keeps them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A link of another page would tell that page this address, which opens everything.
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    answer = render(request, template, context, status=status)
    return private(answer)


def private(answer: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def ended(request: HttpRequest) -> HttpResponse:
    """One answer, whatever is wrong with a link."""
    return page(request, "comments/link_ended.html", status=410)


def numbers_in(values: list[str]) -> set[int]:
    """Those that are numbers of rows; whatever else a form may hold is none."""
    return {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19}

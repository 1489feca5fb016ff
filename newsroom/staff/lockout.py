from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """What too many wrong passwords get (RFC 6585, 429), and after how many seconds the door is open at the latest."""
    answer = render(request, "registration/locked.html", status=429)
    answer["Retry-After"] = str(int(get_cool_off(request).total_seconds()))
    return answer

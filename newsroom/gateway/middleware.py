"""What every request passes on its way in."""

import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.shortcuts import render
from django.utils import translation
from psycopg_pool import PoolTimeout

from articles import languages
from articles.models.record import acting_from
from newsroom.gateway.slow_lines import NOT_ARRIVED

Next = Callable[[HttpRequest], HttpResponse]

# Put into the request by the page cache, which hears of it first.
DATABASE_IS_DOWN = "newsroom.database_is_down"
IS_BUSY = "newsroom.is_busy"
NEEDS_NO_DATABASE = ("/metrics/",)
READING = ["GET", "HEAD"]
WORDS = re.compile(r"text/|application/(?:[a-z.]+\+)?(?:json|xml)\b")
# The desk; where readers' comments are sent to, in every language; and where a page says that it was read.
TAKES_MORE = re.compile(r"/admin/|/(?:[a-z]{2,3}/)?comments/|/reads/[0-9]+/$")


class Compressed(GZipMiddleware):
    """Words go compressed; pictures are so already, and static files bring the form that was made when collected."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return (
            super().process_response(request, response) if WORDS.match(response.get("Content-Type", "")) else response
        )


class SecurityHeaders(SecurityMiddleware):
    """The headers of Django's own, around it: a wrong Host raises in there, before its headers are set."""

    def process_request(self, request: HttpRequest) -> None:
        pass


def hygiene(get_response: Next) -> Next:
    """Refuse NUL in addresses: no page has one, and PostgreSQL's text does not hold it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in the address")
        return get_response(request)

    return middleware


def public_pages_are_read(get_response: Next) -> Next:
    """A public page is read, by GET or HEAD; any other method is refused (RFC 9110, 405)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in READING and not TAKES_MORE.match(request.path_info):
            return HttpResponseNotAllowed(READING)
        return get_response(request)

    return middleware


def language(get_response: Next) -> Next:
    """A public page is in the language of its path; the desk in that of whoever sits at it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            code = translation.get_language_from_request(request)
        else:
            code = languages.of_path(request.path_info)
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware


def whence(get_response: Next) -> Next:
    """The record of what is done at the desk says from which network address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = acting_from.set(request.META.get("REMOTE_ADDR", ""))
        try:
            return get_response(request)
        finally:
            acting_from.reset(token)

    return middleware


def timing(get_response: Next) -> Next:
    """Where the time went, for the staff's own browser (W3C Server Timing): nobody else has a session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        began, asking = time.perf_counter(), _Asking()
        with connection.execute_wrapper(asking):
            response = get_response(request)
        # Who it is cannot be asked where the database just failed.
        if response.status_code < 500 and request.user.is_staff:
            took = (time.perf_counter() - began) * 1000
            database = f'database;dur={asking.seconds * 1000:.1f};desc="{asking.statements} statements"'
            response["Server-Timing"] = f"{database}, all;dur={took:.1f}"
        return response

    return middleware


class _Asking:
    """How often the database is asked, and for how long it is waited for."""

    def __init__(self) -> None:
        self.statements = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *asked: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            self.statements += 1
            self.seconds += time.perf_counter() - began


def arrived(get_response: Next) -> Next:
    """What somebody sends has to come whole (see `slow_lines`): where it did not, nothing is done with it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        match request.META.get(NOT_ARRIVED):
            case "cut short":
                return render(None, "400_cut.html", status=400)
            case "too large":
                return render(None, "413.html", status=413)
            case "too many":
                return _busy()
        return get_response(request)

    return middleware


class Unavailable:
    """While the database cannot be reached, a page says so, and when to come back (RFC 9110, 503)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Who stands before us may know already: nobody waits then for what does not come.
        if request.path_info not in NEEDS_NO_DATABASE:
            if request.META.get(DATABASE_IS_DOWN):
                return _unlogged(_unavailable(request))
            if request.META.get(IS_BUSY):
                return _busy()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_it = isinstance(exception, OperationalError | InterfaceError | PoolTimeout)
        return _unavailable(request) if is_it else None


def _unavailable(request: HttpRequest) -> HttpResponse:
    """To readers and to the desk, each in their own words."""
    return _later("503_desk.html" if request.path_info.startswith("/admin/") else "503.html")


def _busy() -> HttpResponse:
    return _unlogged(_later("503.html"))


def _unlogged(response: HttpResponse) -> HttpResponse:
    """Who told us has written it to the log, once: a line a request would fill the disk in the worst hour."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _later(template: str) -> HttpResponse:
    response = render(None, template, status=503)
    response["Retry-After"] = "10"
    return response

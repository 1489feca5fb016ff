"""Whether a post comes from a page of this site: the browser says so, and a page elsewhere cannot make it lie."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_own(request: HttpRequest) -> bool:
    """By Sec-Fetch-Site, else by Origin; a client that sends neither is no browser, and has no reader to misuse."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()

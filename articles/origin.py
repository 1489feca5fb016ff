"""Whether a post comes from a page of this site: the browser says so, and a page elsewhere cannot make it lie."""

from django.http import HttpRequest


def is_own(request: HttpRequest) -> bool:
    """By Sec-Fetch-Site, else by Origin; a client that sends neither is no browser, and has no reader to misuse."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    return request.headers.get("Origin") in (None, f"{request.scheme}://{request.get_host()}")

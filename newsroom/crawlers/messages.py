"""The messages themselves: IndexNow's, and a publisher's to its WebSub hub. Anything but taken is an error."""

import json
from collections.abc import Callable, Sequence
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.encoding import iri_to_uri

SECONDS = 10


class _NoRedirects(HTTPRedirectHandler):
    """A message for one service goes nowhere else."""

    def redirect_request(self, *args: object) -> None:
        return None


def tell_indexnow(paths: Sequence[str]) -> None:
    """indexnow.org: the addresses that were added, changed or removed, and where the key is."""
    message = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": f"{settings.SITE_URL}/{settings.INDEXNOW_KEY}.txt",
        "urlList": _addresses(paths),
    }
    _post(settings.INDEXNOW_URL, json.dumps(message).encode(), "application/json; charset=utf-8")


def tell_hub(paths: Sequence[str]) -> None:
    """What hubs take from publishers (PubSubHubbub 0.4, 7.1): the feeds that changed."""
    form = [("hub.mode", "publish"), *(("hub.url", address) for address in _addresses(paths))]
    _post(settings.WEBSUB_HUB, urlencode(form).encode(), "application/x-www-form-urlencoded")


SENDERS: dict[str, Callable[[Sequence[str]], None]] = {"indexnow": tell_indexnow, "websub": tell_hub}


def _addresses(paths: Sequence[str]) -> list[str]:
    return [settings.SITE_URL + iri_to_uri(path) for path in paths]


def _post(address: str, body: bytes, content_type: str) -> None:
    headers = {"Content-Type": content_type, "User-Agent": f"Newsroom (+{settings.SITE_URL})"}
    # The settings let nothing through but http and https.
    request = Request(address, data=body, headers=headers, method="POST")  # noqa: S310
    # Whatever is no 2xx raises HTTPError.
    build_opener(_NoRedirects).open(request, timeout=SECONDS).close()

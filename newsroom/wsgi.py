"""The door for the server (PEP 3333)."""

import os
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_SERVES", "yes")

django = get_wsgi_application()

from django.conf import settings  # noqa: E402  (settings can be read once the application is set up)

from newsroom.gateway.addresses import with_client_address  # noqa: E402
from newsroom.gateway.memory import share_arenas  # noqa: E402
from newsroom.gateway.slow_lines import SlowLines  # noqa: E402
from newsroom.pagecache.disk import Disk  # noqa: E402
from newsroom.pagecache.door import Door  # noqa: E402
from newsroom.pagecache.places import Places  # noqa: E402
from newsroom.pagecache.release import release  # noqa: E402


def named(behind: WSGIApplication) -> WSGIApplication:
    return with_client_address(behind, trusted_proxies=settings.TRUSTED_PROXIES)


def with_door(behind: WSGIApplication) -> WSGIApplication:
    return Door(
        behind,
        most_bytes=settings.PAGE_CACHE_MB * 1024 * 1024,
        session_cookie=settings.SESSION_COOKIE_NAME,
        asks_always=settings.PAGE_CACHE == "ask",
        names_tags=settings.CDN_TAGS,
        figures_folder=settings.PAGE_FIGURES,
        disk=disk(),
        most_ready=settings.PAGES_READY,
        host=urlsplit(settings.SITE_URL).netloc,
        most_waiting=settings.WORKING,
    )


def disk() -> Disk | None:
    if settings.PAGE_CACHE != "on" or not settings.PAGE_DISK_MB:
        return None
    return Disk(settings.PAGE_DISK, release(), settings.PAGE_DISK_MB * 1024 * 1024)


# Before the first thread has one.
share_arenas()
patient = SlowLines(
    django,
    for_readers=Places(settings.SENDING, "what readers send"),
    for_desk=Places(settings.SENDING, "what the desk sends"),
)
application: WSGIApplication
if settings.PAGE_CACHE == "off":
    application = named(patient)
elif settings.TRUSTED_PROXIES:
    # A proxy says by which scheme it was asked: that has to be known before a page is looked up.
    application = named(with_door(patient))
else:
    application = with_door(named(patient))

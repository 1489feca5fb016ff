"""The door for the server (PEP 3333)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_SERVES", "yes")

django = get_wsgi_application()

from django.conf import settings  # noqa: E402  (settings can be read once the application is set up)

from newsroom.gateway.addresses import with_client_address  # noqa: E402

application = with_client_address(django, trusted_proxies=settings.TRUSTED_PROXIES)

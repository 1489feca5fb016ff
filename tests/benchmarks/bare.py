"""As little of Django as answers at all: a project with one view of bytes that lie ready, and one that asks
PostgreSQL for a row before, once or several times. It is served by the site's own command, so with the same server and
the same settings.

python -m tests.benchmarks.bare PORT WORKERS, with BARE_COPIES (a folder of `copies`), NEWSROOM_VAR (whose database),
BARE_STORY (the path of the row) and BARE_MIDDLEWARE (none, or that of startproject).
"""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.database import database_settings
from tests.benchmarks.copies import kept

STARTPROJECT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPS = ["auth", "contenttypes", "sessions", "messages"]

if not settings.configured:
    settings.configure(
        SECRET_KEY="of nobody",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.benchmarks.bare",
        MIDDLEWARE=STARTPROJECT if os.environ["BARE_MIDDLEWARE"] == "startproject" else [],
        INSTALLED_APPS=[f"django.contrib.{name}" for name in APPS],
        DATABASES={"default": database_settings("", var=Path(os.environ["NEWSROOM_VAR"]), pooled=True)},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )

COPIES = kept(Path(os.environ["BARE_COPIES"]))


def ready(request: HttpRequest, name: str) -> HttpResponse:
    copy = COPIES[name]
    response = HttpResponse(copy.body, content_type=copy.type, headers={"Content-Length": str(len(copy.body))})
    if copy.coding:
        response["Content-Encoding"] = copy.coding
    return response


def selected(request: HttpRequest, times: int, name: str) -> HttpResponse:
    for _time in range(times):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, headline, body_html FROM articles_edition WHERE path = %s ORDER BY live_from DESC LIMIT 1",
                [os.environ["BARE_STORY"]],
            )
            assert cursor.fetchone()
    return ready(request, name)


urlpatterns = [path("ready/<str:name>", ready), path("selected/<int:times>/<str:name>", selected)]


def main(port: str, workers: str) -> None:
    from granian import Granian

    from newsroom.gateway.management.commands import serve

    def bare(_application: str, **server: Any) -> Granian:
        return Granian("tests.benchmarks.bare:application", **server)

    serve.Granian = bare
    serve.Command().handle(host="127.0.0.1", port=int(port), workers=int(workers))


# Not where it is only run: the workers import it once more, under its own name.
if __name__ == "__main__":
    main(*sys.argv[1:])
else:
    application = get_wsgi_application()

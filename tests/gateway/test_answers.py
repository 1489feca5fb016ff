"""What every answer has, and what hostile requests get."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings

from articles import renditions, workflow
from tests import cast

pytestmark = pytest.mark.django_db

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
FORM = "application/x-www-form-urlencoded"


HSTS = "max-age=31536000"
BROKEN = "articles.views.lists.Page.of"


@pytest.fixture
def paths(editor) -> list[str]:
    return ["/", cast.published(editor).path, "/nowhere/", "/admin/login/", "/feed.atom", "/robots.txt"]


class Browser(Client):
    """One that asks for everything by the same scheme."""

    def __init__(self, *, https: bool, **rest: Any) -> None:
        super().__init__(raise_request_exception=False, **rest)
        self.https = https

    def generic(self, *args: Any, **rest: Any) -> Any:
        return super().generic(*args, **{**rest, "secure": self.https})


def every_kind_of_answer(client: Browser, editor) -> Iterator[tuple[int, HttpResponse]]:
    """Answers of every layer that gives any, with the status that each should have."""
    edition = cast.published(editor, picture=cast.picture())
    picture = renditions.address(edition.lead["digest"], renditions.WIDTHS[0], "webp")
    for path in ("/", edition.path, "/admin/login/", "/feed.atom", "/robots.txt", "/sitemap.xml", "/health/"):
        yield 200, client.get(path)
    yield 200, client.get("/static/site/css/base.css")
    yield 200, client.get(picture)
    yield 301, client.get("/latest")
    yield 302, client.get("/admin/")
    yield 304, client.get("/politics/", headers={"If-None-Match": client.get("/politics/")["ETag"]})
    yield 400, client.get("/", headers={"Host": "evil.example"})
    yield 400, client.get("/%00")
    yield 403, Browser(https=client.https, enforce_csrf_checks=True).post("/admin/login/")
    yield 404, client.get("/nowhere/")
    yield 404, client.get("/static/nowhere.css")
    yield 405, client.post("/latest/")
    yield 405, client.post("/static/site/css/base.css")
    yield 405, client.put(f"/comments/{edition.article_id}/")
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        yield 400, client.post("/admin/login/", "a=" + "b" * 100, content_type=FORM)
    with mock.patch(BROKEN, side_effect=OperationalError("gone")):
        yield 503, client.get("/latest/")
    with mock.patch(BROKEN, side_effect=ValueError("a bug")):
        yield 500, client.get("/latest/")
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    yield 410, client.get(edition.path)


def look_at_headers(answer: HttpResponse, hsts: str | None) -> None:
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    if "sandbox" not in policy:  # a picture's own, which is stricter
        for directive in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert directive in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.get("Strict-Transport-Security") == hsts


@pytest.mark.parametrize("https", [True, False], ids=["https", "http"])
def test_every_answer_has_the_security_headers(editor, https):
    with override_settings(SECURE_SSL_REDIRECT=https, SECURE_HSTS_SECONDS=31_536_000 if https else 0):
        for status, answer in every_kind_of_answer(Browser(https=https), editor):
            assert answer.status_code == status, answer.request
            look_at_headers(answer, HSTS if https else None)


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31_536_000)
def test_the_way_to_https_has_them_too():
    client = Client()
    answer = client.get("/latest/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/latest/")
    look_at_headers(answer, None)
    refused = client.get("/", headers={"Host": "evil.example"})
    assert refused.status_code == 400
    look_at_headers(refused, None)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_public_page_can_only_be_read(method, editor):
    edition = cast.published(editor)
    client = Client(enforce_csrf_checks=True)
    for path in ("/", "/ar/", edition.path, "/latest/", "/nowhere/", "/feed.atom", "/sitemap.xml", "/health/"):
        answer = client.generic(method, path)
        assert answer.status_code == 405, path
        assert answer["Allow"] == "GET, HEAD"


def test_comments_and_the_desk_take_more(reader, editor):
    article = cast.published(editor).article_id
    for path in (f"/comments/{article}/", f"/ar/comments/{article}/"):
        assert reader.post(path).status_code == 422
    assert reader.post("/admin/login/").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"), [("/latest/", 500), ("/latest/", 503), ("/%00", 400), ("/a/2026/01/01/b/", 403)]
)
def test_an_error_has_its_page_without_the_static_files(path, status, tmp_path):
    errors = {500: ValueError("a bug"), 503: OperationalError("gone")}
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    with (
        override_settings(STORAGES=storages, STATIC_ROOT=tmp_path),
        mock.patch(BROKEN, side_effect=errors.get(status)),
        mock.patch("articles.views.story.find_live", side_effect=PermissionDenied),
    ):
        answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code == status
    page = answer.content.decode()
    assert f">{status}</p>" in page
    assert 'href="/static/site/css/base.css"' in page


def test_public_pages_have_no_inline_script_or_style(reader, paths):
    for path in paths[:3]:
        page = reader.get(path).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert "nonce" not in page
        for script in page.split("<script")[1:]:
            head = script.split(">")[0]
            assert "src=" in head or "application/ld+json" in head


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/politics/%00/",
        "/?before=%00",
        "/latest/?before=%00",
        "/%ff%fe/",
        "/politics/2026/11/22/%ff/",
        "/" + "a" * 9_000 + "/",
        "/" + "a/" * 4_000,
        "/99999999999999999999/1/1/",
        "/0/0/0/",
        "/2026/13/45/",
        "/9999/12/31/",
        "/1/1/1/",
        "/" + "9" * 5_000 + "/1/1/",
        "/tag/%D8%A7%D9%84%D9%86%D9%81%D8%B7/",
        "/tag//",
        "//evil.example/",
        "//evil.example",
        "/..%2f..%2fetc/passwd",
        "/media/pictures/../../etc/passwd",
        "/media/pictures/" + "f" * 20 + "/640.svg",
        "/sitemap-x.xml",
        "/sitemap-stories-en-2026-99.xml",
        "/sitemap-tags-en-999999999.xml",
        *("/comments/" + "9" * 400 + end for end in ("/", "/1/", "/answer/1/", "/feed.atom")),
        "/comments/1/" + "9" * 400 + "/",
        "/comments/own/" + "9" * 400 + "/",
        "/feed.atom?" + "&".join(f"a{n}={n}" for n in range(2_000)),
        "/politics?x=1",
        "/ar",
        "/AR/",
        "/admin/articles/article/%00/change/",
    ],
    ids=lambda path: path[:30],
)
def test_hostile_addresses_are_no_server_error(path, editor):
    cast.published(editor)
    answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code < 500
    if 300 <= answer.status_code < 400:
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith("//")


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data", "x/y; boundary="])
def test_a_wrong_content_type_is_no_server_error(content_type, editor):
    article = cast.published(editor).article_id
    client = Client(raise_request_exception=False)
    for body in (b"", b"\x00\xff", b'{"body": 1}', b"a=%zz&" * 2_000):
        answer = client.generic("POST", f"/comments/{article}/", body, content_type=content_type)
        assert answer.status_code < 500


def test_an_unknown_host_is_a_bad_request():
    assert Client(headers={"Host": "evil.example"}).get("/").status_code == 400


def test_the_last_slash_may_be_forgotten(reader, editor):
    path = cast.published(editor).path
    for known in (path, "/politics/", "/tag/rivers/", "/latest/", "/ar/latest/"):
        answer = reader.get(known.removesuffix("/"), query_params={"x": "1"})
        assert answer.status_code == 301
        assert answer["Location"] == f"{known}?x=1"


def test_without_the_database_a_page_says_when_to_come_back(reader):
    with mock.patch("articles.views.lists.Page.of", side_effect=OperationalError("gone")):
        answer = reader.get("/latest/")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "<h1" in answer.content.decode()


def test_a_page_that_did_not_change_is_not_sent_again(reader, editor):
    path = cast.published(editor).path
    for public in ("/politics/", path, "/feed.rss"):
        tag = reader.get(public)["ETag"]
        if public != path:  # the form below a story carries its time
            assert reader.get(public, headers={"If-None-Match": tag}).status_code == 304


def test_errors_have_pages(reader, editor):
    edition = cast.published(editor)
    assert "<nav" in reader.get("/nowhere/").content.decode()
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    gone = reader.get(edition.path)
    assert gone.status_code == 410
    assert edition.headline not in gone.content.decode()


def test_robots_names_the_sitemap(reader):
    text = reader.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text

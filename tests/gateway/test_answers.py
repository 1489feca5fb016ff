"""What every answer has, and what hostile requests get."""

from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def paths(editor) -> list[str]:
    return ["/", cast.published(editor).path, "/nowhere/", "/admin/login/", "/feed.atom", "/robots.txt"]


def test_every_answer_has_the_security_headers(reader, paths):
    for path in paths:
        answer = reader.get(path)
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy
        for directive in (
            "default-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ):
            assert directive in policy
        assert "form-action 'self'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


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
        "/sitemap-stories.xml?p=0",
        "/sitemap-stories.xml?p=x",
        "/comments/" + "9" * 400 + "/received/",
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
    from articles import workflow

    edition = cast.published(editor)
    assert "<nav" in reader.get("/nowhere/").content.decode()
    workflow.unpublish(edition.article, by=editor)
    gone = reader.get(edition.path)
    assert gone.status_code == 410
    assert edition.headline not in gone.content.decode()


def test_robots_names_the_sitemap(reader):
    text = reader.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text

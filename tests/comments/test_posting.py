"""A reader comments on a story."""

import re
import threading
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from articles import workflow
from articles.models import Edition
from newsroom.comments import forms, limits
from newsroom.comments.models import Comment
from tests import cast
from tests.waiting import together

GOOD = {"body": "Well put.\n\nThank you.", "name": "Hêvî", "email": "hevi@example.org", "website": ""}


@pytest.fixture
def edition(editor) -> Edition:
    return cast.published(editor)


@pytest.fixture(autouse=True)
def _a_clock_that_stands(monkeypatch):
    """Limits are counted by spans of the clock: no test may straddle two."""
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_000_000_000))


def since(article: int) -> str:
    return forms.CommentForm(article=article).fresh_since


def post(client: Client, edition: Edition, headers: dict[str, str] | None = None, **fields: str):
    data = {**GOOD, "since": since(edition.article_id), **fields}
    return client.post(f"/comments/{edition.article_id}/", data, headers=headers)


def test_a_comment_is_held_and_the_sender_is_told(reader, edition):
    answer = post(reader, edition)
    assert answer.status_code == 302
    told = reader.get(answer["Location"])
    assert told.status_code == 200
    assert edition.headline in told.content.decode()
    comment = Comment.objects.get()
    assert comment.state == Comment.State.HELD
    assert comment.body == GOOD["body"]
    assert "Well put" not in reader.get(edition.path).content.decode()


@pytest.mark.parametrize(
    ("missing", "says"),
    [("body", "Write your comment."), ("name", "Write your name"), ("email", "Write your email address")],
)
def test_each_required_field_has_its_own_message_and_the_rest_is_kept(reader, edition, missing, says):
    answer = post(reader, edition, website="https://example.org/me", **{missing: "  "})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    tag = next(each for each in page.split("<") if f'name="{missing}"' in each)
    described = re.search('aria-describedby="([^"]+)"', tag)[1]
    assert says in page.split(f'id="{described}"')[1][:300]
    assert 'aria-invalid="true"' in page
    for field, value in {**GOOD, "website": "https://example.org/me"}.items():
        if field != missing:
            assert value in page.replace("\r\n", "\n"), field
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("email", "not an address", "name@example.com"),
        ("website", "javascript:alert(1)", "https://example.com"),
        ("website", "ftp://example.org/", "https://example.com"),
        ("name", "x" * 246, "245"),
        ("email", "x" * 95 + "@example.org", "100"),
        ("body", "x" * 65_526, "65525 characters"),
        ("body", "NUL \x00 byte", "Null characters"),
        ("name", "NUL \x00 byte", "Null characters"),
    ],
)
def test_a_field_that_will_not_do_is_named(reader, edition, field, value, says):
    answer = post(reader, edition, **{field: value})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "السلام عليكم، تقرير ممتاز",
        "سوپاس بۆ ئەم هەواڵە",
        "👏🏽👩‍👩‍👧‍👦 " * 20,
        "long " * 4_000,
        "x" * 20_000,
        "&lt;b&gt; &amp; \" ' `${x}` {{ 7*7 }} {% now %}",
        "\u202eright to left override\u202c",
    ],
    ids=["script", "arabic", "sorani", "emoji", "20000", "unbroken", "entities", "bidi"],
)
def test_whatever_a_reader_types_is_text(reader, moderator, edition, body):
    assert post(reader, edition, body=body, name="<b>Name</b>").status_code == 302
    comment = Comment.objects.get()
    assert comment.body == body.strip()
    Comment.objects.update(state=Comment.State.APPROVED)
    page = reader.get(edition.path)
    assert page.status_code == 200
    html = page.content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<b>Name" not in html
    assert "&lt;b&gt;Name" in html


def test_the_same_comment_twice_is_stored_once(reader, edition):
    for _ in range(2):
        assert post(reader, edition).status_code == 302
    assert post(reader, edition, body=GOOD["body"] + " ", email="HEVI@example.org").status_code == 302
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_comment_twice_at_once_is_stored_once():
    edition = cast.published(cast.account("evin", "editor"))
    statuses: list[int] = []
    start = threading.Barrier(4)

    def send() -> None:
        start.wait()
        statuses.append(post(Client(), edition).status_code)
        connection.close()

    together([send] * 4)
    assert statuses == [302] * 4
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
        {"Origin": "https://testserver"},
        {"Origin": ""},
    ],
    ids=str,
)
def test_a_post_from_another_origin_is_refused(reader, edition, headers):
    assert post(reader, edition, headers=headers).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}], ids=str)
def test_a_post_from_the_page_itself_is_taken(reader, edition, headers):
    assert post(reader, edition, headers=headers).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(reader, edition, method):
    assert getattr(reader, method)(f"/comments/{edition.article_id}/").status_code == 405


def test_a_story_that_is_not_live_takes_no_comment(reader, editor, edition):
    draft = cast.draft(editor, headline="Not out")
    workflow.unpublish(edition.article, by=editor, reason="A mistake")
    for article in (draft.pk, edition.article_id, 10**9, 10**30):
        answer = reader.post(f"/comments/{article}/", {**GOOD, "since": since(article)})
        assert answer.status_code == 404
    assert not Comment.objects.exists()


@pytest.mark.parametrize("forged", ["", "1", "1:abc:def", "\x00"])
def test_a_form_that_is_not_ours_is_shown_again_with_everything_in_it(reader, edition, forged):
    answer = post(reader, edition, since=forged)
    assert answer.status_code == 422
    assert "send it again" in answer.content.decode()
    assert "hevi@example.org" in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_form_of_another_story_does_not_do(reader, edition):
    assert post(reader, edition, since=since(edition.article_id + 1)).status_code == 422


@pytest.mark.parametrize("days", [-1, 61])
def test_a_form_of_another_time_is_asked_for_again(reader, edition, days, monkeypatch):
    old = since(edition.article_id)
    now = forms.time.time()
    monkeypatch.setattr(forms, "time", SimpleNamespace(time=lambda: now + days * 86_400))
    assert post(reader, edition, since=old).status_code == 422


def test_a_story_nobody_changed_is_not_sent_again(reader, edition, monkeypatch):
    monkeypatch.setattr(forms, "time", SimpleNamespace(time=lambda: 1_000_000_000))
    tag = reader.get(edition.path)["ETag"]
    assert reader.get(edition.path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "\ufb2c" * 245),
        ("name", "\u0958" * 245),
        ("email", "a@" + "\u0958" * 50 + ".co"),
        ("name", "\x01\x02"),
        ("body", "\x01 \x0b"),
        ("website", "http://[::1"),
    ],
    ids=["hebrew", "devanagari", "email", "controls", "no words", "bracket"],
)
def test_what_cleaning_makes_longer_or_empty_is_said_at_its_field(reader, edition, field, value):
    assert post(reader, edition, **{field: value}).status_code == 422
    assert not Comment.objects.exists()


def test_a_line_end_counts_as_one_character(reader, edition):
    assert post(reader, edition, body="x\r\n" * 32_700).status_code == 302


def test_the_field_that_readers_do_not_see_gives_programs_away(reader, edition):
    assert post(reader, edition, subject="buy now").status_code == 302
    assert Comment.objects.get().state == Comment.State.SPAM


def test_a_burst_from_one_address_is_slowed_down(reader, edition):
    statuses = [post(reader, edition, body=f"https://spam.example/ {n}").status_code for n in range(60)]
    assert statuses.count(302) == limits.POSTS_A_SPAN <= 30
    assert set(statuses) == {302, 429}
    last = post(reader, edition, body="one more")
    assert 0 < int(last["Retry-After"]) <= limits.SPAN
    assert "one more" in last.content.decode()
    assert Comment.objects.count() == limits.POSTS_A_SPAN


def test_an_ipv6_household_is_one_address():
    household = limits.network_mark("2001:db8::1")
    assert household == limits.network_mark("2001:db8::2") != limits.network_mark("2001:db8:0:1::1")
    assert limits.network_mark("192.0.2.7") == limits.network_mark("::ffff:192.0.2.7")


def test_public_pages_set_no_cookie(reader, edition):
    own = post(reader, edition)["Location"]
    for path in ("/", edition.path, "/politics/", f"/comments/{edition.article_id}/", own, "/nowhere/"):
        answer = reader.get(path)
        assert not answer.cookies, path
        assert "Cookie" not in answer.get("Vary", ""), path
    assert not post(reader, edition, name="").cookies

import gzip
import time

import brotli
import pytest
from django.db import connection

from articles import lasting, workflow
from articles.models import Article, Edition
from newsroom.comments.models import Comment
from newsroom.gateway import middleware
from newsroom.pagecache import door as doors
from newsroom.pagecache import places
from tests import cast
from tests.waiting import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(site, editor) -> Edition:
    made = cast.published(editor, body=f"<p>{'The river rose in the night. ' * 60}</p>")
    site.wait_until_heard()
    return made


def test_a_page_is_made_once_and_then_served_from_memory(site, story):
    first, second = site.get(story.path), site.get(story.path)
    assert first.status == second.status == 200
    assert first.content == second.content == site.directly(story.path).content
    assert site.made == [story.path]
    assert site.door.figures.hits == 1


def test_each_form_is_the_same_page(site, story):
    whole = site.get(story.path)
    zipped = site.get(story.path, accept_encoding="gzip")
    smallest = site.get(story.path, accept_encoding="gzip, br")
    assert gzip.decompress(zipped.content) == brotli.decompress(smallest.content) == whole.content
    assert (zipped.headers["content-encoding"], smallest.headers["content-encoding"]) == ("gzip", "br")
    assert "content-encoding" not in whole.headers
    for answer in (whole, zipped, smallest):
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-length"] == str(len(answer.content))
        assert answer.headers["etag"] == whole.headers["etag"]
    assert len(site.made) == 1


def test_a_page_that_was_first_asked_for_compressed_is_whole_as_well(site, story):
    zipped = site.get(story.path, accept_encoding="gzip")
    assert gzip.decompress(zipped.content) == site.get(story.path).content


def test_head_has_the_headers_of_get_and_no_content(site, story):
    whole = site.get(story.path)
    head = site.get(story.path, method="HEAD")
    assert head.content == b""
    assert head.headers == whole.headers


def test_who_has_the_page_is_told_so(site, story):
    known = site.get(story.path).headers["etag"]
    for said in (known, f'"other", {known}', known.removeprefix("W/"), "*"):
        answer = site.get(story.path, if_none_match=said)
        assert (answer.status, answer.content) == (304, b"")
        assert answer.headers["etag"] == known
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "content-length" not in answer.headers
    assert site.get(story.path, if_none_match='"other"').status == 200


def test_public_pages_are_asked_for_each_time_and_set_no_cookie(site, story):
    headers = site.get(story.path).headers
    assert headers["cache-control"] == "public, no-cache"
    assert "set-cookie" not in headers
    assert "content-security-policy" in headers


def test_a_page_is_made_for_nobody_in_particular(site, story):
    plain = site.get(story.path)
    told = {"user_agent": "x", "accept_language": "ar", "referer": "https://example.org/", "cookie": "a=b"}
    site.door.pages.doubt_all()
    assert site.get(story.path, **told).content == plain.content == site.directly(story.path, **told).content


def test_what_says_that_it_is_private_is_not_kept(site, story):
    challenge = f"/comments/{story.article_id}/challenge/"
    assert site.get(challenge).headers["cache-control"] == "no-store"
    site.get(challenge)
    assert len(site.door.pages) == 0


def test_addresses_without_a_page_are_not_kept_and_where_something_moved_is(site, story):
    assert site.get("/nowhere/").status == 404
    assert len(site.door.pages) == 0
    assert site.get(story.path.rstrip("/")).status == 301
    assert len(site.door.pages) == 1


def test_what_moved_takes_along_what_a_reader_came_with(site, story):
    answer = site.get(f"{story.path.rstrip('/')}?utm_source=mail")
    assert answer.headers["location"].endswith(f"{story.path}?utm_source=mail")


def test_a_page_that_changes_is_another_at_once_and_one_that_does_not_is_not_made_again(site, story, editor):
    other = cast.published(editor, headline="Elsewhere")
    before = site.get(story.path), site.get("/latest/")
    site.get(other.path)
    made = len(site.made)
    Article.objects.filter(pk=story.article_id).update(standfirst="The river falls")
    workflow.update(Article.objects.get(pk=story.article_id), by=editor, substantive=False)
    site.wait_until_heard()
    assert "The river falls" in site.get(story.path).text
    assert "The river falls" in site.get("/latest/").text
    assert site.get(story.path).headers["etag"] != before[0].headers["etag"]
    assert len(site.made) == made + 2


def test_what_was_asked_again_and_is_the_same_is_trusted_again(site, story):
    site.get(story.path)
    site.door.pages.doubt_all()
    for _ in range(3):
        site.get(story.path)
    figures = site.door.figures
    assert (figures.made, figures.confirmed, figures.hits) == (1, 1, 2)


def test_a_change_that_comes_while_a_page_is_made_puts_it_in_doubt(site, story):
    """The page was read before the change, and stored after it: nobody sees it unasked."""
    handler = site.django

    def slow(environ, start_response):
        parts = list(handler(environ, start_response))
        Edition.objects.filter(pk=story.pk).update(headline="Meanwhile")
        site.wait_until_heard()
        return parts

    site.door._application = slow
    assert "Meanwhile" not in site.get(story.path).text
    site.door._application = handler
    assert "Meanwhile" in site.get(story.path).text


def test_many_who_ask_at_once_wait_for_one(site, story):
    """Five hundred, just after the page was dropped."""
    handler, made = site.django, []

    def slow(environ, start_response):
        made.append(environ["PATH_INFO"])
        time.sleep(0.2)
        return handler(environ, start_response)

    site.door._application = slow
    site.get(story.path)
    Edition.objects.filter(pk=story.pk).update(headline="The river falls")
    site.wait_until_heard()
    made.clear()
    answers = []

    def ask() -> None:
        answers.append(site.get(story.path).text)
        connection.close()

    together([ask] * 500)
    assert made == [story.path]
    assert len(answers) == 500
    assert all("The river falls" in each for each in answers)


def test_memory_is_bounded_and_what_nobody_asks_for_goes_first(small_site, editor):
    stories = [cast.published(editor, headline=f"Story {number}").path for number in range(6)]
    for path in stories:
        small_site.get(stories[0])
        small_site.get(path)
    small_site.wait_until_heard()
    pages = small_site.door.pages
    assert pages.bytes <= pages.most_bytes
    assert pages.put_out > 0
    made = len(small_site.made)
    small_site.get(stories[0])
    assert len(small_site.made) == made
    small_site.get(stories[1])
    assert len(small_site.made) == made + 1


def test_a_page_ends_when_it_says_so(site, story, monkeypatch):
    handler = site.django

    def until_soon(environ, start_response):
        from datetime import timedelta

        from django.utils import timezone

        lasting.until(timezone.now() + timedelta(seconds=2))
        return handler(environ, start_response)

    made = []
    site.door._application = lambda *args: made.append(1) or until_soon(*args)
    site.get(story.path)
    site.get(story.path)
    assert len(made) == 1
    time.sleep(2.05)
    site.get(story.path)
    assert len(made) == 2


def test_a_page_that_wrote_something_is_not_kept(site, story):
    handler = site.django

    def writes(environ, start_response):
        Comment.objects.filter(pk=0).update(name="nobody")
        return handler(environ, start_response)

    site.door._application = writes
    assert site.get(story.path).status == 200
    assert len(site.door.pages) == 0


def test_nothing_breaks_at_odd_requests(site):
    for address in (
        "/%00/",
        "/?before=%00",
        "/latest/?before=x",
        "/\udcff",
        "/?" + "a=1&" * 3000,
        "//x//",
        "/?before=" + "9" * 9000,
    ):
        assert site.get(address.encode("utf-8", "replace").decode()).status < 500


def test_the_door_says_to_django_when_the_database_is_down(site, story, monkeypatch):
    site.get(story.path)
    known = site.get("/").status
    site.door.pages.lose_sight(is_sure=True)
    monkeypatch.setattr(type(site.door.listener), "is_down", True)
    assert site.get(story.path).status == known == 200
    for address in ("/latest/", "/admin/", "/search/?q=river"):
        answer = site.get(address)
        assert (answer.status, answer.headers["retry-after"]) == (503, "10")
        assert "content-security-policy" in answer.headers
    assert site.door.figures.while_down == 1
    assert doors.DATABASE_IS_DOWN == "newsroom.database_is_down"


def test_what_had_changed_before_the_database_went_away_is_not_served(site, story, monkeypatch):
    """Nobody had asked for it since: what is kept is what was before."""
    site.get(story.path)
    Edition.objects.update(headline="The river falls")
    site.wait_until_heard()
    site.door.pages.lose_sight(is_sure=True)
    monkeypatch.setattr(type(site.door.listener), "is_down", True)
    assert site.get(story.path).status == 503
    assert site.door.figures.while_down == 0


def test_while_all_who_may_wait_do_so_what_is_in_memory_goes_on(site, story, monkeypatch):
    monkeypatch.setattr(places, "PATIENCE", 0.05)
    site.get(story.path)
    taken = 0
    while site.door._places.take():
        taken += 1
    refused = site.door._places.refused
    hits = site.door.figures.hits
    assert site.get(story.path).status == 200
    assert site.door.figures.hits == hits + 1
    for address in ("/latest/", "/search/?q=river", "/admin/"):
        answer = site.get(address)
        assert (answer.status, answer.headers["retry-after"]) == (503, "10")
        assert "content-security-policy" in answer.headers
    assert site.door._places.refused == refused + 3
    assert doors.IS_BUSY == middleware.IS_BUSY
    for _ in range(taken):
        site.door._places.leave()
    assert site.get("/latest/").status == 200


def test_every_answer_leaves_its_place(site, story):
    for address in (story.path, "/latest/", "/nowhere/", "/admin/", "/search/?q=river", "/feed.atom"):
        for method in ("GET", "HEAD", "POST"):
            site.get(address, method)
    assert site.door._places._free == 8

"""A front's screen at the desk: what it shows, saves and does, and what it refuses."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow as stories
from articles.models import Tag
from newsroom.fronts import workflow
from newsroom.fronts.models import Front
from tests import cast
from tests.fronts.curating import block, front, headlines, launched, layout, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(editor) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(editor)
    return client


@pytest.fixture
def one(editor):
    return story(editor, "One")


@pytest.fixture
def made(editor, one) -> Front:
    return front(editor, block(one, cards=3, rule="newest"))


def of(made: Front, name: str = "") -> str:
    return f"/admin/fronts/front/{made.pk}/{name}"


def save(desk: Client, made: Front, version: int, *blocks):
    return desk.post(
        of(made, "draft/"), {"version": version, "layout": layout(*blocks)}, content_type="application/json"
    )


def press(desk: Client, made: Front, act: str, **sent) -> str:
    made.refresh_from_db()
    return desk.post(of(made), {"act": act, "version": made.version, **sent}, follow=True).text


def test_every_page_can_be_curated_from_the_list(desk, one):
    world = cast.section("world")
    page = desk.get("/admin/fronts/front/")
    assert page.text.count("By rule") == 9
    answer = desk.post("/admin/fronts/front/curate/", {"language": "ckb", "section": world.pk}, follow=True)
    assert answer.status_code == 200
    made = Front.objects.get()
    assert (made.language, made.section, made.path) == ("ckb", world, "/ckb/world/")
    for wrong in ({"language": "xx"}, {"language": "en", "section": "x"}, {"language": "en", "section": "999"}):
        assert desk.post("/admin/fronts/front/curate/", wrong).status_code == 404
    assert desk.get("/admin/fronts/front/").text.count("By rule") == 9


def test_what_is_changed_on_the_screen_is_saved_and_shown_anew(desk, made, editor):
    two = story(editor, "Two")
    answer = save(desk, made, made.version, block(two, cards=2, rule="newest"))
    state = answer.json()
    assert "no-store" in answer.headers["Cache-Control"]
    assert state["version"] == Front.objects.get().version == made.version + 1
    assert state["stories"][str(two.article_id)]["headline"] == "Two"
    assert state["stories"][str(two.article_id)]["state"] == "live"
    assert [state["stories"][str(pk)]["headline"] for pk in state["brought"][0]] == ["One"]
    assert state["differs"] is True


def test_whoever_saves_an_old_version_is_told_who_was_first(desk, made, editor, one):
    assert save(desk, made, made.version, block(one)).status_code == 200
    answer = save(desk, made, made.version, block(one))
    assert answer.status_code == 409
    assert "Evin changed this front" in answer.json()["error"]


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b"null",
        b"[" * 5000,
        b'{"version": "1", "layout": {}}',
        b'{"version": -1, "layout": {}}',
        b'{"version": 99999999999999, "layout": {}}',
        b'{"version": 1, "layout": {"blocks": [NaN]}}',
        b'{"version": 1, "layout": {"blocks": [{"title": "\\u0000\\ud800", "look": 1e999}]}}',
    ],
)
def test_whatever_is_sent_for_a_draft_is_refused_in_words(desk, made, sent):
    answer = desk.post(of(made, "draft/"), sent, content_type="application/json")
    assert answer.status_code in (400, 409)
    assert answer.json()["error"]


def test_nothing_that_postgresql_cannot_keep_is_kept(desk, made, one):
    answer = save(desk, made, made.version, block(one, title="A\x00B\ud800C"))
    assert answer.json()["layout"]["blocks"][0]["title"] == "ABC"


def test_the_buttons_do_what_they_say(desk, made, editor, one, reader):
    assert "Launched" in press(desk, made, "launch")
    save(desk, made, made.version + 1, block(story(editor, "Two")))
    assert headlines(reader.get("/"))[0][0] == "One"
    press(desk, made, "launch")
    assert headlines(reader.get("/")) == [["Two"]]
    assert "front before" in press(desk, made, "undo")
    assert headlines(reader.get("/")) == [["One", "Two"]]
    assert "is again" in press(desk, made, "discard")
    assert "limit is set" in press(desk, made, "limit", minutes="90")
    at = timezone.localtime() + datetime.timedelta(days=1)
    assert "Scheduled" in press(desk, made, "schedule", at=at.strftime("%Y-%m-%dT%H:%M"))
    coming = made.editions.pending().get()
    assert "Called off" in press(desk, made, "unschedule", edition=coming.pk)
    assert "in the draft now" in press(desk, made, "take_up", edition=coming.pk)


def test_a_front_is_scheduled_together_with_a_story_from_its_screen(desk, made, editor):
    lead = cast.draft(editor, headline="The lead", credited=False)
    stories.schedule(lead, by=editor, at=timezone.now() + datetime.timedelta(hours=2))
    assert "The lead" in desk.get(of(made)).text
    assert "together with" in press(desk, made, "schedule_with", story=lead.pk)
    assert made.editions.pending().get().live_from == lead.pending_edition.live_from


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("schedule", {"at": "yesterday"}),
        ("schedule", {"at": "2020-01-01T10:00"}),
        ("schedule", {}),
        ("schedule_with", {"story": "x"}),
        ("unschedule", {"edition": "٣"}),
        ("take_up", {"edition": "999"}),
        ("limit", {"minutes": "-1"}),
        ("limit", {"minutes": "99999"}),
        ("launch", {"version": "0"}),
        ("launch", {"version": "x"}),
    ],
)
def test_a_button_that_is_pressed_wrongly_says_why_and_does_nothing(desk, made, act, sent):
    before = Front.objects.values().get()
    page = press(desk, made, act, **sent)
    assert '<li class="error">' in page
    assert Front.objects.values().get() == before
    assert not made.editions.exists()


def test_a_button_that_is_none_does_nothing(desk, made):
    assert desk.post(of(made), {"act": "delete", "version": made.version}).status_code == 404


def test_stories_are_found_in_the_fronts_language_what_is_to_come_first(desk, made, editor):
    coming = cast.draft(editor, headline="Bridge to come", credited=False)
    stories.schedule(coming, by=editor, at=timezone.now() + datetime.timedelta(hours=2))
    story(editor, "Bridge of old", picture=cast.picture())
    cast.draft(editor, headline="Bridge in work", credited=False)
    story(editor, "جسر", language="ar", kicker="Bridge")
    found = desk.get(of(made, "stories/"), {"q": "bridge"}).json()["stories"]
    assert [(each["headline"], each["state"]) for each in found] == [
        ("Bridge to come", "scheduled"),
        ("Bridge of old", "live"),
        ("Bridge in work", "none"),
    ]
    assert found[1]["picture"].endswith(".jpg")
    assert desk.get(of(made, "stories/"), {"q": "nowhere"}).json()["stories"] == []


def test_tags_are_found_by_their_names(desk, made):
    Tag.objects.create(name="Snowfall")
    assert [tag["name"] for tag in desk.get(of(made, "tags/"), {"q": "snow"}).json()["tags"]] == ["Snowfall"]
    assert desk.get(of(made, "tags/"), {"q": " "}).json()["tags"] == []


def test_the_preview_is_the_real_page_of_the_draft_and_nobody_keeps_it(desk, made, one):
    page = desk.get(of(made, "preview/"))
    assert headlines(page) == [["One"]]
    assert 'class="preview-bar"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert 'name="robots" content="noindex' in page.text
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert 'rel="canonical"' not in page.text


def test_the_preview_looks_ahead_to_an_instant(desk, made, editor, one):
    lead = cast.draft(editor, headline="Tomorrow", credited=False)
    at = timezone.now() + datetime.timedelta(days=1)
    stories.schedule(lead, by=editor, at=at)
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block({"article": lead.pk}, one)))
    workflow.schedule_with(made, by=editor, version=made.version, story=lead.pk)

    def seen(of_what: str, moment: datetime.datetime | None) -> list[list[str]]:
        asked = {"at": f"{timezone.localtime(moment):%Y-%m-%dT%H:%M:%S}"} if moment else {}
        return headlines(desk.get(of(made, "preview/"), {"of": of_what, **asked}))

    after = at + datetime.timedelta(minutes=1)
    assert seen("draft", None) == [["One"]]
    assert seen("draft", after) == [["Tomorrow", "One"]]
    assert seen("readers", None) == [["One"]]
    assert seen("readers", after) == [["Tomorrow", "One"]]


@pytest.mark.parametrize("at", ["x", "9999-99-99T99:99", "2026-11-27T10:00", ""])
def test_a_preview_at_no_time_at_all_is_of_now(desk, made, at):
    assert desk.get(of(made, "preview/"), {"at": at, "of": "?"}).status_code == 200


@pytest.mark.parametrize("of_what", ["draft", "readers"])
def test_a_sections_front_is_looked_at_on_its_page(desk, editor, one, of_what):
    made = front(editor, block(one, title="Chosen"), language="en", section=cast.section())
    page = desk.get(of(made, "preview/"), {"of": of_what})
    assert page.status_code == 200
    assert ("Chosen" in page.text) == (of_what == "draft")
    assert "One" in page.text
    workflow.launch(made, by=editor, version=made.version)
    assert "Chosen" in desk.get(of(made, "preview/"), {"of": "readers"}).text


def test_a_preview_speaks_the_language_of_its_front(desk, editor):
    story(editor, "جسر", language="ar")
    made = front(editor, block(rule="newest"), language="ar")
    page = desk.get(of(made, "preview/"))
    assert page.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in page.text


def test_whoever_does_not_curate_finds_no_door(reporter, made):
    client = Client()
    client.force_login(reporter)
    sent = json.dumps({"version": made.version, "layout": layout()})
    assert client.post(of(made, "draft/"), sent, content_type="application/json").status_code == 403
    assert client.post(of(made), {"act": "launch", "version": made.version}).status_code == 403
    assert client.post("/admin/fronts/front/curate/", {"language": "ar"}).status_code == 403
    assert client.get(of(made, "preview/")).status_code == 403


def test_a_screen_with_a_broken_draft_opens(desk, made):
    for broken in ({}, [], {"blocks": [None]}, "x"):
        Front.objects.update(draft=broken)
        assert desk.get(of(made)).status_code == 200
        assert desk.get(of(made, "preview/")).status_code == 200
        assert '<li class="error">' in press(desk, made, "launch")


def test_a_headline_is_text_on_the_screen(desk, editor):
    evil = story(editor, "</script><script>alert(1)</script>")
    made = launched(editor, block({"article": evil.article_id, "headline": "</script><b>x"})).front
    page = desk.get(of(made)).text
    assert "<script>alert(1)" not in page
    assert "</script><b>" not in page

"""The picture library: what is found in it, what comes in, what is completed, and what may not go."""

import datetime
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Edition, Picture, Record, Source
from newsroom.operations.models import Job
from tests import cast
from tests.forms import fields_of

pytestmark = pytest.mark.django_db

LIBRARY = "/admin/articles/picture/"
DAY = datetime.timedelta(days=1)


def desk_of(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def send(client: Client, file=None, **fields):
    return client.post(f"{LIBRARY}upload/", {"file": file or cast.photograph(colour="olive"), **fields})


def found(client: Client, query: str) -> set[str]:
    page = client.get(f"{LIBRARY}?{query}")
    assert page.status_code == 200
    return {card["picture"].caption for card in page.context["cl"].cards}


# What comes in.


def test_a_file_is_taken_in_and_says_what_is_missing(reporter):
    answer = send(desk_of(reporter)).json()
    picture = Picture.objects.get()
    assert answer["is_new"]
    assert answer["alike"] == []
    assert answer["picture"]["id"] == picture.pk
    assert answer["picture"]["lacks"] == ["caption", "credit", "alternative text", "licence"]
    assert (picture.added_by, picture.filename) == (reporter, "photo.jpg")
    assert Record.objects.get(verb="add").actor == reporter


def test_the_same_file_is_not_taken_in_twice(reporter, editor):
    first = send(desk_of(reporter)).json()
    second = send(desk_of(editor)).json()
    assert not second["is_new"]
    assert second["picture"]["id"] == first["picture"]["id"]
    assert Picture.objects.count() == Record.objects.filter(verb="add").count() == 1


def test_what_looks_the_same_is_shown_beside_it(reporter, monkeypatch):
    old = cast.picture(caption="The old one")
    Picture.objects.update(fingerprint=0b1011)
    take_in = Picture.from_original
    monkeypatch.setattr(Picture, "from_original", lambda *a, **k: _with_fingerprint(take_in(*a, **k), 0b1111))
    answer = send(desk_of(reporter)).json()
    assert [each["id"] for each in answer["alike"]] == [old.pk]


def _with_fingerprint(picture: Picture, fingerprint: int) -> Picture:
    picture.fingerprint = fingerprint
    picture.save()
    return picture


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_refused_with_a_sentence(reporter, content):
    file = io.BytesIO(content)
    file.name = "x.jpg"
    answer = send(desk_of(reporter), file)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Picture.objects.exists()


def test_no_file_at_all_is_a_sentence_and_another_method_is_refused(reporter):
    client = desk_of(reporter)
    answer = client.post(f"{LIBRARY}upload/", {"file": "text"})
    assert (answer.status_code, answer.json()) == (400, {"error": "Choose a file."})
    for address in ("upload/", f"{cast.picture(added_by=reporter).pk}/words/"):
        assert client.get(f"{LIBRARY}{address}").status_code == 405


@pytest.mark.parametrize(("role", "status"), [("reporter", 200), ("picture editor", 200), ("lawyer", 403)])
def test_who_may_take_in(role, status):
    assert send(desk_of(cast.account("me", role))).status_code == status


# What is completed on its card.

WORDS = {"caption": "A ferry", "credit": "Sara Aziz", "alt_text": "A ferry at noon", "licence": "own"}


def test_words_are_saved_in_place_and_go_on_record(reporter):
    client = desk_of(reporter)
    pk = send(client).json()["picture"]["id"]
    answer = client.post(f"{LIBRARY}{pk}/words/", WORDS).json()
    assert answer["picture"]["lacks"] == []
    picture = Picture.objects.get()
    assert {name: getattr(picture, name) for name in WORDS} == WORDS
    assert Record.objects.get(verb="change").detail["licence"] == {"from": "", "to": "own"}


def test_what_is_wrong_is_said_by_field_and_nothing_is_saved(editor):
    picture = cast.picture()
    client = desk_of(editor)
    for sent in ({"licence": "stolen"}, {"caption": "x" * 501}, {"caption": "a\x00b"}):
        answer = client.post(f"{LIBRARY}{picture.pk}/words/", {**WORDS, **sent})
        assert answer.status_code == 400
        assert set(answer.json()["errors"]) == {*sent}
    picture.refresh_from_db()
    assert (picture.licence, picture.caption) == ("own", "A bridge at dusk")


def test_a_reporter_completes_own_pictures_until_they_have_gone_out(reporter, editor):
    own, other = cast.picture(added_by=reporter), cast.picture(colour="red", added_by=editor)
    client = desk_of(reporter)
    assert client.post(f"{LIBRARY}{other.pk}/words/", WORDS).status_code == 403
    assert client.post(f"{LIBRARY}{own.pk}/words/", WORDS).status_code == 200
    cast.published(editor, picture=own)
    assert client.post(f"{LIBRARY}{own.pk}/words/", WORDS).status_code == 403
    assert desk_of(editor).post(f"{LIBRARY}{own.pk}/words/", WORDS).status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", "9" * 18, "9" * 30])
def test_a_picture_that_is_not_there_is_404(editor, number):
    for what in ("words", "discard"):
        assert desk_of(editor).post(f"{LIBRARY}{number}/{what}/", WORDS).status_code == 404


def test_a_second_copy_is_thrown_away_by_whoever_took_it_in_unless_a_story_uses_it(reporter, editor):
    client = desk_of(reporter)
    pk = send(client).json()["picture"]["id"]
    assert desk_of(editor).post(f"{LIBRARY}{pk}/discard/").status_code == 403
    article = cast.draft(reporter, picture=Picture.objects.get())
    assert client.post(f"{LIBRARY}{pk}/discard/").status_code == 409
    article.picture = None
    article.save()
    workflow.save_revision(article, by=reporter)
    assert client.post(f"{LIBRARY}{pk}/discard/").status_code == 200
    assert not Picture.objects.exists()


# What is found.


@pytest.fixture
def pictures(editor, reporter) -> None:
    now = timezone.now()
    source = Source.objects.create(name="Tigris Wire", credit_line="(tigris wire)")
    cast.picture(caption="fine", licence="own", added_by=reporter, source=source)
    cast.picture(colour="red", caption="unrecorded", licence="earlier")
    cast.picture(colour="blue", caption="soon", licence="agency", expires_at=now + 5 * DAY)
    cast.picture(colour="navy", caption="ended", licence="agency", expires_at=now - DAY)
    cast.picture(colour="pink", caption="barred", licence="agency", uses=["feeds"])
    cast.picture(colour="gold", caption="bare", licence="", credit="", alt_text="")
    cast.published(editor, picture=Picture.objects.get(caption="fine"))


FILTERS = {
    "rights=fine": {"fine"},
    "rights=none": {"unrecorded", "bare"},
    "rights=soon": {"soon"},
    "rights=ended": {"ended", "barred"},
    "lacks=credit": {"bare"},
    "lacks=alt": {"bare"},
    "lacks=licence": {"bare", "unrecorded"},
    "lacks=anything": {"bare", "unrecorded"},
    "used=yes": {"fine"},
    "used=no": {"unrecorded", "soon", "ended", "barred", "bare"},
    "added=me": {"fine"},
    "size=wide": {"fine", "unrecorded", "soon", "ended", "barred", "bare"},
    "size=upright": set(),
    "q=soon": {"soon"},
    "q=aziz+barred": {"barred"},
}


def test_filters_and_search_find_what_they_say(pictures, reporter):
    client = desk_of(reporter)
    for query, captions in FILTERS.items():
        assert found(client, query) == captions, query
    source = Source.objects.get(name="Tigris Wire")
    assert found(client, f"source__id__exact={source.pk}") == {"fine"}


def test_a_card_says_how_the_rights_stand(pictures, reporter):
    page = desk_of(reporter).get(LIBRARY).content.decode()
    for words in ("Rights end in 4 days", "Rights ended", "Not for the site", "Rights not recorded"):
        assert words in page


def test_the_library_asks_the_same_number_of_questions_whatever_its_size(editor):
    client = desk_of(editor)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(LIBRARY).status_code == 200
        return len(captured)

    cast.picture()
    few = queries()
    Picture.objects.bulk_create(
        Picture(file="x", digest=f"{number:020x}", width=1600, height=900, caption=f"No. {number}")
        for number in range(200)
    )
    assert queries() == few


# The screen of a picture.


def change(client: Client, picture: Picture, **fields):
    path = f"{LIBRARY}{picture.pk}/change/"
    return client.post(
        path, {**fields_of(client.get(path).content.decode(), "picture_form"), "uses": picture.uses, **fields}
    )


def test_an_end_that_is_set_reaches_live_stories_the_record_and_a_job(editor):
    picture = cast.picture(licence="agency")
    edition = cast.published(editor, picture=picture)
    change(desk_of(editor), picture, expires_at="2099-07-01T12:00", licence="bought")
    edition.refresh_from_db()
    assert edition.pictures_until.isoformat() == edition.lead["until"] == "2099-07-01T09:00:00+00:00"
    detail = Record.objects.get(verb="change").detail
    assert detail["licence"] == {"from": "agency", "to": "bought"}
    assert detail["expires_at"]["to"].startswith("2099-07-01")
    job = Job.objects.get(task_path="articles.picture_rights.tell_of_the_end")
    assert job.run_after.isoformat() == "2099-07-01T09:00:00+00:00"


def test_one_button_takes_it_off_every_page_now(editor):
    picture = cast.picture(licence="agency")
    edition = cast.published(editor, picture=picture)
    answer = change(desk_of(editor), picture, _withdraw="1")
    assert answer.status_code == 302
    picture.refresh_from_db()
    assert picture.is_barred
    assert Edition.objects.get(pk=edition.pk).picture is None
    assert "expires_at" in Record.objects.get(verb="change").detail


def test_the_screen_says_where_a_picture_is_used_as_far_as_one_may_read(editor, administrator):
    picture = cast.picture()
    live = cast.published(editor, picture=picture, headline="Seen by readers").article
    cast.draft(editor, picture=picture, headline="Only a draft")
    killed = cast.published(editor, picture=picture, headline="Killed story").article
    workflow.kill(Article.objects.get(pk=killed.pk), by=administrator, reason="Wrong")
    page = desk_of(editor).get(f"{LIBRARY}{picture.pk}/change/").content.decode()
    assert f"/admin/articles/article/{live.pk}/change/" in page
    assert page.count("Readers see it") == 1
    assert "Only a draft" in page
    assert "Killed story" not in page
    assert "And in 1 story that is not listed here." in page


def test_a_picture_in_use_stays_and_says_where_it_is_used(administrator):
    picture = cast.picture()
    cast.published(administrator, picture=picture, headline="Bridge opens")
    client = desk_of(administrator)
    sentence = "This picture is kept, because it is used: in “Bridge opens”."
    assert sentence in client.post(f"{LIBRARY}{picture.pk}/delete/", {"post": "yes"}).content.decode()
    sent = {"action": "delete_selected", "_selected_action": [picture.pk], "post": "yes"}
    assert sentence in client.post(LIBRARY, sent).content.decode()
    assert Picture.objects.exists()


def test_without_scripts_a_picture_is_added_by_the_plain_form(reporter):
    client = desk_of(reporter)
    fields = fields_of(client.get(f"{LIBRARY}add/").content.decode(), "picture_form")
    sent = {**fields, **WORDS, "uses": ["site"], "upload": cast.photograph(), "expires_at": "2099-01-01T10:00"}
    assert client.post(f"{LIBRARY}add/", sent).status_code == 302
    picture = Picture.objects.get()
    assert (picture.caption, picture.licence, picture.uses) == ("A ferry", "own", ["site"])
    assert (picture.added_by, Job.objects.filter(task_path__endswith="tell_of_the_end").count()) == (reporter, 1)
    again = client.post(f"{LIBRARY}add/", {**sent, "upload": cast.photograph()})
    assert f'href="{LIBRARY}{picture.pk}/change/"' in again.content.decode()

"""What is typed in the story screen is saved while it is typed, and is lost for no reason."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from articles import workflow
from articles.models import Article, Revision, Sitting
from articles.writing.copies import copy_of
from tests import cast, pace
from tests.desk.test_story_screen import change, filled, signed_in
from tests.waiting import await_one_who_waits

AUTOSAVES = pace.times(500, daily=60)
NEW = "/admin/articles/article/autosave/"


class Tab:
    """A browser's tab with a story open: it names its sitting and the version that it has."""

    def __init__(self, user, article: Article | None = None) -> None:
        self.client, self.article, self.key = signed_in(user), article, str(uuid.uuid4())
        self.form = filled(article)
        if article is not None:
            self.form |= {name: getattr(article, name) for name in ("kicker", "headline", "standfirst", "body")}
            self.form["tags"] = ", ".join(article.tags.names())
            self.form["source"] = str(article.source_id or "")

    def save(self, **fields: Any) -> dict[str, Any]:
        self.form |= fields
        where = f"/admin/articles/article/{self.article.pk}/autosave/" if self.article else NEW
        answer = self.client.post(where, {**self.form, "sitting": self.key})
        said = answer.json() | {"status": answer.status_code}
        if said["state"] in ("saved", "same") and not said["brought"]:
            self.form["version"] = str(said["version"])
        return said


def test_any_number_of_autosaves_leaves_one_revision(editor):
    article = cast.draft(editor)
    tab = Tab(editor, article)
    for number in range(AUTOSAVES):
        said = tab.save(body=f"<p>The first bus crossed at six, {number}.</p>", headline=f"Bridge {number // 20}")
        assert said["state"] == "saved"
    first, second = Revision.objects.filter(article=article).order_by("number")
    assert second.snapshot["body"] == f"<p>The first bus crossed at six, {AUTOSAVES - 1}.</p>"
    assert second.number == Article.objects.get().version
    assert first.snapshot["headline"] == "Bridge opens after two years"
    # Nor does the record fill up: a line for each field that the sitting touched.
    assert article.records.filter(verb="save", detail__revision_id=second.pk).count() == 1


def test_sittings_that_take_turns_have_a_revision_each(editor):
    article = cast.draft(editor)
    other = cast.account("rebin", "editor")
    one, two = Tab(editor, article), Tab(other, article)
    for number in range(10):
        assert one.save(headline=f"Bridge {number}")["state"] == "saved"
        assert two.save(kicker=f"Roads {number}")["state"] == "saved"
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("Bridge 9", "Roads 9")
    assert Revision.objects.filter(article=article).count() == 3
    assert set(article.revisions.values_list("saved_by__username", flat=True)) == {"evin", "rebin"}


def test_a_version_that_is_saved_on_purpose_or_named_stays(editor):
    article = cast.draft(editor)
    tab = Tab(editor, article)
    tab.save(headline="One", keep="1")
    del tab.form["keep"]
    tab.save(headline="Two", version_name="Before the lawyer")
    del tab.form["version_name"]
    tab.save(headline="Three")
    tab.save(headline="Four")
    kept = [(revision.snapshot["headline"], revision.name) for revision in article.revisions.order_by("number")]
    assert kept[1:] == [("One", ""), ("Two", "Before the lawyer"), ("Four", "")]


def test_a_version_is_named_in_the_panel_also_while_somebody_else_is_writing(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    one.save(headline="Being written by Evin")
    article.refresh_from_db()
    page = two.client.post(
        change(article),
        {
            **two.form,
            "headline": article.headline,
            "version": article.version,
            "version_name": "As agreed",
            "_continue": "1",
        },
        follow=True,
    ).content.decode()
    assert "As agreed" in page
    assert one.save(headline="And on she writes")["state"] == "saved"
    named = article.revisions.get(name="As agreed")
    assert named.snapshot["headline"] == "Being written by Evin"


def test_the_history_leads_to_a_revision_wherever_its_number_has_gone(editor):
    article = cast.draft(editor)
    tab = Tab(editor, article)
    first = tab.save(headline="One")["version"]
    tab.save(headline="Two")
    last = tab.save(headline="Three")["version"]
    page = tab.client.get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert f"/revisions/{last}/" in page
    assert f"/revisions/{first}/" not in page
    answer = tab.client.get(f"/admin/articles/article/{article.pk}/revisions/{first}/", follow=True)
    assert "Three" in answer.content.decode()


def test_whoever_is_given_a_story_is_told_each_time(editor):
    article = cast.draft(editor)
    tab = Tab(editor, article)
    for name in ("roza", "leyla"):
        tab.save(assignee=str(cast.account(name, "reporter").pk))
    told = [record.detail["changed"] for record in article.records.filter(verb="save", detail__has_key="revision_id")]
    assert [changed.count("assignee") for changed in told].count(1) == 2


def test_what_readers_have_seen_is_never_written_over(editor):
    article = cast.draft(editor)
    tab = Tab(editor, article)
    tab.save(headline="As published")
    article.refresh_from_db()
    edition = workflow.publish(article, by=editor)
    tab.save(headline="Later")
    edition.revision.refresh_from_db()
    assert edition.revision.snapshot["headline"] == "As published"


def test_an_answer_that_got_lost_does_no_harm(editor):
    article = cast.draft(editor)
    tab = Tab(editor, article)
    before = tab.form["version"]
    tab.save(body="<p>One two.</p>")
    tab.form["version"] = before
    said = tab.save(body="<p>One two three.</p>")
    assert said["state"] == "saved"
    assert Article.objects.get().body == "<p>One two three.</p>"


def test_what_others_wrote_comes_back_and_is_not_undone_by_a_tab_that_has_not_taken_it(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    two.save()
    one.save(headline="Theirs")
    for number in range(3):
        said = two.save(kicker=f"Mine {number}")
        assert said["state"] == "saved"
        assert said["brought"] == {"headline": "Theirs"}
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("Theirs", "Mine 2")


def test_a_clash_is_held_and_shown_until_it_is_settled(editor):
    article = cast.draft(editor)
    other = cast.account("rebin", "editor")
    one, two = Tab(editor, article), Tab(other, article)
    two.save()
    one.save(headline="Theirs")
    said = two.save(headline="Mine", body="<p>All of my long work.</p>")
    assert said["state"] == "clash"
    assert "Evin changed the same place" in said["why"]
    assert Article.objects.get().headline == "Theirs"
    two.save(headline="Mine, longer")
    page = two.client.get(change(article)).content.decode()
    assert said["merge"] in page
    screen = two.client.get(said["merge"])
    assert "Mine, longer" in screen.content.decode()
    seen = {"version": Article.objects.get().version, "held": Sitting.objects.get(held__isnull=False).held_mark}
    unanswered = two.client.post(said["merge"], seen)
    assert "Choose an answer" in unanswered.content.decode()
    two.client.post(said["merge"], {**seen, "field-headline": "theirs"})
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Theirs", "<p>All of my long work.</p>")
    # Not even what was not chosen is lost.
    named = article.revisions.exclude(name="").get()
    assert named.snapshot["headline"] == "Mine, longer"
    assert Sitting.objects.filter(held__isnull=False).count() == 0


def test_a_merge_is_shown_again_if_the_story_moved_on_meanwhile(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    two.save()
    one.save(headline="Theirs")
    merge = two.save(headline="Mine")["merge"]
    seen = {"version": Article.objects.get().version, "held": Sitting.objects.get(held__isnull=False).held_mark}
    one.save(headline="Theirs again")
    answer = two.client.post(merge, {**seen, "field-headline": "mine"})
    assert "changed again" in answer.content.decode()
    assert Article.objects.get().headline == "Theirs again"
    # Nor if what is held is no longer what the questions were asked about.
    seen["version"] = Article.objects.get().version
    two.save(headline="Mine, once more")
    assert "changed again" in two.client.post(merge, {**seen, "field-headline": "mine"}).content.decode()


def test_what_waits_is_not_lost_when_the_tab_is_loaded_anew_and_written_on(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    two.save()
    one.save(headline="Theirs")
    assert two.save(headline="Mine, and long")["state"] == "clash"
    article.refresh_from_db()
    two.form |= {"version": str(article.version), "headline": article.headline}
    assert two.save(kicker="Written on")["state"] == "saved"
    waiting = Sitting.objects.get(held__isnull=False)
    assert waiting.held["headline"] == "Mine, and long"
    assert str(waiting.key) in two.client.get(change(article)).content.decode()


def test_a_tab_that_is_loaded_anew_does_not_clash_with_what_comes_after(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    two.save(kicker="Before")
    one.form["version"] = str(Article.objects.get().version)
    one.form["kicker"] = "Before"
    one.save(body="<p>Nine.</p>")
    # Loaded anew: the same sitting, another version, and from then on the other one writes.
    two.form["version"] = str(Article.objects.get().version)
    two.form |= {"body": "<p>Nine.</p>", "kicker": "Before"}
    two.client.post(f"/admin/articles/article/{article.pk}/here/", {"sitting": two.key, "version": two.form["version"]})
    one.save(body="<p>Nine, ten.</p>")
    assert two.save(dateline="Duhok")["state"] == "saved"
    article.refresh_from_db()
    assert (article.body, article.dateline) == ("<p>Nine, ten.</p>", "Duhok")


def test_what_arrives_late_does_not_take_back_what_the_same_tab_sent_after_it(editor):
    article = cast.draft(editor)
    tab = Tab(editor, article)
    version = tab.form["version"]
    tab.save(body="<p>Younger.</p>", turn="20")
    tab.form["version"] = version
    assert tab.save(body="<p>Older.</p>", turn="10")["state"] == "late"
    assert Article.objects.get().body == "<p>Younger.</p>"


def test_a_new_story_whose_answer_got_lost_does_not_clash_with_itself(reporter):
    tab = Tab(reporter)
    tab.save(headline="Begun", version="0")
    said = tab.save(headline="Begun, and on", version="0")
    assert said["state"] == "saved"
    assert Article.objects.get().headline == "Begun, and on"


def test_a_page_that_another_account_opened_writes_nothing(editor):
    article = cast.draft(editor)
    said = Tab(editor, article).save(headline="Of somebody else", account=str(editor.pk + 1))
    assert said["state"] == "signed-out"
    assert Article.objects.get().headline != "Of somebody else"


def test_a_held_embargo_does_not_make_shorter_what_was_made_longer_since(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    two.save()
    one.save(embargo_until="2096-01-01T00:00")
    held = two.save(embargo_until="2097-01-01T00:00")
    assert held["state"] == "clash"
    one.save(embargo_until="2098-01-01T00:00")
    seen = {"version": Article.objects.get().version, "held": Sitting.objects.get(held__isnull=False).held_mark}
    answer = two.client.post(held["merge"], {**seen, "field-embargo": "mine"}, follow=True)
    assert "can only be made longer" in answer.content.decode()
    # Midnight in Baghdad.
    assert Article.objects.get().embargo_until.isoformat() == "2097-12-31T21:00:00+00:00"


def test_what_is_typed_in_a_story_that_was_handed_on_is_kept_for_its_writer(reporter):
    article = cast.draft(reporter)
    tab = Tab(reporter, article)
    tab.save(kicker="Roads")
    article.refresh_from_db()
    workflow.submit(article, by=reporter)
    said = tab.save(body="<p>One more thing.</p>")
    assert said["state"] == "closed"
    assert Article.objects.get().body != "<p>One more thing.</p>"
    assert "One more thing." in tab.client.get(said["merge"]).content.decode()
    assert tab.client.post(said["merge"], {"version": Article.objects.get().version}).status_code == 403


def test_a_new_story_is_begun_once_by_its_tab(reporter):
    tab = Tab(reporter)
    first = tab.save(headline="", body="<p>Before there is a headline.</p>")
    again = tab.save(headline="Now there is one")
    assert first["change"] == again["change"]
    article = Article.objects.get()
    assert (article.headline, article.created_by) == ("Now there is one", reporter)
    assert article.revisions.count() == 1
    # That it was begun, and each time something new was written in.
    assert article.records.count() == 3


def test_a_field_that_is_not_right_stops_none_of_the_others(editor):
    article = cast.draft(editor)
    said = Tab(editor, article).save(slug="not a slug!", headline="But this is right")
    assert said["state"] == "saved"
    assert "slug" in said["problems"]
    article.refresh_from_db()
    assert (article.headline, article.slug) == ("But this is right", "")


def test_a_verb_is_not_used_on_what_its_user_has_not_seen(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    two.save()
    one.save(headline="Written a second ago")
    answer = two.client.post(change(article), {**two.form, "sitting": two.key, "_verb": "publish"}, follow=True)
    assert "look at it, then press again" in str([str(each) for each in answer.context["messages"]])
    assert not article.editions.exists()
    assert Article.objects.get().headline == "Written a second ago"


@pytest.mark.parametrize("door", ["autosave", "here"])
def test_nobody_saves_into_the_sitting_of_another(editor, door):
    article = cast.draft(editor)
    tab, other = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    tab.save(headline="Mine")
    answer = other.client.post(f"/admin/articles/article/{article.pk}/{door}/", {**other.form, "sitting": tab.key})
    assert answer.status_code == 403
    assert other.client.get(f"/admin/articles/article/{article.pk}/merge/{tab.key}/").status_code == 404


HOSTILE = [
    {"sitting": "x\0", "version": "9" * 40},
    {"version": "-1", "place": "\0" * 90, "block": "99999999999"},
    {"bylines-TOTAL_FORMS": "9999999999"},
    {"bylines-TOTAL_FORMS": "x"},
    {"body": "\0<p>x</p>", "headline": "\0"},
    {"section": "9" * 30, "source": "x", "picture": "-1"},
    {"version": "3000000000", "turn": "9" * 18},
    {"due_at": "soon", "priority": "x", "planned_length": "9" * 30, "assignee": "nobody"},
    {"tags": "," * 5_000, "language": "xx"},
]


@pytest.mark.parametrize("sent", HOSTILE)
@pytest.mark.parametrize("door", ["autosave", "here", ""])
def test_whatever_is_sent_the_answer_is_none_of_500(editor, sent, door):
    article = cast.draft(editor)
    before = copy_of(article)
    address = f"/admin/articles/article/{article.pk}/{door}/" if door else NEW
    tab = Tab(editor, article)
    answer = tab.client.post(address, {**tab.form, "sitting": str(uuid.uuid4()), **sent})
    assert answer.status_code < 500
    assert tab.client.get(address).status_code == 405
    assert copy_of(Article.objects.get(pk=article.pk))["language"] == before["language"]


def test_the_others_in_a_story_are_told_of_each_other(editor):
    article = cast.draft(editor)
    one, two = Tab(editor, article), Tab(cast.account("rebin", "editor"), article)
    here = f"/admin/articles/article/{article.pk}/here/"
    one.client.post(here, {"sitting": one.key, "version": "1", "place": "body", "block": "3"})
    told = two.client.post(here, {"sitting": two.key, "version": "1", "place": "headline"}).json()
    assert told["others"] == [{"who": "Evin", "place": "body", "block": 3}]
    one.client.post(here, {"sitting": one.key, "version": "1", "leaves": "1"})
    assert two.client.post(here, {"sitting": two.key, "version": "1"}).json()["others"] == []


@pytest.mark.django_db(transaction=True)
def test_a_save_that_waits_for_its_own_tabs_sign_of_life_is_saved():
    """Both begin the sitting; the one whose row stands first has the story's key checked when it commits."""
    editor = cast.account("evin", "editor")
    tab = Tab(editor, cast.draft(editor))
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Sitting.objects.create(key=tab.key, article=tab.article, account=editor)
            saving = threads.submit(on_its_own, lambda: tab.save(headline="Bridge opens"))
            await_one_who_waits()
        assert saving.result(20)["state"] == "saved"
    assert Article.objects.get().headline == "Bridge opens"


def on_its_own(act: Callable[[], Any]) -> Any:
    """On a connection that goes with its thread."""
    try:
        return act()
    finally:
        connection.close()

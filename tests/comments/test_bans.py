"""Bans: by what they go, how long, and what of the banned one is kept."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Record
from articles.workflow import Refused
from newsroom.comments.banning import ban, ban_writer, lift, masked_address
from newsroom.comments.models import Ban
from newsroom.comments.sealing import email_mark, network_mark, region_mark
from tests import cast
from tests.comments.readers import comment

LIST = "/admin/comments/ban/"


@pytest.fixture
def written(editor):
    return comment(cast.published(editor).article, 7)


def test_the_writer_of_a_comment_is_banned_by_email_address_or_neighbourhood(moderator, written):
    for kind, mark, hint in (
        ("email", email_mark("r7@private.example"), "r…@private.example"),
        ("network", network_mark("203.0.7.9"), "203.0.…"),
        ("region", region_mark("203.0.7.200"), "203.0.…"),
    ):
        made = ban_writer(written, kind, by=moderator, span="week")
        assert (bytes(made.mark), made.hint) == (mark, hint)
        assert datetime.timedelta(days=6) < made.ends_at - timezone.now() < datetime.timedelta(days=8)
    assert Ban.objects.in_force().count() == 3


def test_a_ban_keeps_a_mark_and_no_address_and_neither_does_its_record(moderator, written):
    ban("email", "Somebody+x@Example.org", by=moderator, span="for-ever")
    made = Ban.objects.get()
    assert bytes(made.mark) == email_mark("somebody@example.org")
    assert made.ends_at is None
    assert "omebody" not in str(list(Record.objects.values())) + str(Ban.objects.values())


def test_what_is_banned_already_is_not_banned_twice_and_a_lifted_one_may_be_again(moderator):
    made = ban("phrase", "cheap  pills", by=moderator, span="day")
    with pytest.raises(Refused, match="banned already, until"):
        ban("phrase", "Cheap pills", by=moderator, span="for-ever")
    lift(made, by=moderator)
    with pytest.raises(Refused):
        lift(made, by=moderator)
    assert not Ban.objects.in_force().exists()
    ban("phrase", "cheap pills", by=moderator, span="for-ever")
    verbs = ["comment_ban", "comment_lift", "comment_ban"]
    assert list(Record.objects.filter(verb__in=verbs).order_by("id").values_list("verb", flat=True)) == verbs


@pytest.mark.parametrize(("kind", "typed"), [("email", "somebody"), ("network", "203.0.113"), ("phrase", "  ")])
def test_half_an_address_is_no_ban(moderator, kind, typed):
    with pytest.raises(Refused):
        ban(kind, typed, by=moderator, span="day")


def test_a_mask_of_an_address_tells_its_beginning():
    assert masked_address("2001:db8:1:2::9") == "2001:0db8:…"
    assert masked_address("::ffff:203.0.113.9") == "203.0.…"
    assert masked_address("nothing") == ""


def test_bans_are_made_seen_and_lifted_in_their_list(client, moderator):
    client.force_login(moderator)
    sent = {"kind": "email", "who": "troll@example.org", "span": "month", "reason": "Threats"}
    assert client.post(f"{LIST}add/", sent).status_code == 302
    page = client.get(LIST).text
    assert "t…@example.org" in page
    assert "troll@" not in page
    again = client.post(f"{LIST}add/", sent)
    assert "banned already, until" in again.text
    made = Ban.objects.get()
    assert client.post(LIST, {"action": "lift", "_selected_action": [made.pk]}, follow=True).status_code == 200
    assert not Ban.objects.in_force().exists()
    assert client.get(f"{LIST}{made.pk}/change/").status_code == 200
    assert "t…@example.org" in client.get(LIST, {"in_force": "no"}).text


def test_one_press_in_the_queue_bans(client, moderator, written):
    client.force_login(moderator)
    client.post("/admin/comments/comment/", {"act": "ban:network", "comment": f"{written.pk}:held", "span": "day"})
    assert bytes(Ban.objects.get().mark) == network_mark("203.0.7.9")

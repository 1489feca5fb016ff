"""What is private goes when its time is over, in batches, and twice is once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.comments import limits, retention
from newsroom.comments.models import AccessRequest, Ban, Comment, MailCount, PostCount, Report, Rules, Subscription
from newsroom.comments.sealing import email_mark
from tests import cast
from tests.comments.letters import comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(editor):
    return cast.published(editor)


def ago(days: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_email_and_address_go_after_their_days_and_the_mark_of_the_email_later(edition):
    ages = {
        days: comment(edition, posted_at=ago(days), original="rude", website="https://d.example/")
        for days in (89, 91, 361)
    }
    before = {days: bytes(each.fingerprint) for days, each in ages.items()}
    assert retention.drop()
    young, old, older = (Comment.objects.get(pk=each.pk) for each in ages.values())
    assert young.email and young.address and young.network_mark and young.original
    assert not any([old.email, old.address, old.network_mark, old.region_mark, old.original])
    assert old.email_mark
    assert bytes(old.fingerprint) == before[91]
    assert older.email_mark is None
    assert bytes(older.fingerprint) != before[361]
    assert len(older.fingerprint) == 32
    assert (older.name, older.body, older.website) == (ages[361].name, ages[361].body, "https://d.example/")


def test_the_days_are_the_desks(edition):
    Rules.objects.update_or_create(pk=1, defaults={"private_days": 2_147_483_647})
    kept = comment(edition, posted_at=ago(5_000))
    retention.drop()
    assert Comment.objects.get(pk=kept.pk).email
    Rules.objects.update(private_days=0)
    retention.drop()
    assert not Comment.objects.get(pk=kept.pk).email


def test_a_batch_at_a_time_and_none_when_time_is_up(edition, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(5):
        comment(edition, posted_at=ago(100))
    assert not retention.drop(until=0)
    assert Comment.objects.filter(email__isnull=True).count() == 2
    assert retention.drop()
    assert Comment.objects.filter(email__isnull=True).count() == 5


def test_twice_is_once(edition):
    comment(edition, posted_at=ago(400))
    retention.drop()
    once = list(Comment.objects.values())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert retention.drop()
    assert list(Comment.objects.values()) == once
    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "DELETE"))]


def test_subscriptions_end(edition):
    kinds = {
        "waits": {"asked_at": ago(13)},
        "was forgotten": {"asked_at": ago(15)},
        "refused": {"asked_at": ago(15), "ended_at": ago(15)},
        "refused long ago": {"asked_at": ago(100), "ended_at": ago(91)},
        "is told": {"asked_at": ago(80), "confirmed_at": ago(80)},
        "was told": {"asked_at": ago(100), "confirmed_at": ago(91)},
        "left": {"asked_at": ago(80), "confirmed_at": ago(80), "ended_at": ago(15)},
    }
    rows = {}
    for name, fields in kinds.items():
        subject = comment(edition)
        rows[name] = Subscription.objects.create(
            comment=subject, email="a@example.org", email_mark=email_mark("a@example.org"), language="en", **fields
        )
    retention.drop()
    left = {name for name, row in rows.items() if Subscription.objects.filter(pk=row.pk).exists()}
    assert left == {"waits", "refused", "is told"}


def test_counts_and_requests_go(db):
    today = timezone.now().date()
    for day in (0, 5):
        mark = bytes([day]) * 16
        MailCount.objects.create(email_mark=mark, day=today - datetime.timedelta(days=day), mails=1)
        AccessRequest.objects.create(email="a@example.org", email_mark=mark, language="en", asked_at=ago(day))
        PostCount.objects.create(address="x", span=int(timezone.now().timestamp() // limits.SPAN) - day, posts=1)
    retention.drop()
    assert MailCount.objects.count() == AccessRequest.objects.count() == PostCount.objects.count() == 1


def test_reports_and_bans_forget_whom_they_are_about(edition, moderator):
    subject, giver = comment(edition), {"name": "D", "email": "d@example.org", "email_mark": b"e" * 16}
    report = {"comment": subject, "kind": "legal", "words": "Libel", "network_mark": b"n" * 16, **giver}
    open_one = Report.objects.create(**report, reported_at=ago(400))
    Report.objects.create(**report | {"network_mark": None}, decided_at=ago(400), outcome="upheld")
    Ban.objects.create(kind="email", mark=b"e" * 16, hint="d…@example.org", by=moderator, ends_at=ago(100))
    in_force = Ban.objects.create(kind="email", mark=b"f" * 16, hint="f…@example.org", by=moderator, made_at=ago(900))
    retention.drop()
    assert Report.objects.get(pk=open_one.pk).email == "d@example.org"
    assert Report.objects.get(pk=open_one.pk).network_mark is None
    decided = Report.objects.get(outcome="upheld")
    assert (decided.name, decided.email, decided.email_mark, decided.words) == ("", "", None, "Libel")
    assert [ban.hint for ban in Ban.objects.exclude(pk=in_force.pk)] == [""]
    assert Ban.objects.get(pk=in_force.pk).mark

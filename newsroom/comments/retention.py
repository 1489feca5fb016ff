"""What is private of readers is kept for a set time (`Rules.private_days`), and then dropped.

After those days: email, address, the marks of networks, what a redaction took away; a subscription ends. What tells one
writer from another, which is the mark of an email and the fingerprint, stays for four times as long: by it the
screening knows who has written before. A ban has marks of its own, and keeps them so long after its end. Who gave a
legal notice is kept until four times as long after it was decided on.
"""

import datetime
import time
from collections.abc import Callable
from typing import Any

from django.db.models import Func, Q, QuerySet
from django.utils import timezone

from newsroom.comments import limits
from newsroom.comments.links import LASTS, Purpose
from newsroom.comments.models import AccessRequest, Ban, Comment, MailCount, PostCount, Report, Rules, Subscription
from newsroom.comments.models.comment import IS_PRIVATE

AT_ONCE = 500
TIMES_AS_LONG = 4
LONGEST = 36_500  # days
# A day that is over may still be that of a process whose transaction began before midnight.
DAYS_OF_MAIL_COUNTS = 2
CONFIRMATION = LASTS[Purpose.CONFIRM]
LINK = LASTS[Purpose.KEPT]

Step = Callable[[], int]


class RandomBytes(Func):
    """32 bytes that say nothing, a row; of what every PostgreSQL has."""

    template = "sha256(gen_random_uuid()::text::bytea)"


def drop(*, until: float = float("inf")) -> bool:
    """Drop, a batch at a time, until `time.monotonic()` is `until`: whether everything old is gone."""
    for step in _steps():
        while step():
            if time.monotonic() >= until:
                return False
    return True


def _steps() -> list[Step]:
    """Each drops a batch, and says how many there were."""
    days = min(Rules.current().private_days, LONGEST)
    old = timezone.now() - datetime.timedelta(days=days)
    older = timezone.now() - datetime.timedelta(days=min(days * TIMES_AS_LONG, LONGEST))
    private = dict.fromkeys(("email", "address", "network_mark", "region_mark", "original"))
    marks: dict[str, Any] = {"email_mark": None, "fingerprint": RandomBytes()}
    giver = dict.fromkeys(("name", "email", "email_mark"))
    return [
        _clear(Comment.objects.filter(IS_PRIVATE, posted_at__lt=old), **private),
        _clear(Comment.objects.filter(email_mark__isnull=False, posted_at__lt=older), **marks),
        _clear(Report.objects.filter(network_mark__isnull=False, reported_at__lt=old), network_mark=None),
        _clear(Report.objects.filter(_names_its_giver(), decided_at__lt=older), **giver),
        _clear(Ban.objects.filter(~Q(mark=None) | ~Q(hint=""), ends_at__lt=old), mark=None, hint=""),
        _delete(Subscription.objects.waiting().filter(asked_at__lt=_ago(CONFIRMATION))),
        _delete(Subscription.objects.refused().filter(ended_at__lt=old)),
        _delete(Subscription.objects.filter(confirmed_at__lt=old)),
        _delete(Subscription.objects.filter(confirmed_at__isnull=False, ended_at__lt=_ago(CONFIRMATION))),
        _delete(AccessRequest.objects.filter(asked_at__lt=_ago(LINK))),
        _delete(MailCount.objects.filter(day__lt=_ago(datetime.timedelta(days=DAYS_OF_MAIL_COUNTS)).date())),
        _delete(PostCount.objects.filter(span__lt=int(time.time() // limits.SPAN) - 1)),
    ]


def _names_its_giver() -> Q:
    return Q(name__isnull=False) | Q(email__isnull=False) | Q(email_mark__isnull=False)


def _ago(lasts: datetime.timedelta | None) -> datetime.datetime:
    return timezone.now() - (lasts or datetime.timedelta())


def _clear(rows: QuerySet[Any], **nothing: Any) -> Step:
    def step() -> int:
        return rows.model._default_manager.filter(pk__in=_batch(rows)).update(**nothing)

    return step


def _delete(rows: QuerySet[Any]) -> Step:
    def step() -> int:
        return rows.model._default_manager.filter(pk__in=_batch(rows)).delete()[0]

    return step


def _batch(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])

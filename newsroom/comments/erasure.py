"""A comment is erased: nothing of its writer is left but its place in the thread."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Now

from articles.models import Record
from newsroom.comments import kept, places
from newsroom.comments.models import AccessRequest, Comment, Decision, Report, Subscription, Telling
from newsroom.comments.quoting import without

# Each as if it had never been written. The state, the instants and who decided are the newsroom's own.
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("name", "website", "body", "quote", "reason"), ""),
    **dict.fromkeys(("email", "address", "email_mark", "network_mark", "region_mark", "original", "staff")),
    "verdict": [],
    "sketch": [],
    "points": 0.0,
    "is_pick": False,
}


@transaction.atomic
def erase(comments: Iterable[Comment], by: Any = None) -> int:
    """Erase comments: at their writer's own hand, or `by` a moderator at the writer's request; how many were erased.
    Those that are erased already are left alone."""
    if by is not None and not by.has_perm("comments.moderate_comment"):
        raise PermissionDenied
    # In one order, so that two who erase the same ones do not wait for each other.
    rows = Comment.objects.select_for_update(of=["self"]).select_related("article").order_by("pk")
    found = list(rows.filter(pk__in={comment.pk for comment in comments}, erased_at=None))
    _erase_around(found)
    for comment in found:
        _erase(comment, by)
    return len(found)


@transaction.atomic
def erase_all_of(email: str, by: Any = None) -> int:
    """Everything that is kept of an address: how many comments it were. Of legal notices that it gave the record stays,
    and who gave it, until it is decided on."""
    erased = erase(kept.comments_of(email), by)
    _delete(Subscription, kept.subscriptions_of(email))
    decided = [report.pk for report in kept.reports_of(email) if report.outcome]
    Report.objects.filter(pk__in=decided).update(name=None, email=None, email_mark=None, network_mark=None)
    _delete(AccessRequest, kept.requests_of(email))
    return erased


def _delete(model: Any, rows: Iterable[Any]) -> None:
    model.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _erase(comment: Comment, by: Any) -> None:
    # What waited for a decision needs none.
    state = comment.state if comment.is_public else Comment.State.REJECTED
    nothing = {**NOTHING, "state": state, "fingerprint": secrets.token_bytes(32), "erased_at": Now()}
    Comment.objects.filter(pk=comment.pk).update(**nothing)
    places.leave(comment.pk)
    if by is not None:
        Record.objects.write(verb="erase_comment", by=by, article=comment.article, comment=comment.pk)


def _erase_around(comments: list[Comment]) -> None:
    """What other tables have of them: whoever is told of them, why it was decided so, and what was said in reports."""
    numbers = [comment.pk for comment in comments]
    Subscription.objects.filter(comment__in=numbers).delete()
    Telling.objects.filter(answer__in=numbers).delete()
    Decision.objects.filter(comment__in=numbers).update(reason="")
    reports = Report.objects.filter(comment__in=numbers)
    reports.exclude(kind=Report.Kind.LEGAL).update(words="", reply="")
    for notice in reports.filter(kind=Report.Kind.LEGAL).select_related("comment"):
        words, reply = without(notice.words, of=notice.comment), without(notice.reply, of=notice.comment)
        Report.objects.filter(pk=notice.pk).update(words=words, reply=reply)
    # The admin's own log, which names what was looked after by its first words.
    kind = ContentType.objects.get_for_model(Comment)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=map(str, numbers))
    entries.update(object_repr=Concat(Value("#"), "object_id"), change_message="")

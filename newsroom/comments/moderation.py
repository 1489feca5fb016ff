"""A moderator's verbs, each in one transaction, with its record.

Whoever decides says which state the comment had when it was looked at: where another moderator was quicker, nothing is
overwritten, and a sentence says who that was. Private things and the words of a comment are in no record.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.context import site_name
from articles.dates import said
from articles.models import Record
from articles.workflow import Refused, Stale
from newsroom.comments.models import CannedReason, Comment, Conversation, Decision, Report, fingerprint
from newsroom.comments.screening import learn
from newsroom.comments.signals import comment_hidden, comment_shown

State = Comment.State
REFUSED = (State.REJECTED, State.SPAM)
REMOVED = "▇▇▇"


@dataclass
class Act:
    """What came of one press: what was decided, under the key by which it is undone, and what was not, in sentences."""

    key: uuid.UUID
    decided: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def require(by: Any, permission: str = "comments.moderate_comment") -> None:
    if not by.has_perm(permission):
        raise PermissionDenied


# Deciding, and taking it back.


@transaction.atomic
def decide(
    comments: Iterable[Comment], state: Comment.State, *, by: Any, reason: str | CannedReason = "", reply: str = ""
) -> Act:
    """Approve, reject or mark as spam what still is in the state that it was seen in.

    Those that are in the new state already are left alone. What is open of readers' reports is settled by a refusal,
    but for notices, which are answered one by one.
    """
    require(by)
    act = Act(uuid.uuid4())
    # In one order, so that two who decide on the same ones do not wait for each other.
    for comment in sorted(comments, key=lambda comment: comment.pk):
        if comment.state == state or comment.erased_at is not None:
            continue
        told = reason.words_in(comment.language) if isinstance(reason, CannedReason) else reason
        changed = Comment.objects.filter(pk=comment.pk, state=comment.state).update(
            state=state, reason=told, decided_by=by, decided_at=Now()
        )
        if not changed:
            act.refused.append(_who_was_first(comment.pk))
            continue
        decision = Decision.objects.create(
            comment=comment, was=comment.state, state=state, reason=told, by=by, act=act.key
        )
        if state in REFUSED:
            settled = comment.reports.open().exclude(kind=Report.Kind.LEGAL)
            settled.update(outcome=Report.Outcome.UPHELD, decided_by=by, decided_at=decision.at, reply=reply)
        _write("comment", by, comment, state=str(state), was=comment.state)
        _change_place(comment, state)
        act.decided.append(comment.pk)
    if act.decided:
        learn.remind()
    return act


@transaction.atomic
def undo(key: uuid.UUID | None = None, *, by: Any) -> Act:
    """Take back one's act, or one's last one: each comment is again as it was before.

    What another moderator has decided since stays, and a sentence says so.
    """
    require(by)
    own = Decision.objects.filter(by=by, is_undone=False)
    if key is None:
        key = own.order_by("-pk").values_list("act", flat=True).first()
    decisions = list(own.filter(act=key).order_by("comment_id")) if key else []
    if not decisions:
        raise Refused(_("There is nothing to undo."))
    act = Act(decisions[0].act)
    for decision in decisions:
        # Until the end of this transaction nobody decides about it.
        comment = Comment.objects.select_for_update(of=("self",)).select_related("article").get(pk=decision.comment_id)
        before = comment.decisions.filter(is_undone=False).exclude(pk=decision.pk).order_by("-pk").first()
        if comment.erased_at is not None:
            continue
        if comment.state != decision.state or (before and before.pk > decision.pk):
            act.refused.append(_who_was_first(comment.pk))
            continue
        if not Decision.objects.filter(pk=decision.pk, is_undone=False).update(is_undone=True):
            continue
        Comment.objects.filter(pk=comment.pk).update(
            state=decision.was,
            reason=before.reason if before else "",
            decided_by=before.by if before else None,
            decided_at=before.at if before else None,
        )
        # What was settled with the decision has its instant.
        settled = comment.reports.filter(decided_by=by, decided_at=decision.at, outcome=Report.Outcome.UPHELD)
        settled.update(outcome="", decided_by=None, decided_at=None, reply="")
        _write("comment_undo", by, comment, state=decision.was, was=decision.state)
        _change_place(comment, decision.was)
        act.decided.append(comment.pk)
    return act


def _who_was_first(pk: int) -> str:
    """Of a comment that is not as it was seen: who decided, what, and when."""
    comment = Comment.objects.select_related("decided_by").get(pk=pk)
    if comment.decided_by is None or comment.decided_at is None:
        return _("“%(name)s” is held again. Look at it once more.") % {"name": comment.name}
    told = {"who": comment.decided_by, "when": said(comment.decided_at), "name": comment.name}
    match comment.state:
        case State.APPROVED:
            words = _("%(who)s approved the comment of “%(name)s” on %(when)s. Your decision was not taken.")
        case State.SPAM:
            words = _("%(who)s marked the comment of “%(name)s” as spam on %(when)s. Your decision was not taken.")
        case State.REJECTED:
            words = _("%(who)s rejected the comment of “%(name)s” on %(when)s. Your decision was not taken.")
        case _:
            words = _("%(who)s decided on the comment of “%(name)s” on %(when)s. Your decision was not taken.")
    return words % told


def _change_place(comment: Comment, state: str) -> None:
    """Where it comes before readers or goes, it is counted, and who has to know is told; the object is as the row from
    here."""
    was, comment.state = comment.state, state
    if was != state and state == State.APPROVED:
        appear(comment)
    elif was == State.APPROVED != state:
        Conversation.count(comment, -1)
        comment_hidden.send(sender=Comment, comment=comment)


def appear(comment: Comment) -> None:
    """A comment comes before readers: count it, and tell who has to know."""
    Conversation.count(comment, 1)
    comment_shown.send(sender=Comment, comment=comment)


def _write(verb: str, by: Any, comment: Comment, **detail: Any) -> None:
    Record.objects.write(verb=verb, by=by, article=comment.article, comment=comment.pk, **detail)


# What else is done with one comment.


@transaction.atomic
def pick(comment: Comment, *, by: Any, is_pick: bool = True) -> None:
    """Set a comment before the others, as the newsroom's choice; only of what readers see."""
    require(by)
    may_be = Q(state=State.APPROVED) if is_pick else Q()
    changed = Comment.objects.filter(may_be, pk=comment.pk).exclude(is_pick=is_pick).update(is_pick=is_pick)
    if changed:
        comment.is_pick = is_pick
        _write("comment_pick" if is_pick else "comment_unpick", by, comment)
    elif is_pick and comment.state != State.APPROVED:
        raise Refused(_("Only a comment that readers see can be an editor’s pick: approve it first."))


@transaction.atomic
def redact(comment: Comment, passages: Iterable[str], *, by: Any) -> None:
    """Make passages of a comment unreadable, wherever they stand in it; what it said is kept sealed."""
    require(by)
    wanted = [passage.strip() for passage in passages if passage.strip()]
    if not wanted:
        raise Refused(_("Say which words are to be removed."))
    body = comment.body
    # The longest first: a short one may be a part of it.
    for passage in sorted(wanted, key=len, reverse=True):
        if passage not in comment.body:
            raise Refused(_("These words do not stand in the comment: “%s”.") % passage[:80])
        body = body.replace(passage, REMOVED)
    changed = Comment.objects.filter(pk=comment.pk, body=comment.body).update(
        body=body, redacted_at=Now(), original=comment.original or comment.body
    )
    if not changed:
        raise Stale(_("Somebody removed words of this comment at this moment. Look at it again."))
    comment.body = body
    _write("comment_redact", by, comment, passages=len(wanted))


@transaction.atomic
def answer_as_staff(comment: Comment, body: str, *, by: Any) -> Comment:
    """Answer a comment as one of the newsroom: readers see it at once, marked. Sent twice, it is there once."""
    require(by, "comments.answer_as_staff")
    if not body.strip():
        raise Refused(_("Write your answer."))
    if not Comment.objects.filter(pk=comment.pk, state=State.APPROVED).exists():
        raise Refused(_("Readers do not see this comment: approve it before you answer it."))
    with override(comment.language or settings.LANGUAGE_CODE):
        house = site_name(comment.language or settings.LANGUAGE_CODE)
    answer = Comment(
        article=comment.article,
        parent=comment,
        staff=by,
        name=by.get_full_name() or house,
        body=body,
        language=comment.language,
        state=State.APPROVED,
        decided_by=by,
        decided_at=Now(),
    )
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError:
        return Comment.objects.get(fingerprint=fingerprint(comment.article_id, "", answer.body, comment.pk))
    _write("comment_answer", by, answer, answers=comment.pk)
    appear(answer)
    return answer


# Reports of readers.


@transaction.atomic
def uphold(report: Report, *, by: Any, reply: str = "") -> Act:
    """A report is right: its comment goes, if readers see it or may come to."""
    require(by)
    act = Act(uuid.uuid4())
    if report.comment.state not in REFUSED:
        act = decide([report.comment], State.REJECTED, by=by, reply=reply)
        if act.refused:
            raise Stale(act.refused[0])
    # With the decision it is taken back; it may have been settled with it just now.
    at = Decision.objects.filter(act=act.key).values_list("at", flat=True).first()
    _settle(report, Report.Outcome.UPHELD, by, reply, at=at)
    return act


@transaction.atomic
def dismiss(report: Report, *, by: Any, reply: str = "") -> None:
    """A report is not right: its comment stays as it is."""
    require(by)
    _settle(report, Report.Outcome.DISMISSED, by, reply)


def _settle(report: Report, outcome: str, by: Any, reply: str, at: datetime.datetime | None = None) -> None:
    is_open = Q(outcome="")
    if at:
        is_open |= Q(outcome=outcome, decided_by=by, decided_at=at)
    changed = Report.objects.filter(is_open, pk=report.pk).update(
        outcome=outcome, reply=reply, decided_by=by, decided_at=at or Now()
    )
    if not changed:
        raise Stale(_("Another moderator has dealt with this report already. Look at it again."))
    _write("comment_report", by, report.comment, report=report.pk, state=str(outcome), kind=report.kind)

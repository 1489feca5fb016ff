"""What the buttons of the queue and of a comment's screen do, and what they answer."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.numbers import whole_number
from articles.numerals import figures
from articles.workflow import Refused
from newsroom.comments import banning, moderation
from newsroom.comments.admin.queue import MOST
from newsroom.comments.models import CannedReason, Comment, Report
from newsroom.comments.moderation import Act

State = Comment.State
LONGEST_ANSWER = 65_525


@dataclass
class Done:
    """What a press says when it is done."""

    said: str
    act: Act | None = None


class NoSuchPress(Exception):
    """What was sent is no button of ours."""


def press(request: HttpRequest) -> Done:
    """Do what the button `act` says with the comments that were sent; `Refused` where nothing of it can be done."""
    name, _colon, what = request.POST.get("act", "").partition(":")
    act = _PRESSED.get(name)
    if act is None:
        raise NoSuchPress
    with transaction.atomic():
        return act(request, what)


def _comments(request: HttpRequest) -> list[Comment]:
    """Those that were sent, each as “17:held”: in the state in which the moderator saw it."""
    seen: dict[int, str] = {}
    for each in request.POST.getlist("comment")[:MOST]:
        number, _colon, state = each.partition(":")
        pk = whole_number(number)
        if pk is None or state not in State.values:
            raise NoSuchPress
        seen[pk] = state
    comments = list(Comment.objects.select_related("article").filter(pk__in=seen))
    for comment in comments:
        comment.state = State(seen[comment.pk])
    if not comments:
        raise Refused(_("Choose one comment or more."))
    return comments


def _comment(request: HttpRequest) -> Comment:
    return _comments(request)[0]


def _reason(request: HttpRequest) -> str | CannedReason:
    """What the writer is told: a canned reason, else what was typed."""
    canned = whole_number(request.POST.get("canned"))
    chosen = CannedReason.objects.filter(pk=canned).first() if canned else None
    return chosen or request.POST.get("reason", "").replace("\x00", "").strip()[:1000]


def _decide(request: HttpRequest, what: str) -> Done:
    """Each of these: approved, rejected, spam."""
    return _decided(request, _comments(request), request.POST["act"])


def _decide_all_of(request: HttpRequest, what: str) -> Done:
    """All that is held of a comment's reader (by email) or of its address (by network): “reader:spam”."""
    if what not in (State.APPROVED, State.REJECTED, State.SPAM):
        raise NoSuchPress
    comment = _comment(request)
    column = "email_mark" if request.POST["act"].startswith("reader:") else "network_mark"
    mark = getattr(comment, column)
    if mark is None:
        raise Refused(_("What ties this reader’s comments together is not kept any more."))
    held = Comment.objects.held().filter(**{column: mark}).select_related("article").order_by("-posted_at")
    return _decided(request, list(held[:MOST]), what)


def _decided(request: HttpRequest, comments: list[Comment], state: str) -> Done:
    reason = _reason(request) if state == State.REJECTED else ""
    act = moderation.decide(comments, State(state), by=request.user, reason=reason)
    return Done(_said(state, len(act.decided)), act)


def _said(state: str, number: int) -> str:
    if not number:
        return ""
    match state:
        case State.APPROVED:
            said = ngettext("%(count)s comment approved.", "%(count)s comments approved.", number)
        case State.REJECTED:
            said = ngettext("%(count)s comment rejected.", "%(count)s comments rejected.", number)
        case _:
            said = ngettext("%(count)s comment marked as spam.", "%(count)s comments marked as spam.", number)
    return said % {"count": figures(number)}


def _undo(request: HttpRequest, what: str) -> Done:
    try:
        key = uuid.UUID(what) if what else None
    except ValueError as error:
        raise NoSuchPress from error
    act = moderation.undo(key, by=request.user)
    number = len(act.decided)
    said = ngettext("%(count)s decision taken back.", "%(count)s decisions taken back.", number)
    return Done(said % {"count": figures(number)} if number else "", act)


def _approved(request: HttpRequest) -> tuple[Comment, Act | None]:
    """The comment, before readers: what is picked or answered is approved with it."""
    comment = _comment(request)
    if comment.state == State.APPROVED:
        return comment, None
    act = moderation.decide([comment], State.APPROVED, by=request.user)
    if act.refused:
        raise Refused(act.refused[0])
    return comment, act


def _pick(request: HttpRequest, what: str) -> Done:
    comment, act = _approved(request)
    moderation.pick(comment, by=request.user)
    return Done(_("An editor’s pick now; readers see it."), act)


def _unpick(request: HttpRequest, what: str) -> Done:
    moderation.pick(_comment(request), by=request.user, is_pick=False)
    return Done(_("No editor’s pick any more."))


def _answer(request: HttpRequest, what: str) -> Done:
    body = request.POST.get("answer", "").replace("\x00", "")
    if not body.strip():
        raise Refused(_("Write your answer."))
    comment, act = _approved(request)
    moderation.answer_as_staff(comment, body[:LONGEST_ANSWER], by=request.user)
    return Done(_("Your answer is published."), act)


def _redact(request: HttpRequest, what: str) -> Done:
    """A passage a line."""
    passages = request.POST.get("passages", "").replace("\x00", "").splitlines()
    moderation.redact(_comment(request), passages, by=request.user)
    return Done(_("The words are removed, and the page says so."))


def _ban(request: HttpRequest, what: str) -> Done:
    span = request.POST.get("span", "")
    if what not in banning.OF_A_WRITER or span not in banning.SPANS:
        raise NoSuchPress
    ban = banning.ban_writer(_comment(request), what, by=request.user, span=span)
    return Done(_("Banned %(span)s: %(who)s.") % {"span": banning.SPANS[span][0], "who": ban.hint})


def _report(request: HttpRequest, what: str) -> Done:
    """“uphold:7”, “dismiss:7”; a reply where one is written."""
    found = Report.objects.select_related("comment__article").filter(pk=whole_number(what) or 0).first()
    if found is None:
        raise NoSuchPress
    reply = request.POST.get("reply", "").replace("\x00", "").strip()[:4000]
    if request.POST["act"].startswith("dismiss:"):
        moderation.dismiss(found, by=request.user, reply=reply)
        return Done(_("The report is dismissed; the comment stays."))
    act = moderation.uphold(found, by=request.user, reply=reply)
    return Done(_("The report is upheld; readers do not see the comment."), act)


_PRESSED: dict[str, Callable[[HttpRequest, str], Done]] = {
    State.APPROVED: _decide,
    State.REJECTED: _decide,
    State.SPAM: _decide,
    "reader": _decide_all_of,
    "network": _decide_all_of,
    "undo": _undo,
    "pick": _pick,
    "unpick": _unpick,
    "answer": _answer,
    "redact": _redact,
    "ban": _ban,
    "uphold": _report,
    "dismiss": _report,
}


def states_of(act: Act | None) -> dict[str, Any]:
    """By its number: the state of each comment of an act, and how the desk calls it."""
    if act is None:
        return {}
    rows = Comment.objects.filter(pk__in=act.decided).values_list("pk", "state")
    return {str(pk): [state, str(State(state).label)] for pk, state in rows}

"""Who, or what, is refused from now on: the bans, made and lifted by moderators, and asked for by the screening."""

import datetime
import ipaddress
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.dates import said
from articles.models import Record
from articles.workflow import Refused, now
from newsroom.comments.models import Ban, Comment
from newsroom.comments.moderation import require
from newsroom.comments.sealing import email_mark, network_mark, region_mark

Kind = Ban.Kind
# What a ban can go by where it is made from a comment.
OF_A_WRITER = (Kind.EMAIL, Kind.NETWORK, Kind.REGION)
FOR_EVER = "for-ever"
SPANS: dict[str, tuple[Any, datetime.timedelta | None]] = {
    "day": (gettext_lazy("for a day"), datetime.timedelta(days=1)),
    "week": (gettext_lazy("for a week"), datetime.timedelta(weeks=1)),
    "month": (gettext_lazy("for a month"), datetime.timedelta(days=30)),
    FOR_EVER: (gettext_lazy("for ever"), None),
}


def ban_writer(comment: Comment, kind: str, *, by: Any, span: str, reason: str = "") -> Ban:
    """Ban whoever wrote a comment: by its email, its network, or the wider region of it."""
    marks = {Kind.EMAIL: comment.email_mark, Kind.NETWORK: comment.network_mark, Kind.REGION: comment.region_mark}
    mark = marks.get(Kind(kind))
    if mark is None:
        raise Refused(_("What this ban would go by is not kept of this comment any more."))
    hint = masked_email(comment.email or "") if kind == Kind.EMAIL else masked_address(comment.address or "")
    # A reader who is unlocked by and by is known by the name that was signed with.
    return _ban(kind, bytes(mark), hint or comment.name[:120], by=by, span=span, reason=reason)


def ban(kind: str, typed: str, *, by: Any, span: str, reason: str = "") -> Ban:
    """Ban what a moderator typed: an email, an address, the addresses near it, or a phrase."""
    typed = " ".join(typed.split())
    match kind:
        case Kind.PHRASE if typed:
            return _ban(kind, None, "", by=by, span=span, reason=reason, phrase=typed)
        case Kind.EMAIL:
            try:
                validate_email(typed)
            except ValidationError as error:
                raise Refused(_("Write a whole email address, such as name@example.com.")) from error
            return _ban(kind, email_mark(typed), masked_email(typed), by=by, span=span, reason=reason)
        case Kind.NETWORK | Kind.REGION:
            try:
                ipaddress.ip_address(typed)
            except ValueError as error:
                raise Refused(_("Write a whole network address, such as 203.0.113.9.")) from error
            mark = network_mark(typed) if kind == Kind.NETWORK else region_mark(typed)
            return _ban(kind, mark, masked_address(typed), by=by, span=span, reason=reason)
    raise Refused(_("Write what is to be banned."))


@transaction.atomic
def _ban(kind: str, mark: bytes | None, hint: str, *, by: Any, span: str, reason: str, phrase: str = "") -> Ban:
    require(by)
    there = Ban.objects.in_force().filter(kind=kind, mark=mark, phrase__iexact=phrase).first()
    if there and there.ends_at is None:
        raise Refused(_("This is banned already, for ever."))
    if there and there.ends_at:
        raise Refused(_("This is banned already, until %(end)s.") % {"end": said(there.ends_at)})
    length = SPANS[span][1]
    made = Ban.objects.create(
        kind=kind,
        mark=mark,
        hint=hint,
        phrase=phrase,
        reason=reason,
        by=by,
        ends_at=now() + length if length else None,
    )
    Record.objects.write(verb="comment_ban", by=by, subject=str(made.get_kind_display()), ban=made.pk, span=span)
    return made


@transaction.atomic
def lift(banned: Ban, *, by: Any) -> None:
    """End a ban now."""
    require(by)
    if not Ban.objects.in_force().filter(pk=banned.pk).update(ends_at=Now()):
        raise Refused(_("This ban has ended already."))
    Record.objects.write(verb="comment_lift", by=by, subject=str(banned.get_kind_display()), ban=banned.pk)


def masked_email(email: str) -> str:
    """What tells a moderator who it is, and nobody else: s…@example.com."""
    name, at, host = email.partition("@")
    return f"{name[:1]}…@{host}" if at else ""


def masked_address(address: str) -> str:
    """The beginning of an address: 203.0.…, 2001:db8:…"""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    sign = "." if parsed.version == 4 else ":"
    return sign.join([*parsed.exploded.split(sign)[:2], "…"])

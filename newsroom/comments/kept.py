"""What is kept of an address. A mark finds it, and the sealed address decides: a mark is the same whatever stands
behind a plus, which on some hosts is another person's."""

from newsroom.comments.models import AccessRequest, Comment, Report, Subscription
from newsroom.comments.sealing import email_mark, same_address


def comments_of(email: str) -> list[Comment]:
    """All, in every state, newest first. Of a comment whose address was dropped, the mark alone has to do: then for
    whoever has nothing behind a plus."""
    rows = Comment.objects.filter(email_mark=email_mark(email)).select_related("article").order_by("-posted_at", "-id")
    is_plain = "+" not in email
    return [row for row in rows if (is_one(row.email, email) if row.email else is_plain)]


def subscriptions_of(email: str) -> list[Subscription]:
    rows = Subscription.objects.filter(email_mark=email_mark(email)).select_related("comment").order_by("-id")
    return [row for row in rows if is_one(row.email, email)]


def reports_of(email: str) -> list[Report]:
    """Those that name the address: legal notices."""
    rows = Report.objects.filter(email_mark=email_mark(email)).select_related("comment").order_by("-id")
    return [row for row in rows if is_one(row.email, email)]


def requests_of(email: str) -> list[AccessRequest]:
    rows = AccessRequest.objects.filter(email_mark=email_mark(email)).order_by("-id")
    return [row for row in rows if is_one(row.email, email)]


def is_anything_kept(email: str) -> bool:
    return bool(comments_of(email) or subscriptions_of(email) or reports_of(email))


def is_one(one: str | None, other: str) -> bool:
    return same_address(one or "") == same_address(other)

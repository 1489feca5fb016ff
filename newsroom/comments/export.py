"""All that is kept of an address, to be read by whoever has it: for the page, and as JSON."""

from typing import Any

from django.utils import timezone

from articles.models import Edition
from newsroom.comments import kept
from newsroom.comments.models import Comment, Report, Rules, Subscription


def everything_of(email: str) -> dict[str, Any]:
    """Of marks, which nobody can read, it says only that they are there."""
    comments = kept.comments_of(email)
    titles = titles_of(comments)
    return {
        "email": email,
        "made_at": timezone.now(),
        "days_kept": Rules.current().private_days,
        "comments": [_comment(comment, titles.get(comment.article_id, "")) for comment in comments],
        "subscriptions": [_subscription(subscription) for subscription in kept.subscriptions_of(email)],
        "reports": [_report(report) for report in kept.reports_of(email)],
        "requests_for_this": [{"asked_at": each.asked_at} for each in kept.requests_of(email)],
    }


def titles_of(comments: list[Comment]) -> dict[int, str]:
    """The headline of each story that is live; another is nobody's to read."""
    live = Edition.objects.live().filter(article__in={comment.article_id for comment in comments})
    return dict(live.values_list("article", "headline"))


def _comment(comment: Comment, story: str) -> dict[str, Any]:
    said = ("body", "name", "website", "quote", "language", "email", "address", "posted_at", "reason", "original")
    return {
        "number": comment.pk,
        "story": story,
        "in_answer_to": comment.parent_id,
        **{name: getattr(comment, name) or None for name in said},
        "state": comment.state,
        "decided_at": comment.decided_at,
        "redacted_at": comment.redacted_at,
        "screening": comment.verdict,
        "points": comment.points,
        "is_picked_by_the_editors": comment.is_pick,
        "is_marked_by_email": comment.email_mark is not None,
        "is_marked_by_network": comment.network_mark is not None,
        "is_marked_by_neighbouring_networks": comment.region_mark is not None,
    }


def _subscription(subscription: Subscription) -> dict[str, Any]:
    names = ("email", "language", "asked_at", "mailed_at", "confirmed_at", "ended_at")
    told = list(subscription.tellings.order_by("id").values("answer", "told_at"))
    return {
        "to_comment": subscription.comment_id,
        **{name: getattr(subscription, name) for name in names},
        "told_of": told,
    }


def _report(report: Report) -> dict[str, Any]:
    names = ("kind", "words", "name", "email", "language", "reported_at", "outcome", "reply", "decided_at")
    return {"about_comment": report.comment_id, **{name: getattr(report, name) for name in names}}

"""The figures of moderation: what waits, and what was decided in the last thirty days, how fast and by whom."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import ngettext

from articles.models import Edition
from articles.numerals import figures
from articles.rights import unreadable

DAYS = 30
MOST_STORIES = 20

# One pass over the decisions: in all, by day, by moderator and by story. What was undone does not count, nor what the
# screening decided; the time to a decision is that of the first one of a comment that was held.
_DECIDED = """
    WITH decided AS (
        SELECT decision.state, decision.by_id, comment.article_id,
            (decision.at AT TIME ZONE %s)::date AS day,
            CASE WHEN decision.was = 'held' THEN extract(epoch FROM decision.at - comment.posted_at) END AS seconds
        FROM comments_decision AS decision JOIN comments_comment AS comment ON comment.id = decision.comment_id
        WHERE decision.at > now() - make_interval(days => %s) AND decision.by_id IS NOT NULL AND NOT decision.is_undone
    )
    SELECT day, by_id, article_id, count(*),
        count(*) FILTER (WHERE state = 'approved'), count(*) FILTER (WHERE state = 'rejected'),
        count(*) FILTER (WHERE state = 'spam'), count(*) FILTER (WHERE state = 'held'),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
    FROM decided GROUP BY GROUPING SETS ((), (day), (by_id), (article_id))"""


@dataclass
class Line:
    """Decisions of one kind: of a day, a moderator, a story, or all."""

    total: int
    approved: int
    rejected: int
    spam: int
    held: int
    median: datetime.timedelta | None
    most: datetime.timedelta | None
    name: Any = ""

    @property
    def median_said(self) -> str:
        return _in_words(self.median)

    @property
    def most_said(self) -> str:
        return _in_words(self.most)

    def share(self, number: int) -> int:
        return round(100 * number / self.total) if self.total else 0

    @property
    def shares(self) -> dict[str, int]:
        return {state: self.share(getattr(self, state)) for state in ("approved", "rejected", "spam", "held")}


def of_last_days(user: Any) -> dict[str, Any]:
    """Four queries, however much was decided."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), min(posted_at) FROM comments_comment WHERE state = 'held'")
        held, oldest = cursor.fetchone()
        cursor.execute(_DECIDED, [settings.TIME_ZONE, DAYS])
        rows = cursor.fetchall()
    days, moderators, stories = {}, {}, {}
    total = Line(0, 0, 0, 0, 0, None, None)
    for day, moderator, article, decided, approved, rejected, spam, held_again, median, most in rows:
        line = Line(decided, approved, rejected, spam, held_again, _span(median), _span(most))
        if day:
            days[day] = line
        elif moderator:
            moderators[moderator] = line
        elif article:
            stories[article] = line
        else:
            total = line
    moderating = sorted(moderators, key=lambda by: -moderators[by].total)
    busiest = sorted(stories, key=lambda article: -stories[article].total)[:MOST_STORIES]
    return {
        "held": held,
        "oldest": oldest,
        "days": DAYS,
        "total": total,
        "by_day": _named(days, {day: day for day in days}, sorted(days, reverse=True)),
        "by_moderator": _named(moderators, _names(moderators), moderating),
        "by_story": _named(stories, _headlines(user, busiest), busiest),
    }


def _span(seconds: float | None) -> datetime.timedelta | None:
    return None if seconds is None else datetime.timedelta(seconds=round(seconds))


def _in_words(span: datetime.timedelta | None) -> str:
    """4 seconds; 2 hours, 5 minutes."""
    if span is None:
        return ""
    seconds = int(span.total_seconds())
    if seconds < 60:
        said = ngettext("%(count)s second", "%(count)s seconds", seconds)
        return said % {"count": figures(seconds)}
    instant = timezone.now()
    return str(figures(timesince(instant - span, instant)))


def _named(lines: dict[Any, Line], names: dict[Any, Any], order: list[Any]) -> list[Line]:
    for key, line in lines.items():
        line.name = names.get(key)
    return [lines[key] for key in order]


def _names(moderators: Any) -> dict[int, str]:
    return {account.pk: str(account) for account in get_user_model().objects.filter(pk__in=moderators)}


def _headlines(user: Any, articles: list[int]) -> dict[int, Any]:
    """As readers saw them last; none of a withdrawn story that this account may not read."""
    seen = Edition.objects.seen().filter(article__in=articles).exclude(article__withdrawn__in=unreadable(user))
    newest = seen.order_by("article", "-live_from").distinct("article")
    return {each["article"]: each for each in newest.values("article", "headline", "language")}

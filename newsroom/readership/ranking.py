"""The stories that most people read."""

import datetime

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles import lasting
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from newsroom.readership.counting import hour_of
from newsroom.readership.models import HourOfReads

SHOWN = 10
HOURS = 24
# Who is among the first ten of a day is among so many in one of its hours.
MOST_OF_AN_HOUR = 25
# Reads are counted all the time: so old may a ranking be.
LASTS = datetime.timedelta(seconds=60)
# As many rows are read as there are hours, times the first few, by the index of the ranking.
FIRST_OF_EACH = """
    SELECT first.article_id FROM unnest(%s::timestamptz[]) AS one (hour) CROSS JOIN LATERAL (
        SELECT article_id FROM readership_hourofreads AS reads
        WHERE reads.language = %s AND reads.hour = one.hour ORDER BY count DESC, article_id LIMIT %s
    ) AS first
"""


def most_read(language: str, at: datetime.datetime | None = None, count: int = SHOWN) -> EditionQuerySet:
    """The live stories of a language that were read most in 24 hours, each with its `reads`; one query.

    The hour that `at` (or now) is in, and the 23 before it. It looks at the first few of each hour, so that it costs
    the same whatever is read, and however much.
    """
    lasting.until(timezone.now() + LASTS)
    last = hour_of(at or timezone.now())
    hours = [last - datetime.timedelta(hours=number) for number in range(HOURS)]
    first_of_each = RawSQL(FIRST_OF_EACH, [hours, language, MOST_OF_AN_HOUR])  # noqa: S611  # Nothing is put into it.
    own = HourOfReads.objects.filter(article=OuterRef("article"), hour__range=(hours[-1], hours[0]))
    reads = own.order_by().values("article").annotate(reads=Sum("count")).values("reads")
    return (
        Edition.objects.live(at)
        .for_lists()
        .filter(language=language, article__in=first_of_each)
        .annotate(reads=Subquery(reads))
        .order_by("-reads", "-published_at", "-article_id")[:count]
    )

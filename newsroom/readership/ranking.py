"""The stories that most people read."""

import datetime
from typing import Any

from django.db.models import DateTimeField, ExpressionWrapper, OuterRef, Subquery, Sum
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Now, TruncHour

from articles.models import Edition
from articles.models.edition import EditionQuerySet
from newsroom.readership.models import HourOfReads

SHOWN = 10
HOURS = 24
# Who is among the first ten of a day is among so many in one of its hours.
MOST_OF_AN_HOUR = 25
# Reads are counted all the time: so old may a ranking be.
LASTS = datetime.timedelta(seconds=60)
# As many rows are read as there are hours, times the first few, by the index of the ranking.
FIRST_OF_EACH = """
    SELECT first.article_id
    FROM unnest(array(SELECT date_trunc('hour', {now}) - back * interval '1 hour' FROM generate_series(0, %s) AS back))
    AS one (hour) CROSS JOIN LATERAL (
        SELECT article_id FROM readership_hourofreads AS reads
        WHERE reads.language = %s AND reads.hour = one.hour ORDER BY count DESC, article_id LIMIT %s
    ) AS first
"""


def most_read(language: Any, at: Any = None, count: int = SHOWN) -> EditionQuerySet:
    """The live stories of a language that were read most in 24 hours, each with its `reads`; one query.

    The hour that `at` (or now) is in, and the 23 before it. It looks at the first few of each hour, so that it costs
    the same whatever is read, and however much.
    """
    now, instant = ("STATEMENT_TIMESTAMP()", []) if at is None else ("%s::timestamptz", [at])
    # Nothing is put into it but one of those two.
    first_of_each = RawSQL(FIRST_OF_EACH.format(now=now), [*instant, HOURS - 1, language, MOST_OF_AN_HOUR])  # noqa: S611
    last = TruncHour(Now() if at is None else Cast(at, DateTimeField()), tzinfo=datetime.UTC)
    first = ExpressionWrapper(last - datetime.timedelta(hours=HOURS - 1), DateTimeField())
    own = HourOfReads.objects.filter(article=OuterRef("article"), hour__range=(first, last))
    reads = own.order_by().values("article").annotate(reads=Sum("count")).values("reads")
    return (
        Edition.objects.live(at)
        .for_lists()
        .filter(language=language, article__in=first_of_each)
        .annotate(reads=Subquery(reads))
        .order_by("-reads", "-published_at", "-article_id")[:count]
    )

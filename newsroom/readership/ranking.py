"""The stories that most people read."""

import datetime

from django.db.models import OuterRef, Subquery, Sum
from django.utils import timezone

from articles.models import Edition
from articles.models.edition import EditionQuerySet
from newsroom.readership.counting import hour_of
from newsroom.readership.models import HourOfReads

SHOWN = 10
HOURS = 24
# Who is among the first ten of a day is among so many in one of its hours.
MOST_OF_AN_HOUR = 25


def most_read(language: str, at: datetime.datetime | None = None, count: int = SHOWN) -> EditionQuerySet:
    """The live stories of a language that were read most in 24 hours, each with its `reads`; one query.

    The hour that `at` (or now) is in, and the 23 before it. It looks at the first few of each hour, so that it costs
    the same whatever is read, and however much.
    """
    last = hour_of(at or timezone.now())
    hours = [last - datetime.timedelta(hours=number) for number in range(HOURS)]
    rows = HourOfReads.objects.filter(language=language)
    first, *others = (
        rows.filter(hour=hour).order_by("-count", "article_id").values("article")[:MOST_OF_AN_HOUR] for hour in hours
    )
    own = HourOfReads.objects.filter(article=OuterRef("article"), hour__range=(hours[-1], hours[0]))
    reads = own.order_by().values("article").annotate(reads=Sum("count")).values("reads")
    return (
        Edition.objects.live(at)
        .for_lists()
        .filter(language=language, article__in=first.union(*others, all=True))
        .annotate(reads=Subquery(reads))
        .order_by("-reads", "-published_at", "-article_id")[:count]
    )

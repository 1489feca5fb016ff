"""What is live from one instant until another: the one place that says what that means."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class SpanQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows with `live_from` and `live_until`; the second is empty until further notice, and the same as the first where
    the row was called off before it began."""

    def live(self, at: datetime.datetime | None = None) -> Self:
        """What the public may see: at an instant, or now by the database's clock. Nothing else decides it."""
        instant = Now() if at is None else at
        return self.filter(Q(live_until=None) | Q(live_until__gt=instant), live_from__lte=instant)

    def pending(self, at: datetime.datetime | None = None) -> Self:
        """Released, and not yet begun."""
        return self.settled().filter(live_from__gt=Now() if at is None else at)

    def seen(self, at: datetime.datetime | None = None) -> Self:
        """Live now or once: readers may know of it."""
        return self.settled().filter(live_from__lte=Now() if at is None else at)

    def settled(self) -> Self:
        """All but those that were called off before they began."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("live_from")))

"""What the worker does with old counts."""

import datetime

from django.tasks import task
from django.utils import timezone

from newsroom.readership.models import HourOfReads

# The last day is all that is asked for; the one before it shows whether a story is rising.
KEPT = datetime.timedelta(days=2)
AT_ONCE = 10_000


@task
def forget_old_hours() -> None:
    """Delete the hours that nobody asks for any more. Run again, it finds nothing."""
    old = HourOfReads.objects.filter(hour__lt=timezone.now() - KEPT)
    while old.filter(pk__in=old.values("pk")[:AT_ONCE]).delete()[0]:
        pass

"""What an act that readers can see puts down for later, in its own transaction: there if and only if the act is."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils.dateparse import parse_datetime

from articles.models import Article, Record
from articles.signals import story_changed
from newsroom.crawlers import jobs

# After these, readers see something else at once; unless the act names a later instant.
AT_ONCE = frozenset(["publish", "republish", "update", "correct", "unpublish", "take_down", "kill"])


@receiver(story_changed, dispatch_uid="crawlers.acts")
def put_down(article: Article, record: Record, **kwargs: Any) -> None:
    if not (settings.PINGS and (settings.INDEXNOW_KEY or settings.WEBSUB_HUB)):
        return
    instants = [parse_datetime(record.detail.get(name) or "") for name in ("at", "until")]
    if record.verb in AT_ONCE and instants[0] is None:
        jobs.announce.enqueue(article.pk, "")
    for instant in filter(None, instants):
        jobs.announce.using(run_after=instant).enqueue(article.pk, instant.isoformat())

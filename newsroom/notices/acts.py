"""What an act puts down for later, in its own transaction: there if and only if the act is."""

from typing import Any

from django.dispatch import receiver
from django.utils.dateparse import parse_datetime

from articles.models import Article, Record
from articles.signals import story_changed
from newsroom.notices import jobs
from newsroom.notices.models import Delivery, Notice
from newsroom.notices.words import ACTS

About = Notice.About
# Until they are told, others go on printing what was killed.
BEFORE_ALL_ELSE = 50


@receiver(story_changed, dispatch_uid="notices.acts")
def put_down(article: Article, record: Record, **kwargs: Any) -> None:
    if record.verb in ACTS:
        jobs.tell.enqueue(record.pk, About.ACT.value)
    if at := parse_datetime(record.detail.get("at") or ""):
        jobs.tell.using(run_after=at).enqueue(record.pk, About.OUT.value)
    if until := parse_datetime(record.detail.get("until") or ""):
        jobs.tell.using(run_after=until).enqueue(record.pk, About.ENDED.value)
    if article.assignee_id and _is_assigned_by(record):
        jobs.tell_assignee.enqueue(record.pk, article.assignee_id)
    if record.verb == "kill":
        _deliver(article, record)


def _is_assigned_by(record: Record) -> bool:
    """A new story is given to somebody by its first save, which changes nothing."""
    return "assignee" in record.detail.get("changed", []) or (record.verb == "save" and record.detail["revision"] == 1)


def _deliver(article: Article, record: Record) -> None:
    """One row and one job for each: nobody waits behind an address that is dead."""
    takings = article.takings.values_list("recipient", flat=True)
    rows = Delivery.objects.bulk_create(Delivery(recipient_id=recipient, record=record) for recipient in takings)
    for row in rows:
        jobs.deliver.using(priority=BEFORE_ALL_ELSE).enqueue(row.pk)

"""A front that goes live together with a story moves with it, in the transaction of whatever moves the story."""

import datetime
from typing import Any

from django.dispatch import receiver

from articles.models import Article, Record
from articles.signals import story_changed
from articles.workflow import now
from newsroom.fronts import timeline
from newsroom.fronts.models import Front, FrontEdition
from newsroom.fronts.workflow import note


@receiver(story_changed, dispatch_uid="fronts.together")
def go_with_the_story(article: Article, record: Record, **kwargs: Any) -> None:
    """Let the fronts that wait for this story begin when it does now: later, earlier, at once, or not at all."""
    instant = now()
    waiting = FrontEdition.objects.pending(instant).filter(together_with=article)
    fronts = sorted(waiting.values_list("front", flat=True))
    if not fronts:
        return
    # Held, in one order for everybody: a verb of the front waits until this act is done, or has been before it.
    list(Front.objects.select_for_update(of=["self"]).filter(pk__in=fronts).order_by("pk"))
    begins = _begins(article, record, instant)
    for edition in waiting.select_related("front__section").order_by("front", "live_from"):
        _go(edition, begins, instant, record)


def _begins(article: Article, record: Record, instant: datetime.datetime) -> datetime.datetime | None:
    """When the story's next edition begins: to come, or begun by this very act. None where it was called off."""
    coming = article.editions.pending(instant).order_by("live_from").first()
    begun = article.editions.live(instant).filter(pk=record.detail.get("edition")).first()
    edition = coming or begun
    return edition.live_from if edition else None


def _go(edition: FrontEdition, begins: datetime.datetime | None, instant: datetime.datetime, record: Record) -> None:
    # Whoever changed the front after the story went out, and before this, has the last word.
    if begins is None or (begins <= instant and timeline.is_overtaken(edition, begins, instant)):
        timeline.call_off(edition, instant)
        note("front_unschedule", edition.front, record.actor, edition=edition.pk, with_story=record.headline)
    elif begins != edition.live_from:
        displaced = timeline.move(edition, begins, instant)
        told = {"at": begins.isoformat(), "with_story": record.headline}
        note("front_move", edition.front, record.actor, edition=edition.pk, **told)
        for each in displaced:
            note("front_unschedule", edition.front, record.actor, edition=each.pk, **told)

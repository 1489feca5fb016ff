"""A front's editions in time: each lasts until the next one begins, and there can be several to come."""

import datetime
from itertools import zip_longest

from django.db.models import Q

from newsroom.fronts.models import FrontEdition


def add(edition: FrontEdition, instant: datetime.datetime) -> None:
    """Store a new edition in its place among those that have not ended at an instant."""
    others = _standing(edition, instant)
    _line_up([edition, *others])
    _store(others)
    edition.save()


def move(edition: FrontEdition, begins: datetime.datetime, instant: datetime.datetime) -> list[FrontEdition]:
    """Let an edition that was to come begin at another instant. What would begin with it is called off, and
    returned."""
    others = _standing(edition, instant)
    displaced = [each for each in others if each.live_from == begins]
    edition.live_from = begins
    _line_up([edition, *(each for each in others if each not in displaced)])
    for each in displaced:
        each.live_until = each.live_from
    _store([edition, *others])
    return displaced


def call_off(edition: FrontEdition, instant: datetime.datetime) -> None:
    """End an edition before it begins: what it was going to replace stays."""
    others = _standing(edition, instant)
    _line_up(others)
    edition.live_until = edition.live_from
    _store([edition, *others])


def is_overtaken(edition: FrontEdition, begins: datetime.datetime, instant: datetime.datetime) -> bool:
    """Whether its front was changed between two instants, the first of which has passed."""
    others = FrontEdition.objects.settled().filter(front=edition.front_id).exclude(pk=edition.pk)
    begun = Q(live_from__gte=begins, live_from__lte=instant)
    return others.filter(begun | Q(live_until__gt=begins, live_until__lte=instant)).exists()


def _standing(edition: FrontEdition, instant: datetime.datetime) -> list[FrontEdition]:
    """What is live of its front at an instant, or to come, without itself."""
    settled = FrontEdition.objects.settled().filter(front=edition.front_id).exclude(pk=edition.pk)
    return list(settled.filter(Q(live_until=None) | Q(live_until__gt=instant)))


def _line_up(editions: list[FrontEdition]) -> None:
    editions = sorted(editions, key=lambda edition: edition.live_from)
    for edition, following in zip_longest(editions, editions[1:]):
        edition.live_until = following.live_from if following else None


def _store(editions: list[FrontEdition]) -> None:
    """By one statement, at whose end PostgreSQL looks whether any two overlap."""
    FrontEdition.objects.bulk_update(editions, ["live_from", "live_until"])

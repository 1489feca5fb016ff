"""A front whose lead is older than the desk allows: told for as long as it is so, stored nowhere."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Edition
from articles.moment import Moment
from newsroom.fronts.models import Front
from newsroom.fronts.pages import front_at


@dataclass(frozen=True)
class Alarm:
    front: Front
    # None: there is nothing on the front at all.
    story: Edition | None
    # Since when the lead has been too old.
    since: datetime.datetime | None


def alarms(fronts: Iterable[Front] | None = None) -> list[Alarm]:
    """The fronts whose lead's last news is longer ago than their limit. Costs two queries a front with a limit."""
    watched = Front.objects.select_related("section") if fronts is None else fronts
    limited = [front for front in watched if front.lead_limit is not None]
    if not limited:
        return []
    moment = Moment.present()
    return [alarm for front in limited if (alarm := _alarm(front, moment))]


def _alarm(front: Front, moment: Moment) -> Alarm | None:
    assert front.lead_limit is not None
    lead = front_at(front.language, front.section, moment).lead
    if lead is None:
        return Alarm(front, None, None)
    since = lead.updated_at + datetime.timedelta(minutes=front.lead_limit)
    return Alarm(front, lead, since) if since < moment.at else None

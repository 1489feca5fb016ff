"""What readers see of a front at an instant: the edition that is live then, or the front by rule."""

import logging

from articles.models import Section
from articles.moment import Moment
from newsroom.fronts.by_rule import by_rule
from newsroom.fronts.composing import Composed, composed
from newsroom.fronts.layout import Invalid, Layout, read
from newsroom.fronts.models import FrontEdition

logger = logging.getLogger(__name__)


def live_layout(language: str, section: Section | None, moment: Moment) -> Layout | None:
    """The layout that is live, in one query. None where none is, or where what was stored is none any more: a page
    is never broken by it."""
    live = FrontEdition.objects.live(moment.at).of(language, section.pk if section else None)
    edition = live.only("layout").first()
    if edition is None:
        return None
    try:
        return read(edition.layout)
    except Invalid as error:
        logger.warning("Edition %s of a front cannot be shown, the front by rule is: %s", edition.pk, error)
        return None


def front_at(language: str, section: Section | None, moment: Moment) -> Composed:
    """In two queries."""
    layout = live_layout(language, section, moment) or by_rule(section, moment.sections)
    return composed(layout, language, moment)

"""What readers see of a front at an instant: the edition that is live then, or the front by rule."""

import logging

from articles.models import Section
from articles.moment import Moment
from newsroom.fronts.by_rule import by_rule
from newsroom.fronts.composing import Composed, composed
from newsroom.fronts.layout import Invalid, Layout, read
from newsroom.fronts.models import FrontEdition

# Nobody changes a front so often that its page would have to be read more often than this.
TRIES = 3

logger = logging.getLogger(__name__)


def front_at(language: str, section: Section | None, moment: Moment) -> Composed:
    """In two queries."""
    front = curated_at(language, section, moment, otherwise=by_rule(section, moment.sections))
    assert front is not None
    return front


def curated_at(
    language: str, section: Section | None, moment: Moment, otherwise: Layout | None = None
) -> Composed | None:
    """None where no edition is live, and no other layout is given. In two queries; read again where the front was
    changed, together with a story, between the two."""
    live = FrontEdition.objects.live(moment.at).of(language, section.pk if section else None)
    front = None
    for _ in range(TRIES):
        edition = live.only("layout").first()
        layout = (_layout_of(edition) if edition else None) or otherwise
        if layout is None:
            return None
        front = composed(layout, language, moment, beside=live)
        if front.beside <= {edition.pk if edition else None}:
            break
    return front


def _layout_of(edition: FrontEdition) -> Layout | None:
    """None where what was stored is no layout any more: a page is never broken by it."""
    try:
        return read(edition.layout)
    except Invalid as error:
        logger.warning("Edition %s of a front cannot be shown, the front by rule is: %s", edition.pk, error)
        return None

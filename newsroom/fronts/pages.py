"""What readers see of a front at an instant: the edition that is live then, or the front by rule."""

import json
import logging
from functools import cache, lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from articles.models import Section
from articles.moment import Moment
from articles.prepared import Given, GivenInstant, Prepared
from newsroom.fronts.by_rule import by_rule
from newsroom.fronts.composing import Composed, Place, composed
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
    place = Place(language, section.pk if section else None)
    front = None
    for _ in range(TRIES):
        live = _live(is_home=section is None).first(at=moment.at, **place._asdict())
        layout = (_layout_of(*live) if live else None) or otherwise
        if layout is None:
            return None
        front = composed(layout, language, moment, beside=place)
        if front.beside <= {live[0] if live else None}:
            break
    return front


@cache
def _live(is_home: bool) -> Prepared[tuple[int, str]]:
    """The edition of a front that is live, and its layout as it is stored."""
    section: Any = None if is_home else Given("section")
    language: Any = Given("language")
    return Prepared(
        lambda: (
            FrontEdition.objects.live(GivenInstant("at"))  # type: ignore[arg-type]
            .of(language, section)
            .order_by()
            .values_list("pk", Cast("layout", TextField()))[:1]
        )
    )


def _layout_of(edition: int, stored: str) -> Layout | None:
    """None where what was stored is no layout any more: a page is never broken by it."""
    layout = _read(stored)
    if isinstance(layout, Layout):
        return layout
    logger.warning("Edition %s of a front cannot be shown, the front by rule is: %s", edition, layout)
    return None


@lru_cache(maxsize=64)
def _read(stored: str) -> Layout | Invalid:
    try:
        return read(json.loads(stored))
    except Invalid as error:
        return error

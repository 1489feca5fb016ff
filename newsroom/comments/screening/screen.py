import logging
import traceback
from typing import Any

from newsroom.comments.models import Comment, Openness
from newsroom.comments.screening.material import Material
from newsroom.comments.screening.settings import Settings
from newsroom.comments.screening.table import Examination, in_order
from newsroom.comments.screening.verdict import Facts, Finding, Verdict

logger = logging.getLogger(__name__)


def screen(comment: Comment, facts: Facts) -> Verdict:
    """Make every check that is on, in the desk's order, on a comment that is whole and not stored yet.

    A check that can't be made never loses or publishes a comment: it holds it. Those that ask elsewhere are spared
    where the verdict stands without them. Also notes on the comment by what later ones are found to be like it.
    """
    if comment.staff_id is not None:
        shown = facts.story_is_live and facts.openness != Openness.CLOSED
        return Verdict(Comment.State.APPROVED if shown else Comment.State.HELD, 0.0, [])
    material = Material(comment, facts)
    comment.sketch = material.sketch
    settings = material.settings
    reasons: list[dict[str, Any]] = []
    points, is_held, is_banned = 0.0, False, False
    for examination in in_order(settings.rows):
        if examination.check.is_outside and (is_banned or points >= settings.spam_at):
            continue
        finding = _made(examination, material)
        if finding is None:
            continue
        counted = round(examination.points * finding.weight, 2)
        reasons.append({"check": examination.check.name, "points": counted, "found": finding.found})
        points = round(points + counted, 2)
        is_held |= finding.holds
        is_banned |= finding.is_ban
    return Verdict(_state(points, settings, facts, is_held=is_held, is_banned=is_banned), points, reasons)


def _made(examination: Examination, material: Material) -> Finding | None:
    try:
        return examination.check.look(material, examination.limit)
    except Exception as error:
        # Where, and of which kind; its words may be the reader's, or name a key.
        place = traceback.extract_tb(error.__traceback__)[-1]
        logger.error(
            "The check “%s” could not be made: %s in %s, line %s.",
            *(examination.check.name, type(error).__name__, place.filename.rpartition("/")[2], place.lineno),
        )
        return Finding({"failed": True}, weight=0.0, holds=True)


def _state(points: float, settings: Settings, facts: Facts, *, is_held: bool, is_banned: bool) -> Comment.State:
    if is_banned or points >= settings.spam_at:
        return Comment.State.SPAM
    passes = facts.openness == Openness.OPEN and not is_held and points < settings.hold_at
    return Comment.State.APPROVED if passes else Comment.State.HELD

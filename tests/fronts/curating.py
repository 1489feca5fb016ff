"""Curated fronts, for the tests of this room."""

from typing import Any

from articles.models import Edition, Section
from newsroom.fronts import workflow
from newsroom.fronts.models import Front, FrontEdition
from newsroom.staff.models import User
from tests import cast


def story(by: User, headline: str, **fields: Any) -> Edition:
    return cast.published(by, headline=headline, credited=False, **fields)


def block(*slots: Any, look: str = "row", cards: int = 3, rule: Any = "none", **fields: Any) -> dict[str, Any]:
    """A block with these slots: a story's edition, None, or a slot as it is stored."""
    filled = [{"article": slot.article_id} if isinstance(slot, Edition) else slot for slot in slots]
    kind = rule if isinstance(rule, dict) else {"kind": rule}
    return {"look": look, "cards": cards, "rule": kind, "slots": filled, **fields}


def layout(*blocks: Any) -> dict[str, Any]:
    return {"blocks": list(blocks)}


def front(by: User, *blocks: Any, language: str = "en", section: Section | None = None) -> Front:
    """A front with this draft, not launched."""
    made = workflow.curate(language, section, by=by)
    if blocks:
        workflow.save_draft(made, by=by, version=made.version, layout=layout(*blocks))
    return made


def launched(by: User, *blocks: Any, **where: Any) -> FrontEdition:
    made = front(by, *blocks, **where)
    return workflow.launch(made, by=by, version=made.version)


def headlines(page: Any) -> list[list[str]]:
    """What a home page shows, block by block."""
    return [[card.headline for card in block.cards] for block in page.context["front"].shown]

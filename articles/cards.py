"""A story's card in a list: the values that it shows, and what the rooms note on it. The core knows none of the rooms:
each says what it needs when it starts.

A note is a value that comes with the list, in its one query, and the template that shows it.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Self

from django.utils.translation import get_language

_VALUES: dict[str, Callable[[], Any]] = {}
_TEMPLATES: dict[str, str] = {}


def note(name: str, value: Callable[[], Any], template: str) -> None:
    """Have lists annotate their editions with an expression under this name, and cards include the template."""
    _VALUES[name] = value
    _TEMPLATES[name] = template


def values() -> dict[str, Any]:
    return {name: value() for name, value in _VALUES.items()}


class Card(NamedTuple):
    """All that a card shows. Plain values, so that a card that was made once can be known again."""

    path: str
    headline: str
    kicker: str
    standfirst: str = ""
    section: str = ""
    dye: str = ""
    published_at: datetime.datetime | None = None
    writers: tuple[str, ...] = ()
    picture: tuple[tuple[str, Any], ...] = ()
    # The path and the headline of each.
    sublinks: tuple[tuple[str, str], ...] = ()
    notes: tuple[Any, ...] = ()

    @classmethod
    def of(cls, story: Any) -> Self:
        """Of an edition; or of the few values that a story's page has of another, its picture among them."""
        if isinstance(story, cls):
            return story
        if isinstance(story, Mapping):
            return cls(story["path"], story["headline"], story["kicker"], picture=_picture(story["picture"]))
        return cls(
            story.path,
            story.headline,
            story.kicker,
            story.standfirst,
            story.section.name_in(get_language() or ""),
            story.section.dye,
            story.published_at,
            tuple(line["name"] for line in story.writers),
            _picture(story.picture),
            tuple((other.path, other.headline) for other in getattr(story, "sublinks", ())),
            tuple(getattr(story, name, None) for name in _VALUES),
        )


# What the HTML of a picture is made of, its words aside: a card says the same beside it.
OF_A_PICTURE = ("digest", "width", "height", "focal_x", "focal_y")


def _picture(use: Mapping[str, Any] | None) -> tuple[tuple[str, Any], ...]:
    return tuple((name, use[name]) for name in OF_A_PICTURE if name in use) if use else ()


def shown(card: Card) -> dict[str, Any]:
    """For its template: the card, its picture, the values of its notes by their names, and their templates."""
    found = dict(zip(_VALUES, card.notes, strict=False))
    notes = [_TEMPLATES[name] for name, value in found.items() if value is not None]
    return {**found, "card": card, "picture": dict(card.picture), "notes": notes}

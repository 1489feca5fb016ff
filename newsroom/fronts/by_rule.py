"""A front that nobody has to fill: what readers see where none was launched, and what a first draft begins with."""

from collections.abc import Iterable

from articles.models import Section
from newsroom.fronts.layout import MOST_BLOCKS, Block, Kind, Layout, Look, Rule

TOP = 9
A_SECTION = 4
OLDER = 12


def by_rule(section: Section | None, sections: Iterable[Section]) -> Layout:
    return _of_section(section) if section else _of_home(sections)


def _of_home(sections: Iterable[Section]) -> Layout:
    """The newest stories first, then each section's own."""
    own = [Block(Look.SECTION, A_SECTION, rule=Rule(Kind.SECTION, section.pk)) for section in sections]
    return Layout((Block(Look.OPENING, TOP), *own[: MOST_BLOCKS - 1]))


def _of_section(section: Section) -> Layout:
    rule = Rule(Kind.SECTION, section.pk)
    return Layout((Block(Look.OPENING, A_SECTION + 1, rule=rule), Block(Look.ROW, OLDER, rule=rule)))

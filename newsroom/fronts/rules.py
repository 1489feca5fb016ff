"""A front that nobody has to fill: the newest stories first, then each section's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.listings import spoken
from articles.models import Edition, Section

TOP = 9
A_SECTION = 4


@dataclass(frozen=True)
class Block:
    section: Section
    editions: Sequence[Edition]


@dataclass(frozen=True)
class Front:
    """The lead, the stories beside it, and a block for each section that has more; no story stands twice."""

    lead: Edition | None
    top: Sequence[Edition]
    blocks: Sequence[Block]
    sections: Sequence[Section]


def front_by_rule() -> Front:
    """Made in three queries, whatever the size of the archive: sections, the newest, the newest of each section."""
    sections = {section.pk: section for section in Section.objects.all()}
    live = Edition.objects.live().defer("body_html")
    newest = list(live.in_language(spoken())[:TOP])
    shown = {edition.pk for edition in newest}
    blocks: dict[int, list[Edition]] = {pk: [] for pk in sections}
    each = [live.in_section(pk, spoken())[: TOP + A_SECTION] for pk in sections]
    for edition in sorted(each[0].union(*each[1:], all=True) if each else [], key=lambda e: e.place, reverse=True):
        if edition.pk not in shown and len(blocks[edition.section_id]) < A_SECTION:
            blocks[edition.section_id].append(edition)
    for edition in [*newest, *(edition for block in blocks.values() for edition in block)]:
        edition.section = sections[edition.section_id]

    # The lead is the newest story that has a picture to open the page with.
    lead = next((edition for edition in newest if edition.picture), newest[0] if newest else None)
    return Front(
        lead=lead,
        top=[edition for edition in newest if edition is not lead],
        blocks=[Block(sections[pk], editions) for pk, editions in blocks.items() if editions],
        sections=list(sections.values()),
    )

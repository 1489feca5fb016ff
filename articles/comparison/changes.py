"""Changes, as a page shows them."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BLOCK_KINDS = {
    "p": gettext_lazy("Paragraph"),
    "h2": gettext_lazy("Subheading"),
    "h3": gettext_lazy("Smaller subheading"),
    "ul": gettext_lazy("List"),
    "ol": gettext_lazy("Numbered list"),
    "blockquote": gettext_lazy("Quotation"),
    "pull-quote": gettext_lazy("Pull quote"),
    "footer": gettext_lazy("Who says it"),
    "figure": gettext_lazy("Picture"),
    "embed": gettext_lazy("Embed"),
    "aside": gettext_lazy("Related story"),
    "tr": gettext_lazy("Row of a table"),
    "hr": gettext_lazy("Dividing line"),
}
# A longer stretch of blocks without a change is folded.
MOST_UNCHANGED = 3


class Voice(NamedTuple):
    """The language and direction of a snapshot's texts, as `lang` and `dir` say them."""

    language: str = ""
    direction: str = "auto"


class Marks(NamedTuple):
    """How words are set, and where they lead."""

    is_bold: bool = False
    is_italic: bool = False
    link: str = ""


PLAIN = Marks()


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text: `same`, `gone` or `new`. `was`: how words are set that are the same but for that."""

    op: str
    text: str
    marks: Marks = PLAIN
    was: Marks | None = None
    # Of a picture: what shows it.
    picture: str = ""

    @property
    def shown(self) -> str:
        """The text, with a sign for the end of a line that comes or goes."""
        return self.text if self.op == "same" else self.text.replace("\n", "↵\n")

    @property
    def notes(self) -> list[str]:
        """What cannot be seen in the words: how they were set before, and the addresses of links."""
        if self.op != "same":
            return [_("link to %s") % _isolated(self.marks.link)] if self.marks.link else []
        now, was, notes = self.marks, self.was or self.marks, []
        if now.is_bold != was.is_bold:
            notes.append(_("now bold") if now.is_bold else _("no longer bold"))
        if now.is_italic != was.is_italic:
            notes.append(_("now italic") if now.is_italic else _("no longer italic"))
        if now.link != was.link and was.link:
            notes.append(_("no longer a link to %s") % _isolated(was.link))
        if now.link != was.link and now.link:
            notes.append(_("now a link to %s") % _isolated(now.link))
        return notes


@dataclass(frozen=True)
class BlockChange:
    """A line, or a block of a body: `same`, `gone`, `new` or `changed`; `before`, the other kind that it was of."""

    op: str
    kind: str
    voice: Voice
    segments: tuple[Segment, ...]
    # What it has besides its words, such as its picture.
    details: tuple[Segment, ...] = ()
    before: str = ""

    @property
    def became(self) -> str:
        kinds = {"new": BLOCK_KINDS.get(self.kind, ""), "old": BLOCK_KINDS.get(self.before, "")}
        return _("%(new)s, before: %(old)s") % kinds if self.before else ""


@dataclass(frozen=True)
class FieldChange:
    """A field that differs. Of the kinds `line` and `body` it has blocks, of `set` and `choice` items."""

    name: str
    label: str | Promise
    kind: str
    blocks: tuple[BlockChange, ...] = ()
    items: tuple[Segment, ...] = ()
    note: str = ""

    @property
    def stretches(self) -> list[tuple[bool, list[BlockChange]]]:
        """The blocks in turn, each stretch with whether it is folded; those beside a change never are."""
        made: list[tuple[bool, list[BlockChange]]] = []
        for is_same, group in groupby(self.blocks, key=lambda block: block.op == "same"):
            stretch = list(group)
            begin = 1 if made else 0
            end = len(stretch) - (0 if stretch[-1] is self.blocks[-1] else 1)
            if is_same and len(stretch) > MOST_UNCHANGED:
                made += [(False, stretch[:begin]), (True, stretch[begin:end]), (False, stretch[end:])]
            else:
                made.append((False, stretch))
        return [(is_folded, stretch) for is_folded, stretch in made if stretch]


def _isolated(address: str) -> str:
    """An address that keeps its order in a sentence of either direction (U+2066, U+2069)."""
    return f"\u2066{address}\u2069"

"""A body as the blocks that it is merged by: its top-level elements, each whole."""

import re
from functools import cached_property
from html import unescape

from articles.body import clean
from articles.structure import taken_apart

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
# What a block that shows something else is known by, whatever its words are.
_SHOWS = re.compile(r'<(?:figure|aside) (data-(?:picture|embed|story)="[^"]*")')


class Block:
    """A top-level element of a body. Two are equal if their HTML is."""

    def __init__(self, html: str) -> None:
        self.html = html

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and self.html == other.html

    def __hash__(self) -> int:
        return hash(self.html)

    def __repr__(self) -> str:
        return f"Block({self.html!r})"

    @cached_property
    def text(self) -> str:
        return " ".join(unescape(_TAG.sub(" ", self.html)).split())

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.text))

    @cached_property
    def shows(self) -> str:
        match = _SHOWS.match(self.html)
        return match[1] if match else ""

    def likeness(self, other: "Block") -> float:
        """From 0, for what was not made from one another, to 1."""
        if self.shows or other.shows:
            return float(self.shows == other.shows)
        all_words = len(self.words) + len(other.words)
        return 2 * len(self.words & other.words) / all_words if all_words else float(self.html == other.html)


def blocks_of(body: str) -> list[Block]:
    """The blocks of a body, in order; put together again they are the body, cleaned."""
    return [Block(html) for html in taken_apart(clean(body))]


def body_of(blocks: list[Block]) -> str:
    return "".join(block.html for block in blocks)

"""A body, read as a tree: for checks that look at what stands in what, and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

_VOID = frozenset(["br", "hr"])


@dataclass
class Element:
    """An element of a body; `block` is the number of the outermost one that it stands in, from 0."""

    tag: str
    block: int
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()
                # Two blocks are never one word.
                yield "" if part.tag in ("a", "strong", "em") else " "

    def walk(self, *tags: str) -> Iterator["Element"]:
        """The elements in it of these tags, in order, itself included."""
        if self.tag in tags:
            yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.walk(*tags)

    def number(self, name: str) -> int | None:
        """An attribute that is the id of something."""
        value = self.attributes.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", -1)
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        outermost = len(self.open) == 1
        block = self._blocks if outermost else self.open[-1].block
        element = Element(tag, block, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)

    @property
    def _blocks(self) -> int:
        return sum(isinstance(part, Element) for part in self.root.parts)

    @classmethod
    def read(cls, source: str) -> Self:
        reader = cls()
        reader.feed(source)
        reader.close()
        return reader


def read(source: str) -> Element:
    """The tree of a body that has been cleaned (see `articles.body`), in an element without a tag."""
    return _Reader.read(source).root

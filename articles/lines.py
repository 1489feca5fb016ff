"""Lines of words: text with links, bold and italic in it, and breaks; written in one way, the desk's editor's."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_SPACES = re.compile(r"[ \t\n\f\r]+")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
BREAK = "<br>"
SET = ("a", "strong", "em")


class Element(NamedTuple):
    tag: str
    attributes: Mapping[str, str]
    children: list["Node"]


type Node = Element | str


class Marks(NamedTuple):
    """How words are set: the opening tag of their link, if they are one; bold; italic."""

    link: str = ""
    strong: str = ""
    em: str = ""


PLAIN = Marks()
# A piece of a line: its text, escaped, or a break; and how it is set.
type Piece = tuple[str, Marks]


def whole_number(value: str, longest: int = 18) -> str:
    """A number as it is written in an attribute, or nothing."""
    is_number = value.isascii() and value.isdigit() and len(value) <= longest
    return str(int(value)) if is_number and int(value) else ""


def escaped(value: str) -> str:
    """For between the quotation marks of an attribute."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def attributes_of(written: str) -> dict[str, str]:
    """What stands in an opening tag of cleaned HTML."""
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def within(marks: Marks, element: Element) -> Marks:
    """How words in an element are set that themselves stand among such ones."""
    if element.tag != "a":
        return marks._replace(**{element.tag: f"<{element.tag}>"})
    if marks.link:
        return marks
    if story := whole_number(element.attributes.get("data-story", "")):
        return marks._replace(link=f'<a data-story="{story}">')
    address = element.attributes.get("href", "").strip()
    return marks._replace(link=f'<a href="{escaped(address)}">') if address else marks


def line_of(pieces: Iterable[Piece]) -> str:
    """A line of words as the editor writes it; empty where there is nothing to read."""
    kept: list[Piece] = []
    for text, marks in pieces:
        if text == BREAK:
            _end_without_space(kept)
        else:
            text = _SPACES.sub(" ", text)
            if not kept or kept[-1][0] == BREAK or kept[-1][0].endswith(" "):
                text = text.removeprefix(" ")
        if text and (text != BREAK or kept):
            kept.append((text, marks))
    _end_without_space(kept)
    while kept and kept[-1][0] == BREAK:
        kept.pop()
        _end_without_space(kept)
    has_words = any(text != BREAK and text.replace("&nbsp;", "").strip() for text, _marks in kept)
    return _written(kept) if has_words else ""


def _end_without_space(pieces: list[Piece]) -> None:
    while pieces and pieces[-1][0].endswith(" "):
        text, marks = pieces.pop()
        if text := text.removesuffix(" "):
            pieces.append((text, marks))


def _written(pieces: Iterable[Piece]) -> str:
    made: list[str] = []
    opened: list[str] = []
    for text, marks in pieces:
        wanted = [tag for tag in marks if tag]
        same = 0
        while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
            same += 1
        made += [_closing(tag) for tag in reversed(opened[same:])]
        made += [*wanted[same:], text]
        opened = wanted
    return "".join([*made, *(_closing(tag) for tag in reversed(opened))])


def _closing(opening: str) -> str:
    return "</a>" if opening.startswith("<a ") else f"</{opening[1:]}"

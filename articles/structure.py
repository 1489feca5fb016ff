"""What may stand in what: HTML of the body vocabulary's elements, put into its one order.

At the top stand p, h2, h3, ul, ol, blockquote, hr, figure, aside and table, and nothing else. Words that stand where
none can become paragraphs; a figure, a related story or a table that stands in something else is put after it. Of all
ways to write the same text there is one, that of the desk's editor: so that texts can be compared, and taken apart into
the elements at their top.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from articles.embeds import embed_of
from articles.lines import (
    BREAK,
    PLAIN,
    SET,
    Element,
    Marks,
    Node,
    Piece,
    attributes_of,
    escaped,
    line_of,
    whole_number,
    within,
)
from articles.text import clean_line

# The parser's time grows with the square of the depth. No story comes near.
DEEPEST = 100
TOP = ("p", "h2", "h3", "ul", "ol", "blockquote", "hr", "figure", "aside", "table")
# A table of more than this is a file, not something to read; what is in it becomes lines of text.
MOST_COLUMNS = 30
MOST_ROWS = 300
SIZES = ("wide", "small")
LONGEST = {"data-credit": 200, "data-alt": 300}

_TOKEN = re.compile(r'<(/?)(\w+)((?:\s[\w-]+="[^"]*")*)>|[^<]+')
# Between the words of two blocks that are put into one line; no text has this character.
_GAP = "\x00"
_VOID = ("br", "hr")


class Cell(NamedTuple):
    tag: str
    line: str = ""
    columns: int = 1
    rows: int = 1


def arranged(source: str) -> str | None:
    """Well-formed HTML in the order of the vocabulary; None for what is too deep."""
    nodes = _parsed(source)
    if nodes is None:
        return None
    flow = _Flow()
    flow.take(nodes)
    flow.end_line("p")
    return "".join(flow.made)


def taken_apart(cleaned: str) -> list[str]:
    """The elements at the top of HTML in this order, one after the other; together they are the whole."""
    made: list[str] = []
    depth = start = 0
    for token in _TOKEN.finditer(cleaned):
        closing, tag, _written = token.groups()
        if tag and tag not in _VOID:
            depth += -1 if closing else 1
        if not depth:
            made.append(cleaned[start : token.end()])
            start = token.end()
    return made


def _parsed(source: str) -> list[Node] | None:
    root: list[Node] = []
    stack = [root]
    for token in _TOKEN.finditer(source):
        closing, tag, written = token.groups()
        if tag is None:
            stack[-1].append(token[0])
        elif closing:
            if len(stack) > 1:
                stack.pop()
        else:
            element = Element(tag, attributes_of(written), [])
            stack[-1].append(element)
            if tag not in _VOID:
                if len(stack) > DEEPEST:
                    return None
                stack.append(element.children)
    return root


def _in_one_line(nodes: Iterable[Node], after: list[str], gap: str) -> str:
    """All words of some nodes in one line, with a gap between blocks; `after` takes what cannot stand in a line."""
    pieces: list[Piece] = []
    _gather(nodes, PLAIN, pieces, after)
    parted: list[Piece] = []
    for piece in pieces:
        if piece[0] != _GAP:
            parted.append(piece)
            continue
        while parted and not parted[-1][0].strip():
            parted.pop()
        if parted and parted[-1][0] != gap:
            parted.append((gap, PLAIN))
    return line_of(parted)


def _gather(nodes: Iterable[Node], marks: Marks, pieces: list[Piece], after: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            pieces.append((node, marks))
        elif node.tag == "br":
            pieces.append((BREAK, marks))
        elif node.tag in SET:
            _gather(node.children, within(marks, node), pieces, after)
        elif (blocks := _at_the_top(node)) is not None:
            pieces.append((_GAP, PLAIN))
            after += blocks
        else:
            pieces.append((_GAP, PLAIN))
            _gather(node.children, marks, pieces, after)
            pieces.append((_GAP, PLAIN))


# Blocks.


class _Flow:
    """Blocks one after the other: paragraphs and lists, and at the top all the others."""

    def __init__(self, after: list[str] | None = None) -> None:
        self.is_top = after is None
        self.made: list[str] = []
        # What stands after the block at the top that all this is in.
        self.after: list[str] = [] if after is None else after
        self.speakers: list[Node] = []
        self._pieces: list[Piece] = []

    def take(self, nodes: Iterable[Node], marks: Marks = PLAIN, tag: str = "p") -> None:
        """Some nodes, of which what is in no block of its own goes into one of this tag."""
        for node in nodes:
            if isinstance(node, str):
                self._pieces.append((node, marks))
            elif node.tag == "br":
                self._pieces.append((BREAK, marks))
            elif node.tag in SET:
                self.take(node.children, within(marks, node), tag)
            else:
                self.end_line(tag)
                self._block(node, marks)

    def end_line(self, tag: str) -> None:
        if line := line_of(self._pieces):
            self.made.append(f"<{tag}>{line}</{tag}>")
        self._pieces = []
        self._settle()

    def _block(self, node: Element, marks: Marks) -> None:
        if node.tag in ("ul", "ol"):
            self.made += _list(node, marks, self.after)
        elif node.tag == "blockquote" and self.is_top:
            self.made += _quotation(node, marks, self.after)
        elif node.tag == "footer" and not self.is_top:
            self.speakers += [" ", *node.children]
        elif node.tag == "hr":
            self.made += ["<hr>"] if self.is_top else []
        elif (blocks := _at_the_top(node)) is not None:
            self.after += blocks
        else:
            tag = node.tag if self.is_top and node.tag in ("h2", "h3") else "p"
            self.take(node.children, marks, tag)
            self.end_line(tag)
        self._settle()

    def _settle(self) -> None:
        if self.is_top:
            self.made += self.after
            self.after.clear()


def _list(node: Element, marks: Marks, after: list[str]) -> list[str]:
    """A list, or nothing where it has no words. What stands between its items becomes part of one."""
    items: list[list[str]] = []
    for child in node.children:
        flow = _Flow(after)
        if isinstance(child, Element) and child.tag == "li":
            flow.take(child.children, marks)
        else:
            flow.take([child], marks)
        flow.end_line("p")
        made = flow.made + _spoken(flow, after)
        is_list = isinstance(child, Element) and child.tag in ("ul", "ol")
        if items and is_list:
            items[-1] += made
        elif made:
            items.append(made)
    if not items:
        return []
    start = whole_number(node.attributes.get("start", ""), longest=6) if node.tag == "ol" else ""
    opening = f'<ol start="{start}">' if start not in ("", "1") else f"<{node.tag}>"
    return [opening + "".join(f"<li>{_item(made)}</li>" for made in items) + f"</{node.tag}>"]


def _item(blocks: list[str]) -> str:
    """What is in an item: one paragraph and the lists below it need no p."""
    first, *others = blocks
    if first.startswith("<p>") and not any(each.startswith("<p>") for each in others):
        first = first[3:-4]
    return "".join([first, *others])


def _spoken(flow: _Flow, after: list[str]) -> list[str]:
    """What was marked as a speaker where nobody is quoted."""
    words = _in_one_line(flow.speakers, after, " ")
    return [f"<p>{words}</p>"] if words else []


def _quotation(node: Element, marks: Marks, after: list[str]) -> list[str]:
    flow = _Flow(after)
    flow.take(node.children, marks)
    flow.end_line("p")
    speaker = _in_one_line(flow.speakers, after, " ")
    if not flow.made and not speaker:
        return []
    is_pulled = "pull-quote" in node.attributes.get("class", "").split()
    opening = '<blockquote class="pull-quote">' if is_pulled else "<blockquote>"
    footer = f"<footer>{speaker}</footer>" if speaker else ""
    return [opening, *flow.made, footer, "</blockquote>"]


def _at_the_top(node: Element) -> list[str] | None:
    """A figure, a related story or a table, with what cannot stand in it after it; None for everything else."""
    after: list[str] = []
    if node.tag == "table":
        return [*_table(node, after), *after]
    if node.tag == "aside" and (story := whole_number(node.attributes.get("data-story", ""))):
        words = _in_one_line(node.children, after, " ")
        return [f'<aside data-story="{story}"></aside>', *([f"<p>{words}</p>"] if words else []), *after]
    if node.tag == "figure" and (about := _of_figure(node.attributes)):
        caption = _in_one_line(node.children, after, " ")
        caption = f"<figcaption>{caption}</figcaption>" if caption else ""
        return [f"<figure {about}>{caption}</figure>", *after]
    return None


def _of_figure(given: Mapping[str, str]) -> str:
    """What a figure shows, and how: a picture of the library, or an embed; empty for what can be shown by neither."""
    if picture := whole_number(given.get("data-picture", "")):
        kept = {"data-picture": picture}
        if given.get("data-size") in SIZES:
            kept["data-size"] = given["data-size"]
        for name, longest in LONGEST.items():
            if words := clean_line(given.get(name, ""))[:longest].strip():
                kept[name] = words
    elif embed := embed_of(given.get("data-embed", "")):
        kept = {"data-embed": embed.address}
    else:
        return ""
    return " ".join(f'{name}="{escaped(value)}"' for name, value in kept.items())


# Tables.


def _table(node: Element, after: list[str]) -> list[str]:
    """A table whose rows are of one length; nothing, where it is empty; lines of text, where it is too large."""
    stray: list[Node] = []
    rows: list[list[Cell]] = []
    _rows(node, node.tag, rows, stray, after)
    before = _in_one_line(stray, after, " ")
    made = [f"<p>{before}</p>"] if before else []
    grid = _grid(rows)
    if grid is None:
        lines = (" · ".join(cell.line for cell in row if cell.line) for row in rows)
        return [*made, *(f"<p>{line}</p>" for line in lines if line)]
    if not any(cell.line for row in grid for cell in row):
        return made
    width = max(map(len, grid))
    lines = (
        "".join(f"<{cell.tag}>{cell.line}</{cell.tag}>" for cell in [*row, *[Cell("td")] * (width - len(row))])
        for row in grid
    )
    return [*made, "<table><tbody>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</tbody></table>"]


def _rows(node: Element, part: str, rows: list[list[Cell]], stray: list[Node], after: list[str]) -> None:
    for child in node.children:
        if isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot"):
            _rows(child, child.tag, rows, stray, after)
        elif isinstance(child, Element) and child.tag == "tr":
            cells = [each for each in child.children if isinstance(each, Element) and each.tag in ("td", "th")]
            rows.append([_cell(each, part, after) for each in cells])
        else:
            stray.append(child)


def _cell(node: Element, part: str, after: list[str]) -> Cell:
    columns, rows = (
        min(most + 1, int(whole_number(node.attributes.get(name, "")) or 1))
        for name, most in (("colspan", MOST_COLUMNS), ("rowspan", MOST_ROWS))
    )
    tag = "th" if part == "thead" else node.tag
    return Cell(tag, _in_one_line(node.children, after, BREAK), columns, rows)


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]] | None:
    """The cells, each in its column: one that spans others has empty ones beside it. None for what is too large."""
    made: list[list[Cell]] = []
    held: dict[int, tuple[int, str]] = {}  # of a column: how many rows more are covered from above, and by what

    def fill(line: list[Cell]) -> None:
        while len(line) in held:
            left, tag = held.pop(column := len(line))
            if left > 1:
                held[column] = (left - 1, tag)
            line.append(Cell(tag))

    if len(rows) > MOST_ROWS:
        return None
    for row in rows:
        line: list[Cell] = []
        coming: dict[int, tuple[int, str]] = {}
        for cell in row:
            fill(line)
            for number in range(cell.columns):
                if cell.rows > 1:
                    coming[len(line)] = (cell.rows - 1, cell.tag)
                line.append(Cell(cell.tag, "" if number else cell.line))
            if len(line) > MOST_COLUMNS:
                return None
        while held and max(held) >= len(line):
            fill(line)
            if held and max(held) >= len(line):
                line.append(Cell("td"))
        held |= coming
        made.append(line)
    return made

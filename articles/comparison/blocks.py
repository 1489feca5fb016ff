"""Bodies as blocks, and which of them became which."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import clean
from articles.comparison.alignment import Work
from articles.comparison.changes import BLOCK_KINDS, PLAIN, Marks
from articles.comparison.words import Word, words_of
from articles.lines import attributes_of

# A paragraph that shares fewer of its words with another is no rewriting of it.
ALIKE = 0.4


class Block(NamedTuple):
    kind: str
    words: tuple[Word, ...] = ()
    # What it has besides its words, such as its level in a list.
    detail: str = ""
    # The id of the picture that a figure names.
    picture: int | None = None


# What a body has even without words of its own.
NAMED = ("embed", "aside")
# By the attributes of a block, how they are said.
SAID: dict[str, Any] = {
    "data-story": gettext_lazy("Story %s"),
    "data-embed": "%s",
    "data-size": gettext_lazy("size: %s"),
    "data-credit": gettext_lazy("credit: %s"),
    "data-alt": gettext_lazy("alternative text: %s"),
}
SIZES = {"wide": gettext_lazy("wide"), "small": gettext_lazy("small")}
# What a block became; None where one went or came.
type Pair = tuple[Block | None, Block | None]

_HTML = re.compile(r'<(/?)(\w+)((?:\s[\w-]+="[^"]*")*)>|([^<]+)')
_SPACES = re.compile(r"[ \t\n\f\r]+")
_AROUND_BREAK = re.compile(r" *\n[ \n]*| {2,}")


def blocks_of(source: str) -> list[Block]:
    """The blocks of a body (see `articles.body`), one after the other, whatever they stand in."""
    made: list[Block] = []
    runs: list[tuple[str, Marks]] = []
    marks = [PLAIN]
    around: list[tuple[str, str]] = []  # the elements that are open, with their attributes

    def end_block() -> None:
        if runs and around and around[-1][0] == "tr":
            runs.pop()  # what would part its last cell from another
        block = Block(_kind(around), _tidied(words_of(runs)), _detail(around), _picture(around))
        if block.words or block.picture is not None or block.kind in NAMED:
            made.append(block)
        runs.clear()

    # Cleaned once more: what comes out is well-formed and not deep.
    for closing, tag, attributes, text in _HTML.findall(clean(source)):
        if text:
            runs.append((_SPACES.sub(" ", html.unescape(text)), marks[-1]))
        elif tag == "br":
            runs.append(("\n", PLAIN))
        elif tag in ("a", "strong", "em"):
            if closing:
                marks.pop()
            else:
                marks.append(_marked(marks[-1], tag, attributes))
        elif tag in ("td", "th"):
            if closing:
                runs.append((" | ", PLAIN))
        elif around and around[-1][0] == "figure" and tag != "figure":
            runs.append((" ", PLAIN))
        elif tag not in ("table", "tbody"):
            end_block()
            if tag == "hr":
                made.append(Block("hr", detail=str(BLOCK_KINDS["hr"])))
            elif closing:
                around.pop()
            else:
                around.append((tag, attributes))
    end_block()
    return made


def _marked(marks: Marks, tag: str, attributes: str) -> Marks:
    if tag == "a":
        given = attributes_of(attributes)
        story = given.get("data-story")
        return marks._replace(link=_("Story %s") % story if story else given.get("href", ""))
    return marks._replace(is_bold=True) if tag == "strong" else marks._replace(is_italic=True)


def _kind(around: Sequence[tuple[str, str]]) -> str:
    """What a text is, by the innermost of the elements around it that says so."""
    for tag, attributes in reversed(around):
        if tag == "blockquote":
            return "pull-quote" if attributes else tag
        if tag == "figure":
            return "embed" if "data-embed" in attributes_of(attributes) else tag
        if tag in BLOCK_KINDS and tag != "p":
            return tag
    return "p"


def _detail(around: Sequence[tuple[str, str]]) -> str:
    lists = [attributes for tag, attributes in around if tag in ("ul", "ol")]
    level = _("Level %s") % len(lists) if len(lists) > 1 else ""
    start = _("Numbered from %s") % attributes_of(lists[-1])["start"] if lists and lists[-1] else ""
    given = attributes_of(around[-1][1]) if around else {}
    said = (str(SAID[name]) % SIZES.get(given[name], given[name]) for name in SAID if name in given)
    return " · ".join(filter(None, (level, start, *said)))


def _picture(around: Sequence[tuple[str, str]]) -> int | None:
    tag, attributes = around[-1] if around else ("", "")
    number = attributes_of(attributes).get("data-picture")
    return int(number) if tag == "figure" and number else None


def _tidied(words: list[Word]) -> tuple[Word, ...]:
    """Without the spaces that no browser shows."""
    if words and not words[-1].text:
        words = words[:-1]
    tidied = [
        word._replace(lead=_AROUND_BREAK.sub(lambda gap: "\n" * gap[0].count("\n") or " ", word.lead)) for word in words
    ]
    return (tidied[0]._replace(lead=tidied[0].lead.lstrip(" ")), *tidied[1:]) if tidied else ()


def pairs(old: Sequence[Block], new: Sequence[Block], work: Work) -> Iterator[Pair]:
    """Blocks that were replaced, each with what became of it, so that pairs have the most words in common."""
    old_words, new_words = ([frozenset(word.text for word in block.words) for block in each] for each in (old, new))
    if not work.affords(len(old) * sum(10 + len(words) for words in new_words)):
        yield from apart(old, new)
        return
    alike = [
        [_likeness(gone, come, before, after) for come, after in zip(new, new_words, strict=True)]
        for gone, before in zip(old, old_words, strict=True)
    ]
    # From each place in both on, the likeness of all that can be paired.
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from apart(old[i:], new[j:])


def apart(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    yield from ((gone, None) for gone in old)
    yield from ((None, come) for come in new)


def _likeness(old: Block, new: Block, old_words: frozenset[str], new_words: frozenset[str]) -> float:
    """From 0, for what was not made from one another, to 1."""
    if "hr" in (old.kind, new.kind) or (old.picture is None) != (new.picture is None):
        return 0
    if old.picture is not None and old.picture == new.picture:
        return 1
    if "aside" in (old.kind, new.kind) or (old.kind == "embed") != (new.kind == "embed"):
        return 0
    if old.kind == "embed" and old.detail == new.detail:
        return 1
    both = 2 * len(old_words & new_words)
    likeness = both / (len(old_words) + len(new_words) or 1)
    return likeness if likeness >= ALIKE else 0

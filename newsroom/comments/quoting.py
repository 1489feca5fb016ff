"""What others wrote about a comment, without what they took from it."""

import re
from collections.abc import Iterator

from newsroom.comments.models import Comment

LEFT_OUT = "[…]"
# So many words in a row that are also in the comment are a quotation.
IN_A_ROW = 3
_WORD = re.compile(r"\w+")


def without(text: str, *, of: Comment) -> str:
    """The text without the comment's name, email and website, and without what it quotes of its words."""
    for said in (of.email, of.website, of.name):
        if said:
            text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)
    theirs = set(_runs(_words(of.body))) | set(_runs(_words(of.quote)))
    found = list(_WORD.finditer(text))
    quoted = [False] * len(found)
    for size in range(1, IN_A_ROW + 1):
        for first in range(len(found) - size + 1):
            if tuple(each[0].casefold() for each in found[first : first + size]) in theirs:
                quoted[first : first + size] = [True] * size
    for first, last in reversed(list(_stretches(quoted))):
        text = text[: found[first].start()] + LEFT_OUT + text[found[last].end() :]
    return text


def _words(text: str) -> list[str]:
    return [each.casefold() for each in _WORD.findall(text)]


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every so many words in a row; of fewer than that, all."""
    size = min(IN_A_ROW, len(words))
    if size:
        yield from (tuple(words[first : first + size]) for first in range(len(words) - size + 1))


def _stretches(marked: list[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last place of every stretch that is marked."""
    first = None
    for place, is_marked in enumerate([*marked, False]):
        if is_marked and first is None:
            first = place
        elif not is_marked and first is not None:
            yield first, place - 1
            first = None

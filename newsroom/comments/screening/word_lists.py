"""Words and phrases that the desk has listed, found in a comment however they are spelled."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from newsroom.comments.screening.wording import comparable

# By so many letters the words that only have to begin alike are looked up.
FIRST = 3


class Listed(NamedTuple):
    """A line of a list: as it stands there, its words, and whether the last of them may go on."""

    line: str
    words: tuple[str, ...]
    goes_on: bool


class Phrases:
    """The lines of a list. A line is a word or several; an asterisk at its end stands for whatever follows."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.whole: dict[str, list[Listed]] = defaultdict(list)
        self.begun: dict[str, list[Listed]] = defaultdict(list)
        for line in lines:
            words = tuple(comparable(line))
            goes_on = line.rstrip().endswith("*")
            if not words:
                continue
            listed = Listed(line.strip(), words, goes_on)
            if goes_on and len(words) == 1:
                self.begun[words[0][:FIRST]].append(listed)
            else:
                self.whole[words[0]].append(listed)

    def __bool__(self) -> bool:
        return bool(self.whole or self.begun)

    def within(self, spellings: Iterable[list[str]]) -> list[str]:
        """The lines that stand in a text, each once, in its order, whichever of its spellings has them."""
        return list(dict.fromkeys(line for words in spellings for line in self._among(words))) if self else []

    def _among(self, words: list[str]) -> Iterable[str]:
        for place, word in enumerate(words):
            for listed in self.whole.get(word, ()):
                if _stands_at(listed, words, place):
                    yield listed.line
            for size in range(1, FIRST + 1):
                for listed in self.begun.get(word[:size], ()) if len(word) >= size else ():
                    if word.startswith(listed.words[0]):
                        yield listed.line


def _stands_at(listed: Listed, words: list[str], place: int) -> bool:
    here = words[place : place + len(listed.words)]
    if len(here) < len(listed.words) or tuple(here[:-1]) != listed.words[:-1]:
        return False
    return here[-1].startswith(listed.words[-1]) if listed.goes_on else here[-1] == listed.words[-1]


@lru_cache(maxsize=64)
def phrases(*texts: str) -> Phrases:
    """The lists of these texts, a line each. The same texts give the same object: nothing is out of date."""
    return Phrases(line for text in texts for line in text.splitlines())

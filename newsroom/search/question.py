"""What a reader asks for: words, "phrases" in the quotation marks of any language, and -what is not wanted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.spelling import folded_word, word_list, written
from articles.text import clean_line
from newsroom.search.forms import Form, in_query

LONGEST = 200
MOST_WORDS = 12
_TERM = re.compile(
    r"""(?P<no>(?<!\S)[-−])?
    (?: "([^"]*)" | “([^“”]*)” | «([^«»]*)» | „([^„“”]*)[“”] | (?P<word>[^\s"“”«»„]+) )""",
    re.VERBOSE,
)


class Asked(NamedTuple):
    """A word as it was typed, in its spellings, with the forms that it is looked for under."""

    typed: str
    exact: str
    folded: str
    forms: tuple[Form, ...]


class Term(NamedTuple):
    """Words that have to stand one after the other; mostly one alone."""

    words: tuple[Asked, ...]
    is_excluded: bool
    is_quoted: bool


@dataclass(frozen=True)
class Question:
    text: str
    terms: Sequence[Term]
    # There were more words than are looked for.
    is_cut: bool = False

    @property
    def wanted(self) -> list[Term]:
        return [term for term in self.terms if not term.is_excluded]

    @property
    def words(self) -> list[Asked]:
        """Every word once, also those that are not wanted."""
        return list({word.folded: word for term in self.terms for word in term.words}.values())

    @property
    def correctable(self) -> list[Asked]:
        """The words that may have been mistyped: what was put in quotation marks is meant as it is."""
        terms = [term for term in self.wanted if not term.is_quoted]
        return list({word.folded: word for term in terms for word in term.words}.values())

    def with_words(self, others: dict[str, str]) -> str:
        """The question as it would be typed with other words in the place of some, by the words folded."""
        text = self.text
        for word in self.correctable:
            if word.folded in others:
                text = re.sub(rf"(?<!\w){re.escape(word.typed)}(?!\w)", lambda _: others[word.folded], text)  # noqa: B023
        return text


def read(typed: str) -> Question:
    text = clean_line(typed)
    terms: list[Term] = []
    count = 0
    for term in _terms(text[:LONGEST]):
        count += len(term.words)
        if count > MOST_WORDS:
            return Question(text, terms, is_cut=True)
        terms.append(term)
    return Question(text, terms)


def _terms(text: str) -> Iterable[Term]:
    for match in _TERM.finditer(text):
        inside = next(group for group in match.groups()[1:] if group is not None)
        words = tuple(filter(lambda word: word.folded, map(_asked, word_list(inside))))
        if words:
            yield Term(words, match["no"] is not None, match["word"] is None)


def _asked(word: str) -> Asked:
    folded = folded_word(word)
    return Asked(word, written(word), folded, tuple(in_query(folded)) if folded else ())

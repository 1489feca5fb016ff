"""Words as documents have them."""

from collections.abc import Iterable
from typing import NamedTuple

from articles.spelling import folded_word, written
from newsroom.search.forms import Form, in_document
from newsroom.search.stems import Stems

# How many words one process remembers before it begins anew.
MOST = 100_000


class Kept(NamedTuple):
    """A word of a language: exactly, folded, and the lexemes that it is found by; none where it says nothing, as “the”
    does."""

    language: str
    exact: str
    folded: str
    # Its stem, or the word itself; and those that it shares with its other inflections.
    own: tuple[str, ...]
    shared: tuple[str, ...]
    # The lexeme of the word exactly as it is written.
    exactly: str

    @property
    def lexemes(self) -> tuple[str, ...]:
        return (*self.own, *self.shared)


class Lexicon:
    """Each word is worked out once, whatever number of documents has it."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._known: dict[tuple[str, str], Kept] = {}

    def learn(self, words: Iterable[tuple[str, str]]) -> None:
        """Words with their language before them, as they stand in a text. One query where one is new, or none."""
        if len(self._known) > MOST:
            self._known.clear()
        folded = {key: folded_word(key[1]) for key in set(words) - self._known.keys()}
        forms = {key: in_document(each, key[0]) if each else [] for key, each in folded.items()}
        self._stems.learn({form for each in forms.values() for form in each})
        for key, found in forms.items():
            own = self._lexemes(form for form in found if form.is_own)
            shared = self._lexemes(form for form in found if not form.is_own)
            exact = written(key[1])
            self._known[key] = Kept(key[0], exact, folded[key], own, shared, exactly(exact))

    def __getitem__(self, word: tuple[str, str]) -> Kept:
        return self._known[word]

    def _lexemes(self, forms: Iterable[Form]) -> tuple[str, ...]:
        return tuple(filter(None, map(self._stems.lexeme, forms)))


def exactly(exact: str) -> str:
    """The lexeme of a word exactly as it is written: without what is neither letter nor digit."""
    return "=" + "".join(letter for letter in exact if letter.isalnum())

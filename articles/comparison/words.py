"""Texts as words, and what became of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from articles.comparison.alignment import Span, Work
from articles.comparison.changes import PLAIN, Marks, Segment


class Word(NamedTuple):
    """A word or a sign of punctuation, with the space before it."""

    lead: str
    text: str
    marks: Marks = PLAIN


# All that is neither space nor punctuation makes words: letters with their marks and joiners, digits, emoji.
# Apostrophes and hyphens belong to the word that they stand in, the signs within a number to the number.
_LETTER = r"[^\s!-/:-@\[-`{-~¡§«¶·»¿‐-‧‰-⁞،؛؟٪-٭۔]"
_WORD = re.compile(rf"(\s*)({_LETTER}+(?:['’‐-]{_LETTER}+|(?<=\d)[.,:/٫٬](?=\d){_LETTER}+)*|\S|\Z)")


def words_of(runs: Iterable[tuple[str, Marks]]) -> list[Word]:
    """The words of a text. Leads and words, one after the other, are the text again."""
    made: list[Word] = []
    lead = ""
    for text, marks in runs:
        for space, word in _WORD.findall(text):
            lead += space
            if word:
                made.append(Word(lead, word, marks))
                lead = ""
    return [*made, Word(lead, "")] if lead else made


def _number_of_words(words: Iterable[Word]) -> int:
    return sum(any(map(str.isalnum, word.text)) for word in words)


def compared(old: Sequence[Word], new: Sequence[Word], work: Work) -> tuple[Segment, ...]:
    """Two texts in one: what is same and gone makes the old one, what is same and new the new one."""
    spans = work.spans([word.text for word in old], [word.text for word in new])
    return _merged(
        piece
        for span in _without_islands(spans, old, new)
        for piece in _pieces(span.is_same, span.of_old(old), span.of_new(new))
    )


def whole(op: str, words: Iterable[Word]) -> tuple[Segment, ...]:
    return _merged(Segment(op, word.lead + word.text, word.marks) for word in words)


def _pieces(is_same: bool, old: Sequence[Word], new: Sequence[Word]) -> Iterator[Segment]:
    if is_same:
        for gone, come in zip(old, new, strict=True):
            was = gone.marks if gone.marks != come.marks else None
            if gone.lead != come.lead:
                yield Segment("gone", gone.lead)
                yield Segment("new", come.lead)
            else:
                yield Segment("same", come.lead, come.marks, was)
            yield Segment("same", come.text, come.marks, was)
        return
    if old and new and old[0].lead == new[0].lead:
        yield Segment("same", old[0].lead)
        old, new = [old[0]._replace(lead=""), *old[1:]], [new[0]._replace(lead=""), *new[1:]]
    yield from whole("gone", old)
    yield from whole("new", new)


def _merged(pieces: Iterable[Segment]) -> tuple[Segment, ...]:
    """As few segments as can be; of each change, what is gone before what is new."""
    made: list[Segment] = []
    for is_same, group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.op == "same"):
        change = list(group)
        if not is_same:
            change.sort(key=lambda piece: ("gone", "new").index(piece.op))
        for _look, run in groupby(change, key=lambda piece: (piece.op, piece.marks, piece.was)):
            first, *rest = run
            made.append(replace(first, text="".join(piece.text for piece in (first, *rest))))
    return tuple(made)


def _without_islands(spans: Iterable[Span], old: Sequence[Word], new: Sequence[Word]) -> list[Span]:
    """What stayed between two changes becomes part of them, if it is a lone comma or each is twice as long."""

    def size(span: Span) -> int:
        return max(_number_of_words(span.of_old(old)), _number_of_words(span.of_new(new)))

    made: list[Span] = []
    for span in spans:
        if not span.is_same and len(made) > 1:
            before, island = made[-2:]
            if not size(island) or 2 * size(island) <= min(size(before), size(span)):
                span = Span(False, before.from_old, span.to_old, before.from_new, span.to_new)
                del made[-2:]
        made.append(span)
    return made

"""A question as PostgreSQL is asked it: tsqueries, made of the lexemes that documents are made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsroom.search.lexicon import exactly
from newsroom.search.lookup import Known, Near
from newsroom.search.question import Asked, Question, Term
from newsroom.search.sql import any_of


@dataclass(frozen=True)
class Queries:
    # What a story has to have; what it has to have in headline, standfirst, kicker or names, to be weighed first.
    match: str
    head: str
    # What it is weighed by; and, of several words, that they stand in this order.
    weigh: str
    in_order: str
    # What is marked in it.
    lexemes: list[str]


def queries(question: Question, known: Known, meant: Mapping[str, Near], filters: Sequence[str] = ()) -> Queries | None:
    """None where nothing is left to look for: without words, or only such as “the”.

    `meant` are the words that stand for mistyped ones, by these folded; `filters` are lexemes such as `@t5`.
    """
    reading = _Reading(known, meant)
    wanted = [term for term in question.wanted if any(map(reading.own, term.words))]
    if not wanted:
        return None
    excluded = [f"!{made}" for term in question.terms if term.is_excluded and (made := reading.of_unwanted(term))]
    others = [*excluded, *(f"'{each}'" for each in filters)]
    match = [*map(reading.of_term, wanted), *others]
    head = [
        any_of(f"^{each}" for each in reading.every(word))
        for term in wanted
        for word in term.words
        if reading.own(word)
    ]
    words = [word for term in wanted for word in term.words]
    lexemes = [each for word in words for each in reading.every(word)]
    exact = [exactly(word.exact) for word in words if word.folded not in meant]
    return Queries(
        match=" & ".join(match),
        head=" & ".join(
            [*(made for term, made in zip(wanted, match, strict=False) if len(term.words) > 1), *head, *others]
        ),
        weigh=any_of([*lexemes, *exact]),
        in_order=reading.one_after_the_other(words) if len(words) > 1 else "",
        lexemes=list(dict.fromkeys(lexemes)),
    )


class _Reading:
    """The lexemes of words, with what is meant in the place of what was mistyped."""

    def __init__(self, known: Known, meant: Mapping[str, Near]) -> None:
        self.known, self.meant = known, meant

    def every(self, word: Asked) -> list[str]:
        meant = self.meant.get(word.folded)
        return list(meant.lexemes) if meant else self.known.lexemes(word.forms)

    def own(self, word: Asked) -> list[str]:
        meant = self.meant.get(word.folded)
        return list(meant.lexemes[:1]) if meant else self.known.lexemes([form for form in word.forms if form.is_own])

    def of_term(self, term: Term) -> str:
        if len(term.words) > 1:
            return self.one_after_the_other(term.words)
        return any_of((self.own if term.is_quoted else self.every)(term.words[0]))

    def of_unwanted(self, term: Term) -> str:
        return self.one_after_the_other(term.words)

    def one_after_the_other(self, words: Iterable[Asked]) -> str:
        """Words that say nothing keep their places: what is before and after them stands that far apart."""
        made, apart = "", 0
        for word in words:
            lexemes = self.own(word)
            apart += 1
            if lexemes:
                made += (f" <{apart}> " if made else "") + any_of(lexemes)
                apart = 0
        return f"({made})" if made else ""

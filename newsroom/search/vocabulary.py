"""The words of the site's own stories, by language: what a mistyped word may have been meant to be.

Two words are near each other that are one slip of a finger apart: a letter too many, too few, another one, or two that
changed places. So each is kept with all that is left of it when one letter is taken out (the idea of SymSpell).
"""

from collections.abc import Iterable
from itertools import batched

from newsroom.search.forms import without_article
from newsroom.search.lexicon import Kept
from newsroom.search.models import KnownWord

SHORTEST, LONGEST = 3, 24
AT_ONCE = 2_000


def learn(found: Iterable[Kept]) -> None:
    """Add the words that are not there yet, always in the same order: two releases at once don't wait in a circle."""
    bare = map(_bare, found)
    new = {(word.language, word.folded): word for word in bare if is_kept(word.folded) and word.lexemes}
    for keys in batched(sorted(new), AT_ONCE):
        _learn_some({key: new[key] for key in keys})


def _learn_some(new: dict[tuple[str, str], Kept]) -> None:
    known = KnownWord.objects.filter(folded__in={folded for _language, folded in new})
    there = set(known.values_list("language", "folded"))
    KnownWord.objects.bulk_create(
        [
            KnownWord(
                language=word.language,
                folded=word.folded,
                shown=word.exact,
                lexemes=list(dict.fromkeys(word.lexemes)),
                near=sorted(shortened(word.folded)),
            )
            for key, word in new.items()
            if key not in there
        ],
        ignore_conflicts=True,
    )


def _bare(word: Kept) -> Kept:
    """As whoever mistypes it may have meant it: an Arabic word without its article."""
    if word.language != "ar":
        return word
    folded = without_article(word.folded)
    return word._replace(folded=folded, exact=word.exact[len(word.folded) - len(folded) :])


def is_kept(folded: str) -> bool:
    """Whether a word may be mistyped: numbers may not be set right, and short words are near everything."""
    return SHORTEST <= len(folded) <= LONGEST and folded.isalpha()


def looks(folded: str) -> list[str]:
    """What a mistyped word is compared as: Arabic ones also without their article."""
    return list(dict.fromkeys([folded, without_article(folded)]))


def shortened(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def is_one_slip(one: str, other: str) -> bool:
    """Whether one word comes from the other by a letter added, left out, changed, or changed about with the next."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if len(one) < len(other):
        return left == right[1:]
    turned = left[1:2] + left[:1] + left[2:]
    return bool(left) and (left[1:] == right[1:] or turned == right)


def is_near(typed: str, known: str) -> bool:
    return any(is_one_slip(look, known) for look in looks(typed))

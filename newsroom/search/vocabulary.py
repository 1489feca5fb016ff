"""The words of the site's own stories, by language: what a mistyped word may have been meant to be.

Two words are near each other that are one slip of a finger apart: a letter too many, too few, another one, or two that
changed places. So each is kept with all that is left of it when one letter is taken out (the idea of SymSpell).
"""

from collections.abc import Iterable

from newsroom.search.models import KnownWord

SHORTEST, LONGEST = 3, 24
# Of one language, folded, as shown, its lexemes.
Learnt = tuple[str, str, str, tuple[str, ...]]
AT_ONCE = 2_000


def learn(found: Iterable[Learnt]) -> None:
    """Add the words that are not there yet, always in the same order: two releases at once don't wait in a circle."""
    new = {(language, folded): (shown, lexemes) for language, folded, shown, lexemes in found if is_kept(folded)}
    for start in range(0, len(new), AT_ONCE):
        _learn_some({key: new[key] for key in sorted(new)[start : start + AT_ONCE]})


def _learn_some(new: dict[tuple[str, str], tuple[str, tuple[str, ...]]]) -> None:
    known = KnownWord.objects.filter(folded__in={folded for _language, folded in new})
    there = set(known.values_list("language", "folded"))
    KnownWord.objects.bulk_create(
        [
            KnownWord(
                language=language,
                folded=folded,
                shown=shown,
                lexemes=list(dict.fromkeys(lexemes)),
                near=sorted(shortened(folded)),
            )
            for (language, folded), (shown, lexemes) in new.items()
            if (language, folded) not in there and lexemes
        ],
        ignore_conflicts=True,
    )


def is_kept(folded: str) -> bool:
    """Whether a word may be mistyped: numbers may not be set right, and short words are near everything."""
    return SHORTEST <= len(folded) <= LONGEST and folded.isalpha()


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

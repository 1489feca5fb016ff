"""Under which forms a word is kept and looked for, language by language.

A word's own form is its stem: PostgreSQL's for Latin letters and for Arabic, the folded word itself for Kurdish. Beside
it stand, at a lower weight, forms that it shares with its other inflections: without light endings in Kurdish, without
prefixes and endings in Arabic, the singular where the plural is another word.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from articles.spelling import folded_word

ARABIC, ENGLISH, NONE = "arabic", "english", ""
SHORTEST = 3
PLURALS = Path(__file__).parent / "plurals"
_ARABIC_LETTERS = re.compile("[\u0600-\u06ff]")
# All in folded letters. With the article goes what is written together with it: and, so, in, as, for.
_ARTICLE = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=...)")
_ONE_LETTER = re.compile("^[وفبلك](?=....)")
_ARABIC_ENDING = re.compile("(?:ات|ين|ون|ان|يه|تين|تان|هم|ها|هن|نا|كم|ه)$")
# Kurdish. Of these a word may leave two letters: definite, plural, indefinite, izafe.
_KURDISH_ARTICLES = ("هكان", "هكه", "ان", "يك", "يهك", "ي")
# The same after a vowel; demonstrative; whose it is; also, in, again, is.
_KURDISH_ENDINGS = (
    *("كان", "كه", "انه", "ه", "يان", "يه", "گهل", "مان", "تان", "م", "ت"),
    *("يش", "ش", "دا", "را", "هوه", "هوهي", "ن", "يهتي"),
)
_MOST_ENDINGS = 3
# Firemen, spokeswomen: too many to be listed.
_MEN = re.compile("...men$")


class Form(NamedTuple):
    text: str
    stemmer: str
    is_own: bool


def is_arabic(folded: str) -> bool:
    return _ARABIC_LETTERS.search(folded) is not None


def in_document(folded: str, language: str) -> list[Form]:
    """The forms under which a story of a language is found by a word of it."""
    if not is_arabic(folded):
        return list(_english(folded))
    return list(_arabic(folded, in_document=True) if language == "ar" else _kurdish(folded))


def in_query(folded: str) -> list[Form]:
    """The forms to look for, in whatever language the story is."""
    if not is_arabic(folded):
        return list(_english(folded))
    return list(dict.fromkeys([*_arabic(folded, in_document=False), *_kurdish(folded)]))


def without_article(folded: str) -> str:
    """An Arabic word without its article and what is written together with that."""
    return _ARTICLE.sub("", folded)


def _english(word: str) -> Iterator[Form]:
    yield Form(word, ENGLISH, True)
    for singular in _singulars("en").get(word, ()):
        yield Form(singular, ENGLISH, False)
    if _MEN.search(word):
        yield Form(f"{word[:-2]}an", ENGLISH, False)


def _arabic(word: str, *, in_document: bool) -> Iterator[Form]:
    core = without_article(word)
    yield Form(_with_feminine(core), ARABIC, True)
    cores = [core]
    # A query that begins with one of these letters more likely has it in its root.
    if in_document and core == word and (shorter := _ONE_LETTER.sub("", word)) != word:
        cores.append(shorter)
        cores.append(without_article(shorter))
        yield Form(_with_feminine(cores[-1]), ARABIC, False)
    for each in cores:
        ending = _ARABIC_ENDING.search(each)
        bare = each[: ending.start()] if ending and ending.start() >= SHORTEST else ""
        if bare:
            yield Form(bare, ARABIC, False)
        for known in (each, bare):
            for singular in _singulars("ar").get(known, ()):
                yield Form(_with_feminine(singular), ARABIC, False)


def _with_feminine(word: str) -> str:
    """As the stemmer expects it: folding has made its teh marbuta a heh."""
    return f"{word[:-1]}ة" if word.endswith("ه") and len(word) > SHORTEST else word


def _kurdish(word: str) -> Iterator[Form]:
    yield Form(word, NONE, True)
    for bare in _without_endings(word):
        yield Form(bare, NONE, False)


def _without_endings(word: str) -> list[str]:
    """What is left of a word when one to three endings are taken off, each time if enough of it is left."""
    left, found = {word}, set[str]()
    for _ending in range(_MOST_ENDINGS):
        left = {shorter for each in left for shorter in _without_one(each)} - found
        found |= left
    return sorted(found)


def _without_one(word: str) -> Iterator[str]:
    for endings, fewest in ((_KURDISH_ARTICLES, SHORTEST - 1), (_KURDISH_ENDINGS, SHORTEST)):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= fewest:
                yield word.removesuffix(ending)


@cache
def _singulars(language: str) -> dict[str, tuple[str, ...]]:
    """From every folded word of the table to the folded singulars that it may be of."""
    found: dict[str, list[str]] = {}
    for line in (PLURALS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            singular, *plurals = map(folded_word, line.split())
            for each in plurals:
                found.setdefault(each, []).append(singular)
    return {word: tuple(dict.fromkeys(singulars)) for word, singulars in found.items()}

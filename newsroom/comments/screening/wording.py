"""The words of a comment as they are compared: each in one spelling, and without the masks that spam wears."""

import hashlib
import re
import unicodedata

from articles import spelling

# So many words say whether a text is the same as another; a comment may have ten thousand.
MOST_WORDS = 400
SKETCH = 8
# What says less than this is said by many: “Thank you”, “Well put”.
FEWEST_WORDS = 5

# A comment may have 65,525 characters; beyond these nobody reads it before a moderator does, who gets every long one.
BEGINNING, END = 8_000, 2_000

_LATIN = "A-Za-z"
# Letters of other alphabets that look like ours, and stand in words among them.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХЅІЈавекмнорстухѕіјԁһґΑΒΕΗΙΚΜΝΟΡΤΥΧαβειкηοντυχ",
    "ABEKMHOPCTYXSIJabekmhopctyxsijdhrABEHIKMNOPTYXabeiknovtux",
)
_OTHER_ALPHABETS = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_INVISIBLE = re.compile(f"(?<=[{_LATIN}])[\u00ad\u200b-\u200f\u2060\ufeff]+(?=[{_LATIN}])")
_FOR_LETTERS = str.maketrans("013457@$!|", "oieastasil")
_MASKED = re.compile(
    f"(?<![\\w@$!|./])(?=[\\w@$!|]{{0,40}}[{_LATIN}])(?=[\\w@$!|]{{0,40}}[013457@$!|])[\\w@$!|]{{2,60}}"
    "(?<!!)(?![\\w@/])"
)
_APART = re.compile(f"(?<!\\w)(?:[{_LATIN}][ .*_-]){{3,}}[{_LATIN}](?!\\w)")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_ARTICLE = re.compile("^(?:وال|بال|فال|كال|ال|لل)(?=\\w{3})")


def to_be_judged(text: str) -> str:
    """The beginning and the end of what was written."""
    return text if len(text) <= BEGINNING + END else f"{text[:BEGINNING]}\n{text[-END:]}"


def unmasked(text: str) -> str:
    """A text as it is read: letters for digits and signs, one alphabet a word, no letter apart or drawn out."""
    # One sign may stand for four words.
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)[: 2 * len(text)])
    plain = " ".join(_in_one_alphabet(word) for word in plain.split(" "))
    plain = _APART.sub(_joined, plain)
    plain = _MASKED.sub(lambda match: match[0].translate(_FOR_LETTERS), plain)
    return _DRAWN_OUT.sub(r"\1", plain)


def _joined(apart: re.Match[str]) -> str:
    """The word of letters that stood apart; where the first of them is a word itself, also without it."""
    word = re.sub(f"[^{_LATIN}]", "", apart[0])
    return f"{word} {word[1:]}" if word[0] in "aAI" else word


def _in_one_alphabet(word: str) -> str:
    mixed = _OTHER_ALPHABETS.search(word) and _LATIN_LETTER.search(word)
    return word.translate(_LOOKALIKES) if mixed else word


def masked_words(text: str) -> list[str]:
    """Words in letters that no keyboard of one language gives: of two alphabets, drawn, with something unseen within,
    or with a space after every letter."""
    found = [word for word in text.split() if _OTHER_ALPHABETS.search(word) and _LATIN_LETTER.search(word)]
    found += [word for word in text.split() if _is_drawn(word) or _INVISIBLE.search(word)]
    return found + [match[0] for match in _APART.finditer(text)]


def _is_drawn(word: str) -> bool:
    """“𝓕𝓻𝓮𝓮”, “Ｆｒｅｅ”: signs that are letters only by their looks."""
    drawn = [letter for letter in word if 0x1D400 <= ord(letter) < 0x1D800 or 0xFF21 <= ord(letter) < 0xFF5B]
    return len(drawn) >= 3


def spellings(text: str) -> list[list[str]]:
    """The words of a text, as they stand there, and as they are read where that is not the same."""
    bare = unmasked(text)
    return [comparable(text), comparable(bare)] if bare != text else [comparable(text)]


def comparable(text: str) -> list[str]:
    """Words to be found in lists and by the classifier: folded, and those of Arabic without their article."""
    return [_ARTICLE.sub("", word) for word in spelling.folded(text).split()]


def sketch_of(words: list[str], *, always: bool = False) -> list[int]:
    """A few numbers by which texts that have most of their words in common are known (the smallest hashes of their
    runs of three words, as in min-wise hashing). Empty for a text that says too little, but where `always`."""
    if not words or (len(words) < FEWEST_WORDS and not always):
        return []
    words = words[:MOST_WORDS]
    run = min(3, len(words))
    runs = {" ".join(words[place : place + run]) for place in range(len(words) - run + 1)}
    return sorted(map(_number, runs))[:SKETCH]


def _number(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), signed=True)


def are_alike(one: list[int], other: list[int]) -> bool:
    """Whether two sketches are of texts that have most of their words in common."""
    return len(set(one) & set(other)) >= 0.6 * max(len(one), len(other), 1)

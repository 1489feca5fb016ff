"""One spelling for the many in which the same word is written: for documents and queries, and for comparing.

Keyboards and programs of the Arabic script write one letter in several ways, and people leave out the marks that their
keyboard has no key for. `written` makes one what is the same letter; `folded` also what is written one for the other.
Whoever looks for words looks for the folded ones, and puts the written ones first.
"""

import re
import unicodedata

# No word of a language; lexemes and rows have an end.
LONGEST_WORD = 60
_JOINERS = "\u00ad\u061c\u0640\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
# A letter or a digit, and whatever of both follows; apostrophes within a word, commas within a number.
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARKS}{_JOINERS}]|['’ʼ](?=[^\W\d_])|(?<=\d)[,٬](?=\d\d\d(?!\d)))*",
)
_NO_SOUND = re.compile("[\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_JOINER = re.compile(f"[{_JOINERS}]")
# Kurdish e, as it was typed before it had a key: a heh that does not join.
_OLD_E = re.compile("\u0647\u200c")
_POSSESSIVE = re.compile("['’ʼ]s$", re.IGNORECASE)
_WITHIN_WORDS = re.compile("['’ʼ,٬]")
# The bearer of a vowel that opens a Kurdish word, which an Arabic keyboard leaves out.
_OPENING = re.compile("^\u0626(?=\u0627)")
_TWO_WAWS = re.compile("\u0648\u0648+")

# The same letter of two keyboards; the digits of all rows.
_SAME: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys("\u06cc\u0649\u06d2", "\u064a"),  # yeh
        "\u06a9": "\u0643",  # kaf
        **dict.fromkeys("\u06be\u06c1", "\u0647"),  # heh
        "\u06c0": "\u06d5",
        "\u0671": "\u0627",  # alef
        **{chr(first + number): str(number) for first in (0x0660, 0x06F0) for number in range(10)},
    }
)
# Letters that are written one for the other.
_ALIKE: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys("\u0629\u06d5\u06c2\u06c3", "\u0647"),  # teh marbuta, Kurdish e
        **dict.fromkeys("\u0695\u0692\u0694", "\u0631"),  # reh
        "\u06b5": "\u0644",  # lam
        **dict.fromkeys("\u06ce\u06d0\u06cd", "\u064a"),  # yeh
        **dict.fromkeys("\u06c6\u06c7\u06ca\u06cb", "\u0648"),  # waw
        "\u06a4": "\u0641",  # feh
        "\u06aa": "\u0643",
        "\u0131": "i",
        "\u0142": "l",
        "\u00f8": "o",
        "\u0111": "d",
        "\u00f0": "d",
        "\u00fe": "th",
        "\u00e6": "ae",
        "\u0153": "oe",
    }
)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word of a text begins, and where it ends."""
    return [match.span() for match in _WORD.finditer(text)]


def word_list(text: str) -> list[str]:
    """The words alone: quicker, for whole archives."""
    return _WORD.findall(text)


def written(word: str) -> str:
    """A word in one spelling, with its marks and accents, without case, vowel signs and what joins or parts letters."""
    plain = _OLD_E.sub("\u06d5", unicodedata.normalize("NFKC", word[:LONGEST_WORD]))
    plain = _WITHIN_WORDS.sub("", _POSSESSIVE.sub("", _JOINER.sub("", plain)))
    return unicodedata.normalize("NFC", _NO_SOUND.sub("", plain).translate(_SAME).casefold())


def folded_word(word: str) -> str:
    """A word as it is compared: letters and digits alone. One sign may stand for several words: these are joined."""
    plain = _OPENING.sub("", written(word)).translate(_ALIKE)
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in apart if letter.isalnum())
    return _TWO_WAWS.sub("\u0648", bare.translate(_ALIKE).translate(_SAME))


def folded(value: str) -> str:
    """The words of a text as they are compared, between single spaces."""
    return " ".join(filter(None, map(folded_word, word_list(value))))

"""Words of one direction among those of the other (UAX #9), marked up so that a browser sets them as they are read.

Nothing of what somebody wrote is changed: there are only elements and attributes around it.
"""

import re
import unicodedata

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

_BLOCK = re.compile(r"<(p|h2|h3|li|th|td|footer)((?: [^>]*)?)>(.*?)(?=</\1>|<(?:ul|ol|p)\b)", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
# A telephone number, from its sign or its noughts on; and an address of the web, whose last slash would go astray.
_FROM_LEFT = re.compile(
    rf"(?P<number>(?<![\w+])(?:\+[{_DIGITS}]|\([+0]|[0\u0660\u06f0][{_DIGITS}])"
    rf"[{_DIGITS}()/ \u00a0\u2011-]{{5,22}}[{_DIGITS}](?!\w))"
    r"|(?:https?://|www\.)[^\s<>]*[\w/#=-]",
)


# Words of the Arabic script, with the spaces and joiners between them.
_LETTER = r"[\u0620-\u065f\u066e-\u06dc\u06e1-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
_FROM_RIGHT = re.compile(rf"{_LETTER}+(?:[ \u00a0\u200c\u200d]+{_LETTER}+)*")


def of_words(words: str) -> str:
    """`rtl` or `ltr`: the direction that most letters have, or if there are none that of the language spoken.

    For a text whose language nobody has said. `dir="auto"` goes by the first letter, and an Arabic sentence may begin
    with a Latin name.
    """
    from_right, from_left = _letters(words)
    if from_right == from_left:
        return _spoken()
    return "rtl" if from_right > from_left else "ltr"


def attribute(words: str) -> SafeString:
    """HTML's `dir` for words that run against the language spoken; nothing for others."""
    found = of_words(words)
    return format_html(' dir="{}"', found) if found != _spoken() else SafeString()


def settled(html: str) -> str:
    """A body in the language spoken: a block without a letter of that language's direction gets its own.

    And in one that runs from the right, what is always read from the left (telephone numbers, addresses of the web) is
    isolated; in one that runs from the left, words of the Arabic script, or they would draw a number after them along.
    """
    isolated = _from_left if get_language_bidi() else _from_right
    pieces = _TAG.split(_BLOCK.sub(_turned, html))
    return "".join(piece if piece.startswith("<") else isolated(piece) for piece in pieces)


def _spoken() -> str:
    return "rtl" if get_language_bidi() else "ltr"


def _letters(words: str) -> tuple[int, int]:
    """How many letters run from the right, and how many from the left."""
    kinds = [unicodedata.bidirectional(letter) for letter in strip_tags(words)]
    return sum(kind in ("R", "AL") for kind in kinds), kinds.count("L")


def _turned(block: re.Match[str]) -> str:
    from_right, from_left = _letters(block[3])
    if bool(from_right) == bool(from_left):
        return block[0]
    return f"<{block[1]}{block[2]}{attribute(block[3])}>{block[3]}"


def _from_left(words: str) -> str:
    return _FROM_LEFT.sub(_set_from_left, words)


def _set_from_left(match: re.Match[str]) -> str:
    # Groups of Arabic-Indic digits run from the right even where all runs from the left: those are overridden.
    element = "bdo" if match["number"] else "bdi"
    return f'<{element} dir="ltr">{match[0]}</{element}>'


def _from_right(words: str) -> str:
    return _FROM_RIGHT.sub(r"<bdi>\g<0></bdi>", words)

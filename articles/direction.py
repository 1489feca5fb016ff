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
    rf"(?<![\w+])(?:\+[{_DIGITS}]|\([+0]|[0\u0660\u06f0][{_DIGITS}])"
    rf"[{_DIGITS}()/ \u00a0\u2011-]{{5,22}}[{_DIGITS}](?!\w)"
    r"|(?:https?://|www\.)[^\s<>]*[\w/#=-]",
)


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
    """A body in the language spoken: a block without a letter of that language's direction gets its own, and what is
    always read from the left (telephone numbers, addresses of the web) stands apart from words that run from the right.
    """
    html = _BLOCK.sub(_turned, html)
    return "".join(_isolated(piece) for piece in _TAG.split(html)) if get_language_bidi() else html


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


def _isolated(piece: str) -> str:
    if piece.startswith("<"):
        return piece
    return _FROM_LEFT.sub(lambda match: f'<bdi dir="ltr">{match[0]}</bdi>', piece)

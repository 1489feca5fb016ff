"""What copy comes to, before it is a draft."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO

LONGEST_HEADLINE = 200
LONGEST_STANDFIRST = 400
# A first line that is no longer than this, and is no sentence, is meant as a headline.
LONGEST_FIRST_LINE = 120
_SENTENCE_ENDS = (".", "۔", "…", ":", "؛", ";", "،", ",")


@dataclass
class Placed:
    """A picture of the copy: how to open its file, and the words that were with it."""

    open: Callable[[], AbstractContextManager[IO[bytes]]]
    name: str
    caption: str = ""
    alt: str = ""


@dataclass
class Copy:
    """`body` has `<figure data-picture="0">` for the first of `pictures`, and so on."""

    headline: str = ""
    standfirst: str = ""
    body: str = ""
    pictures: list[Placed] = field(default_factory=list)
    # The picture that stands before the text, by its place in `pictures`.
    opening: int | None = None
    # What was left out on the way: notes, comments, deletions.
    left_out: dict[str, int] = field(default_factory=dict)


def is_headline(line: str) -> bool:
    return 0 < len(line) <= LONGEST_FIRST_LINE and not line.endswith(_SENTENCE_ENDS)

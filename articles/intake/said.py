"""What a picture's file says of itself."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.utils import timezone

from articles.text import clean_line, clean_text

# At most so many characters, as the library's fields hold.
LONGEST = {
    "caption": 500,
    "headline": 300,
    "credit": 200,
    "creator": 200,
    "copyright_notice": 300,
    "alt_text": 300,
    "usage_terms": 2000,
    "instructions": 2000,
}
_OF_MANY_LINES = ("usage_terms", "instructions")
_FIRST_PHOTOGRAPH = datetime.date(1826, 1, 1)
# What cameras and telephones write where a caption belongs.
_NO_CAPTION = re.compile(
    r"(olympus|minolta|kodak|konica|sony|samsung|nikon|canon|casio|pentax|fujifilm)?\s*"
    r"(digital (still )?camera|dsc|dcim\b.*|default|dav|cof|hdr|rhdr|exif_jpeg_picture|screenshot|untitled|<kenox.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """Empty is what is not said. `taken_at` has its zone in what `agreed` returns; in a single block it may lack it.

    `credit` is the line that its supplier wants printed; `instructions` are for desks, such as embargoes, and are
    never passed on to readers.
    """

    caption: str = ""
    headline: str = ""
    credit: str = ""
    creator: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    instructions: str = ""
    alt_text: str = ""
    taken_at: datetime.datetime | None = None

    def for_the_library(self) -> dict[str, object]:
        """The library's fields that are said, by name: a headline stands in for a caption, the maker for a credit."""
        terms = "\n".join(filter(None, (self.usage_terms, self.instructions)))
        values = {
            "caption": self.caption or self.headline,
            "credit": self.credit or self.creator,
            "creator": self.creator,
            "copyright_notice": self.copyright_notice,
            "usage_terms": terms,
            "alt_text": self.alt_text,
            "taken_at": self.taken_at,
        }
        return {name: value for name, value in values.items() if value}


TEXTS = tuple(field.name for field in fields(Said) if field.name != "taken_at")


def agreed(blocks: Sequence[Said], clocks: Sequence[datetime.datetime | None]) -> Said:
    """One answer of several blocks, the most trusted first: each field is the first block's that says it.

    `clocks` are the instants said, in the order in which they are trusted. One without a zone takes that of a later
    one with the same wall clock, else the site's.
    """
    texts = {name: next(filter(None, (tidy(name, getattr(block, name)) for block in blocks)), "") for name in TEXTS}
    return Said(**texts, taken_at=_instant([clock for clock in clocks if clock]))


def tidy(name: str, value: str) -> str:
    """A text as its field holds it: cleaned, cut at a word, and empty where it is only a camera's name."""
    value = clean_text(value).strip() if name in _OF_MANY_LINES else clean_line(value)
    if name == "caption" and _NO_CAPTION.fullmatch(value):
        return ""
    return cut(value, LONGEST[name])


def cut(value: str, longest: int) -> str:
    if len(value) <= longest:
        return value
    whole = value[: longest - 1]
    at = whole.rfind(" ")
    return (whole[:at] if at > longest // 2 else whole).rstrip(" .,;:،؛") + "…"


def _instant(clocks: list[datetime.datetime]) -> datetime.datetime | None:
    tomorrow = timezone.now().date() + datetime.timedelta(days=1)
    clocks = [clock for clock in clocks if _FIRST_PHOTOGRAPH <= clock.date() <= tomorrow]
    if not clocks:
        return None
    first = clocks[0]
    if timezone.is_naive(first):
        same = (clock for clock in clocks if timezone.is_aware(clock) and clock.replace(tzinfo=None) == first)
        first = next(same, None) or timezone.make_aware(first)
    return first

"""Tags as people type them: between commas, Latin or Arabic ones; a tag may have spaces."""

import re
from collections.abc import Iterable

from articles.models.tag import Tag
from articles.text import clean_line

_BETWEEN = re.compile(r"[,،;؛\n]")
LONGEST = 100


def from_string(typed: str) -> list[str]:
    """The names in what was typed, each once, in order."""
    names = (clean_line(each)[:LONGEST] for each in _BETWEEN.split(typed or ""))
    return list(dict.fromkeys(name for name in names if name))


def to_string(tags: Iterable[Tag]) -> str:
    return ", ".join(tag.name for tag in tags)

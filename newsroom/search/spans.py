"""When a story was published, as lexemes: the newest that a query fits are found without a look at all the others.

Time is cut into weeks, and once more into spans of two weeks, four, eight …, each of them a lexeme. A span and the one
before it reach back between once and twice its length: a window, whose stories one query finds whatever the archive's
size.
"""

import datetime
import math
from collections.abc import Iterator
from typing import NamedTuple

from newsroom.search.sql import any_of

WEEK = 7 * 24 * 3_600
# The longest spans are ten years.
LENGTHS = tuple(WEEK * 2**doubled for doubled in range(10))


class Window(NamedTuple):
    # A tsquery for what was published in it.
    query: str
    # How many times as long as the shortest one.
    growth: float


def lexemes(instant: datetime.datetime) -> Iterator[str]:
    """`@d0n2949`, `@d1n1474`, …: the spans that an instant is in, the shortest first."""
    seconds = math.floor(instant.timestamp())
    return (f"@d{doubled}n{seconds // length}" for doubled, length in enumerate(LENGTHS))


def in_sql(instant: str) -> str:
    """An expression of PostgreSQL: these lexemes of another expression's instant, as a tsvector."""
    number = f"floor(extract(epoch FROM {instant}) / ({WEEK} * 2 ^ doubled))::bigint"
    lexeme = f"'@d' || doubled || 'n' || {number}"
    return f"array_to_tsvector(array(SELECT {lexeme} FROM generate_series(0, {len(LENGTHS) - 1}) AS doubled))"  # noqa: S608 - of our own words


def windows(end: datetime.datetime) -> list[Window]:
    """What reaches back from an instant, the shortest first; what is later than it may be in them or not."""
    seconds = math.floor(end.timestamp())
    found = []
    for doubled, length in enumerate(LENGTHS):
        number = seconds // length
        query = any_of(f"@d{doubled}n{each}" for each in (number, number - 1))
        found.append((query, seconds - (number - 1) * length))
    return [Window(query, reach / found[0][1]) for query, reach in found]

"""Two rewritings of one block brought together word by word, where they do not touch."""

import re
from collections.abc import Iterator, Sequence

from articles.body import clean
from articles.comparison.alignment import Work

_TOKEN = re.compile(r"<[^>]+>|\w+|\s+|[^\w\s<]")


def together(base: str, mine: str, theirs: str) -> str | None:
    """A block with the changes of both; None where they touch, or do not make a whole block."""
    old, my_tokens, their_tokens = (_TOKEN.findall(each) for each in (base, mine, theirs))
    work = Work()
    changes = sorted(
        [*_changes(work, old, my_tokens), *_changes(work, old, their_tokens)], key=lambda change: change[:2]
    )
    made: list[str] = []
    last = -1
    for start, end, words in changes:
        # Not even side by side: two who write at one place have each an idea of what stands there.
        if start <= last:
            return None
        made += [*old[max(last, 0) : start], *words]
        last = end
    text = "".join([*made, *old[max(last, 0) :]])
    return text if clean(text) == text else None


def _changes(work: Work, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    for span in work.spans(old, new):
        if not span.is_same:
            yield span.from_old, span.to_old, list(span.of_new(new))

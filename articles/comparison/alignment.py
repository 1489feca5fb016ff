"""What two sequences have in common, found with a bounded amount of work."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

# Half a second’s. What is left to compare then counts as replaced, whatever it is.
MOST_WORK = 3_000_000


class Span(NamedTuple):
    """A stretch of two sequences, that is the same in both or is not."""

    is_same: bool
    from_old: int
    to_old: int
    from_new: int
    to_new: int

    def of_old[T](self, old: Sequence[T]) -> Sequence[T]:
        return old[self.from_old : self.to_old]

    def of_new[T](self, new: Sequence[T]) -> Sequence[T]:
        return new[self.from_new : self.to_new]


class Work:
    """The work that is left. difflib's grows with the square, or the cube, of what is often repeated."""

    def __init__(self) -> None:
        self.left = MOST_WORK

    def affords(self, steps: int) -> bool:
        is_affordable = steps <= self.left
        self.left -= steps * is_affordable
        return is_affordable

    def spans(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Span]:
        """The stretches of two sequences, in turn."""
        shorter = min(len(old), len(new))
        head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
        end_old, end_new = len(old) - tail, len(new) - tail
        if head:
            yield Span(True, 0, head, 0, head)
        for op, *ends in _Matcher(old[head:end_old], new[head:end_new], self).get_opcodes():
            yield Span(op == "equal", *(end + head for end in ends))
        if tail:
            yield Span(True, end_old, len(old), end_new, len(new))


class _Matcher(SequenceMatcher[Hashable]):
    """Takes as replaced what there is no work left for."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], work: Work) -> None:
        super().__init__(None, old, new, autojunk=False)
        self.work = work
        # A look goes over the items of the old sequence and, for each of them, over its places in the new one.
        places = Counter(new)
        self.steps = [0, *accumulate(1 + places[item] for item in old)]

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        if self.work.affords(self.steps[-1 if ahi is None else ahi] - self.steps[alo]):
            return super().find_longest_match(alo, ahi, blo, bhi)
        return Match(alo, blo, 0)

"""What became of the items of a sequence, and two changed sequences made one, moved items followed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from articles.comparison.alignment import Work

# An item that shares less with another was not made from it.
ALIKE = 0.4

# An item of a merge: ("base", its place in the base), or ("mine", …), ("theirs", …) for what is new.
type Key = tuple[str, int]
# How much of the first is in the second, from 0 to 1; None where items are what they are, and never rewritten.
type Likeness = Callable[[Any, Any], float] | None


def origins(
    base: Sequence[Hashable], new: Sequence[Hashable], likeness: Likeness, work: Work | None = None
) -> list[int | None]:
    """For each item of `new`, the place in `base` of the item that it was made from; None for what came.

    Items that are the same are found wherever they stand now; those that were changed first where they stood.
    """
    work = work or Work()
    found: list[int | None] = [None] * len(new)
    gaps: list[tuple[range, range]] = []
    for span in work.spans(base, new):
        if span.is_same:
            for offset in range(span.to_old - span.from_old):
                found[span.from_new + offset] = span.from_old + offset
        else:
            gaps.append((range(span.from_old, span.to_old), range(span.from_new, span.to_new)))
    free = {at for gap, _ in gaps for at in gap}
    _find_moved(base, new, free, found)
    if likeness is None:
        return found
    for old_gap, new_gap in gaps:
        _find_changed(base, new, [at for at in old_gap if at in free], new_gap, likeness, work, free, found)
    left = [at for at in range(len(new)) if found[at] is None]
    if free and left and work.affords(10 * len(free) * len(left)):
        _pair_best(base, new, free, left, likeness, found)
    return found


def _find_moved(base: Sequence[Hashable], new: Sequence[Hashable], free: set[int], found: list[int | None]) -> None:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at in sorted(free, reverse=True):
        places[base[at]].append(at)
    for at, item in enumerate(new):
        if found[at] is None and places[item]:
            found[at] = places[item].pop()
            free.discard(found[at] or 0)


def _find_changed(
    base: Sequence[Any],
    new: Sequence[Any],
    gone: list[int],
    come: range,
    likeness: Callable[[Any, Any], float],
    work: Work,
    free: set[int],
    found: list[int | None],
) -> None:
    """In a stretch that differs: each item becomes the next one that is like it, none crossing another."""
    fresh = [at for at in come if found[at] is None]
    if len(gone) == len(fresh) == 1:
        # One in the place of one is that one, rewritten, however little is left of it.
        found[fresh[0]] = gone[0]
        free.discard(gone[0])
        return
    if not gone or not fresh or not work.affords(10 * len(gone) * len(fresh)):
        return
    alike = [[_score(likeness(base[i], new[j])) for j in fresh] for i in gone]
    best = [[0.0] * (len(fresh) + 1) for _row in range(len(gone) + 1)]
    for i in reversed(range(len(gone))):
        for j in reversed(range(len(fresh))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(gone) and j < len(fresh):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found[fresh[j]] = gone[i]
            free.discard(gone[i])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _pair_best(
    base: Sequence[Any],
    new: Sequence[Any],
    free: set[int],
    left: list[int],
    likeness: Callable[[Any, Any], float],
    found: list[int | None],
) -> None:
    """What was moved and changed at once."""
    scores = sorted(
        ((_score(likeness(base[i], new[j])), -i, -j) for i in free for j in left),
        reverse=True,
    )
    for score, i, j in scores:
        if score and -i in free and found[-j] is None:
            found[-j] = -i
            free.discard(-i)


def _score(likeness: float) -> float:
    return likeness if likeness >= ALIKE else 0


def moved(places: Sequence[int]) -> set[int]:
    """Of places in a base, in a new order: those that moved past others; as few as can be."""
    tails: list[int] = []
    tails_at: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(tails, place)
        if length == len(tails):
            tails.append(place)
            tails_at.append(at)
        else:
            tails[length], tails_at[length] = place, at
        before.append(tails_at[length - 1] if length else -1)
    kept: set[int] = set()
    at = tails_at[-1] if tails_at else -1
    while at >= 0:
        kept.add(places[at])
        at = before[at]
    return set(places) - kept


@dataclass(frozen=True)
class Item[T]:
    """An item of the merged sequence: what it is in the base, in mine, in theirs; None where it is not in one.

    `place` is "mine" or "theirs" where both moved it, each elsewhere: it stands in both places, to be chosen.
    """

    key: Key
    base: T | None
    mine: T | None
    theirs: T | None
    place: str = ""

    @property
    def clashes(self) -> bool:
        """Both changed it, and not in the same way."""
        return self.mine != self.theirs and self.mine != self.base and self.theirs != self.base

    @property
    def settled(self) -> T | None:
        """What it becomes where nothing clashes; None if it goes."""
        return self.mine if self.theirs == self.base else self.theirs


def merged[T: Hashable](base: Sequence[T], mine: Sequence[T], theirs: Sequence[T], likeness: Likeness) -> list[Item[T]]:
    """Two changed versions of a sequence as one: in the order of theirs, with what is new or moved in mine."""
    work = Work()
    my_keys = _keys("mine", origins(base, mine, likeness, work))
    their_keys = _keys("theirs", origins(base, theirs, likeness, work))
    _join_what_both_added(mine, theirs, my_keys, their_keys)
    my_items, their_items = dict(zip(my_keys, mine, strict=True)), dict(zip(their_keys, theirs, strict=True))
    order = _order(my_keys, their_keys, their_items, my_items, base)
    return [Item(key, _of_base(key, base), my_items.get(key), their_items.get(key), place) for key, place in order]


def _keys(side: str, found: list[int | None]) -> list[Key]:
    return [(side, at) if origin is None else ("base", origin) for at, origin in enumerate(found)]


def _join_what_both_added(
    mine: Sequence[Any], theirs: Sequence[Any], my_keys: list[Key], their_keys: list[Key]
) -> None:
    """The same words added by both are added once."""
    added: dict[Any, list[Key]] = defaultdict(list)
    for key, item in zip(their_keys, theirs, strict=True):
        if key[0] == "theirs":
            added[item].append(key)
    for at, (key, item) in enumerate(zip(list(my_keys), mine, strict=True)):
        if key[0] == "mine" and added[item]:
            my_keys[at] = added[item].pop(0)


def _of_base[T](key: Key, base: Sequence[T]) -> T | None:
    return base[key[1]] if key[0] == "base" else None


def _order(
    my_keys: list[Key],
    their_keys: list[Key],
    their_items: dict[Key, Any],
    my_items: dict[Key, Any],
    base: Sequence[Any],
) -> Iterator[tuple[Key, str]]:
    """The keys in their merged order; one that both moved elsewhere twice, once for each place."""
    moved_by_me, moved_by_them = (
        {("base", place) for place in moved([at for side, at in keys if side == "base"])}
        for keys in (my_keys, their_keys)
    )
    before_in = [dict(zip(keys, [None, *keys], strict=False)) for keys in (my_keys, their_keys)]
    torn = {
        key
        for key in moved_by_me & moved_by_them
        if key in my_items and key in their_items and before_in[0][key] != before_in[1][key]
    }
    order: list[tuple[Key, str]] = [(key, "theirs" if key in torn else "") for key in their_keys]
    after: tuple[Key, str] | None = None
    for key in my_keys:
        is_mine_to_place = key not in their_items or (key in moved_by_me and key not in moved_by_them) or key in torn
        if not is_mine_to_place:
            after = (key, "")
            continue
        # What they took away, and I left as it was, is away.
        if key[0] == "base" and key not in their_items and my_items[key] == base[key[1]]:
            continue
        entry = (key, "mine" if key in torn else "")
        if entry in order:
            order.remove(entry)
        order.insert(order.index(after) + 1 if after in order else 0, entry)
        after = entry
    for key, place in order:
        # What I took away, and they left as it was, is away.
        is_gone = key not in my_items and key[0] == "base" and their_items.get(key) == base[key[1]]
        if not is_gone:
            yield key, place

"""Two people's changes of one story made one: what does not clash by itself, the rest for somebody to choose.

A three-way merge (as of diff3) of copies: what each of two made of a common ancestor. Fields are taken whole, a body
block by block, tags as a set, bylines in their order. Without an ancestor, whatever differs clashes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.writing.blocks import Block, blocks_of
from articles.writing.copies import Copy
from articles.writing.sequences import Item, merged
from articles.writing.words import together

# Fields that mean something only with each other: where one side changes the first, they are one.
GROUPS = {
    "picture": ("picture", "picture_caption", "picture_credit", "picture_alt"),
    "embargo": ("embargo_until", "embargo_open"),
}
MINE, THEIRS, BOTH, TOGETHER = "mine", "theirs", "both", "together"


@dataclass(frozen=True)
class FieldClash:
    """A field, or a group of fields, that both changed, each differently: name -> value, of each side."""

    name: str
    base: Mapping[str, Any] | None
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]

    @property
    def choices(self) -> tuple[str, ...]:
        return (MINE, THEIRS)


@dataclass(frozen=True)
class Piece:
    """A block of the merged body, as `Item` has it; with what the two rewritings make together, if they can."""

    item: Item[Block]
    # Of its questions; what both moved elsewhere is two pieces of one number.
    number: int
    together: str | None = None

    @property
    def is_torn(self) -> bool:
        return bool(self.item.place)

    @property
    def clashes(self) -> bool:
        return self.item.clashes

    @property
    def choices(self) -> tuple[str, ...]:
        """The first is what is proposed: never what would take words away."""
        if self.item.mine is None:
            return (THEIRS, MINE)
        if self.item.theirs is None:
            return (MINE, THEIRS)
        return (TOGETHER, MINE, THEIRS, BOTH) if self.together else (MINE, THEIRS, BOTH)

    def html(self, choice: str) -> str:
        """The block that a choice makes of it, or that it is without one."""
        mine, theirs = (each.html if each else "" for each in (self.item.mine, self.item.theirs))
        if not self.clashes:
            settled = self.item.settled
            return settled.html if settled else ""
        return {MINE: mine, THEIRS: theirs, BOTH: theirs + mine, TOGETHER: self.together or theirs}[choice]


@dataclass
class Merge:
    """A merge: `copy` has all that is settled; the questions are the field clashes, and those of `pieces`."""

    copy: Copy
    fields: list[FieldClash] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def clashes(self) -> bool:
        return bool(self.fields) or any(piece.clashes or piece.is_torn for piece in self.pieces)

    def questions(self) -> dict[str, tuple[str, ...]]:
        """What has to be chosen: the name of each question, and its answers."""
        asked: dict[str, tuple[str, ...]] = {f"field-{clash.name}": clash.choices for clash in self.fields}
        for piece in self.pieces:
            if piece.clashes:
                asked[f"block-{piece.number}"] = piece.choices
            if piece.is_torn:
                asked[f"place-{piece.number}"] = (MINE, THEIRS)
        return asked

    def settle(self, answers: Mapping[str, str]) -> Copy:
        """The copy that the answers make; KeyError for a question that has none."""
        copy = dict(self.copy)
        for clash in self.fields:
            copy |= clash.mine if answers[f"field-{clash.name}"] == MINE else clash.theirs
        if self.pieces:
            copy["body"] = "".join(self._settled(answers))
        return copy

    def _settled(self, answers: Mapping[str, str]) -> Iterator[str]:
        for piece in self.pieces:
            if not piece.is_torn or answers[f"place-{piece.number}"] == piece.item.place:
                yield piece.html(answers[f"block-{piece.number}"] if piece.clashes else "")


def merge(base: Copy | None, mine: Copy, theirs: Copy) -> Merge:
    """What comes of `mine` when it was made from `base`, and the story is `theirs` by now."""
    made = Merge(copy=dict(theirs))
    for name, names in _groups(base, mine, theirs):
        _merge_field(made, name, *(_side(side, names) for side in (base, mine, theirs)))
    made.copy["tags"] = _tags(base, mine, theirs)
    made.copy["bylines"] = _bylines(base, mine, theirs)
    _merge_body(made, base.get("body", "") if base else None, mine.get("body", ""), theirs.get("body", ""))
    return made


def _side(copy: Copy | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    """What a copy says of these fields; None for an ancestor that says nothing of them."""
    return {name: copy[name] for name in names} if copy is not None and all(name in copy for name in names) else None


def _groups(base: Copy | None, mine: Copy, theirs: Copy) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of all fields but tags, bylines and body, those that belong together as one."""
    alone = [name for name in mine if name not in ("tags", "bylines", "body")]
    for group, (first, *others) in GROUPS.items():
        names = (first, *others)
        is_one = first != group or base is None or not mine.get(first) == base.get(first) == theirs.get(first)
        if first in alone and is_one:
            alone = [name for name in alone if name not in names]
            yield group, names
    yield from ((name, (name,)) for name in alone)


def _merge_field(made: Merge, name: str, base: Any, mine: Any, theirs: Any) -> None:
    same = _plain(mine) == _plain(theirs)
    if same or (base is not None and _plain(mine) == _plain(base)):
        return
    if base is not None and _plain(theirs) == _plain(base):
        made.copy |= mine
    else:
        made.fields.append(FieldClash(name, base, mine, theirs))


def _plain(values: Mapping[str, Any]) -> list[Any]:
    """Of a choice its id: it may be called otherwise by now."""
    return [value["id"] if isinstance(value, dict) else value for value in values.values()]


def _tags(base: Copy | None, mine: Copy, theirs: Copy) -> list[dict[str, Any]]:
    """Both's additions, without what either took away."""
    old, ours, others = (
        {t["name"].casefold(): t for t in (side or {}).get("tags", [])} for side in (base, mine, theirs)
    )
    taken = {name for name in old if name not in ours or name not in others}
    return [tag for name, tag in (ours | others).items() if name not in taken]


def _bylines(base: Copy | None, mine: Copy, theirs: Copy) -> list[dict[str, Any]]:
    """Likewise, in theirs' order with what I added or moved."""
    sides = [(side or {}).get("bylines", []) for side in (base, mine, theirs)]
    keys = [[(line["person"], line["role"]) for line in side] for side in sides]
    names = {(line["person"], line["role"]): line for side in sides for line in side}
    items = merged(keys[0], keys[1], keys[2], likeness=None)
    # Two who moved one line to different places: it is theirs' place, and nothing is lost.
    return [names[item.settled] for item in items if item.settled and item.place != MINE]


def _merge_body(made: Merge, base: str | None, mine: str, theirs: str) -> None:
    if mine in (theirs, base):
        return
    if theirs == base:
        made.copy["body"] = mine
        return
    items = merged(blocks_of(base or ""), blocks_of(mine), blocks_of(theirs), likeness=Block.likeness)
    if base is None:
        items = _all_that_differs(mine, theirs)
    numbers = {item.key: number for number, item in enumerate(items)}
    pieces = [Piece(item, numbers[item.key], _together(item)) for item in items]
    if any(piece.clashes or piece.is_torn for piece in pieces):
        made.pieces = pieces
    made.copy["body"] = "".join(piece.html(THEIRS) for piece in pieces if piece.item.place != MINE)


def _together(item: Item[Block]) -> str | None:
    if not item.clashes or item.base in (None, _NOTHING) or item.mine is None or item.theirs is None:
        return None
    assert item.base is not None
    return together(item.base.html, item.mine.html, item.theirs.html)


def _all_that_differs(mine: str, theirs: str) -> list[Item[Block]]:
    """Without an ancestor: whatever is not in both is a question."""
    items = merged([], blocks_of(mine), blocks_of(theirs), likeness=Block.likeness)
    return [Item(item.key, _NOTHING, item.mine, item.theirs) for item in items]


_NOTHING = Block("")

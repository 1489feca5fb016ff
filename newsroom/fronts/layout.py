"""What a front is made of, as data: blocks, each with places that are filled by hand and a rule for the others.

    {"blocks": [{
        "look": "opening", "title": "", "cards": 9, "rule": {"kind": "section", "of": 3},
        "slots": [null, {"article": 7, "kicker": "", "headline": "", "standfirst": "", "picture": "none",
                         "sublinks": [8, 9], "twice": false}]
    }]}

A slot's place in its list is its place in the block; `null` leaves a place to the rule. Of a slot, all but the article
may be left out: a card without words of its own has the story's.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text import clean_line

MOST_BLOCKS = 40
MOST_CARDS = 24
MOST_ON_A_FRONT = 200
MOST_SUBLINKS = 6
LONGEST_TITLE = 80
# As of a story's own.
LONGEST = {"kicker": 60, "headline": 200, "standfirst": 400}
# The highest number that PostgreSQL gives a row.
HIGHEST = 2**63 - 1


class Look(models.TextChoices):
    OPENING = "opening", gettext_lazy("Opening with a lead")
    SECTION = "section", gettext_lazy("Columns under a heading")
    ROW = "row", gettext_lazy("Row of equal cards")
    LIST = "list", gettext_lazy("List of headlines")
    PICTURES = "pictures", gettext_lazy("Large pictures")


class Kind(models.TextChoices):
    NEWEST = "newest", gettext_lazy("The newest stories")
    SECTION = "section", gettext_lazy("The newest of a section")
    TAG = "tag", gettext_lazy("The newest with a tag")
    NONE = "none", gettext_lazy("Nothing")


class Drawing(models.TextChoices):
    """What picture a card shows."""

    STORY = "", gettext_lazy("The story’s picture")
    NONE = "none", gettext_lazy("No picture")


@dataclass(frozen=True)
class Rule:
    kind: str = Kind.NEWEST
    # The id of the section or tag.
    of: int | None = None


@dataclass(frozen=True)
class Slot:
    article: int
    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    picture: str = ""
    sublinks: tuple[int, ...] = ()
    # Whether it may stand here though the story stands further up already.
    twice: bool = False


@dataclass(frozen=True)
class Block:
    look: str
    cards: int
    title: str = ""
    rule: Rule = field(default_factory=Rule)
    slots: tuple[Slot | None, ...] = ()


@dataclass(frozen=True)
class Layout:
    blocks: tuple[Block, ...] = ()

    @property
    def slots(self) -> list[Slot]:
        """Those that are filled by hand, from top to bottom."""
        return [slot for block in self.blocks for slot in block.slots if slot]

    @property
    def named(self) -> list[int]:
        """The ids of the stories that are named by hand, each once."""
        return list(dict.fromkeys(pk for slot in self.slots for pk in (slot.article, *slot.sublinks)))

    def ids_of(self, kind: str) -> set[int]:
        """The sections, or the tags, that its rules name."""
        return {block.rule.of for block in self.blocks if block.rule.kind == kind and block.rule.of is not None}

    def as_data(self) -> dict[str, Any]:
        """As it is kept; `read` makes the same layout of it."""
        return {"blocks": [_listed(asdict(block)) for block in self.blocks]}


class Invalid(ValueError):
    """A layout that cannot be; `errors` are sentences, each of which names the block and the field."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__(" ".join(errors))
        self.errors = list(errors)


def read(data: Any) -> Layout:
    """The layout that data from outside describe. Raises `Invalid`, whatever the data are."""
    return _Reading().layout(data)


def _listed(value: Any) -> Any:
    """Tuples as the lists that JSON has."""
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, list | tuple) else value


class _Reading:
    """Reads on after an error, so that all of them are told at once."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.place: list[str] = []

    def layout(self, data: Any) -> Layout:
        blocks = self.fields(data, {"blocks"}).get("blocks")
        if not isinstance(blocks, list):
            self.wrong("blocks", _("has to be a list of blocks"))
            blocks = []
        if len(blocks) > MOST_BLOCKS:
            self.wrong("blocks", _("can be %d at most") % MOST_BLOCKS)
            blocks = []
        read = []
        for number, each in enumerate(blocks, 1):
            with self.within(_("Block %d") % number):
                read.append(self.block(each))
        if sum(block.cards for block in read) > MOST_ON_A_FRONT:
            self.wrong("cards", _("can be %d in all blocks together") % MOST_ON_A_FRONT)
        if self.errors:
            raise Invalid(self.errors)
        return Layout(tuple(read))

    def block(self, data: Any) -> Block:
        data = self.fields(data, {"look", "title", "cards", "rule", "slots"})
        cards = self.number("cards", data.get("cards"), highest=MOST_CARDS)
        slots = data.get("slots", [])
        if not isinstance(slots, list):
            self.wrong("slots", _("has to be a list"))
            slots = []
        if len(slots) > max(cards, 1):
            self.wrong("slots", _("are more than the block has cards (%d)") % cards)
            slots = []
        read: list[Slot | None] = []
        for number, each in enumerate(slots, 1):
            with self.within(_("place %d") % number):
                read.append(None if each is None else self.slot(each))
        while read and read[-1] is None:
            read.pop()
        return Block(
            look=self.choice("look", data.get("look"), Look),
            title=self.line("title", data.get("title", ""), LONGEST_TITLE),
            cards=cards,
            rule=self.rule(data.get("rule", {"kind": Kind.NEWEST})),
            slots=tuple(read),
        )

    def rule(self, data: Any) -> Rule:
        data = self.fields(data, {"kind", "of"}, name="rule")
        kind = self.choice("rule", data.get("kind"), Kind)
        if kind in (Kind.SECTION, Kind.TAG):
            return Rule(kind, self.number("rule", data.get("of"), otherwise=_("names no section or tag")))
        return Rule(kind)

    def slot(self, data: Any) -> Slot:
        data = self.fields(data, {"article", "kicker", "headline", "standfirst", "picture", "sublinks", "twice"})
        sublinks = data.get("sublinks", [])
        if not isinstance(sublinks, list) or len(sublinks) > MOST_SUBLINKS:
            self.wrong("sublinks", _("has to be a list of at most %d stories") % MOST_SUBLINKS)
            sublinks = []
        twice = data.get("twice", False)
        if not isinstance(twice, bool):
            self.wrong("twice", _("has to be true or false"))
        words = {name: self.line(name, data.get(name, ""), longest) for name, longest in LONGEST.items()}
        return Slot(
            article=self.number("article", data.get("article")),
            picture=self.choice("picture", data.get("picture", ""), Drawing),
            sublinks=tuple(dict.fromkeys(self.number("sublinks", each) for each in sublinks)),
            twice=bool(twice),
            **words,
        )

    # What a field can be.

    def fields(self, data: Any, known: set[str], name: str = "") -> Mapping[str, Any]:
        if not isinstance(data, dict):
            self.wrong(name, _("has to be an object with fields"))
            return {}
        for strange in sorted(set(data) - known)[:5]:
            self.wrong(clean_line(strange)[:40], _("is no field of it"))
        return data

    def number(self, name: str, value: Any, highest: int = HIGHEST, otherwise: str = "") -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= highest:
            return value
        said = _("has to be a number from 1 to %d") % highest if highest < HIGHEST else _("has to be the id of a row")
        self.wrong(name, otherwise or said)
        return 1

    def choice(self, name: str, value: Any, choices: type[models.TextChoices]) -> str:
        if isinstance(value, str) and value in choices.values:
            return choices(value).value
        self.wrong(name, _("has to be one of: %s") % ", ".join(value or "“”" for value in choices.values))
        return ""

    def line(self, name: str, value: Any, longest: int) -> str:
        if not isinstance(value, str):
            self.wrong(name, _("has to be text"))
            return ""
        line = clean_line(value)
        if len(line) > longest:
            self.wrong(
                name, _("can have %(most)d letters at most, and has %(has)d") % {"most": longest, "has": len(line)}
            )
        return line

    def wrong(self, name: str, said: str) -> None:
        where = ", ".join(self.place)
        named = f"“{name}” {said}" if name else said
        self.errors.append(f"{where}: {named}." if where else f"{named}.")

    @contextmanager
    def within(self, place: str) -> Iterator[None]:
        self.place.append(place)
        yield
        self.place.pop()

"""A layout as readers see it at an instant: which story stands where.

One query finds every story of a front, those named by hand and those that the rules may need, whatever the size of the
archive. No story stands twice, unless its slot allows it; what is named by hand comes before what a rule brings; what
is not live leaves no hole: what follows moves up, and the rule fills the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet, Subquery, Value
from django.urls import reverse

from articles.cards import Card
from articles.models import Edition, Section
from articles.models.edition import EditionQuerySet
from articles.moment import Moment
from articles.prepared import GivenInstant, Prepared, versioned
from newsroom.fronts.layout import Block, Drawing, Kind, Layout, Look, Rule, Slot
from newsroom.fronts.models import FrontEdition

BY_HAND = 0
SECTION: Any = Edition._meta.get_field("section")
# What nothing on a front shows.
UNSEEN = (
    *("body_html", "dateline", "source_credit", "pictures_until", "released_at", "live_until"),
    *("revision", "released_by", "family", "series"),
)


@dataclass(frozen=True)
class Shown:
    """A block with its cards: editions, in the words of their slots, each with its `sublinks`, and with `by_hand`."""

    block: Block
    cards: Sequence[Edition]
    section: Section | None = None
    tag: Mapping[str, Any] | None = None

    @property
    def look(self) -> str:
        return self.block.look

    @property
    def title(self) -> str:
        """Its own, or the name of what its rule brings."""
        named = self.section.name_in(self.cards[0].language) if self.section and self.cards else ""
        return self.block.title or named or (self.tag["name"] if self.tag else "")

    @property
    def values(self) -> tuple[Any, ...]:
        """All that its page shows of it."""
        section = self.section and (self.section.pk, self.section.slug, self.section.dye)
        tag = self.tag and self.tag["slug"]
        return (self.look, self.block.title, self.title, section, tag, *map(Card.of, self.cards))

    @property
    def path(self) -> str:
        """Where all that its rule brings is listed."""
        if self.section:
            return self.section.get_absolute_url()
        return reverse("tag", args=[self.tag["slug"]]) if self.tag else ""


@dataclass(frozen=True)
class Composed:
    # Every block of the layout, also those that came out empty.
    blocks: Sequence[Shown] = field(default_factory=list)
    # The ids of the editions of the front that were live where its stories were read: one, or none.
    beside: frozenset[int | None] = frozenset()

    @property
    def shown(self) -> list[Shown]:
        return [block for block in self.blocks if block.cards]

    @property
    def values(self) -> tuple[Any, ...]:
        return tuple(block.values for block in self.shown)

    @property
    def lead(self) -> Edition | None:
        return self.shown[0].cards[0] if self.shown else None

    @property
    def editions(self) -> list[Edition]:
        return [card for block in self.blocks for card in block.cards]


class Place(NamedTuple):
    """A page that has a front: the home page of a language, or that of a section in it, by the section's id."""

    language: str
    section: int | None


def composed(layout: Layout, language: str, moment: Moment, beside: Place | None = None) -> Composed:
    """A front of a language at an instant, in one query. With it, which edition of the front `beside` is live in that
    query's own sight of the database: whoever commits between two queries is seen by the second alone."""
    found = _found(layout, language, moment, beside)
    by_hand = {edition.article_id: edition for edition in found.get(BY_HAND, [])}
    hands, shown = _by_hand(layout, by_hand)
    streams = {rule: iter(found.get(number, [])) for number, rule in enumerate(_rules(layout), 1)}
    blocks = []
    for block, hand in zip(layout.blocks, hands, strict=True):
        cards = _filled(block, hand, _unseen(streams.get(block.rule, iter(())), shown))
        blocks.append(_shown(block, cards, moment))
    return Composed(blocks, frozenset(e.beside for editions in found.values() for e in editions))  # type: ignore[attr-defined]


def _found(layout: Layout, language: str, moment: Moment, beside: Place | None) -> dict[int, list[Edition]]:
    """The editions that each part of the query brings, newest first: by hand, and rule by rule."""
    found: dict[int, list[Edition]] = {}
    sections = {section.pk: section for section in moment.sections}
    for edition in _stories(layout, language, beside).all(at=moment.at) if _has_parts(layout) else []:
        edition.sublinks, edition.by_hand = [], False  # type: ignore[attr-defined]
        if edition.section_id in sections:
            SECTION.set_cached_value(edition, sections[edition.section_id])
        found.setdefault(edition.came_by, []).append(edition)  # type: ignore[attr-defined]
    for editions in found.values():
        editions.sort(key=lambda edition: edition.place, reverse=True)
    return found


def _has_parts(layout: Layout) -> bool:
    return bool(layout.named or _rules(layout))


# A layout stays what it is from launch to launch, and a front by rule as long as the sections do.
@lru_cache(maxsize=128)
def _stories(layout: Layout, language: str, beside: Place | None) -> Prepared[Edition]:
    return Prepared(lambda: _put_together(layout, language, beside))


def _put_together(layout: Layout, language: str, beside: Place | None) -> QuerySet[Edition]:
    at: Any = GivenInstant("at")
    seen: Any = Value(None, BigIntegerField())
    if beside is not None:
        seen = Subquery(FrontEdition.objects.live(at).of(*beside).order_by().values("pk")[:1])
    live = versioned(Edition.objects.live(at).annotate(beside=seen)).defer(*UNSEEN)
    filled = [slot.article for slot in layout.slots]
    parts: list[QuerySet[Edition]] = []
    if named := layout.named:
        by_hand = live.filter(article__in=named, language=language)
        parts.append(by_hand.annotate(came_by=Value(BY_HAND)).order_by())
    for number, rule in enumerate(_rules(layout), 1):
        brought = _brought(rule, live, language).exclude(article__in=filled)
        parts.append(brought.annotate(came_by=Value(number))[: _most(rule, layout)])
    return parts[0].union(*parts[1:], all=True)


def _rules(layout: Layout) -> list[Rule]:
    return list(dict.fromkeys(block.rule for block in layout.blocks if block.rule.kind != Kind.NONE))


def _brought(rule: Rule, live: EditionQuerySet, language: str) -> EditionQuerySet:
    match rule:
        case Rule(kind=Kind.SECTION, of=int(of)):
            return live.in_section(of, language)
        case Rule(kind=Kind.TAG, of=int(of)):
            return live.tagged(of, language)
        case _:
            return live.in_language(language)


def _most(rule: Rule, layout: Layout) -> int:
    """How many stories of a rule can be needed: as many as its blocks have cards, as blocks above them may have taken
    of the same ones, and as stand below others as sublinks."""
    last = max(place for place, block in enumerate(layout.blocks) if block.rule == rule)
    return sum(block.cards for block in layout.blocks[: last + 1] if _share(rule, block.rule)) + sum(
        len(slot.sublinks) for slot in layout.slots
    )


def _share(rule: Rule, other: Rule) -> bool:
    """Whether two rules can bring the same story: not those of two sections."""
    return rule == other or not rule.kind == other.kind == Kind.SECTION


def _by_hand(layout: Layout, live: Mapping[int, Edition]) -> tuple[list[list[Edition | None]], set[int]]:
    """What each block has by hand, None for a place that is the rule's; and the stories that stand somewhere so."""
    shown: set[int] = set()
    hands: list[list[Edition | None]] = []
    slots: list[tuple[Edition, Slot]] = []
    for block in layout.blocks:
        hand: list[Edition | None] = []
        for slot in block.slots:
            if slot is None:
                hand.append(None)
            elif slot.article in live and (slot.twice or slot.article not in shown):
                card = _card(live[slot.article], slot)
                hand.append(card)
                slots.append((card, slot))
                shown.add(slot.article)
        hands.append(hand)
    # Sublinks once all cards are known, of which none stands a second time below another.
    for card, slot in slots:
        for pk in slot.sublinks:
            if pk in live and pk not in shown:
                card.sublinks.append(live[pk])  # type: ignore[attr-defined]
                shown.add(pk)
    return hands, shown


def _card(edition: Edition, slot: Slot) -> Edition:
    """The edition in the words of its slot; it is never saved."""
    card = copy(edition)
    card.sublinks, card.by_hand = [], True  # type: ignore[attr-defined]
    for name in ("kicker", "headline", "standfirst"):
        if own := getattr(slot, name):
            setattr(card, name, own)
    if slot.picture == Drawing.NONE:
        card.lead = None
    return card


def _unseen(editions: Iterator[Edition], shown: set[int]) -> Iterator[Edition]:
    """Those that stand nowhere yet; from here on they do."""
    for edition in editions:
        if edition.article_id not in shown:
            shown.add(edition.article_id)
            yield edition


def _filled(block: Block, hand: Sequence[Edition | None], brought: Iterator[Edition]) -> list[Edition]:
    """The cards of a block: by hand in their places, by rule in the others, without a hole."""
    places = [*hand, *[None] * (block.cards - len(hand))]
    wanted = sum(each is None for each in places)
    stories = list(islice(brought, wanted))
    if block.look == Look.OPENING and places and places[0] is None:
        # A page opens with a picture, where the rule has one to open it with.
        lead = next((edition for edition in stories if edition.picture), None)
        stories.sort(key=lambda edition: edition is not lead)
    rest = iter(stories)
    return [card for each in places if (card := each or next(rest, None)) is not None]


def _shown(block: Block, cards: list[Edition], moment: Moment) -> Shown:
    of = block.rule.of
    section = (
        next((each for each in moment.sections if each.pk == of), None) if block.rule.kind == Kind.SECTION else None
    )
    tags = (tag for card in cards for tag in card.tags if block.rule.kind == Kind.TAG and tag["tag"] == of)
    return Shown(block, cards, section, next(tags, None))

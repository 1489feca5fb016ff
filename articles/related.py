"""Which stories are worth reading after a story: what they have in common, and how far apart they are in time.

A tag counts by how rare it is, a word by how few of the candidates have it, so that nobody has to list the words that
mean nothing. The section alone relates no stories: it only decides between those that are related. The work is the same
in an archive of a thousand stories and of a million: candidates are the newest of each tag and of the section.
"""

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from django.db import transaction
from django.db.models import Q

from articles.models import Edition, EditionTag, RelatedStory
from articles.spelling import folded

# More than a page shows: some may be withdrawn meanwhile.
KEPT = 12
# Candidates: the newest of each of so many tags, and of the section.
MOST_TAGS = 10
NEWEST_OF_A_TAG = 40
NEWEST_OF_SECTION = 120
# A tag on more stories than these is as common as any.
COMMON = 512

WEIGHT_OF_TAGS = 1.0
WEIGHT_OF_WORDS = 2.5
WEIGHT_OF_SECTION = 0.15
LEAST = 0.3
HALF_LIFE = datetime.timedelta(days=120)
# What is left of the weight of what lies years apart.
LEAST_FRESHNESS = 0.35

_ARTICLE_OF_ARABIC = "ال"
_SHORTEST_WORD = 3
_ROOT = 6


@dataclass(frozen=True)
class Sketch:
    """What of an edition is compared with others."""

    article: int
    section: int
    published_at: datetime.datetime
    tags: frozenset[int]
    words: frozenset[str]

    @classmethod
    def of(cls, edition: Edition) -> Self:
        said = f"{edition.headline} {edition.kicker} {edition.standfirst}"
        return cls(
            edition.article_id,
            edition.section_id,
            edition.published_at,
            frozenset(line["tag"] for line in edition.tags),
            frozenset(roots(said)),
        )


@dataclass(frozen=True)
class Weights:
    """How much it says that two stories share a tag, or a word."""

    tags: dict[int, float]
    words: dict[str, float]

    def likeness(self, one: Sketch, other: Sketch) -> float:
        """0 for stories that have nothing in common; the same in both directions."""
        tags = sum(self.tags.get(tag, 0) for tag in one.tags & other.tags)
        words = self._overlap(one.words, other.words)
        shared = WEIGHT_OF_TAGS * tags + WEIGHT_OF_WORDS * words
        if shared < LEAST:
            return 0
        nearer = WEIGHT_OF_SECTION if one.section == other.section else 0
        return (shared + nearer) * freshness(one.published_at - other.published_at)

    def _overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """From 0 to 1, as Dice has it."""
        all_of_both = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / all_of_both if all_of_both else 0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.words.get(word, 0) for word in words)


def freshness(apart: datetime.timedelta) -> float:
    """From 1, of the same instant, to what never goes."""
    return LEAST_FRESHNESS + (1 - LEAST_FRESHNESS) * 0.5 ** (abs(apart) / HALF_LIFE)


def roots(text: str) -> set[str]:
    """The beginnings of its words, as endings change with their place in the sentence; little words left out."""
    words = (word.removeprefix(_ARTICLE_OF_ARABIC) for word in folded(text).split())
    return {word[:_ROOT] for word in words if len(word) >= _SHORTEST_WORD}


def refresh(article: int) -> None:
    """Find out what is related to a story, and anew what is related to those, and to those where it stood so far."""
    before = RelatedStory.objects.filter(other=article).order_by("-score").values_list("story", flat=True)
    around = [*before[:KEPT], *rewrite(article)]
    for other in dict.fromkeys(around):
        rewrite(other)


def rewrite(article: int) -> list[int]:
    """Keep what is related to a story as it is now; nothing is done for one that is not live."""
    edition = Edition.objects.live().defer("body_html").filter(article=article).first()
    if edition is None:
        return []
    found = related_to(edition)
    with transaction.atomic():
        RelatedStory.objects.filter(story=article).delete()
        RelatedStory.objects.bulk_create(
            (RelatedStory(story_id=article, other_id=other, score=score) for other, score in found),
            # Another job may do the same.
            update_conflicts=True,
            unique_fields=["story", "other"],
            update_fields=["score"],
        )
    return [other for other, _ in found]


def related_to(edition: Edition) -> list[tuple[int, float]]:
    """The articles that are related to an edition, the closest first, each with its score."""
    tags = list(dict.fromkeys(line["tag"] for line in edition.tags))[:MOST_TAGS]
    candidates = [Sketch.of(each) for each in _candidates(edition, tags)]
    own = Sketch.of(edition)
    weights = Weights(_rarities(tags), _weights_of_words([own, *candidates]))
    scored = [(each.article, weights.likeness(own, each)) for each in candidates]
    found = sorted((pair for pair in scored if pair[1] > 0), key=lambda pair: (-pair[1], -pair[0]))
    return found[:KEPT]


def _candidates(edition: Edition, tags: Sequence[int]) -> list[Edition]:
    """Live stories of the same language, no version of the same one; at most as many as the numbers above say."""
    live = Edition.objects.live()
    lists = [live.tagged(tag, edition.language)[:NEWEST_OF_A_TAG] for tag in tags]
    lists.append(live.in_section(edition.section_id, edition.language)[:NEWEST_OF_SECTION])
    first, *others = (each.values("pk") for each in lists)
    near = Edition.objects.filter(pk__in=first.union(*others, all=True) if others else first)
    columns = ("article", "section", "published_at", "tags", "headline", "kicker", "standfirst")
    return list(near.filter(~Q(family=edition.family)).only(*columns))


def _rarities(tags: Sequence[int]) -> dict[int, float]:
    """1 for a tag that one other story has, a ninth of that for one that is everywhere."""
    return {tag: 1 / math.log2(max(_count(tag), 2)) for tag in tags}


def _count(tag: int) -> int:
    return EditionTag.objects.filter(tag=tag).order_by()[:COMMON].count()


def _weights_of_words(sketches: Sequence[Sketch]) -> dict[str, float]:
    """Of each word, how much it says: nothing, if every story has it."""
    count = Counter(word for sketch in sketches for word in sketch.words)
    return {word: math.log((1 + len(sketches)) / (1 + times)) for word, times in count.items()}

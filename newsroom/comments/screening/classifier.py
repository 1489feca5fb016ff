"""What the desk's own decisions say of a comment: a sum of weights, learned elsewhere (see `learn`), looked up here.

A web process imports nothing for it but what is below. Of each process one lesson is kept; that a newer one is there,
the query of the settings says.
"""

import math
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from newsroom.comments.models import Lesson
from newsroom.comments.screening.links import links_in, ways_to_write, without_links
from newsroom.comments.screening.material import Material
from newsroom.comments.screening.verdict import Finding
from newsroom.comments.screening.wording import MOST_WORDS, comparable, unmasked

# Beginnings and ends of words: what is bent otherwise, or misspelled, is known all the same.
PIECE = 4
MOST_SHOWN = 4
LONGEST = 4_000
# No part of a telephone number, an account or an identity card.
_LONG_NUMBER = re.compile(r"\d{5,}")
_PRIVATE = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?:\+|00)?\d(?:[\s().-]?\d){4,}")


def tokens_of(body: str, website: str = "") -> set[str]:
    """What a comment is known by: its words, those that follow each other, pieces of words, and whether it has links.

    Nothing private is a token: no email, no number of more than four digits, no name that stands above a comment.
    """
    body = body[:LONGEST]
    links = links_in(body)
    words = comparable(unmasked(_PRIVATE.sub(" ", without_links(body))))[:MOST_WORDS]
    words = [word for word in words if not _LONG_NUMBER.search(word)]
    tokens = {f"w:{word}" for word in words}
    tokens |= {f"p:{one} {two}" for one, two in pairwise(words)}
    tokens |= {f"c:{word[:PIECE]}" for word in words if len(word) > PIECE}
    tokens |= {f"c:{word[-PIECE:]}$" for word in words if len(word) > PIECE}
    tokens.add(f"links:{min(len(links), 3)}")
    tokens |= {f"end:{link.host.rpartition('.')[2]}" for link in links if not _LONG_NUMBER.search(link.host)}
    tokens.add(f"website:{bool(website):d}")
    tokens.add(f"contact:{bool(ways_to_write(body)):d}")
    return tokens


def share_of_each(tokens: Iterable[str]) -> float:
    """What each token of a comment counts: of a long one less, so that length alone decides nothing."""
    return 1 / math.sqrt(max(sum(1 for _token in tokens), 1))


class Opinion(NamedTuple):
    """How likely it is that a comment is spam, and the words that said so most."""

    probability: float
    words: list[str]


class Learned(NamedTuple):
    lesson: int
    bias: float
    weights: dict[str, float]

    def opinion_of(self, body: str, website: str = "") -> Opinion:
        tokens = tokens_of(body, website)
        known = {token: self.weights[token] for token in tokens if token in self.weights}
        total = self.bias + share_of_each(tokens) * sum(known.values())
        probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        words = [token for token in known if known[token] > 0 and token[:2] in ("w:", "p:") and len(token) > 4]
        weighty = sorted(words, key=lambda token: -known[token])[:MOST_SHOWN]
        return Opinion(probability, [token[2:] for token in weighty])


_kept: Learned | None = None


def learned(lesson: int | None) -> Learned | None:
    """The lesson of this number, read from the database where it is not the one that this process has."""
    global _kept
    if lesson is None:
        return None
    if _kept is None or _kept.lesson != lesson:
        row = Lesson.objects.filter(pk=lesson).first()
        if row is None:
            return None
        _kept = Learned(row.pk, row.bias, row.weights)
    return _kept


def classifier(material: Material, limit: float) -> Finding | None:
    """From the limit on it counts, all of its points at certainty; and it speaks for what is surely none."""
    known = learned(material.settings.newest_lesson)
    if known is None:
        return None
    opinion = known.opinion_of(material.text, material.comment.website)
    found = {"percent": round(opinion.probability * 100), "words": opinion.words}
    if opinion.probability >= limit:
        return Finding(found, weight=(2 * opinion.probability - 1))
    if opinion.probability <= 0.1:
        return Finding({**found, "words": []}, weight=-0.125)
    return None

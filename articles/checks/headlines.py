"""The headline: its length, and whether another story of today has it."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from articles.checks.known import Known
from articles.checks.problem import Problem
from articles.models import Article
from articles.spelling import folded

# Characters, beyond which a front sets a headline over more lines than it has room for.
HEADLINE_ON_FRONTS = 70
# Of the words of two headlines, how many have to be in both.
ALIKE = 0.7
# Two words in common are no likeness.
FEWEST_WORDS = 3


def warnings(article: Article, known: Known) -> Iterator[Problem]:
    length = len(article.headline)
    if length > HEADLINE_ON_FRONTS:
        told = _("The headline has %(length)d characters; the fronts have room for %(limit)d.")
        yield Problem("headline", told % {"length": length, "limit": HEADLINE_ON_FRONTS}, "headline_long")
    if other := most_alike(article.headline, known.headlines):
        story, headline = other
        told = _("Another story of today has nearly the same headline: “%s”.") % headline
        yield Problem("headline", told, "headline_similar", story=story)


def most_alike(headline: str, others: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The story whose headline is most like this one, if any is like it; one of the same words is, however short."""
    words = words_of(headline)
    if not words:
        return None
    rated = ((_likeness(words, words_of(other[1])), other) for other in others)
    likeness, found = max(rated, key=lambda each: each[0], default=(0.0, None))
    return found if likeness >= ALIKE else None


@lru_cache(maxsize=2048)
def words_of(headline: str) -> frozenset[str]:
    """Remembered: while somebody writes, the same headlines are compared every few seconds."""
    return frozenset(folded(headline).split())


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 1
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared >= FEWEST_WORDS else 0

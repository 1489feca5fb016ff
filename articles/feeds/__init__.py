"""Feeds of every list, and of corrections: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1."""

from articles.feeds.corrections import CorrectionsAtomFeed, CorrectionsJsonFeed, CorrectionsRssFeed
from articles.feeds.lists import AtomFeed, JsonFeed, RssFeed

__all__ = [
    "AtomFeed",
    "CorrectionsAtomFeed",
    "CorrectionsJsonFeed",
    "CorrectionsRssFeed",
    "JsonFeed",
    "RssFeed",
]

"""The forms in which a page is sent: as it is, or compressed (RFC 9110, 8.4 and 12.5.3)."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache

import brotli

IDENTITY = "identity"
# The best first. A page is compressed once and sent often; what it was made from waits for it.
_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}
_DECOMPRESS: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
# What is shorter travels in one packet, compressed or not.
SHORTEST = 600
_WORDS = re.compile(r"text/|application/(?:[a-z.]+\+)?(?:json|xml)\b")
_QUALITY = re.compile(r"^q=(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$")


@lru_cache(maxsize=1024)
def chosen(accepted: str) -> str:
    """The form for an Accept-Encoding: what is liked best, and of that the smallest."""
    wanted: dict[str, float] = {}
    for each in accepted.lower().split(","):
        name, _, quality = (part.strip() for part in each.partition(";"))
        wanted[name] = float(quality[2:]) if _QUALITY.match(quality) else 1.0 if not quality else 0.0
    liked = {name: wanted.get(name, wanted.get("*", 0.0)) for name in _COMPRESS}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best] > 0 and liked[best] >= wanted.get(IDENTITY, 0.0) else IDENTITY


def encoded(content: bytes, encoding: str) -> bytes:
    return content if encoding == IDENTITY else _COMPRESS[encoding](content)


def decoded(content: bytes, encoding: str) -> bytes:
    return content if encoding == IDENTITY else _DECOMPRESS[encoding](content)


def is_words(content_type: str) -> bool:
    """Pictures and their like are compressed already."""
    return _WORDS.match(content_type) is not None

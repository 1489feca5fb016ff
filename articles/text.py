"""Plain text: what is kept of what somebody typed, and how a slug is made of it."""

import re
import unicodedata

# C0, C1 and the non-characters: none may stand in XML 1.0, so a single one would break a feed.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_NOT_SLUG = re.compile(r"[^\w\s-]")
_GAPS = re.compile(r"[\s_-]+")


def clean_text(value: str) -> str:
    """Text in NFC, without control characters, with line feeds as line ends."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", value))


def clean_line(value: str) -> str:
    """One line of text: `clean_text` with every run of white space made one space."""
    return " ".join(clean_text(value.replace("\x85", " ")).split())


def slug_of(value: str, *, longest: int = 80) -> str:
    """A slug in the script of the text, cut at a word; empty where the text has no letter or digit.

    Marks (Arabic vowel signs), tatweel and zero-width joiners fall away, so that spellings
    that look alike make one address.
    """
    value = unicodedata.normalize("NFKC", value).replace("\u0640", "").replace("\u200c", " ").lower()
    slug = _GAPS.sub("-", _NOT_SLUG.sub("", value)).strip("-")
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rfind("-")
    return slug[: cut if cut > longest // 2 else longest].strip("-")

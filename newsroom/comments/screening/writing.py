"""Checks of what was written: how long, how loud, with which links and words."""

import re
import unicodedata

from articles import spelling
from newsroom.comments.screening import links as ways
from newsroom.comments.screening.material import Material
from newsroom.comments.screening.verdict import Finding
from newsroom.comments.screening.wording import masked_words

# However many there are, a check does not count for more than this often.
MOST = 4
# In fewer letters, capitals say nothing: NATO, UNHCR.
LETTERS_TO_JUDGE = 20
SHOWN = 3
_LOUD = re.compile(r"([!?$€£%*~=_#>|])\1+")
_SHOWN_SIGNS = ("So", "Sk", "Sc", "Sm")


def short(material: Material, limit: float) -> Finding | None:
    letters = sum(letter.isalnum() for letter in material.text[:100])
    return Finding({"letters": letters}) if letters < limit else None


def long(material: Material, limit: float) -> Finding | None:
    characters = len(material.comment.body)
    return Finding({"characters": characters}) if characters > limit else None


def capitals(material: Material, limit: float) -> Finding | None:
    """Of alphabets that have them."""
    cased = [letter for letter in material.text if letter.isupper() or letter.islower()]
    share = sum(map(str.isupper, cased)) / max(len(cased), 1)
    return Finding({"percent": round(share * 100)}) if len(cased) >= LETTERS_TO_JUDGE and share > limit else None


def signs(material: Material, limit: float) -> Finding | None:
    """Pictures, money and arrows, and marks that are repeated."""
    pictures = sum(unicodedata.category(sign) in _SHOWN_SIGNS for sign in material.text)
    repeated = sum(len(match[0]) - 1 for match in _LOUD.finditer(material.text))
    return Finding({"signs": pictures + repeated}) if pictures + repeated > limit else None


def links(material: Material, limit: float) -> Finding | None:
    count = len(material.links)
    if count <= limit:
        return None
    hosts = list(dict.fromkeys(link.host for link in material.links))[:SHOWN]
    return Finding({"links": count, "hosts": hosts}, weight=min(count - limit, MOST))


def only_links(material: Material, limit: float) -> Finding | None:
    """Counted in words, as of any language: “see”, “click”, “best”."""
    if not material.links:
        return None
    words = len(spelling.word_list(ways.without_links(material.text)))
    return Finding() if words < limit else None


def disguised_links(material: Material, limit: float) -> Finding | None:
    website = ways.links_in(material.comment.website)
    found = [link.address for link in [*material.links, *website] if link.is_disguised]
    found += ways.in_pieces(material.text)
    return Finding({"links": [each[:80] for each in found[:SHOWN]]}) if found else None


def link_in_name(material: Material, limit: float) -> Finding | None:
    found = ways.links_in(material.comment.name) or ways.in_pieces(material.comment.name)
    return Finding() if found else None


def link_code(material: Material, limit: float) -> Finding | None:
    count = ways.link_codes(material.text)
    return Finding({"links": count}) if count else None


def contact(material: Material, limit: float) -> Finding | None:
    """What was found is not kept: it may be somebody's."""
    count = len(ways.ways_to_write(material.text))
    return Finding({"ways": count}) if count else None


def disguised_words(material: Material, limit: float) -> Finding | None:
    found = list(dict.fromkeys(masked_words(f"{material.comment.name} {material.text}")))
    if not found:
        return None
    return Finding({"words": [word[:40] for word in found[:SHOWN]]}, weight=min(len(found), 3))


def banned_words(material: Material, limit: float) -> Finding | None:
    found = material.settings.banned.within(material.spellings)
    return Finding({"words": found[:SHOWN]}, weight=1 + 0.25 * min(len(found) - 1, MOST)) if found else None


def suspect_words(material: Material, limit: float) -> Finding | None:
    found = material.settings.suspect.within(material.spellings)
    return Finding({"words": found[:SHOWN]}, weight=min(len(found), MOST)) if found else None

"""Tags as people type them: between commas, Latin or Arabic ones; a tag may have spaces."""

import re
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Lower

from articles.models.address import Address
from articles.models.tag import Tag
from articles.text import clean_line, slug_of

_BETWEEN = re.compile(r"[,،;؛\n]")
LONGEST = 100


def from_string(typed: str) -> list[str]:
    """The names in what was typed, each once, in order; of a tag that was renamed or merged, what it is called now."""
    names = (clean_line(each)[:LONGEST] for each in _BETWEEN.split(typed or ""))
    present = list(dict.fromkeys(name for name in names if name))
    if not present:
        return []
    return list(dict.fromkeys(_present_names(present)))


def _present_names(names: list[str]) -> list[str]:
    """In one query. A tag of just this name goes before one that had the name's address."""
    pages = {name: Tag.path_of(slug_of(name)) for name in names}
    found = (
        Address.objects.filter(tag__isnull=False)
        .annotate(called=Lower("tag__name"))
        .filter(Q(path__in=pages.values()) | Q(called__in=[name.lower() for name in names]))
        .values_list("path", "called", "tag__name")
    )
    by_page = {path: name for path, _, name in found}
    by_name = {called: name for _, called, name in found}
    return [by_name.get(name.lower()) or by_page.get(pages[name]) or name for name in names]


def to_string(tags: Iterable[Tag]) -> str:
    return ", ".join(tag.name for tag in tags)

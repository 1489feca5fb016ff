"""What a result shows of its story: headline and some of its words, with those marked that it was found by."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Edition
from newsroom.search.documents import Place, places, shown_fields
from newsroom.search.finding import Found

# Words of an extract, and how many of them come before the first that is marked.
LENGTH = 32
BEFORE = 6


class Shown(NamedTuple):
    edition: Edition
    headline: SafeString
    extract: SafeString


def shown(found: Found) -> Shown:
    fields = {field.name: field for field in shown_fields(found.edition)}
    by_field: dict[str, list[Place]] = {name: [] for name in fields}
    for place in places(fields.values()):
        by_field[place.field].append(place)
    marked = {name: [place for place in all_of if place.number in found.positions] for name, all_of in by_field.items()}
    headline = _with_marks(fields["headline"].text, marked["headline"])
    name = "body" if marked["body"] and len(marked["body"]) >= len(marked["standfirst"]) else "standfirst"
    extract = _extract(fields[name].text, by_field[name], marked[name])
    return Shown(found.edition, headline, extract)


def _extract(text: str, words: Sequence[Place], marked: Sequence[Place]) -> SafeString:
    """The stretch of a text that has most of what is marked."""
    if not words:
        return SafeString("")
    start = _best_start(words, marked)
    stretch = words[start : start + LENGTH]
    begin = stretch[0].begin if start else 0
    is_last = start + LENGTH >= len(words)
    end = len(text) if is_last else stretch[-1].end
    inside = _with_marks(text, marked, begin, end)
    return format_html("{}{}{}", "… " if start else "", inside, "" if is_last else " …")


def _best_start(words: Sequence[Place], marked: Sequence[Place]) -> int:
    """The index of the word at which the extract begins."""
    latest = max(len(words) - LENGTH, 0)
    if not marked or not latest:
        return 0
    first = words[0].number
    starts = [min(max(place.number - first - BEFORE, 0), latest) for place in marked]
    numbers = [place.number - first for place in marked]
    return max(starts, key=lambda start: sum(start <= number < start + LENGTH for number in numbers))


def _with_marks(text: str, marked: Iterable[Place], begin: int = 0, end: int | None = None) -> SafeString:
    """A part of a text, escaped, with its marked words in `mark`."""
    end = len(text) if end is None else end
    pieces, at = [], begin
    for place in marked:
        if begin <= place.begin and place.end <= end:
            pieces.append(
                (_plain(text[at : place.begin]), format_html("<mark>{}</mark>", text[place.begin : place.end]))
            )
            at = place.end
    return format_html("{}{}", format_html_join("", "{}{}", pieces), _plain(text[at:end]))


def _plain(text: str) -> SafeString:
    return conditional_escape(text.replace("\n", " · "))

"""What a result shows of its story: headline and some of its words, with those marked that it was found by."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Edition
from newsroom.search.documents import GAP, Placed, placed, shown_fields
from newsroom.search.finding import Found

# Words of an extract, and how many of them come before the first that is marked.
LENGTH = 32
BEFORE = 6


class Shown(NamedTuple):
    edition: Edition
    headline: SafeString
    extract: SafeString


def shown(found: Found) -> Shown:
    last = max(found.positions, default=0)
    fields, marked = {}, {}
    for field in placed(shown_fields(found.edition)):
        fields[field.name], marked[field.name] = field, field.among(found.positions)
        # The body, which is long, is the last: not read where nothing of it is marked.
        if field.end + GAP > last and "standfirst" in fields:
            break
    name = "body" if len(marked.get("body", ())) >= max(len(marked["standfirst"]), 1) else "standfirst"
    headline = _with_marks(fields["headline"], marked["headline"])
    return Shown(found.edition, headline, _extract(fields[name], marked[name]))


def _extract(field: Placed, marked: Sequence[int]) -> SafeString:
    """The stretch of a text that has most of what is marked."""
    if not field.words:
        return SafeString("")
    start = _best_start(len(field.words), marked)
    stretch = field.words[start : start + LENGTH]
    is_last = start + LENGTH >= len(field.words)
    begin, end = stretch[0][0] if start else 0, len(field.text) if is_last else stretch[-1][1]
    return format_html("{}{}{}", "… " if start else "", _with_marks(field, marked, begin, end), "" if is_last else " …")


def _best_start(count: int, marked: Sequence[int]) -> int:
    """The word at which the extract of so many begins."""
    latest = max(count - LENGTH, 0)
    if not marked or not latest:
        return 0
    starts = [min(max(number - BEFORE, 0), latest) for number in marked]
    return max(starts, key=lambda start: sum(start <= number < start + LENGTH for number in marked))


def _with_marks(field: Placed, marked: Iterable[int], begin: int = 0, end: int | None = None) -> SafeString:
    """A part of a text, escaped, with its marked words in `mark`."""
    end = len(field.text) if end is None else end
    pieces, at = [], begin
    for word_begin, word_end in (field.words[number] for number in marked):
        if begin <= word_begin and word_end <= end:
            word = format_html("<mark>{}</mark>", field.text[word_begin:word_end])
            pieces.append((_plain(field.text[at:word_begin]), word))
            at = word_end
    return format_html("{}{}", format_html_join("", "{}{}", pieces), _plain(field.text[at:end]))


def _plain(text: str) -> SafeString:
    return conditional_escape(text.replace("\n", " · "))

"""Two snapshots of a story, compared field by field and word by word."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Any, Literal, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import languages
from articles.models import Byline

type Op = Literal["same", "gone", "new"]

# A word with the marks on its letters; the zero-width joiners are inside Sorani words. Else each sign for itself.
_TOKEN = re.compile(
    r"[\w\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]+|\s+|.", re.DOTALL
)
_HAS_WORD = re.compile(r"\w")
# The matcher's time grows with the number of pairs of equal tokens. What is beyond this is shown as replaced whole.
_MOST_PAIRS = 200_000
# Replaced runs of up to so many blocks are paired by likeness, longer ones in order.
_MOST_BLOCKS = 60
_ALIKE = 0.34
# Unchanged blocks shown on each side of a changed one.
_AROUND = 1

LINES = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "standfirst": gettext_lazy("standfirst"),
    "dateline": gettext_lazy("dateline"),
    "picture_caption": gettext_lazy("caption"),
    "picture_credit": gettext_lazy("credit"),
    "picture_alt": gettext_lazy("alternative text"),
    "slug": gettext_lazy("slug"),
}
LABELS = {
    **{name: LINES[name] for name in ("kicker", "headline", "standfirst", "dateline")},
    "body": gettext_lazy("body"),
    "bylines": gettext_lazy("bylines"),
    "picture": gettext_lazy("lead picture"),
    **{name: LINES[name] for name in ("picture_caption", "picture_credit", "picture_alt")},
    "language": gettext_lazy("language"),
    "section": gettext_lazy("section"),
    "tags": gettext_lazy("tags"),
    "source": gettext_lazy("source"),
    "slug": LINES["slug"],
    "translation_of": gettext_lazy("translation of"),
}
# The fields whose words are in the story's language, and so in its direction.
_IN_ITS_LANGUAGE = frozenset(LINES) - {"slug"} | {"body"}
KINDS = {
    "p": gettext_lazy("Paragraph"),
    "h2": gettext_lazy("Subheading"),
    "h3": gettext_lazy("Smaller subheading"),
    "li": gettext_lazy("List item"),
    "blockquote": gettext_lazy("Quotation"),
    "footer": gettext_lazy("Who says it"),
    "figure": gettext_lazy("Picture"),
    "hr": gettext_lazy("Dividing line"),
}


class Segment(NamedTuple):
    op: Op
    text: str


@dataclass(frozen=True)
class Passage:
    """A line, an item or a block: what stayed in it, what went and what came."""

    segments: Sequence[Segment]
    # A key of KINDS for a block of the body; empty for anything else.
    kind: str = ""
    # What cannot be shown by words alone: other formatting, another kind of block.
    notes: Sequence[str] = ()
    picture: str = ""

    @property
    def op(self) -> str:
        """`same`, `gone`, `new`, or `changed` where it is some of both."""
        ops = {segment.op for segment in self.segments}
        if self.notes or len(ops) > 1:
            return "changed"
        return ops.pop() if ops else "same"

    @property
    def kind_label(self) -> str:
        return str(KINDS.get(self.kind, ""))


@dataclass(frozen=True)
class FieldChange:
    """A field that differs, with its passages in order."""

    name: str
    kind: Literal["line", "body", "set", "choice"]
    passages: Sequence[Passage]
    # Empty where the two snapshots are in different languages: each passage goes by its own letters then.
    language: str = ""

    @property
    def label(self) -> str:
        return str(LABELS[self.name])

    @property
    def direction(self) -> str:
        return languages.direction(self.language) if self.language in languages.codes() else "auto"


def compare(
    old: Mapping[str, Any], new: Mapping[str, Any], show_picture: Callable[[int], str] = lambda pk: f"#{pk}"
) -> list[FieldChange]:
    """What differs between two snapshots (see `snapshot`), in the order of the story's form.

    A snapshot may lack keys, and have some that are not known here: neither is a change.
    """
    language = str(new.get("language", "")) if old.get("language") == new.get("language") else ""
    found = []
    for name in LABELS:
        if name not in old or name not in new or old[name] == new[name]:
            continue
        kind, passages = _passages(name, old[name], new[name], show_picture)
        found.append(FieldChange(name, kind, passages, language if name in _IN_ITS_LANGUAGE else ""))
    return found


def _passages(
    name: str, old: Any, new: Any, show_picture: Callable[[int], str]
) -> tuple[Literal["line", "body", "set", "choice"], list[Passage]]:
    if name == "body":
        return "body", compare_bodies(old, new, show_picture)
    if name in LINES:
        return "line", [Passage(compare_texts(old or "", new or ""))]
    if name in ("tags", "bylines"):
        return "set", [Passage([segment]) for segment in _compare_lists(_said_each(old), _said_each(new))]
    if name == "picture":
        shown = {f"#{pk}": show_picture(pk) for pk in (old, new) if pk}
        pictures = _in_place(*(f"#{pk}" if pk else "" for pk in (old, new)))
        return "choice", [Passage([segment], picture=shown[segment.text]) for segment in pictures]
    return "choice", [Passage([segment]) for segment in _in_place(_said(name, old), _said(name, new))]


def _in_place(gone: str, come: str) -> list[Segment]:
    """One thing in place of another; either may be nothing."""
    return [*([Segment("gone", gone)] if gone else []), *([Segment("new", come)] if come else [])]


def _said(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "language":
        return languages.own_name(value)
    return str(value["name"]) if isinstance(value, Mapping) else f"#{value}"


def _said_each(values: Sequence[Mapping[str, Any]]) -> list[str]:
    roles = dict(Byline.Role.choices)
    return [
        f"{each['name']} ({roles.get(each['role'], each['role'])})" if "role" in each else each["name"]
        for each in values
    ]


def _compare_lists(old: Sequence[str], new: Sequence[str]) -> Iterator[Segment]:
    for op, gone, come in _matched(old, new):
        if op == "same":
            yield from (Segment("same", each) for each in gone)
        else:
            yield from (Segment("gone", each) for each in gone)
            yield from (Segment("new", each) for each in come)


def compare_texts(old: str, new: str) -> list[Segment]:
    """Word by word. What is the same and what is gone make the old text, what is the same and what is new the new."""
    segments: list[Segment] = []
    gone: list[str] = []
    come: list[str] = []

    def close() -> None:
        segments.extend(_in_place("".join(gone), "".join(come)))
        gone.clear()
        come.clear()

    runs = list(_matched(_TOKEN.findall(old), _TOKEN.findall(new)))
    for place, (op, before, after) in enumerate(runs):
        is_island = 0 < place < len(runs) - 1 and not any(map(_HAS_WORD.search, before))
        if op == "same" and not is_island:
            close()
            segments.append(Segment("same", "".join(before)))
        else:
            gone += before
            come += after
    close()
    return segments


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Op | Literal["other"], list[str], list[str]]]:
    """Runs of what is the same and what is other, in order."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start:
        yield "same", list(old[:start]), list(new[:start])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    counts = Counter(middle_new)
    if sum(counts[token] for token in middle_old) > _MOST_PAIRS:
        yield "other", list(middle_old), list(middle_new)
    else:
        for tag, i, j, k, m in SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes():
            yield "same" if tag == "equal" else "other", list(middle_old[i:j]), list(middle_new[k:m])
    if end:
        yield "same", list(old[len(old) - end :]), list(new[len(new) - end :])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many the two begin with in common."""
    length = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        length += 1
    return length


@dataclass(frozen=True)
class Block:
    """A block of a body: its words, and the HTML that they stand in."""

    kind: str
    text: str
    html: str
    picture: int | None = None


class _Reader(HTMLParser):
    """Takes a cleaned body (see `body`) apart into blocks, each in the innermost element that has a kind."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.html: list[str] = []
        self.picture: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.text.append(" ")
        elif tag == "hr":
            self.finish()
            self.blocks.append(Block("hr", "", "<hr>"))
        elif tag in KINDS or tag in ("ul", "ol"):
            self.finish()
            self.open.append(tag)
            number = dict(attrs).get("data-picture") or ""
            self.picture = int(number) if tag == "figure" and number.isdigit() else self.picture
        elif tag != "figcaption":
            self.html.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.finish()
            while self.open and self.open.pop() != tag:
                pass
        elif tag not in ("figcaption", "br", "hr"):
            self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        self.html.append(data)

    def finish(self) -> None:
        """The words since the last block are a block; a figure is one without any, too."""
        text = " ".join("".join(self.text).split())
        if text or self.picture is not None:
            inner = next((tag for tag in reversed(self.open) if tag not in ("p", "ul", "ol")), "p")
            kind = "figure" if self.picture is not None else inner
            self.blocks.append(Block(kind, text, "".join(self.html).strip(), self.picture))
        self.text, self.html, self.picture = [], [], None


def blocks_of(body: str) -> list[Block]:
    reader = _Reader()
    reader.feed(body)
    reader.close()
    reader.finish()
    return reader.blocks


def compare_bodies(old: str, new: str, show_picture: Callable[[int], str] = lambda pk: f"#{pk}") -> list[Passage]:
    """Block by block, then word by word in those that are each other's. Long unchanged stretches are left out."""
    before, after = blocks_of(old), blocks_of(new)
    passages: list[Passage] = []
    i = j = 0
    for op, gone, come in _matched([_key(block) for block in before], [_key(block) for block in after]):
        olds, news = before[i : i + len(gone)], after[j : j + len(come)]
        i, j = i + len(gone), j + len(come)
        pairs: list[tuple[Block | None, Block | None]] = (
            list(zip(olds, news, strict=True)) if op == "same" else _paired(olds, news)
        )
        passages += [_passage(one, other, show_picture) for one, other in pairs]
    return _shortened(passages)


def _key(block: Block) -> str:
    return f"{block.kind} {block.picture} {block.html}"


def _paired(olds: Sequence[Block], news: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """Which block became which, in order; None for one that came or went."""
    if len(olds) > _MOST_BLOCKS or len(news) > _MOST_BLOCKS:
        return [(old, None) for old in olds] + [(None, new) for new in news]
    words = {block: Counter(_TOKEN.findall(block.text)[:2000]) for block in (*olds, *news)}
    # The most likeness that can be had of the first i old and j new blocks, without crossing.
    best = [[0.0] * (len(news) + 1) for _row in range(len(olds) + 1)]
    likeness = [[_likeness(old, new, words) for new in news] for old in olds]
    for i in range(len(olds)):
        for j in range(len(news)):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + likeness[i][j])
    pairs: list[tuple[Block | None, Block | None]] = []
    i, j = len(olds), len(news)
    while i or j:
        if i and j and likeness[i - 1][j - 1] and best[i][j] == best[i - 1][j - 1] + likeness[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((olds[i], news[j]))
        elif j and (not i or best[i][j] == best[i][j - 1]):
            j -= 1
            pairs.append((None, news[j]))
        else:
            i -= 1
            pairs.append((olds[i], None))
    return pairs[::-1]


def _likeness(old: Block, new: Block, words: Mapping[Block, Counter[str]]) -> float:
    """From 0, nothing alike, to 1: of their words, how many they share."""
    if old.picture is not None and old.picture == new.picture:
        return 1.0
    total = words[old].total() + words[new].total()
    share = 2 * (words[old] & words[new]).total() / total if total else float(old.kind == new.kind)
    return share if share >= _ALIKE else 0.0


def _passage(old: Block | None, new: Block | None, show_picture: Callable[[int], str]) -> Passage:
    block = new or old
    assert block is not None
    picture = show_picture(block.picture) if block.picture is not None else ""
    if old is None or new is None:
        op: Op = "new" if old is None else "gone"
        return Passage([Segment(op, block.text)], block.kind, picture=picture)
    notes = []
    if old.kind != new.kind:
        notes.append(_("It was: %s") % KINDS[old.kind])
    if old.picture != new.picture:
        notes.append(_("Another picture"))
    if old.text == new.text and old.html != new.html:
        links = [html for html in re.findall(r'href="([^"]*)"', new.html) if f'href="{html}"' not in old.html]
        notes += [_("Link to %s") % link for link in links] or [_("Formatting, or a link")]
    return Passage(compare_texts(old.text, new.text), new.kind, notes, picture)


def _shortened(passages: Sequence[Passage]) -> list[Passage]:
    """Without the unchanged passages that no change stands beside: a note says how many they are."""
    changed = [place for place, passage in enumerate(passages) if passage.op != "same"]
    near = {each for place in changed for each in range(place - _AROUND, place + _AROUND + 1)}
    short: list[Passage] = []
    left_out = 0
    for place, passage in enumerate(passages):
        if place in near:
            if left_out:
                short.append(_left_out(left_out))
                left_out = 0
            short.append(passage)
        else:
            left_out += 1
    return [*short, _left_out(left_out)] if left_out else short


def _left_out(count: int) -> Passage:
    said = ngettext("%(count)d block without a change", "%(count)d blocks without a change", count)
    return replace(Passage([]), kind="left_out", notes=[said % {"count": count}])

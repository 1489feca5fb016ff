"""Two snapshots of a story, field by field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from articles import languages
from articles.comparison.alignment import Work
from articles.comparison.blocks import Block, apart, blocks_of, pairs
from articles.comparison.changes import PLAIN, BlockChange, FieldChange, Segment, Voice
from articles.comparison.words import compared, whole, words_of
from articles.models import Article, Byline

ORDER = (
    *("kicker", "headline", "standfirst", "dateline", "body"),
    *("picture", "picture_caption", "picture_credit", "picture_alt"),
    *("language", "section", "series", "tags", "source", "slug", "translation_of", "bylines"),
)
LINES = ("kicker", "headline", "standfirst", "dateline", "picture_caption", "picture_credit", "picture_alt", "slug")


class Named(NamedTuple):
    """Something that a field names. Two of one name are told apart by what else is known of them."""

    name: str
    id: str = ""


def compare(
    old: Mapping[str, Any], new: Mapping[str, Any], show_picture: Callable[[int], str] = lambda pk: ""
) -> list[FieldChange]:
    """What differs between two snapshots (see `articles.snapshot`), in the order of the form.

    What a snapshot does not have counts as empty; a field that is not known here is shown as it is kept.
    """
    before, after = _voice(old), _voice(new)
    comparison = _Comparison(before or after or Voice(), after or before or Voice(), show_picture)
    names = [*ORDER, *(name for name in {**old, **new} if name not in ORDER)]
    found = (comparison.field(name, old.get(name), new.get(name)) for name in names)
    return [change for change in found if change.blocks or change.items or change.note]


def unchanged(
    snapshot: Mapping[str, Any], names: Sequence[str], show_picture: Callable[[int], str] = lambda pk: ""
) -> list[FieldChange]:
    """These fields of a snapshot as `compare` shows what stayed as it is; empty ones are left out."""
    voice = _voice(snapshot) or Voice()
    shown = _Comparison(voice, voice, show_picture)
    return [each for name in names if (each := shown.as_it_is(name, snapshot.get(name))).blocks or each.items]


class _Comparison:
    """Two snapshots in their languages, with the work that is left for comparing them."""

    def __init__(self, old: Voice, new: Voice, show_picture: Callable[[int], str]) -> None:
        self.old, self.new, self.show_picture, self.work = old, new, show_picture, Work()
        # Words of both directions in one line could not be read.
        self.is_parted = old.direction != new.direction

    def field(self, name: str, old: Any, new: Any) -> FieldChange:
        change = FieldChange(name, _label(name), "choice")
        if name == "body":
            return self.body(replace(change, kind="body"), _text(old), _text(new))
        if name in LINES:
            return replace(change, kind="line", blocks=self.line(name, _text(old), _text(new)))
        if name in ("tags", "bylines"):
            return replace(change, kind="set", items=self.items(_listed(old), _listed(new)))
        if name == "picture":
            return replace(change, items=self.pictures(old, new) if old != new else ())
        return replace(change, items=self.items(_chosen(name, old), _chosen(name, new)))

    def as_it_is(self, name: str, value: Any) -> FieldChange:
        change = FieldChange(name, _label(name), "choice")
        if name == "body":
            blocks = tuple(self.whole("same", block) for block in blocks_of(_text(value)))
            return replace(change, kind="body", blocks=blocks)
        if name in LINES:
            line = BlockChange("same", "line", self.new, whole("same", words_of([(_text(value), PLAIN)])))
            return replace(change, kind="line", blocks=(line,) if value else ())
        if name == "picture":
            return replace(change, items=self.pictures(value, value))
        chosen = _listed(value) if name in ("tags", "bylines") else _chosen(name, value)
        return replace(change, items=tuple(Segment("same", item.name) for item in chosen))

    def items(self, old: Sequence[Named], new: Sequence[Named]) -> tuple[Segment, ...]:
        """What stayed, went and came, in its order; nothing where all of it stayed."""
        made: list[Segment] = []
        for span in self.work.spans(old, new) if old != new else ():
            if not span.is_same:
                made += [Segment("gone", item.name) for item in span.of_old(old)]
            made += [Segment("same" if span.is_same else "new", item.name) for item in span.of_new(new)]
        return tuple(made)

    def pictures(self, old: Any, new: Any) -> tuple[Segment, ...]:
        """A picture in the place of another; either, or both, may be none."""
        if old == new:
            return (self.picture("same", new),) if new else ()
        return tuple(self.picture(op, pk) for op, pk in (("gone", old), ("new", new)) if pk)

    def picture(self, op: str, pk: Any) -> Segment:
        return Segment(op, _("Picture %s") % pk, picture=self.show_picture(pk) if isinstance(pk, int) else "")

    def line(self, name: str, old: str, new: str) -> tuple[BlockChange, ...]:
        if old == new:
            return ()
        gone, come = words_of([(old, PLAIN)]), words_of([(new, PLAIN)])
        before, after = (Voice(), Voice()) if name == "slug" else (self.old, self.new)
        if self.is_parted and old and new:
            return (
                BlockChange("gone", "line", before, whole("gone", gone)),
                BlockChange("new", "line", after, whole("new", come)),
            )
        return (BlockChange("changed", "line", after if new else before, compared(gone, come, self.work)),)

    def body(self, change: FieldChange, old: str, new: str) -> FieldChange:
        if old == new:
            return change
        before, after = blocks_of(old), blocks_of(new)
        numbers: dict[Block, int] = {}
        keys = [[numbers.setdefault(block, len(numbers)) for block in blocks] for blocks in (before, after)]
        made: list[BlockChange] = []
        for span in self.work.spans(*keys):
            if span.is_same:
                made += [self.whole("same", block) for block in span.of_new(after)]
            else:
                made += self.replaced(span.of_old(before), span.of_new(after))
        if all(block.op == "same" for block in made):
            return replace(change, note=_("Only the code of the text differs: readers see no change."))
        return replace(change, blocks=tuple(made))

    def replaced(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockChange]:
        for gone, come in apart(old, new) if self.is_parted else pairs(old, new, self.work):
            if gone and come:
                yield BlockChange(
                    "changed",
                    come.kind,
                    self.new,
                    compared(gone.words, come.words, self.work),
                    (*self.pictures(gone.picture, come.picture), *_details(gone.detail, come.detail)),
                    before=gone.kind if gone.kind != come.kind else "",
                )
            elif gone:
                yield self.whole("gone", gone)
            elif come:
                yield self.whole("new", come)

    def whole(self, op: str, block: Block) -> BlockChange:
        voice = self.old if op == "gone" else self.new
        details = [Segment(op, block.detail)] if block.detail else []
        if block.picture is not None:
            details.append(self.picture(op, block.picture))
        return BlockChange(op, block.kind, voice, whole(op, block.words), tuple(details))


def _details(old: str, new: str) -> tuple[Segment, ...]:
    made = (Segment("same", new),) if old == new else (Segment("gone", old), Segment("new", new))
    return tuple(detail for detail in made if detail.text)


def _voice(saved: Mapping[str, Any]) -> Voice | None:
    language = saved.get("language")
    try:
        return Voice(language, languages.direction(language)) if language else None
    except (KeyError, AttributeError, TypeError):
        return None


def _label(name: str) -> str | Promise:
    if name == "bylines":
        return Byline._meta.verbose_name_plural or name
    try:
        return getattr(Article._meta.get_field(name), "verbose_name", name)
    except FieldDoesNotExist:
        return name.replace("_", " ")


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _listed(value: Any) -> list[Named]:
    """Tags or bylines; a byline with its role, where that is not the words."""
    return [_named(line) for line in value] if isinstance(value, list) else []


def _named(line: Any) -> Named:
    if not isinstance(line, Mapping):
        return Named(_text(line))
    name, role = _text(line.get("name")), _text(line.get("role"))
    if role not in ("", Byline.Role.WORDS):
        name = f"{name} ({dict(Byline.Role.choices).get(role, role)})"
    # Not the id of a tag: one that took the place of another, of the same name, is the same to everybody.
    return Named(name, _text(line.get("person")))


def _chosen(name: str, value: Any) -> list[Named]:
    """What was chosen in a field, if anything."""
    if value in (None, "", [], {}):
        return []
    match name, value:
        case (("section" | "series" | "source"), {"name": str(named), "id": identity}):
            return [Named(named, str(identity))]
        case "language", str(code):
            return [Named(languages.own_name(code))]
        case "translation_of", number:
            return [Named(_("Story %s") % number)]
        case _, bool(answer):
            return [Named(_("Yes") if answer else _("No"))]
    return [Named(str(value))]

"""Reads the demo's stories: a header of `key: value` lines, an empty line, the text."""

import datetime
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STORIES = Path(__file__).parent / "stories"
_AGE_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_INLINE = [
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)"), r'<a href="\2">\1</a>'),
]
_NUMBERED = re.compile(r"\d+\.\s+")


@dataclass(frozen=True)
class Copy:
    """A story as it was handed in. `key` is its language and file: `en/harbour-cranes`."""

    key: str
    language: str
    body: str
    header: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.header.get(name, "")

    @property
    def state(self) -> str:
        return self["state"] or "live"

    @property
    def tags(self) -> list[str]:
        return [tag.strip() for tag in re.split("[,،]", self["tags"]) if tag.strip()]

    @property
    def bylines(self) -> list[tuple[str, str]]:
        """Pairs of role and person, in order."""
        pairs = (line.split("=", 1) for line in self["byline"].split(";") if "=" in line)
        return [(role.strip(), person.strip()) for role, person in pairs]

    def parts(self, name: str) -> list[str]:
        """What stands between bars."""
        return [part.strip() for part in self[name].split("|")]

    def age(self, name: str = "age") -> datetime.timedelta | None:
        return age_of(self[name]) if self[name] else None


def age_of(written: str) -> datetime.timedelta:
    """`20m`, `3h` or `2d` as a span of time; `-2h` for one that is over."""
    return datetime.timedelta(**{_AGE_UNITS[written[-1]]: int(written[:-1])})


def all_copy() -> list[Copy]:
    """Every story of the demo, originals before their translations."""
    found = [read(path) for path in sorted(STORIES.glob("*/*.txt"))]
    return sorted(found, key=lambda copy: bool(copy["translation_of"]))


def read(path: Path) -> Copy:
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    header = {}
    for line in head.splitlines():
        name, _, value = line.partition(":")
        header[name.strip()] = value.strip()
    language = path.parent.name
    return Copy(f"{language}/{path.stem}", language, "\n".join(_blocks(text)), header)


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.strip().splitlines()
        if not lines:
            continue
        if block.startswith("### "):
            yield f"<h3>{_inline(block[4:])}</h3>"
        elif block.startswith("## "):
            yield f"<h2>{_inline(block[3:])}</h2>"
        elif block.startswith("> "):
            quote, _, speaker = " ".join(line.lstrip("> ") for line in lines).partition("|")
            footer = f"<footer>{_inline(speaker.strip())}</footer>" if speaker.strip() else ""
            yield f'<blockquote class="pull-quote"><p>{_inline(quote.strip())}</p>{footer}</blockquote>'
        elif all(line.startswith("- ") for line in lines):
            yield "<ul>" + "".join(f"<li><p>{_inline(line[2:])}</p></li>" for line in lines) + "</ul>"
        elif all(_NUMBERED.match(line) for line in lines):
            items = (_NUMBERED.sub("", line, count=1) for line in lines)
            yield "<ol>" + "".join(f"<li><p>{_inline(item)}</p></li>" for item in items) + "</ol>"
        else:
            yield f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    text = html.escape(text, quote=False)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text

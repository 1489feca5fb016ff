"""A news page as plain text, taken apart: kicker, headline, paragraphs, subheading, photograph, source."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PrintedPage:
    kicker: str
    headline: str
    blocks: list[tuple[str, str]]  # ("p" | "h2", text)
    caption: str
    credit: str
    source: str


def read(path: Path) -> PrintedPage:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    kicker, headline, *rest = lines[: lines.index("Leave a Comment")]
    source = rest.pop()
    # The picture's line stands before the subheading, and ends with who took it, without a full stop.
    subheading = next(n for n, line in enumerate(rest) if line[-1].isalnum() and len(line) < 60)
    match = re.fullmatch(r"(.+\.) (\w+)", rest[subheading - 1])
    assert match is not None
    blocks = [("h2" if n == subheading else "p", line) for n, line in enumerate(rest) if n != subheading - 1]
    return PrintedPage(kicker, headline, blocks, match[1], match[2], source)

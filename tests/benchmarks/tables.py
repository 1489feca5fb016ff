"""Plain tables on the screen."""

from collections.abc import Sequence


def show(head: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """The first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    if title:
        print(f"\n{title}")
    for row in [head, *rows]:
        cells = [each.rjust(width) for each, width in zip(row, widths, strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *cells[1:]]), flush=True)

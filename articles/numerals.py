"""The digits in which each language of the site writes figures.

For what the site itself says: dates, counts, numbers of pages. What a writer typed never passes here, nor does what
machines read: `datetime`, feeds, JSON-LD and addresses keep to ASCII.
"""

from django.utils.translation import get_language

ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
# Arabic as Iraq writes it, and Central Kurdish (CLDR: ar-IQ and ckb, the numbering system `arab`).
DIGITS = {"ar": ARABIC_INDIC, "ckb": ARABIC_INDIC}
_TABLES = {code: str.maketrans("0123456789", digits) for code, digits in DIGITS.items()}


class Figure(int):
    """A number that plural forms can count with, and that is written in the digits of the language spoken."""

    def __str__(self) -> str:
        return in_figures(int.__repr__(self))


def in_figures(written: str) -> str:
    """Words of the site's own with their digits as the language spoken writes them."""
    table = _TABLES.get(get_language() or "")
    return written.translate(table) if table else written


def figures(value: object) -> "str | Figure":
    """A number as a `Figure`; whatever else it is, its words `in_figures`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Figure(value)
    return in_figures(str(value))

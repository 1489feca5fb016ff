"""What is wrong with a story, and where it is mended."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# Where a field of a story is on its screen, if not at `id_` and its name.
_ANCHORS = {"bylines": "bylines-group", "sign_offs": "panel-looks"}
# What the record keeps of a warning that somebody passed, and what the history calls it.
WARNINGS: dict[str, Any] = {
    "headline_long": _("long headline"),
    "headline_similar": _("similar headline today"),
    "no_standfirst": _("no standfirst"),
    "heading_level": _("smaller subheading without a larger one"),
    "link_words": _("link whose words say nothing"),
    "link_dead": _("link to a story that is not live"),
    "shouting": _("paragraph in capitals"),
    "long_paragraph": _("very long paragraph"),
    "table_header": _("table without a header"),
    "no_picture": _("no lead picture"),
    "picture_missing": _("picture that is not in the library"),
    "picture_alt_repeats": _("alternative text that repeats the caption"),
    "picture_alt_filename": _("alternative text that is a file name"),
    "picture_rights_earlier": _("picture whose rights are not recorded"),
    "picture_rights_end": _("picture whose rights end soon"),
}


@dataclass(frozen=True)
class Problem:
    """A sentence that says what is wrong, and the field of the story's form where it is mended."""

    field: str
    message: str
    # Of a warning: one of `WARNINGS`.
    code: str = ""
    # In the body: which of its outermost blocks, counted from 0.
    block: int | None = None
    # The picture of the library whose rights are meant; the other story that is meant.
    picture: int | None = None
    story: int | None = None

    @property
    def anchor(self) -> str:
        """The id of the field on the story's screen."""
        return _ANCHORS.get(self.field, f"id_{self.field}")


def name_of(code: str) -> str:
    """What the desk calls a warning; one that is not known any more goes by its code."""
    return str(WARNINGS.get(code, code))

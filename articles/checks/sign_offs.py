"""The looks that were asked for before a story may go out."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, SignOff
from articles.snapshot import looks_the_same, snapshot


def missing_sign_offs(
    article: Article,
    sign_offs: Iterable[SignOff] | None = None,
    current: Callable[[], Mapping[str, Any]] | None = None,
) -> list[str]:
    """The looks that were asked for and have not been given, or were given to what has been changed since.

    Whoever has the story's `sign_offs` (with their revisions) or its `current` snapshot at hand gives them.
    """
    if sign_offs is None:
        sign_offs = article.sign_offs.select_related("revision")
    asked = list(sign_offs)
    now = (current or (lambda: snapshot(article)))() if any(_was_given(each) for each in asked) else {}
    return list(filter(None, (_what_is_missing(each, now) for each in asked)))


def _was_given(sign_off: SignOff) -> bool:
    return sign_off.verdict == SignOff.Verdict.GIVEN and sign_off.revision is not None


def _what_is_missing(sign_off: SignOff, current: Mapping[str, Any]) -> str:
    match sign_off.verdict:
        case SignOff.Verdict.ASKED:
            return _("The sign-off “%s” has been asked for, and is not given yet.") % sign_off.kind_label
        case SignOff.Verdict.REFUSED:
            return _("The sign-off “%s” was refused.") % sign_off.kind_label
        case SignOff.Verdict.GIVEN if sign_off.revision and not looks_the_same(
            sign_off.kind, sign_off.revision.snapshot, current
        ):
            return _("The story was changed after the sign-off “%s”: ask again.") % sign_off.kind_label
    return ""

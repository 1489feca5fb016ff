"""What a line of the record says beside who and when, as the desk reads it."""

import datetime
import json
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles import checks, languages, rights
from articles.dates import said
from articles.models import Article, Correction, Record, SignOff, Stage, Withdrawal

# By the names in `Record.detail`; what is not here goes by its own name.
LABELS = {
    "reason": gettext_lazy("Why"),
    "notice": gettext_lazy("Notice to readers"),
    "text": gettext_lazy("Text"),
    "kind": gettext_lazy("Kind"),
    "changed": gettext_lazy("Changed"),
    "restored": gettext_lazy("Restored from revision"),
    "revision": gettext_lazy("Revision"),
    "at": pgettext_lazy("of a schedule", "For"),
    "until": gettext_lazy("Until"),
    "embargo": gettext_lazy("Embargo"),
    "substantive": gettext_lazy("A substantive update"),
    "recipient": gettext_lazy("Recipient"),
    "was": gettext_lazy("Before"),
    "state": gettext_lazy("State"),
    "comment": gettext_lazy("Comment"),
    "edition": gettext_lazy("Edition"),
    "correction": gettext_lazy("Correction"),
    "supersedes": gettext_lazy("In place of"),
    "snapshot": gettext_lazy("As it stood"),
    "picture": gettext_lazy("Picture"),
    "ended": gettext_lazy("Ended"),
    "warnings": gettext_lazy("Warnings passed"),
    "link": gettext_lazy("Preview link"),
}
_WORDS: dict[str, Any] = {
    **dict(SignOff.Kind.choices),
    **dict(Correction.Kind.choices),
    **dict(Withdrawal.Kind.choices),
    **dict(Stage.choices),
    "open": gettext_lazy("until further notice"),
}
_WORD_NAMES = frozenset(["kind", "was", "embargo"])
# What the story's own history shows in other ways, or is only a number to it.
_ELSEWHERE = frozenset(["revision", "revision_id", "edition", "correction", "supersedes", "comment", "picture", "link"])


def readable(holder: rights.Holder, records: QuerySet[Record]) -> QuerySet[Record]:
    """Those that tell this holder of no story that the holder may not read, not even its headline."""
    if not holder.has_perm("articles.view_article"):
        return records.filter(article=None)
    return records.exclude(article__withdrawn__in=rights.unreadable(holder))


def facts(record: Record, *, in_history: bool = False) -> list[tuple[Any, str | SafeString]]:
    """Label and value of everything in a record's detail; `in_history` without what that page shows anyway."""
    return [
        (LABELS.get(name, name), _shown(name, value))
        for name, value in record.detail.items()
        if value not in (None, "", []) and not (in_history and name in _ELSEWHERE)
    ]


def field_names(changed: list[str]) -> str:
    """Fields of a story by the names that its form gives them."""
    return languages.list_of(str(_FIELDS.get(name, name)) for name in changed)


def _shown(name: str, value: Any) -> str | SafeString:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case list() if name == "warnings":
            return languages.list_of(checks.name_of(code) for code in value)
        case list() if all(isinstance(each, str) for each in value):
            return field_names(value)
        case list() | dict():
            return format_html(
                '<pre class="as-data" dir="ltr">{}</pre>', json.dumps(value, ensure_ascii=False, indent=2)
            )
        case str() if name in _WORD_NAMES and value in _WORDS:
            return str(_WORDS[value])
        case str() if instant := _instant(value):
            return said(instant)
        case _:
            return str(value)


def _instant(value: str) -> datetime.datetime | None:
    """The instant that `workflow` wrote as text; a text of somebody's is none."""
    try:
        instant = parse_datetime(value)
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo else None


_FIELDS: dict[str, Any] = {
    **{field.name: field.verbose_name for field in Article._meta.fields},
    "tags": gettext_lazy("tags"),
    "bylines": gettext_lazy("bylines"),
}

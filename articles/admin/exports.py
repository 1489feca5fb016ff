"""The record in a file, for whoever has to show it: streamed, so that its length does not matter."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, StreamingHttpResponse
from django.utils import timezone

from articles.models import Record

A_CHUNK = 500
# What a spreadsheet takes for a formula (OWASP, CSV Injection), also in the width of East Asian letters.
_FORMULA = re.compile(r"^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]")
# Without it, spreadsheets take UTF-8 for the letters of a Western PC.
BYTE_ORDER_MARK = "\ufeff"
COLUMNS = ("at", "who", "account", "what", "story", "headline", "reason", "detail")


def export(records: QuerySet[Record], form: str, name: str, *, with_whence: bool) -> StreamingHttpResponse:
    """Records, as CSV (RFC 4180) or a JSON array, newest first; `with_whence` with where the acts came from.

    Raises Http404 for another form.
    """
    if form not in FORMS:
        raise Http404
    lines, content_type = FORMS[form]
    columns = [*COLUMNS, "whence"] if with_whence else list(COLUMNS)
    rows = (_row(record, columns) for record in records.select_related("actor").iterator(chunk_size=A_CHUNK))
    return StreamingHttpResponse(
        lines(rows, columns),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{form}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _row(record: Record, columns: list[str]) -> dict[str, Any]:
    values = {
        "at": timezone.localtime(record.at).isoformat(timespec="seconds"),
        "who": record.actor_name,
        "account": record.actor.get_username(),
        "what": record.verb,
        "story": record.article_id,
        "headline": record.headline,
        "reason": record.detail.get("reason", ""),
        "detail": record.detail,
        "whence": record.whence,
    }
    return {name: values[name] for name in columns}


class _Echo:
    """A file for the csv module that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _as_csv(rows: Iterator[dict[str, Any]], columns: list[str]) -> Iterator[str]:
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _as_json(rows: Iterator[dict[str, Any]], columns: list[str]) -> Iterator[str]:
    between = "[\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


FORMS: dict[str, tuple[Callable[..., Iterator[str]], str]] = {
    "csv": (_as_csv, "text/csv; charset=utf-8"),
    "json": (_as_json, "application/json"),
}

"""Querysets as parts of a larger statement, so that what the public may see is spelled in one place there too."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from articles.prepared import Given


def named(queryset: QuerySet[Any, Any], prefix: str) -> tuple[str, dict[str, Any]]:
    """The SQL of a queryset, and its parameters under names that begin with `prefix`; a `Given` keeps its own name, and
    its value is not among them."""
    sql, params = queryset.query.sql_with_params()
    names = [each.name if isinstance(each, Given) else f"{prefix}_{number}" for number, each in enumerate(params)]
    first, *others = sql.split("%s")
    placed = first + "".join(f"%({name})s{rest}" for name, rest in zip(names, others, strict=True))
    return placed, {name: each for name, each in zip(names, params, strict=True) if not isinstance(each, Given)}


def any_of(lexemes: Iterable[str]) -> str:
    """A tsquery for any of these. Lexemes are made of letters, digits and our own signs: nothing has to be escaped."""
    return "(" + " | ".join(f"'{lexeme}'" for lexeme in lexemes) + ")"

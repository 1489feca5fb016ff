"""What the rooms note on a story's card in a list. The core knows none of them: each says what it needs when it starts.

A note is a value that comes with the list, in its one query, and the template that shows it.
"""

from collections.abc import Callable
from typing import Any

_VALUES: dict[str, Callable[[], Any]] = {}
_TEMPLATES: dict[str, str] = {}


def note(name: str, value: Callable[[], Any], template: str) -> None:
    """Have lists annotate their editions with an expression under this name, and cards include the template."""
    _VALUES[name] = value
    _TEMPLATES[name] = template


def values() -> dict[str, Any]:
    return {name: value() for name, value in _VALUES.items()}


def templates() -> list[str]:
    return list(_TEMPLATES.values())

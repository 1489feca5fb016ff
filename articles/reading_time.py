"""How long a text takes to read: the same for the desk, which sees it as it writes, and for readers."""

import json
import math

# Of prose, silently. Where words carry their articles and endings with them, a minute has fewer of them.
WORDS_A_MINUTE = {"en": 220, "ar": 180, "ckb": 180}
OTHERWISE = 200


def minutes(words: int, language: str) -> int:
    """Whole minutes, half ones up; no text takes less than one. static/desk/js/counts.js reckons likewise."""
    return max(1, math.floor(words / WORDS_A_MINUTE.get(language, OTHERWISE) + 0.5))


def for_scripts() -> str:
    """The speeds as JSON, by language."""
    return json.dumps(WORDS_A_MINUTE)

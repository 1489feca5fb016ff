"""What the desk has set for the screening, as a query finds it."""

import datetime
import json
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.comments.models import Rules, WordList
from newsroom.comments.screening.word_lists import Phrases, phrases


class Row(NamedTuple):
    """Of a check."""

    place: int
    is_on: bool
    limit: float | None
    points: float


class Banned(NamedTuple):
    """A ban in force: by a phrase, or on this writer."""

    kind: str
    phrase: str


@dataclass(frozen=True)
class Settings:
    hold_at: float
    spam_at: float
    rows: dict[str, Row]
    banned: Phrases
    suspect: Phrases
    bans: list[Banned]
    newest_lesson: int | None
    published_at: datetime.datetime | None


def settings_of(
    hold_at: float | None,
    spam_at: float | None,
    checks: str | None,
    lists: str | None,
    bans: str | None,
    lesson: int | None,
    published_at: datetime.datetime | None,
) -> Settings:
    """Of the columns that `asked.SETTINGS` gives."""
    texts: dict[str, list[str]] = {kind: [] for kind in WordList.Kind}
    for kind, words in json.loads(lists or "[]"):
        texts[kind].append(words)
    return Settings(
        hold_at=Rules().hold_at if hold_at is None else hold_at,
        spam_at=Rules().spam_at if spam_at is None else spam_at,
        rows={name: Row(*row) for name, row in json.loads(checks or "{}").items()},
        banned=phrases(*texts[WordList.Kind.BANNED]),
        suspect=phrases(*texts[WordList.Kind.SUSPECT]),
        bans=[Banned(*ban) for ban in json.loads(bans or "[]")],
        newest_lesson=lesson,
        published_at=published_at,
    )

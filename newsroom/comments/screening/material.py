"""What the checks look at: a comment, and what the database knows that bears on it, in three short queries.

Each query is made when the first check asks for it; where it fails, that check could not be made, and the comment is
held (see `screen`).
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.utils import timezone

from newsroom.comments.models import Comment
from newsroom.comments.screening.asked import PAST, REPEATS, SETTINGS
from newsroom.comments.screening.links import Link, links_in
from newsroom.comments.screening.settings import Settings, settings_of
from newsroom.comments.screening.verdict import Facts
from newsroom.comments.screening.wording import are_alike, comparable, sketch_of, spellings, to_be_judged
from newsroom.comments.sealing import email_mark, network_mark, region_mark

LATELY = datetime.timedelta(minutes=10)
A_DAY = datetime.timedelta(days=1)
A_WEEK = datetime.timedelta(days=7)
HALF_A_YEAR = datetime.timedelta(days=180)
# So many that are alike are looked at: of more, one learns nothing new.
MOST_ALIKE = 50
# Characters that a sketch is made of.
OF_A_SKETCH = 3_000


@dataclass(frozen=True)
class Past:
    """How many comments came before from this writer, or from this address. What was refused counts, and what was
    spam, only where a person said so."""

    approved: int
    refused: int
    by_email_lately: int
    by_address_lately: int
    spam_from_address: int


@dataclass(frozen=True)
class Repeats:
    """How many other comments of the last week say the same; and how many of them a person called spam."""

    times: int = 0
    spam: int = 0


class Material:
    def __init__(self, comment: Comment, facts: Facts) -> None:
        self.comment = comment
        self.facts = facts
        self.now = timezone.now()
        self.text = to_be_judged(comment.body)
        self.email_mark = email_mark(comment.email) if comment.email else None
        self.network_mark = network_mark(comment.address) if comment.address else None
        self.region_mark = region_mark(comment.address) if comment.address else None

    @cached_property
    def spellings(self) -> list[list[str]]:
        """The words of the name and the text, in every way in which they are compared."""
        return spellings(f"{self.comment.name}\n{self.text}")

    @cached_property
    def links(self) -> list[Link]:
        return links_in(self.text)

    @cached_property
    def sketch(self) -> list[int]:
        return sketch_of(comparable(self.text[:OF_A_SKETCH]), always=bool(self.links))

    @cached_property
    def settings(self) -> Settings:
        asked = {
            "article": self.comment.article_id,
            "email": self.email_mark,
            "network": self.network_mark,
            "region": self.region_mark,
        }
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS, asked)
            return settings_of(*cursor.fetchone())

    @cached_property
    def past(self) -> Past:
        asked = {
            "email": self.email_mark,
            "network": self.network_mark,
            "lately": self.now - LATELY,
            "a_day_ago": self.now - A_DAY,
            "long_ago": self.now - HALF_A_YEAR,
        }
        with connection.cursor() as cursor:
            cursor.execute(PAST, asked)
            return Past(*cursor.fetchone())

    @cached_property
    def repeats(self) -> Repeats:
        if not self.sketch:
            return Repeats()
        with connection.cursor() as cursor:
            cursor.execute(REPEATS, {"sketch": self.sketch, "since": self.now - A_WEEK, "most": MOST_ALIKE})
            alike = [is_spam for sketch, is_spam in cursor.fetchall() if are_alike(self.sketch, sketch)]
        return Repeats(len(alike), sum(alike))

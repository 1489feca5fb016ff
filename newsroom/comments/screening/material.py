"""What the checks look at: a comment, and what the database knows that bears on it, in three short queries.

Each query is made when the first check asks for it; where it fails, that check could not be made, and the comment is
held (see `screen`).
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Min, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles.models import Edition
from newsroom.comments.models import Ban, Check, Comment, Lesson, Rules, WordList
from newsroom.comments.screening.links import Link, links_in
from newsroom.comments.screening.verdict import Facts
from newsroom.comments.screening.word_lists import Phrases, phrases
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
class Settings:
    """What the desk has set, and what else one query gives."""

    rules: Rules
    # By the name of the check: {"place", "is_on", "limit", "points"}.
    rows: dict[str, dict[str, Any]]
    banned: Phrases
    suspect: Phrases
    # Bans in force that are by a phrase, and those that are on this writer: {"kind", "phrase"}.
    bans: list[dict[str, Any]]
    newest_lesson: int | None
    published_at: datetime.datetime | None


@dataclass(frozen=True)
class Past:
    """How many comments came before from this writer, or from this address. Only people's decisions count."""

    approved: int = 0
    refused: int = 0
    by_email_lately: int = 0
    by_address_lately: int = 0
    spam_from_address: int = 0


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
        asked = Rules.objects.annotate(
            checks=ArraySubquery(
                Check.objects.values(
                    row=JSONObject(name="name", place="place", is_on="is_on", limit="limit", points="points")
                )
            ),
            lists=ArraySubquery(WordList.objects.values(row=JSONObject(kind="kind", words="words"))),
            bans=ArraySubquery(
                Ban.objects.in_force()
                .filter(
                    Q(kind=Ban.Kind.PHRASE)
                    | (Q(kind=Ban.Kind.EMAIL) & _by("mark", self.email_mark))
                    | (Q(kind=Ban.Kind.NETWORK) & _by("mark", self.network_mark))
                    | (Q(kind=Ban.Kind.REGION) & _by("mark", self.region_mark))
                )
                .order_by("pk")
                .values(row=JSONObject(kind="kind", phrase="phrase"))
            ),
            lesson=Subquery(Lesson.objects.order_by("-learned_at").values("pk")[:1]),
            published_at=Subquery(
                Edition.objects.filter(article=self.comment.article_id)
                .order_by()
                .values("article")
                .annotate(first=Min("published_at"))
                .values("first")
            ),
        )
        rules = the_rules(asked)
        texts = {kind: [each["words"] for each in rules.lists if each["kind"] == kind] for kind in WordList.Kind}
        return Settings(
            rules=rules,
            rows={row["name"]: row for row in rules.checks},
            banned=phrases(*texts[WordList.Kind.BANNED]),
            suspect=phrases(*texts[WordList.Kind.SUSPECT]),
            bans=rules.bans,
            newest_lesson=rules.lesson,
            published_at=rules.published_at,
        )

    @cached_property
    def past(self) -> Past:
        """From the indexes by email and by network, in one query."""
        mine, near = _by("email_mark", self.email_mark), _by("network_mark", self.network_mark)
        asked = (mine & Q(posted_at__gte=self.now - HALF_A_YEAR)) | (near & Q(posted_at__gte=self.now - A_DAY))
        lately, by_person = Q(posted_at__gte=self.now - LATELY), Q(decided_by__isnull=False)
        refused = Q(state__in=[Comment.State.REJECTED, Comment.State.SPAM])
        return Past(
            **Comment.objects.filter(asked).aggregate(
                approved=Count("pk", filter=mine & Q(state=Comment.State.APPROVED)),
                refused=Count("pk", filter=mine & refused & by_person),
                by_email_lately=Count("pk", filter=mine & lately),
                by_address_lately=Count("pk", filter=near & lately),
                spam_from_address=Count("pk", filter=near & Q(state=Comment.State.SPAM) & by_person),
            )
        )

    @cached_property
    def repeats(self) -> Repeats:
        """Found by an index over the numbers of the sketches: no text is read."""
        if not self.sketch:
            return Repeats()
        candidates = Comment.objects.filter(sketch__overlap=self.sketch, posted_at__gte=self.now - A_WEEK)
        alike = [
            (state, by)
            for sketch, state, by in candidates.order_by().values_list("sketch", "state", "decided_by")[:MOST_ALIKE]
            if are_alike(self.sketch, sketch)
        ]
        return Repeats(len(alike), sum(state == Comment.State.SPAM and by is not None for state, by in alike))


def the_rules(asked: QuerySet[Rules]) -> Any:
    """The one row of the rules, with what was asked for beside it; made where a database has none yet."""
    found = asked.filter(pk=1).first()
    if found is None:
        Rules.objects.get_or_create(pk=1)
        found = asked.get(pk=1)
    return found


def _by(field: str, mark: bytes | None) -> Q:
    """A mark that is not there is nobody's: compared as it is, it would be everybody's who has none."""
    return Q(**{field: mark}) if mark else Q(pk__isnull=True)

"""What readers see of a conversation: threads, the answers in them, and how one pages through either.

Each is asked for with what it needs and no more, so that a story with ten thousand comments, or a thread with as many
answers, costs what a short one does. What is not public of a comment never leaves the database.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, Case, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from newsroom.comments.models import Comment, CommentQuerySet

# Deeper answers stand at the same distance from the margin, and say whom they answer.
DEEPEST_LEVEL = 2
ANSWERS_OF_A_THREAD = 2
THREADS_A_PAGE = 20
ANSWERS_A_PAGE = 50
_MARK = re.compile(r"([0-9]{1,16})-([0-9]{1,18})")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)


class Order(models.TextChoices):
    NEWEST = "newest", _("Newest")
    OLDEST = "oldest", _("Oldest")
    ANSWERED = "answered", _("Most answered")


class Mark(NamedTuple):
    """A place among threads: an instant, or a number of answers, and the comment's id."""

    value: int
    id: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _MARK.fullmatch(text)
        return cls(int(match[1]), int(match[2])) if match else None

    def __str__(self) -> str:
        return f"{self.value}-{self.id}"


@dataclass
class Shown:
    """A comment as readers see it. One that is removed, or erased, is a place in its thread and nothing else."""

    pk: int
    name: str
    website: str
    body: str
    quote: str
    posted_at: datetime.datetime
    depth: int = 0
    parent: int | None = None
    parent_name: str = ""
    answer_count: int = 0
    is_staff: bool = False
    is_pick: bool = False
    is_redacted: bool = False
    is_erased: bool = False
    is_public: bool = True
    answers: list["Shown"] = field(default_factory=list)
    # Whether it has to be said whom it answers, as it does not stand where one would see it.
    says_to: bool = False

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        posted_at = parse_datetime(row["posted_at"])
        assert posted_at is not None
        rest = {name: value for name, value in row.items() if name not in ("answers", "posted_at")}
        comment = cls(**rest, posted_at=posted_at)
        comment.answers = shown_answers(row.get("answers") or [], {comment.pk})
        return comment

    @property
    def level(self) -> int:
        return min(self.depth, DEEPEST_LEVEL)

    @property
    def is_there(self) -> bool:
        """Whether its words can be read."""
        return self.is_public and not self.is_erased

    @property
    def answers_left(self) -> int:
        return max(0, self.answer_count - len(self.answers))

    def mark(self, order: str) -> Mark:
        value = self.answer_count if order == Order.ANSWERED else (self.posted_at - _EPOCH) // _MICROSECOND
        return Mark(value, self.pk)


def shown_answers(rows: Iterable[Mapping[str, Any]], above: set[int]) -> list[Shown]:
    """Answers in the order in which a thread is read, below what is shown above them."""
    answers, seen = [], set(above)
    for row in rows:
        answer = Shown.of(row)
        answer.says_to = answer.depth > DEEPEST_LEVEL or answer.parent not in seen
        seen.add(answer.pk)
        answers.append(answer)
    return answers


def _if_there(name: str, prefix: str = "") -> Case:
    """A text of a comment that is shown; empty of one that is not."""
    there = When(**{f"{prefix}state": Comment.State.APPROVED, f"{prefix}erased_at": None}, then=F(prefix + name))
    return Case(there, default=Value(""), output_field=models.TextField())


def _is(**where: Any) -> Case:
    return Case(When(**where, then=Value(True)), default=Value(False), output_field=BooleanField())


def as_rows(comments: QuerySet[Comment], **more: Any) -> QuerySet[Any, Any]:
    """What `Shown.of` reads, as JSON."""
    return comments.values(
        row=JSONObject(
            pk="pk",
            **{name: _if_there(name) for name in ("name", "website", "body", "quote")},
            posted_at="posted_at",
            depth=F("path__len") - 1,
            parent="parent_id",
            parent_name=_if_there("name", "parent__"),
            answer_count="answer_count",
            is_staff=_is(staff__isnull=False),
            is_pick="is_pick",
            is_redacted=_is(redacted_at__isnull=False),
            is_erased=_is(erased_at__isnull=False),
            is_public=_is(state=Comment.State.APPROVED),
            **more,
        )
    )


def with_first_answers(threads: CommentQuerySet, answers: int = ANSWERS_OF_A_THREAD) -> QuerySet[Any, Any]:
    """Rows of threads, each with its first answers: one walk of a few steps along an index for each."""
    first = answers_in(OuterRef("pk"))[:answers]
    return as_rows(threads, answers=ArraySubquery(as_rows(first)))


def threads_below(article: Any, order: str, after: Mark | None = None) -> CommentQuerySet:
    """The comments that begin a thread, from a place on. Each order walks an index of its own."""
    threads = Comment.objects.in_threads().begin_threads().filter(article=article)
    if order == Order.ANSWERED:
        if after:
            here = Q(answer_count__lt=after.value) | Q(pk__lt=after.id)
            threads = threads.filter(here, answer_count__lte=after.value)
        return threads.order_by("-answer_count", "-pk")
    if after:
        at = _EPOCH + after.value * _MICROSECOND
        if order == Order.OLDEST:
            threads = threads.filter(Q(posted_at__gt=at) | Q(pk__gt=after.id), posted_at__gte=at)
        else:
            threads = threads.filter(Q(posted_at__lt=at) | Q(pk__lt=after.id), posted_at__lte=at)
    return threads.order_by("posted_at", "pk") if order == Order.OLDEST else threads.order_by("-posted_at", "-pk")


def answers_in(thread: Any) -> CommentQuerySet:
    """The public answers of a thread, in the order in which it is read."""
    return Comment.objects.public().filter(thread=thread, parent__isnull=False).order_by("path")


@dataclass(frozen=True)
class Threads:
    """A page of threads, and the mark under which the next one is asked for."""

    comments: Sequence[Shown]
    next_mark: Mark | None

    @classmethod
    def page(cls, article: int, order: str, after: Mark | None) -> Self:
        rows = with_first_answers(threads_below(article, order, after)[: THREADS_A_PAGE + 1])
        comments = [Shown.of(each["row"]) for each in rows]
        more = len(comments) > THREADS_A_PAGE
        comments = comments[:THREADS_A_PAGE]
        return cls(comments, comments[-1].mark(order) if more else None)


@dataclass(frozen=True)
class Thread:
    """A thread, or a part of a long one: what began it, what leads from there to the part, and the part."""

    began: Shown
    between: Sequence[Shown]
    answers: Sequence[Shown]
    # The last answer of this part, if there are more.
    next_after: int | None
    is_whole: bool

    @classmethod
    def around(cls, comment: Comment, after: int | None = None) -> Self | None:
        """The thread of a comment: all of it if it is short, or else from the comment on; of one that began a thread,
        from an answer on. None where there is nothing of that."""
        answers = answers_in(comment.thread)
        if after is not None:
            answers = answers.filter(path__gt=Comment.objects.filter(pk=after, thread=comment.thread).values("path"))
        began = Comment.objects.filter(pk=comment.thread)
        is_long = began.filter(answer_count__gt=ANSWERS_A_PAGE).exists()
        is_part = after is not None or (is_long and comment.pk != comment.thread)
        if is_part and after is None:
            answers = answers.filter(path__gte=comment.path)
        between = Comment.objects.filter(pk__in=comment.path[1:-1] if is_part else []).order_by("path")
        row = as_rows(
            began,
            between=ArraySubquery(as_rows(between)),
            answers=ArraySubquery(as_rows(answers[: ANSWERS_A_PAGE + 1])),
        ).first()
        if row is None or (after is not None and not row["row"]["answers"]):
            return None
        rows = row["row"]
        answer_rows = rows.pop("answers")
        leads = shown_answers(rows.pop("between") or [], {comment.thread})
        shown = shown_answers(answer_rows[:ANSWERS_A_PAGE], {comment.thread, *(each.pk for each in leads)})
        more = len(answer_rows) > ANSWERS_A_PAGE
        return cls(Shown.of(rows), leads, shown, shown[-1].pk if more else None, not is_part and not more)

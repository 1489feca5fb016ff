"""What the queue shows: comments, each with its whole context, in three queries however many there are."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from articles import languages
from articles.admin.numbers import whole_number
from articles.models import Edition
from articles.rights import unreadable
from newsroom.comments.models import Comment, Report
from newsroom.comments.screening import words_of
from newsroom.comments.sealing import email_mark

State = Comment.State
A_PAGE = 40
# What waits is counted no further.
MOST_COUNTED = 10_000
# What is looked back on of a reader; and how many one press decides on.
MOST = 300
LAST_WORDS = 3
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


class Sieve(forms.Form):
    """Which comments are shown. Without a word: what is held, the oldest first."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*State.choices, ("all", _("All"))])
    language = forms.ChoiceField(label=_("Language"), required=False)
    points = forms.FloatField(
        label=_("Points from"), required=False, min_value=0, max_value=1000, widget=forms.NumberInput({"step": "0.5"})
    )
    q = forms.CharField(
        label=_("Words, or a whole email address"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "dir": "auto"}),
    )
    reported = forms.BooleanField(label=_("Reported by readers"), required=False)
    story = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, sent: Any) -> None:
        super().__init__(sent, label_suffix="", auto_id="sieve-%s")
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((code, languages.own_name(code)) for code in languages.codes()),
        ]
        self.is_valid()

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for in a way that can be understood."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    @property
    def which(self) -> str:
        """What is reported may stand in any state."""
        return str(self.asked.get("state") or ("all" if self.asked.get("reported") else State.HELD))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked.keys() - {"state"})

    def sift(self, comments: QuerySet[Comment]) -> QuerySet[Comment]:
        if self.which != "all":
            comments = comments.filter(state=self.which)
        for name, value in self.asked.items():
            match name:
                case "language":
                    comments = comments.filter(language=value)
                case "points":
                    comments = comments.filter(points__gte=value)
                case "story":
                    comments = comments.filter(article=value)
                case "reported":
                    comments = comments.filter(Exists(Report.objects.open().filter(comment=OuterRef("pk"))))
                case "q":
                    comments = comments.filter(_with(value))
        return comments

    def ordered(self, comments: QuerySet[Comment]) -> QuerySet[Comment]:
        """The queue oldest first; what most readers report before the rest; everything else newest first."""
        if self.asked.get("reported"):
            of_one = Report.objects.open().filter(comment=OuterRef("pk")).order_by().values("comment")
            return comments.order_by(
                Subquery(of_one.annotate(number=Count("pk")).values("number")).desc(), "posted_at", "id"
            )
        if self.which == State.HELD:
            return comments.order_by("posted_at", "id")
        # Ids are given in the order of posting, and of all states only they have an index.
        return comments.order_by("-id") if self.which == "all" else comments.order_by("-posted_at", "-id")


def _with(typed: str) -> Q:
    """Email addresses can be compared and not searched: a whole one finds what was written from it."""
    try:
        validate_email(typed)
    except ValidationError:
        words = Q()
        for word in typed.replace("\x00", "").split():
            words &= Q(body__icontains=word) | Q(name__icontains=word)
        return words
    return Q(email_mark=email_mark(typed)) | Q(body__icontains=typed)


def with_context(user: Any) -> QuerySet[Comment]:
    """Comments with the comment that each answers, the story as readers saw it last (`story`, None where it was
    withdrawn and may not be read by this account; what the desk has made of it since is not for moderators), and what
    is open of readers' reports (`open_reports`)."""
    seen = Edition.objects.seen().filter(article=OuterRef("article"))
    story = seen.exclude(article__withdrawn__in=unreadable(user)).order_by("-live_from")
    told = JSONObject(headline="headline", language="language", path="path")
    reports = Report.objects.open().filter(comment=OuterRef("pk")).order_by("reported_at")
    return (
        Comment.objects.select_related("article", "parent", "decided_by")
        .only(
            *("name", "email", "website", "body", "quote", "language", "state", "verdict", "points", "is_pick"),
            *("redacted_at", "erased_at", "posted_at", "decided_at", "reason", "email_mark", "network_mark", "path"),
            *("article__headline", "parent__name", "parent__body", "parent__state", "parent__erased_at", "staff_id"),
            *("decided_by__first_name", "decided_by__last_name", "decided_by__username"),
        )
        .annotate(
            story=ArraySubquery(story.values(told=told)[:1]),
            open_reports=ArraySubquery(reports.values(told=JSONObject(pk="pk", kind="kind", words="words"))),
        )
    )


@dataclass
class History:
    """What somebody has written so far, newest first, of the last `MOST`: how many in each state, and the last."""

    counts: dict[str, int]
    last: list[dict[str, Any]] = field(default_factory=list)

    @property
    def held(self) -> int:
        return self.counts.get(State.HELD, 0)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def said(self) -> list[tuple[str, Any, int]]:
        """State, its name, and how many, of those that there are."""
        return [(state, State(state).label, number) for state, number in self.counts.items() if number]


@dataclass
class Card:
    comment: Comment
    by_email: History | None = None
    by_network: History | None = None

    @property
    def story(self) -> dict[str, str] | None:
        return next(iter(self.comment.story), None)  # type: ignore[attr-defined]

    @property
    def reports(self) -> list[dict[str, Any]]:
        kinds = dict(Report.Kind.choices)
        return [{**each, "label": kinds[each["kind"]]} for each in self.comment.open_reports]  # type: ignore[attr-defined]

    @property
    def reasons(self) -> list[str]:
        return [words_of(reason) for reason in self.comment.verdict]

    @property
    def last(self) -> list[dict[str, Any]]:
        """The last words of the same reader, without these."""
        last = self.by_email.last if self.by_email else []
        others = [each for each in last if each["pk"] != self.comment.pk][:LAST_WORDS]
        return [{**each, "label": State(each["state"]).label} for each in others]


@dataclass
class Page:
    cards: list[Card]
    held: int
    after: str = ""

    @property
    def is_counted(self) -> bool:
        return self.held < MOST_COUNTED

    @property
    def story(self) -> dict[str, str] | None:
        return self.cards[0].story if self.cards else None


def page(user: Any, sieve: Sieve, after: str = "") -> Page:
    """The first comments that the sieve lets through, or those after a place in the queue."""
    comments = sieve.ordered(sieve.sift(with_context(user)))
    offset = 0
    if sieve.which == State.HELD and not sieve.asked.get("reported"):
        comments = _from(comments, after)
    else:
        offset = min(whole_number(after) or 0, 10_000)
    found = list(comments[offset : offset + A_PAGE + 1])
    cards, held = in_context(found[:A_PAGE])
    if len(found) <= A_PAGE:
        return Page(cards, held)
    last = found[A_PAGE - 1]
    is_queue = sieve.which == State.HELD and not sieve.asked.get("reported")
    return Page(cards, held, _place(last) if is_queue else str(offset + A_PAGE))


def _place(comment: Comment) -> str:
    return f"{(comment.posted_at - EPOCH) // MICROSECOND}-{comment.pk}"


def _from(comments: QuerySet[Comment], after: str) -> QuerySet[Comment]:
    """Those behind a place: what is decided meanwhile moves no page."""
    at, pk = (whole_number(part) for part in after.partition("-")[::2])
    if at is None or pk is None or at > 4_102_444_800_000_000:
        return comments
    instant = EPOCH + at * MICROSECOND
    return comments.filter(posted_at__gte=instant).exclude(posted_at=instant, pk__lte=pk)


# Each mark that is asked for is looked up once, however many of the page's comments have it. Between itself and itself,
# and not equal to it: so that the planner goes along the index and stops, where one reader has written ten thousand.
_OF_A_MARK = """
    SELECT %s::text AS kind, asked.mark, so_far.counts, so_far.last FROM unnest(%s::bytea[]) AS asked(mark),
    LATERAL (
        WITH recent AS MATERIALIZED (
            SELECT id, state, body, posted_at FROM comments_comment WHERE {column} BETWEEN asked.mark AND asked.mark
            ORDER BY {column}, posted_at DESC LIMIT %s
        )
        SELECT json_build_object(
            'approved', count(*) FILTER (WHERE state = 'approved'),
            'rejected', count(*) FILTER (WHERE state = 'rejected'),
            'spam', count(*) FILTER (WHERE state = 'spam'), 'held', count(*) FILTER (WHERE state = 'held')
        ) AS counts,
        (
            SELECT json_agg(json_build_object('pk', id, 'state', state, 'words', left(body, 140)))
            FROM (SELECT * FROM recent ORDER BY posted_at DESC LIMIT %s) AS newest
        ) AS last
        FROM recent
    ) AS so_far"""
_HELD = """
    SELECT 'held', NULL, json_build_object('held', count(*)), NULL
    FROM (SELECT FROM comments_comment WHERE state = 'held' LIMIT %s) AS held"""
_SO_FAR = " UNION ALL ".join([_OF_A_MARK.format(column="email_mark"), _OF_A_MARK.format(column="network_mark"), _HELD])


def in_context(comments: Iterable[Comment]) -> tuple[list[Card], int]:
    """Comments with what their writers have written before; and how many are held in all, or `MOST_COUNTED`."""
    cards = [Card(comment) for comment in comments]
    emails = {bytes(card.comment.email_mark) for card in cards if card.comment.email_mark}
    networks = {bytes(card.comment.network_mark) for card in cards if card.comment.network_mark}
    so_far: dict[tuple[str, bytes], History] = {}
    held = 0
    asked: list[Any] = [
        *("email", list(emails), MOST, LAST_WORDS + 1),
        *("network", list(networks), MOST, LAST_WORDS + 1),
        MOST_COUNTED,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_SO_FAR, asked)
        for kind, mark, counts, last in cursor.fetchall():
            if mark is None:
                held = _read(counts)["held"]
            else:
                so_far[kind, bytes(mark)] = History(_read(counts), _read(last) or [])
    for card in cards:
        card.by_email = so_far.get(("email", bytes(card.comment.email_mark or b"")))
        card.by_network = so_far.get(("network", bytes(card.comment.network_mark or b"")))
    return cards, held


def _read(value: Any) -> Any:
    """Django leaves JSON of a query of our own as it comes."""
    return json.loads(value) if isinstance(value, str) else value

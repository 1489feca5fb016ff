"""Lessons for the classifier: what the people at this desk approved, against what they called spam, and nothing else.

Only the worker learns. `scikit-learn` is imported here where it is used, so that no process that serves ever loads it.
"""

import datetime
import time
from collections import Counter
from typing import NamedTuple

from django.db.models import QuerySet
from django.tasks import task
from django.utils import timezone

from newsroom.comments.models import Comment, Lesson
from newsroom.comments.screening.classifier import share_of_each, tokens_of

# Of either kind; from fewer, one learns by heart.
FEWEST = 30
# Of either kind, the newest: spam changes, and a job may take a minute.
MOST = 5_000
# What fewer comments have in common is somebody's own words.
COMMON = 3
MOST_TOKENS = 20_000
SMALLEST_WEIGHT = 0.02
# How strongly it believes in what it saw: scikit-learn's C.
BELIEF = 30.0
NEW_DECISIONS = 50
A_DAY = datetime.timedelta(days=1)
KEPT_LESSONS = 3
SECONDS_BETWEEN_REMINDERS = 600

_reminded = 0.0


class Decided(NamedTuple):
    body: str
    website: str
    is_spam: bool


def decisions() -> list[Decided]:
    """Comments that a person decided on, and that are still whole: not erased, not redacted."""
    found: list[Decided] = []
    for state in (Comment.State.APPROVED, Comment.State.SPAM):
        rows = _to_learn_from().filter(state=state).order_by("-decided_at").values_list("body", "website")[:MOST]
        found += [Decided(body, website, state == Comment.State.SPAM) for body, website in rows]
    return found


def _to_learn_from() -> QuerySet[Comment]:
    return Comment.objects.filter(decided_by__isnull=False, erased_at=None, redacted_at=None)


def is_due() -> bool:
    """After fifty decisions, or after a day with one."""
    last = Lesson.objects.order_by("-learned_at").first()
    if last is None:
        return True
    new = _to_learn_from().filter(decided_at__gt=last.learned_at)[:NEW_DECISIONS].count()
    return new >= NEW_DECISIONS or (new > 0 and last.learned_at < timezone.now() - A_DAY)


def learn() -> Lesson | None:
    """Learn of all decisions anew, and keep it; None where there are too few."""
    learned_from = decisions()
    spam = sum(each.is_spam for each in learned_from)
    if min(spam, len(learned_from) - spam) < FEWEST:
        return None
    bias, weights = weigh(learned_from)
    lesson = Lesson.objects.create(decisions=len(learned_from), bias=bias, weights=weights)
    kept = Lesson.objects.order_by("-learned_at").values("pk")[:KEPT_LESSONS]
    Lesson.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    return lesson


def weigh(learned_from: list[Decided]) -> tuple[float, dict[str, float]]:
    """The bias and the weight of each token, by logistic regression: above zero it speaks for spam."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    tokens = [tokens_of(each.body, each.website) for each in learned_from]
    seen = Counter(token for each in tokens for token in each)
    common = {token for token, _count in seen.most_common(MOST_TOKENS) if seen[token] >= COMMON}
    rows = [dict.fromkeys(each & common, share_of_each(each)) for each in tokens]
    table = DictVectorizer()
    model = LogisticRegression(C=BELIEF, class_weight="balanced", max_iter=400)
    model.fit(table.fit_transform(rows), [each.is_spam for each in learned_from])
    weights = zip(table.get_feature_names_out(), model.coef_[0], strict=True)
    return float(model.intercept_[0]), {
        str(token): round(float(weight), 4) for token, weight in weights if abs(weight) >= SMALLEST_WEIGHT
    }


@task
def learn_where_due() -> str:
    """Run twice, it learns once."""
    if not is_due():
        return "nothing new"
    lesson = learn()
    return f"learned from {lesson.decisions}" if lesson else "too few decisions"


def remind() -> None:
    """After a decision: let the worker see whether it is time to learn. Said once in ten minutes by each process."""
    global _reminded
    if time.monotonic() >= _reminded:
        _reminded = time.monotonic() + SECONDS_BETWEEN_REMINDERS
        learn_where_due.enqueue()

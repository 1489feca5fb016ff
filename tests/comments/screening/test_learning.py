"""The classifier learns of this desk's own decisions, in the worker alone."""

import io
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsroom.comments.models import Comment, Lesson
from newsroom.comments.screening import classifier, learn
from newsroom.comments.screening.classifier import Learned, tokens_of
from newsroom.comments.screening.wording import comparable
from tests.comments.screening import corpus
from tests.comments.screening.conftest import found, judged
from tests.effort import effort

pytestmark = pytest.mark.django_db


def decided(edition, moderator, count: int = 160, **fields) -> None:
    for made in corpus.make(count, seed=7):
        state = Comment.State.SPAM if made.is_spam else Comment.State.APPROVED
        Comment.objects.create(
            article_id=edition.article_id,
            state=state,
            decided_by=moderator,
            decided_at=timezone.now(),
            **{key: getattr(made, key) for key in ("name", "email", "address", "website", "body", "language")} | fields,
        )


def test_from_thirty_of_either_kind_on_it_has_an_opinion(edition, moderator, written):
    decided(edition, moderator, count=40)
    assert learn.learn() is None
    decided(edition, moderator, count=160)
    lesson = learn.learn()
    assert lesson.decisions >= 160
    known = classifier.learned(lesson.pk)
    spam = max((made.body for made in corpus.make(80, seed=8)), key=lambda body: known.opinion_of(body).probability)
    opinion = found(judged(written(spam)))["classifier"]
    assert opinion["percent"] >= 80
    assert opinion["words"]
    assert all(word in " ".join(comparable(spam)) for word in opinion["words"])
    honest = judged(written("The contract was never shown to the council, and my uncle waited four hours."))
    assert next(each for each in honest.reasons if each["check"] == "classifier")["points"] < 0


def test_it_never_makes_spam_by_itself(edition, moderator, written):
    decided(edition, moderator)
    learn.learn()
    known = classifier.learned(Lesson.objects.get().pk)
    surest = max((made.body for made in corpus.make(200, seed=8)), key=lambda body: known.opinion_of(body).probability)
    points = [each["points"] for each in judged(written(surest)).reasons if each["check"] == "classifier"]
    assert 0 < points[0] <= 4.5


def test_only_what_a_person_decided_and_is_still_whole_is_learned_from(edition, moderator):
    decided(edition, moderator, count=20)
    assert len(learn.decisions()) == 20
    some = list(Comment.objects.values_list("pk", flat=True)[:6])
    Comment.objects.filter(pk__in=some[:2]).update(decided_by=None)
    Comment.objects.filter(pk__in=some[2:4]).update(erased_at=timezone.now())
    Comment.objects.filter(pk__in=some[4:]).update(redacted_at=timezone.now())
    assert len(learn.decisions()) == 14


def test_a_lesson_keeps_nothing_private(edition, moderator):
    private = "zamanik@private.example 07501234567 +964 750 123 45 67 acc 12345678"
    decided(edition, moderator, count=160)
    for number in range(5):
        Comment.objects.create(
            article_id=edition.article_id,
            name=f"Zorblax Quux{number}",
            email=f"q{number}@mail.example",
            body=f"{private} secretword{number} and the commonword",
            state=Comment.State.SPAM,
            decided_by=moderator,
        )
    weights = learn.learn().weights
    assert "w:commonword" in weights
    said = " ".join(weights)
    for word in ("zamanik", "private", "0750", "1234", "zorblax", "quux", *(f"secretword{n}" for n in range(5))):
        assert word not in said
    assert len(weights) <= learn.MOST_TOKENS
    assert not [token for token in tokens_of(private) if any(map(str.isdigit, token)) and token[:2] in ("w:", "p:")]


def test_a_newer_lesson_is_taken_up_and_old_ones_go(edition, moderator, written, django_assert_num_queries):
    for number in range(5):
        Lesson.objects.create(decisions=number, bias=-5.0, weights={})
    decided(edition, moderator)
    learn.learn()
    assert Lesson.objects.count() == learn.KEPT_LESSONS
    with django_assert_num_queries(4):
        judged(written())
    with django_assert_num_queries(3):
        judged(written())


def test_an_opinion_is_a_matter_of_a_millisecond():
    bodies = [made.body for made in corpus.make(200)]
    tokens = {token for body in bodies for token in tokens_of(body)}
    known = Learned(1, 0.1, dict.fromkeys(tokens, 0.5) | {f"w:{n}": 0.1 for n in range(20_000)})
    with effort() as spent:
        for body in bodies:
            known.opinion_of(body)
    assert spent.seconds / len(bodies) < 0.002


def test_it_is_time_to_learn_after_fifty_decisions_or_a_day(edition, moderator):
    lesson = Lesson.objects.create(decisions=1, bias=0, weights={})
    decided(edition, moderator, count=10)
    assert not learn.is_due()
    Lesson.objects.update(learned_at=timezone.now() - learn.A_DAY * 2)
    assert learn.is_due()
    Comment.objects.update(decided_at=lesson.learned_at - learn.A_DAY * 3)
    assert not learn.is_due()
    Lesson.objects.update(learned_at=timezone.now())
    decided(edition, moderator, count=60, language="ar")
    assert learn.is_due()


def test_a_decision_reminds_the_worker_and_many_do_so_once(monkeypatch):
    monkeypatch.setattr(learn, "_reminded", 0.0)
    for _ in range(3):
        learn.remind()
    assert DBTaskResult.objects.filter(task_path__endswith="learn_where_due").count() == 1


def test_the_job_says_what_it_did(edition, moderator):
    assert learn.learn_where_due.call() == "too few decisions"
    decided(edition, moderator)
    assert learn.learn_where_due.call() == "learned from 160"
    assert learn.learn_where_due.call() == "nothing new"


def test_the_command_learns_or_says_why_not(edition, moderator):
    def said(*options: str) -> str:
        out = io.StringIO()
        call_command("learn_from_decisions", *options, stdout=out)
        return out.getvalue()

    assert said().startswith("Too few decisions: 0 approved, 0 spam")
    decided(edition, moderator)
    assert "96 approved, 64 spam" in said("--dry-run")
    assert not Lesson.objects.exists()
    assert said().startswith("Learned from 96 approved, 64 spam")


def test_a_process_that_serves_never_loads_scikit_learn():
    """The whole site is loaded, its map of paths and its admin, and a comment is judged with a lesson at hand."""
    program = """
import sys
import newsroom.wsgi
from django.urls import get_resolver
assert get_resolver().url_patterns
from newsroom.comments.screening.classifier import Learned
assert Learned(1, 0.0, {"w:casino": 9.0}).opinion_of("casino casino").probability > 0.5
heavy = {"sklearn", "numpy", "scipy", "akismet", "httpx"} & set(sys.modules)
sys.exit(f"loaded: {heavy}" if heavy else 0)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr

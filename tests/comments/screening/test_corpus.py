"""On comments that are made for it: what is honest is never lost, and hardly any spam is shown.

`tests.benchmarks.screening` has the figures of six times as many.
"""

import pytest

from tests.comments.screening import corpus
from tests.comments.screening.trial import Trial

pytestmark = pytest.mark.django_db


def test_the_corpus_has_honest_comments_and_spam_of_every_kind_in_three_languages():
    made = corpus.make()
    assert made == corpus.make()
    assert len(made) >= 2_000
    assert {each.language for each in made} == {"en", "ar", "ckb"}
    assert len({each.kind for each in made if each.is_spam}) == 9
    assert len({each.kind for each in made if not each.is_spam}) == 6


def test_no_honest_comment_is_lost_by_rules_alone_nor_after_two_hundred_decisions(edition, moderator):
    made = corpus.make(420, seed=3)
    trial = Trial(edition.article_id, moderator)
    before = trial.run(made[:200], decided=True)
    trial.learn()
    after = trial.run(made[200:])
    for outcome in (before, after):
        assert outcome.lost == []
        assert outcome.precision_and_recall("spam")[0] == 1.0
        assert outcome.precision_and_recall("spam", "held")[1] >= 0.97
    assert after.precision_and_recall("spam")[1] > before.precision_and_recall("spam")[1] + 0.1
    assert after.honest["approved"] > 0.7 * sum(after.honest.values())

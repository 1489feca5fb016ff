"""Two moderators press at the same moment, each on a connection of their own: one wins, and the other is told."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from newsroom.comments import moderation
from newsroom.comments.models import Comment, Conversation, Decision
from tests import cast
from tests.comments.readers import comment

pytestmark = pytest.mark.django_db(transaction=True)
State = Comment.State
ROUNDS = 15


@pytest.fixture
def article():
    return cast.published(cast.account("evin", "editor")).article


@pytest.fixture
def moderators():
    return [cast.account(name, "moderator") for name in ("mina", "rojin")]


def at_once(*presses):
    """What each press came to; they begin when the last of them is ready."""
    start = threading.Barrier(len(presses))

    def do(press):
        try:
            connection.ensure_connection()
            start.wait()
            return press()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(do, presses))


def test_one_of_two_decisions_is_taken_and_the_other_moderator_is_told_who_was_first(article, moderators):
    for number in range(ROUNDS):
        pk = comment(article, number).pk
        seen = [Comment.objects.select_related("article").get(pk=pk) for _ in moderators]
        states = (State.APPROVED, State.SPAM)
        acts = at_once(
            *(
                lambda one=one, state=state, by=by: moderation.decide([one], state, by=by)
                for one, state, by in zip(seen, states, moderators, strict=True)
            )
        )
        assert sorted(len(act.decided) for act in acts) == [0, 1]
        winner = next(place for place, act in enumerate(acts) if act.decided)
        assert Comment.objects.get(pk=pk).state == states[winner]
        assert str(moderators[winner]) in acts[1 - winner].refused[0]
    assert Decision.objects.count() == ROUNDS
    public = Comment.objects.public().count()
    assert (Conversation.objects.first().comments if public else 0) == public


def test_many_in_opposite_orders_do_not_wait_for_each_other_for_ever(article, moderators):
    for number in range(20):
        comment(article, number)
    one, other = (list(Comment.objects.select_related("article").order_by(order)) for order in ("pk", "-pk"))
    acts = at_once(
        lambda: moderation.decide(one, State.APPROVED, by=moderators[0]),
        lambda: moderation.decide(other, State.SPAM, by=moderators[1]),
    )
    assert sum(len(act.decided) for act in acts) == 20
    assert sum(len(act.refused) for act in acts) == 20
    conversation = Conversation.objects.first()
    assert (conversation.comments if conversation else 0) == Comment.objects.public().count()


def test_an_undoing_and_the_decision_of_another_leave_one_of_the_two(article, moderators):
    for number in range(ROUNDS):
        one = comment(article, number)
        act = moderation.decide([one], State.APPROVED, by=moderators[0])
        seen = Comment.objects.select_related("article").get(pk=one.pk)
        undone, decided = at_once(
            lambda key=act.key: moderation.undo(key, by=moderators[0]),
            lambda seen=seen: moderation.decide([seen], State.SPAM, by=moderators[1]),
        )
        assert len(undone.decided) + len(decided.decided) == 1
        assert Comment.objects.get(pk=one.pk).state == ("held" if undone.decided else "spam")
    assert Conversation.objects.get().comments == 0

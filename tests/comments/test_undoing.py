"""One press is taken back by one."""

import pytest

from articles.models import Record
from articles.workflow import Refused
from newsroom.comments import moderation
from newsroom.comments.models import Comment, Conversation, Decision
from tests import cast
from tests.comments.readers import comment

State = Comment.State


@pytest.fixture
def comments(editor) -> list[Comment]:
    article = cast.published(editor).article
    return [comment(article, number) for number in range(3)]


def states() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("state", flat=True))


def test_an_act_on_many_is_undone_as_one_and_goes_on_record(moderator, comments):
    act = moderation.decide(comments, State.APPROVED, by=moderator)
    assert Conversation.objects.get().comments == 3
    undone = moderation.undo(act.key, by=moderator)
    assert len(undone.decided) == 3
    assert states() == ["held"] * 3
    assert Conversation.objects.get().comments == 0
    assert Record.objects.filter(verb="comment_undo", actor=moderator).count() == 3
    assert Decision.objects.filter(is_undone=True).count() == 3


def test_without_a_key_it_is_ones_own_last_act(moderator, comments):
    other = cast.account("rojin", "moderator")
    moderation.decide(comments[:1], State.APPROVED, by=moderator)
    moderation.decide(comments[1:2], State.SPAM, by=moderator)
    moderation.decide(comments[2:], State.REJECTED, by=other)
    moderation.undo(by=moderator)
    assert states() == ["approved", "held", "rejected"]
    moderation.undo(by=moderator)
    assert states() == ["held", "held", "rejected"]
    with pytest.raises(Refused, match="nothing to undo"):
        moderation.undo(by=moderator)


def test_the_decision_before_is_in_force_again(moderator, comments):
    other = cast.account("rojin", "moderator")
    moderation.decide(comments[:1], State.REJECTED, by=other, reason="Too long")
    before = Comment.objects.get(pk=comments[0].pk)
    moderation.decide([before], State.APPROVED, by=moderator)
    moderation.undo(by=moderator)
    again = Comment.objects.get(pk=comments[0].pk)
    assert (again.state, again.reason, again.decided_by) == (State.REJECTED, "Too long", other)
    assert again.decided_at is not None


def test_what_another_has_decided_since_stays_and_the_rest_is_undone(moderator, comments):
    other = cast.account("rojin", "moderator")
    act = moderation.decide(comments, State.APPROVED, by=moderator)
    moderation.decide([Comment.objects.get(pk=comments[1].pk)], State.SPAM, by=other)
    undone = moderation.undo(act.key, by=moderator)
    assert states() == ["held", "spam", "held"]
    assert len(undone.refused) == 1
    assert "Rojin marked the comment of “Reader 1” as spam on " in undone.refused[0]


def test_the_act_of_another_cannot_be_undone(moderator, comments):
    act = moderation.decide(comments, State.SPAM, by=cast.account("rojin", "moderator"))
    with pytest.raises(Refused):
        moderation.undo(act.key, by=moderator)
    assert states() == ["spam"] * 3


def test_an_act_is_undone_once(moderator, comments):
    act = moderation.decide(comments, State.SPAM, by=moderator)
    moderation.undo(act.key, by=moderator)
    with pytest.raises(Refused):
        moderation.undo(act.key, by=moderator)

"""Beside deciding: words are removed, a comment is picked, and answered for the newsroom."""

import pytest

from articles.models import Record
from articles.workflow import Refused, Stale
from newsroom.comments import moderation
from newsroom.comments.models import Comment, Conversation
from tests import cast
from tests.comments.readers import comment

State = Comment.State


@pytest.fixture
def shown(editor, moderator) -> Comment:
    one = comment(cast.published(editor).article, body="Call Ali on 0770 123 4567, Ali knows.")
    moderation.decide([one], State.APPROVED, by=moderator)
    return Comment.objects.get()


def test_words_are_removed_wherever_they_stand_and_what_it_said_is_kept_sealed(moderator, shown):
    moderation.redact(shown, ["0770 123 4567", "Ali"], by=moderator)
    again = Comment.objects.get()
    assert again.body == "Call ▇▇▇ on ▇▇▇, ▇▇▇ knows."
    assert again.original == "Call Ali on 0770 123 4567, Ali knows."
    assert again.redacted_at is not None
    moderation.redact(again, ["knows"], by=moderator)
    assert Comment.objects.get().original == "Call Ali on 0770 123 4567, Ali knows."
    assert Record.objects.filter(verb="comment_redact").count() == 2


def test_words_that_are_not_there_or_changed_meanwhile_are_not_removed(moderator, shown):
    for passages in (["Nobody"], [" "], []):
        with pytest.raises(Refused):
            moderation.redact(shown, passages, by=moderator)
    Comment.objects.update(body="Call Ali.")
    with pytest.raises(Stale):
        moderation.redact(shown, ["Ali"], by=moderator)
    assert Comment.objects.get().redacted_at is None


def test_a_pick_is_of_what_readers_see(moderator, shown):
    moderation.pick(shown, by=moderator)
    moderation.pick(shown, by=moderator)
    assert Comment.objects.get().is_pick
    moderation.pick(shown, by=moderator, is_pick=False)
    assert not Comment.objects.get().is_pick
    assert Record.objects.filter(verb__in=["comment_pick", "comment_unpick"]).count() == 2
    moderation.decide([shown], State.REJECTED, by=moderator)
    with pytest.raises(Refused):
        moderation.pick(Comment.objects.get(), by=moderator)


def test_an_answer_of_the_newsroom_is_public_at_once_and_once(moderator, shown):
    for _ in range(2):
        answer = moderation.answer_as_staff(shown, "Thank you.", by=moderator)
    assert Comment.objects.count() == 2
    assert (answer.state, answer.staff, answer.parent, answer.name) == (State.APPROVED, moderator, shown, "Mina")
    assert (answer.email, answer.address) == (None, None) or not (answer.email or answer.address)
    assert Conversation.objects.get().comments == 2
    assert Comment.objects.get(pk=shown.pk).answer_count == 1


def test_what_readers_do_not_see_is_not_answered(moderator, shown):
    moderation.decide([shown], State.REJECTED, by=moderator)
    with pytest.raises(Refused):
        moderation.answer_as_staff(Comment.objects.get(), "No.", by=moderator)


def test_from_its_screen_a_held_comment_is_answered_and_redacted(client, moderator, editor):
    one = comment(cast.published(editor).article, 1)
    client.force_login(moderator)
    screen = f"/admin/comments/comment/{one.pk}/change/"
    page = client.get(screen).text
    assert "203.0.1.9" in page
    client.post(screen, {"act": "redact", "comment": f"{one.pk}:held", "passages": "Comment"})
    client.post(screen, {"act": "answer", "comment": f"{one.pk}:held", "answer": "Thank you."})
    page = client.get(screen, follow=True).text
    assert "▇▇▇ 1" in page
    assert "A moderator removed words" in page
    assert Comment.objects.filter(state=State.APPROVED).count() == 2

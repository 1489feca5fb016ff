"""A decision: what it changes, whom it tells, and what it leaves alone."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.models import Record
from newsroom.comments import moderation
from newsroom.comments.models import CannedReason, Comment, Conversation, Decision, Report
from newsroom.comments.signals import comment_hidden, comment_shown
from tests import cast
from tests.comments.readers import comment

State = Comment.State


@pytest.fixture
def article(editor):
    return cast.published(editor).article


@pytest.fixture
def told():
    """What the room tells others, in order."""
    heard: list[tuple[str, int]] = []

    def shown(sender, comment, **_):
        heard.append(("shown", comment.pk))

    def hidden(sender, comment, **_):
        heard.append(("hidden", comment.pk))

    comment_shown.connect(shown)
    comment_hidden.connect(hidden)
    yield heard
    comment_shown.disconnect(shown)
    comment_hidden.disconnect(hidden)


def test_an_approval_shows_the_comment_counts_it_and_tells_others(moderator, article, told):
    one = comment(article, 1)
    act = moderation.decide([one], State.APPROVED, by=moderator)
    assert (act.decided, act.refused) == ([one.pk], [])
    assert Conversation.objects.get(article=article).comments == 1
    moderation.decide([one], State.SPAM, by=moderator)
    assert Conversation.objects.get(article=article).comments == 0
    assert told == [("shown", one.pk), ("hidden", one.pk)]
    assert [(each.was, each.state) for each in Decision.objects.order_by("pk")] == [
        ("held", "approved"),
        ("approved", "spam"),
    ]


def test_a_refusal_of_what_readers_never_saw_tells_nobody(moderator, article, told):
    moderation.decide([comment(article)], State.REJECTED, by=moderator)
    assert told == []


def test_a_canned_reason_is_kept_in_the_language_of_the_comment(moderator, article):
    reason = CannedReason.objects.create(words="Off the subject", translations={"ckb": "دوور لە بابەت"})
    sorani, english, arabic = (comment(article, n, language=code) for n, code in enumerate(["ckb", "en", "ar"]))
    moderation.decide([sorani, english, arabic], State.REJECTED, by=moderator, reason=reason)
    assert list(Comment.objects.order_by("pk").values_list("reason", flat=True)) == [
        "دوور لە بابەت",
        "Off the subject",
        "Off the subject",
    ]


def test_what_somebody_else_decided_meanwhile_stays_and_is_told(moderator, article):
    seen, other = comment(article, 1), cast.account("rojin", "moderator")
    moderation.decide([Comment.objects.get()], State.APPROVED, by=other)
    act = moderation.decide([seen], State.SPAM, by=moderator)
    assert act.decided == []
    assert "Rojin approved the comment of “Reader 1”" in act.refused[0]
    assert Comment.objects.get().state == State.APPROVED
    assert Decision.objects.count() == 1


def test_the_record_has_neither_words_nor_anything_private(moderator, article):
    one = comment(article, 7)
    act = moderation.decide([one], State.REJECTED, by=moderator, reason="A secret reason")
    moderation.undo(act.key, by=moderator)
    moderation.redact(one, ["Comment"], by=moderator)
    lines = str(list(Record.objects.filter(verb__startswith="comment").values("verb", "headline", "detail")))
    assert lines.count("verb") == 3
    for private in ("private.example", "203.0.7", "Comment 7", "Reader 7", "secret"):
        assert private not in lines


def test_a_refusal_settles_what_readers_reported_but_not_a_notice(moderator, article):
    one = comment(article, state=State.APPROVED)
    report = Report.objects.create(comment=one, kind="abuse", network_mark=b"1")
    notice = Report.objects.create(comment=one, kind="legal", network_mark=b"2")
    act = moderation.decide([one], State.REJECTED, by=moderator)
    report.refresh_from_db()
    assert (report.outcome, report.decided_by) == ("upheld", moderator)
    assert list(Report.objects.open()) == [notice]
    moderation.undo(act.key, by=moderator)
    assert set(Report.objects.open()) == {report, notice}


@pytest.mark.parametrize("role", ["reporter", "editor", "chief editor"])
def test_whoever_does_not_moderate_decides_nothing(article, role):
    somebody, one = cast.account("somebody", role), comment(article, state=State.APPROVED)
    for verb in (
        lambda: moderation.decide([one], State.SPAM, by=somebody),
        lambda: moderation.undo(by=somebody),
        lambda: moderation.pick(one, by=somebody),
        lambda: moderation.redact(one, ["Comment"], by=somebody),
        lambda: moderation.answer_as_staff(one, "No", by=somebody),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert Comment.objects.get().body == "Comment 0"

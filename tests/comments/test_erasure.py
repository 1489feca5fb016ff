"""A comment is erased: nothing of its writer is left but its place."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied

from articles.models import Record
from newsroom.comments import erasure
from newsroom.comments.models import Comment, Conversation, Decision, Report, Subscription, Telling
from newsroom.comments.quoting import without
from newsroom.comments.sealing import email_mark
from newsroom.comments.signals import comment_hidden, comment_shown
from tests import cast
from tests.comments.letters import answer, comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(editor):
    return cast.published(editor)


def counted(edition) -> tuple[int, int]:
    row = Conversation.objects.filter(article=edition.article_id).first()
    return (row.comments, row.threads) if row else (0, 0)


def public(edition, **fields) -> Comment:
    made = comment(edition, **fields)
    Conversation.count(made, 1)
    return made


def hide(hidden: Comment) -> None:
    Comment.objects.filter(pk=hidden.pk).update(state=Comment.State.REJECTED)
    Conversation.count(hidden, -1)
    comment_hidden.send(Comment, comment=hidden)


# The newsroom's own: where it stands, when, and what was decided by whom.
KEPT = {"id", "article", "parent", "path", "thread", "answer_count", "language", "posted_at"}
KEPT |= {"state", "decided_by", "decided_at", "redacted_at", "erased_at", "fingerprint"}


def test_every_field_of_a_comment_is_erased_or_kept_on_purpose():
    assert {field.name for field in Comment._meta.fields} == KEPT | set(erasure.NOTHING)


def test_nothing_of_the_writer_is_left(edition):
    whole = public(edition, name="Dilan", website="https://d.example/", quote="bus", original="worse", reason="rude")
    Comment.objects.filter(pk=whole.pk).update(verdict=[{"check": "words", "found": {"words": ["rude"]}}], is_pick=True)
    Decision.objects.create(comment=whole, was="held", state="approved", reason="Dilan is rude")
    Subscription.objects.create(comment=whole, email=whole.email, email_mark=email_mark(whole.email), language="en")
    assert erasure.erase([whole]) == 1
    left = Comment.objects.get(pk=whole.pk)
    assert not any([left.name, left.website, left.body, left.quote, left.original, left.reason, left.verdict])
    assert not any([left.email, left.address, left.email_mark, left.network_mark, left.region_mark])
    assert bytes(left.fingerprint) != bytes(whole.fingerprint)
    assert left.erased_at
    assert Decision.objects.get().reason == ""
    assert not Subscription.objects.exists()
    assert erasure.erase([whole]) == 0


def test_without_answers_it_goes_from_the_counts(edition):
    whole = public(edition)
    erasure.erase([whole])
    assert counted(edition) == (0, 0)
    assert not Comment.objects.public()


def test_with_answers_its_place_stays_until_the_last_of_them_goes(edition):
    top = public(edition)
    middle = public(edition, parent=top)
    last = public(edition, parent=middle)
    erasure.erase([top, middle])
    assert {each.pk for each in Comment.objects.public()} == {top.pk, middle.pk, last.pk}
    hide(last)
    assert not Comment.objects.public()
    assert counted(edition) == (0, 0)


def test_an_answer_that_is_shown_later_finds_its_place(edition):
    top = public(edition)
    waiting = comment(edition, parent=top, state=Comment.State.HELD)
    erasure.erase([top])
    assert counted(edition) == (0, 0)
    Comment.objects.filter(pk=waiting.pk).update(state=Comment.State.APPROVED)
    Conversation.count(waiting, 1)
    comment_shown.send(Comment, comment=waiting)
    assert {each.pk for each in Comment.objects.public()} == {top.pk, waiting.pk}
    assert counted(edition) == (2, 1)


def test_an_erased_comment_that_is_approved_again_is_hidden_at_once(edition):
    whole = public(edition)
    erasure.erase([whole])
    Comment.objects.filter(pk=whole.pk).update(state=Comment.State.APPROVED)
    again = Comment.objects.get(pk=whole.pk)
    Conversation.count(again, 1)
    comment_shown.send(Comment, comment=again)
    assert not Comment.objects.public()
    assert counted(edition) == (0, 0)


def test_what_waited_for_a_decision_waits_no_more(edition):
    waiting = comment(edition, state=Comment.State.HELD)
    erasure.erase([waiting])
    assert not Comment.objects.held()


def test_a_moderator_erases_on_the_record_and_nobody_else(edition, moderator, reporter):
    whole = public(edition, name="Dilan")
    with pytest.raises(PermissionDenied):
        erasure.erase([whole], by=reporter)
    erasure.erase([whole], by=moderator)
    record = Record.objects.get(verb="erase_comment")
    assert record.detail == {"comment": whole.pk}
    assert record.actor == moderator


def test_reports_lose_what_they_quote_and_a_legal_notice_keeps_its_record(edition):
    whole = public(edition, name="Dilan Rashid", body="He sold the old bridge to his own brother in May.")
    words = "Dilan Rashid claims I SOLD the old bridge, which is a libel."
    for kind in ("abuse", "legal"):
        Report.objects.create(comment=whole, kind=kind, words=words, reply=words)
    erasure.erase([whole])
    assert Report.objects.get(kind="abuse").words == ""
    notice = Report.objects.get(kind="legal")
    assert notice.words == notice.reply == "[…] claims I […], which is a libel."


def test_a_quotation_is_found_whatever_stands_between_its_words():
    subject = Comment(name="", body="Yes – no!")
    assert without("You said: yes, no. Indeed", of=subject) == "You said: […]. Indeed"
    assert without("Nothing of it", of=Comment(name="", body="")) == "Nothing of it"


def test_the_desks_own_log_forgets_its_first_words(edition, moderator):
    whole = public(edition)
    LogEntry.objects.log_actions(moderator.pk, [whole], CHANGE, change_message="x", single_object=True)
    erasure.erase([whole])
    assert LogEntry.objects.get().object_repr == f"#{whole.pk}"


def test_whoever_was_told_of_it_was_told_of_nothing(edition):
    top = public(edition)
    answered = answer(edition, top)
    Conversation.count(answered, 1)
    subscription = Subscription.objects.create(
        comment=top, email=top.email, email_mark=email_mark(top.email), language="en"
    )
    Telling.objects.create(subscription=subscription, answer=answered)
    erasure.erase([answered])
    assert not Telling.objects.exists()
    assert Subscription.objects.exists()

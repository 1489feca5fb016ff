"""A reader asks to be told of answers, confirms it by a link, and goes by another."""

from collections.abc import Collection

from django.db import transaction
from django.db.models.functions import Now

from newsroom.comments import allowance, jobs, sending
from newsroom.comments.kept import is_one
from newsroom.comments.links import known
from newsroom.comments.models import Comment, Subscription
from newsroom.comments.sealing import email_mark

State = Comment.State


@transaction.atomic
def ask(comment: Comment) -> bool:
    """Its writer wants to be told of answers: whether that is noted. The address is asked by one mail (see `jobs`).

    Not of what was refused: else whoever sends advertisements could send it to strangers by us.
    """
    if not (sending.is_possible() and comment.email and comment.network_mark):
        return False
    if comment.state in (State.SPAM, State.REJECTED) or not allowance.may_ask(comment.network_mark):
        return False
    mark = email_mark(comment.email)
    subscription, is_new = Subscription.objects.get_or_create(
        comment=comment, email_mark=mark, defaults={"email": comment.email, "language": known(comment.language)}
    )
    if is_new:
        jobs.ask_to_confirm.enqueue(subscription.pk)
    return True


def waiting_with(subscription: Subscription) -> list[Subscription]:
    """All that wait for the same reader's word: one mail asks for all of them."""
    rows = Subscription.objects.waiting().filter(email_mark=subscription.email_mark)
    return [row for row in rows.select_related("comment").order_by("id") if is_one(row.email, subscription.email)]


@transaction.atomic
def confirm(subscription: Subscription, chosen: Collection[int]) -> int:
    """Of those that wait with it, tell of the chosen ones (by number), and forget the others: how many are chosen."""
    waiting = {row.pk for row in waiting_with(subscription)}
    Subscription.objects.waiting().filter(pk__in=waiting.difference(chosen)).delete()
    return Subscription.objects.waiting().filter(pk__in=waiting.intersection(chosen)).update(confirmed_at=Now())


def end(subscription: Subscription, *, all_of_them: bool) -> int:
    """Tell no more: of this comment, or of any. Who had not confirmed has refused, and is not asked again."""
    rows = Subscription.objects.filter(email_mark=subscription.email_mark, ended_at=None)
    meant = [row.pk for row in rows if is_one(row.email, subscription.email)] if all_of_them else [subscription.pk]
    return Subscription.objects.filter(pk__in=meant, ended_at=None).update(ended_at=Now())


def tell_of(answer: Comment) -> None:
    """An answer has become public: put down a mail to each who wants to know of answers to that comment."""
    if answer.parent_id is None or answer.erased_at is not None:
        return
    for pk in Subscription.objects.confirmed().filter(comment=answer.parent_id).values_list("pk", flat=True):
        jobs.tell.enqueue(pk, answer.pk)

"""What the worker does for readers and their privacy. A job knows numbers of rows and no address."""

import datetime
import time

from django.db import transaction
from django.db.models.functions import Now
from django.tasks import task

from articles.models import Edition
from newsroom.comments import allowance, kept, letters, retention, sending
from newsroom.comments.models import AccessRequest, Comment, Rules, Subscription, Telling

# An address that does not answer is asked once in so long, with whatever comments.
BETWEEN_CONFIRMATIONS = datetime.timedelta(days=7)
# To one address, of the links to what is kept.
LINKS_A_DAY = 3
SECONDS_TO_DROP = 40


@task
def ask_to_confirm(subscription_id: int) -> None:
    """Ask an address once whether it wants to be told.

    It is noted first and sent then: who is killed in between has asked nobody, and nobody is asked twice.
    """
    subscription = _claim_confirmation(subscription_id)
    if subscription is None:
        return
    try:
        is_taken = sending.send(letters.confirmation(subscription))
    except BaseException:
        _release_confirmation(subscription)
        raise
    if not is_taken:
        Subscription.objects.waiting().filter(pk=subscription.pk).delete()


@transaction.atomic
def _claim_confirmation(pk: int) -> Subscription | None:
    subscription = Subscription.objects.select_related("comment").waiting().filter(pk=pk, mailed_at=None).first()
    if subscription is None or not sending.is_possible():
        return None
    mark = bytes(subscription.email_mark)
    allowance.one_at_a_time(mark)
    same = Subscription.objects.filter(email_mark=mark)
    is_asked = same.waiting().filter(mailed_at__gt=Now() - BETWEEN_CONFIRMATIONS).exists()
    if is_asked or same.refused().exists() or not allowance.take(mark, Rules.current().mails_a_day):
        return None
    return subscription if same.filter(pk=pk, mailed_at=None).update(mailed_at=Now()) else None


@transaction.atomic
def _release_confirmation(subscription: Subscription) -> None:
    Subscription.objects.filter(pk=subscription.pk).update(mailed_at=None)
    allowance.give_back(bytes(subscription.email_mark))


@task
@transaction.atomic
def tell(subscription_id: int, answer_id: int) -> None:
    """Tell a subscriber of an answer, once; not of what is hidden again by now, nor of one's own."""
    rows = Subscription.objects.confirmed().select_for_update(of=["self"]).select_related("comment")
    subscription = rows.filter(pk=subscription_id).first()
    answer = Comment.objects.public().filter(pk=answer_id, erased_at=None).first()
    if subscription is None or answer is None or not sending.is_possible():
        return
    edition = Edition.objects.live().filter(article=answer.article_id).first()
    is_own = answer.email_mark is not None and bytes(answer.email_mark) == bytes(subscription.email_mark)
    if edition is None or is_own or not subscription.comment.is_public:
        return
    _telling, is_new = Telling.objects.get_or_create(subscription=subscription, answer=answer)
    # Beyond the limit of the day it is left out: a page that one can look at has it.
    if is_new and allowance.take(bytes(subscription.email_mark), Rules.current().mails_a_day):
        sending.send(letters.answer(subscription, answer, edition))


@task
def send_link_to_kept(request_id: int) -> None:
    """Write to an address of which something is kept; forget any other that was asked for."""
    request = _claim_request(request_id)
    if request is None:
        return
    try:
        is_taken = sending.send(letters.link_to_kept(request))
    except BaseException:
        _release_request(request)
        raise
    if not is_taken:
        request.delete()


@transaction.atomic
def _claim_request(pk: int) -> AccessRequest | None:
    request = AccessRequest.objects.filter(pk=pk, mailed_at=None).first()
    if request is None:
        return None
    mark = bytes(request.email_mark)
    allowance.one_at_a_time(mark)
    sent = AccessRequest.objects.filter(email_mark=mark, mailed_at__isnull=False).count()
    if sent < LINKS_A_DAY and sending.is_possible() and kept.is_anything_kept(request.email):
        may_be_sent = allowance.take(mark, Rules.current().mails_a_day)
        if may_be_sent and AccessRequest.objects.filter(pk=pk, mailed_at=None).update(mailed_at=Now()):
            return request
    AccessRequest.objects.filter(pk=pk, mailed_at=None).delete()
    return None


@transaction.atomic
def _release_request(request: AccessRequest) -> None:
    AccessRequest.objects.filter(pk=request.pk).update(mailed_at=None)
    allowance.give_back(bytes(request.email_mark))


@task
def drop_what_is_old() -> None:
    """Once a day (see DAILY_TASKS in the settings): what a reader left here goes when its time is over."""
    if not retention.drop(until=time.monotonic() + SECONDS_TO_DROP):
        drop_what_is_old.enqueue()

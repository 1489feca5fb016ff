"""Telling, by the worker. Each job may run again after it was done, or half done: nobody is told twice.

A row that another has in hand is waited for: passed over, it would count as sent, also where the other then fails.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now
from django.tasks import task
from django.utils.dateparse import parse_datetime

from articles import workflow
from articles.models import Article, Edition, Record, Withdrawal
from articles.tasks import TooEarly
from newsroom.notices import chain, letters
from newsroom.notices.models import ByMail, Delivery, Notice

About = Notice.About


@task
def tell(record_id: int, about: str) -> None:
    """Tell a story's chain of an act, or of what the clock has made of it, if it has."""
    record = Record.objects.get(pk=record_id)
    article = _story(record)
    if article is not None and _came_about(record, article, about):
        told_of = chain.told_of if about == About.ACT else chain.told_by_the_clock
        _tell(record, told_of(record, article), about)


@task
def tell_assignee(record_id: int, account_id: int) -> None:
    """Tell whoever was given the story to write, and nobody else."""
    record = Record.objects.get(pk=record_id)
    article = _story(record)
    if article is not None:
        _tell(record, chain.may_be_told({account_id} - {record.actor_id}, article), About.ACT)


def _story(record: Record) -> Article | None:
    """None of a draft that was discarded since."""
    return Article.objects.select_related("section").filter(pk=record.article_id or 0).first()


def _came_about(record: Record, article: Article, about: str) -> bool:
    match about:
        case About.OUT:
            return _went_out(Edition.objects.filter(pk=record.detail["edition"]))
        case About.ENDED:
            return _ended(record, article)
    return True


def _went_out(edition: Any) -> bool:
    """Whether readers have seen the edition; not if it was called off before it began."""
    if edition.pending().exists():
        raise TooEarly
    return edition.seen().exists()


def _ended(record: Record, article: Article) -> bool:
    """Whether the story's last edition ended at the instant that was set, and no later act had set another end."""
    until = parse_datetime(record.detail["until"])
    assert until is not None
    if workflow.now() < until:
        raise TooEarly
    set_again = article.records.filter(verb="limit", pk__gt=record.pk, at__lt=until)
    editions = article.editions.settled()
    ended = editions.filter(live_until=until).exists() and not editions.filter(live_from=until).exists()
    return ended and not set_again.exists()


@transaction.atomic
def _tell(record: Record, accounts: list[Any], about: str) -> None:
    """Write the notices that are not there yet, and put down the mail of those who want it."""
    told = set(Notice.objects.filter(record=record, about=about).values_list("account", flat=True))
    new = [account for account in accounts if account.pk not in told]
    notices = Notice.objects.bulk_create(Notice(account=account, record=record, about=about) for account in new)
    wanted = set(ByMail.objects.filter(account__in=new).values_list("account", flat=True))
    for notice in notices:
        if settings.MAIL_IS_SET and notice.account_id in wanted and notice.account.email:
            mail.enqueue(notice.pk)


@task
@transaction.atomic
def mail(notice_id: int) -> None:
    """Send a notice by mail, if it was not yet, and its reader still wants it and may still read the story."""
    rows = Notice.objects.select_for_update(of=["self"]).select_related("account", "record__article")
    notice = rows.filter(pk=notice_id, mailed_at=None).first()
    if notice is None or not _is_wanted(notice):
        return
    _send(letters.notice_letter(notice))
    Notice.objects.filter(pk=notice.pk).update(mailed_at=Now())


def _is_wanted(notice: Notice) -> bool:
    account = notice.account
    reachable = settings.MAIL_IS_SET and account.is_active and account.email
    return bool(reachable) and notice.story is not None and ByMail.objects.filter(account=account).exists()


@task
@transaction.atomic
def deliver(delivery_id: int) -> None:
    """Tell a recipient of a kill, once. Without mail the row says that nobody was told."""
    rows = Delivery.objects.select_for_update(of=["self"]).select_related("recipient", "record__article")
    delivery = rows.filter(pk=delivery_id, sent_at=None).first()
    if delivery is None or not settings.MAIL_IS_SET or not _is_killed(delivery):
        return
    _send(letters.kill_letter(delivery))
    Delivery.objects.filter(pk=delivery.pk).update(sent_at=Now(), sent_to=delivery.recipient.email)


def _is_killed(delivery: Delivery) -> bool:
    """Nobody is told not to use what has come back before they could be told."""
    return Article.objects.filter(pk=delivery.record.article_id or 0, withdrawn=Withdrawal.Kind.KILL).exists()


def _send(letter: EmailMessage) -> None:
    """Anything but sent is an error, so that the worker tries again."""
    if not letter.send():
        raise RuntimeError("The mail was not sent.")

"""Telling search engines and hubs, by the worker. Each job may run again after it was done, or half done.

What is to be told is a row, and the rows that wait are sent together: two hundred stories that go live at one instant
are one message. What could not be told within a day is not told: whoever wanted to know has come by since.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.tasks import task
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from articles import languages, workflow
from articles.models import Article, Edition, Person, Tag
from articles.tasks import TooEarly
from newsroom.crawlers import messages
from newsroom.crawlers.models import Ping

Service = Ping.Service
A_DAY = datetime.timedelta(days=1)
# IndexNow takes ten thousand addresses; a hub's form is kept smaller.
AT_ONCE = {Service.INDEXNOW: 10_000, Service.WEBSUB: 100}
FORMATS = ("atom", "rss", "json")


@task
@transaction.atomic
def announce(article_id: int, at: str) -> None:
    """Put down what is to be told of a story that has changed: now, or at an instant, if it has."""
    article = Article.objects.filter(pk=article_id).first()
    if article is None or not _has_changed(article, at):
        return
    # Readers saw the later one last, or see it now; the one before may have been at another address, in other lists.
    last = list(article.editions.seen().select_related("section").order_by("-live_from")[:2])
    if settings.INDEXNOW_KEY:
        _put_down(Service.INDEXNOW, (edition.path for edition in last))
    if settings.WEBSUB_HUB:
        _put_down(Service.WEBSUB, (feed for edition in last for feed in feeds_of(edition)))


def _has_changed(article: Article, at: str) -> bool:
    """Whether an edition began or ended at the instant; not if it was called off, or set for another time."""
    if not at:
        return True
    instant = parse_datetime(at)
    if instant is None:
        return False
    if workflow.now() < instant:
        raise TooEarly
    return article.editions.settled().filter(Q(live_from=instant) | Q(live_until=instant)).exists()


def feeds_of(edition: Edition) -> Iterator[str]:
    """The paths of the feeds that an edition is in."""
    with languages.speaking(edition.language):
        tags = Tag.objects.filter(pk__in=edition.tag_rows.values("tag"))
        people = Person.objects.filter(pk__in=edition.person_rows.values("person"))
        for form in FORMATS:
            yield reverse(f"latest_{form}")
            yield reverse(f"corrections_{form}")
            yield reverse(f"section_{form}", args=[edition.section.slug])
            if edition.series:
                yield reverse(f"series_{form}", args=[edition.series.slug])
            yield from (reverse(f"tag_{form}", args=[tag.slug]) for tag in tags)
            yield from (reverse(f"person_{form}", args=[person.slug]) for person in people)


def _put_down(service: Service, paths: Iterable[str]) -> None:
    """What waits already is told once. What is being told at this moment is told again: its message may be gone."""
    wanted = list(dict.fromkeys(paths))
    list(Ping.objects.waiting(service).filter(path__in=wanted).select_for_update())
    pings = [Ping(service=service, path=path) for path in wanted]
    if Ping.objects.bulk_create(pings, ignore_conflicts=True):
        send.enqueue(service.value)


@task
@transaction.atomic
def send(service: str) -> None:
    """Tell a service of all that waits, in one message; what does not fit, or came in between, in the next."""
    Ping.objects.waiting(service).filter(wanted_at__lt=Now() - A_DAY).delete()
    most = AT_ONCE[Service(service)]
    waiting = list(Ping.objects.waiting(service).select_for_update(skip_locked=True)[:most])
    if not waiting:
        return
    messages.SENDERS[service]([ping.path for ping in waiting])
    Ping.objects.filter(pk__in=[ping.pk for ping in waiting]).update(sent_at=Now())
    Ping.objects.filter(service=service, sent_at__lt=Now() - A_DAY).delete()
    if len(waiting) == most:
        send.enqueue(service)

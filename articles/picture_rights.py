"""What follows when the rights to a picture change, and when they end."""

import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils.dateparse import parse_datetime

from articles import pictures_used
from articles.models import Article, Edition, Picture, Record, Use
from articles.tasks import TooEarly
from articles.workflow.acts import note, now


def changed(picture: Picture, *, by: Any) -> None:
    """Carry the rights of a picture, as they are stored now, to every page that shows it; and leave word for the desk
    at the instant at which they end. In the transaction of the change."""
    pictures_used.follow(picture)
    if picture.expires_at is not None:
        tell_of_the_end.using(run_after=picture.expires_at).enqueue(picture.pk, by.pk, picture.expires_at.isoformat())
    if Use.SITE not in picture.uses:
        tell_of_the_end.enqueue(picture.pk, by.pk, "")


@task
@transaction.atomic
def tell_of_the_end(picture_id: int, account_id: int, until: str) -> None:
    """Put on the record of each story that shows a picture, or is scheduled with it, that readers do not see it any
    more, and so tell its chain: once, and only if no later change has set another end.

    `until` is the end that was set, or empty where the picture was barred from the site.
    """
    # Held: a job that runs twice at once tells once.
    picture = Picture.objects.select_for_update(no_key=True).filter(pk=picture_id).first()
    if picture is None or not _still_ends(picture, until):
        return
    by = get_user_model()._default_manager.get(pk=account_id)
    told = Record.objects.filter(verb="picture_expired", detail__picture=picture.pk, detail__ended=until)
    for article in _stories_with(picture).exclude(pk__in=told.values("article")):
        note("picture_expired", article, by, picture=picture.pk, ended=until, text=str(picture))


def _still_ends(picture: Picture, until: str) -> bool:
    if not until:
        return Use.SITE not in picture.uses
    end: datetime.datetime | None = parse_datetime(until)
    if end != picture.expires_at or end is None:
        return False
    if now() < end:
        raise TooEarly
    return True


def _stories_with(picture: Picture) -> Any:
    """Those that readers see it in, or are going to."""
    editions = Edition.objects.settled().filter(Q(live_until=None) | Q(live_until__gt=now()))
    return Article.objects.filter(pk__in=editions.filter(picture_rows__picture=picture).values("article"))

"""The verbs of the desk, one function each.

Every verb checks the right, takes the story by a conditional UPDATE that names the version the caller saw, writes its
record in the same transaction, and tells the rooms when that is committed. What cannot be done raises `Refused`
with a sentence for the person at the desk.
"""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles import checks, rights
from articles.compose import compose
from articles.dates import said
from articles.models import Article, Edition, Record, Revision, Stage
from articles.signals import story_changed
from articles.snapshot import snapshot


class Refused(Exception):
    """The verb cannot be used now; the text says why and what to do."""


class Stale(Refused):
    """Somebody else was first: the story is no longer what the caller saw."""


def now() -> datetime.datetime:
    """The instant by the database's clock, which all machines of a site share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _verb[**P, R](act: Callable[Concatenate[Article, P], R]) -> Callable[Concatenate[Article, P], R]:
    """All of it or nothing: what is undone in the database is undone in the caller's object too."""

    @wraps(act)
    def whole(article: Article, *args: P.args, **kwargs: P.kwargs) -> R:
        before = dict(article.__dict__)
        try:
            with transaction.atomic():
                return act(article, *args, **kwargs)
        except BaseException:
            article.__dict__.update(before)
            raise

    return whole


@_verb
def save_revision(article: Article, *, by: Any) -> Revision:
    """Keep the working copy as it is in the database now, bylines and tags included, as the story's next version.

    The caller has written the story's rows in this transaction; `article.version` is the version that it had read.
    """
    _take(article, {"touched_at": Now()})
    if article.embargo_until:
        _hold_back(article, article.embargo_until, by)
    revision = Revision.objects.create(article=article, number=article.version, saved_by=by, snapshot=snapshot(article))
    Record.objects.write(verb="save", by=by, article=article, revision=revision.number)
    return revision


@_verb
def submit(article: Article, *, by: Any) -> None:
    """Hand an own draft to the editors."""
    _use("submit", article, by, stage=Stage.IN_REVIEW)


@_verb
def send_back(article: Article, *, by: Any, reason: str) -> None:
    """Give a story back to its writer, saying why."""
    if not reason.strip():
        raise Refused(_("Say why the story goes back: its writer will read it."))
    _use("send_back", article, by, {"reason": reason.strip()}, stage=Stage.DRAFT)
    # What is not good enough for the desk does not go out by the clock either.
    _call_off(article, now())


@_verb
def approve(article: Article, *, by: Any) -> None:
    """Say that a story may go out."""
    _use("approve", article, by, stage=Stage.READY)


@_verb
def publish(article: Article, *, by: Any) -> Edition:
    """Make a story live now."""
    return _release("publish", article, by)


@_verb
def schedule(article: Article, *, by: Any, at: datetime.datetime, substantive: bool | None = None) -> Edition:
    """Make the story as it stands live at an instant to come, in place of what is live then."""
    return _release("schedule", article, by, at=at, substantive=substantive)


@_verb
def update(article: Article, *, by: Any, substantive: bool) -> Edition:
    """Show readers of a live story what the desk has made of it since; a substantive update is dated as one."""
    return _release("update", article, by, substantive=substantive)


@_verb
def unschedule(article: Article, *, by: Any) -> None:
    """Call off what was going to go live."""
    _use("unschedule", article, by)
    if not _call_off(article, now()):
        raise Refused(_("Nothing is scheduled for this story."))


@_verb
def unpublish(article: Article, *, by: Any, reason: str = "") -> None:
    """Take a story away from readers, and call off what was going to follow."""
    _use("unpublish", article, by, {"reason": reason.strip()})
    instant = now()
    _call_off(article, instant)
    if not article.editions.live(instant).update(live_until=instant):
        raise Refused(_("This story is not live, so there is nothing to unpublish."))


@_verb
def discard(article: Article, *, by: Any) -> None:
    """Throw away a story that never went out. Its records stay."""
    if not rights.may_discard(by, article):
        raise Refused(_("A story that has been released is not deleted. Unpublish it instead."))
    Record.objects.write(verb="discard", by=by, article=article, snapshot=snapshot(article))
    article.delete()


def _release(
    verb: str,
    article: Article,
    by: Any,
    *,
    at: datetime.datetime | None = None,
    substantive: bool | None = None,
) -> Edition:
    """A new edition from now, or from `at`; what is live ends where it begins, what was pending is called off.

    Where nobody said whether the new text is a substantive update, it is one if it differs from what readers saw last.
    """
    _use(verb, article, by, {"at": at and at.isoformat(), "substantive": substantive}, stage=Stage.READY)
    # One instant for all that follows: what is live and what is pending must not change between two looks.
    instant = now()
    live = article.editions.live(instant).first()
    _refuse_what_does_not_fit(verb, article, live, instant, at)
    begins = at or instant
    _call_off(article, instant)
    article.editions.live(instant).update(live_until=begins)
    revision = _revision_as_it_stands(article, by)
    seen = article.editions.seen(instant).order_by("live_from")
    first, last = seen.first(), seen.last()
    if substantive is None:
        substantive = last is None or last.revision.snapshot != revision.snapshot
    return compose(
        article,
        revision=revision,
        by_id=by.pk,
        live_from=begins,
        published_at=first.published_at if first else begins,
        updated_at=last.updated_at if last and not substantive else begins,
    )


def _refuse_what_does_not_fit(
    verb: str, article: Article, live: Edition | None, instant: datetime.datetime, at: datetime.datetime | None
) -> None:
    """Raise `Refused` where the verb does not fit the story: its editions, what it lacks, the time, its embargo."""
    if verb == "publish" and live:
        raise Refused(_("This story is live already. Use “Update” to show readers the new text."))
    if verb == "update" and not live:
        raise Refused(_("This story is not live, so there is nothing to update. Use “Publish”."))
    if problems := checks.blocking(article):
        raise Refused(" ".join(problem.message for problem in problems))
    if at is not None and at <= instant:
        raise Refused(_("That time has passed. Choose a later one, or publish now."))
    if article.embargo_until and (at or instant) < article.embargo_until:
        raise Refused(_("The story is under embargo until %s.") % said(article.embargo_until))


def _hold_back(article: Article, embargo: datetime.datetime, by: Any) -> None:
    """An embargo that was set after the story was scheduled: what would begin before it is called off."""
    instant = now()
    if article.editions.pending(instant).filter(live_from__lt=embargo).exists():
        _call_off(article, instant)
        Record.objects.write(verb="unschedule", by=by, article=article, embargo=embargo.isoformat())


def _revision_as_it_stands(article: Article, by: Any) -> Revision:
    """The revision that an edition is made of: the last one, unless rows were changed behind the desk's back."""
    current = snapshot(article)
    last = article.revisions.first()
    if last is not None and last.snapshot == current:
        return last
    return Revision.objects.create(article=article, number=article.version, saved_by=by, snapshot=current)


def _call_off(article: Article, instant: datetime.datetime) -> int:
    """End the editions that have not begun before they begin; what they were going to replace stays live."""
    pending = list(article.editions.pending(instant))
    for edition in pending:
        Edition.objects.filter(pk=edition.pk).update(live_until=F("live_from"))
        article.editions.filter(live_until=edition.live_from, live_from__lt=edition.live_from).update(live_until=None)
    return len(pending)


def _use(verb: str, article: Article, by: Any, detail: dict[str, Any] | None = None, **changes: Any) -> None:
    """Take the story for a verb: the right, the version, the record, the word to the rooms."""
    if not rights.may(by, verb, article):
        raise Refused(_("You may not do this with this story as it stands."))
    _take(article, {"touched_at": Now(), **changes})
    Record.objects.write(verb=verb, by=by, article=article, **(detail or {}))
    # Robust: the act is done; a room that fails to hear of it must not make it look undone. Django logs the failure.
    transaction.on_commit(lambda: story_changed.send_robust(sender=Article, article=article, verb=verb, by=by))


def _take(article: Article, changes: dict[str, Any]) -> None:
    """Write to the story's row if its version is the one that was read; it has the next version then."""
    taken = Article.objects.filter(pk=article.pk, version=article.version).update(version=F("version") + 1, **changes)
    if not taken:
        raise Stale(stale_message(article))
    article.refresh_from_db()


def stale_message(article: Article) -> str:
    """Who was first, and when."""
    last = article.records.select_related("actor").first()
    if last is None:
        return _("Somebody else changed this story in the meantime. Look at it again.")
    return _(
        "%(who)s changed this story at %(when)s, after you opened it. Look at it again, then repeat your change."
    ) % {
        "who": last.actor,
        "when": said(last.at),
    }

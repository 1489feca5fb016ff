"""What readers see, and from when until when."""

import datetime
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _

from articles import body, checks, pictures_used, rights
from articles.compose import compose
from articles.dates import said
from articles.models import Article, Edition, Revision, Stage, Withdrawal
from articles.models.edition import EditionQuerySet
from articles.snapshot import is_same, snapshot
from articles.tasks import prepare_renditions, relate
from articles.workflow.acts import Refused, note, now, required, take, verb

# Until what is related is known, readers have more of the section.
AFTER_ALL_ELSE = -50


@verb
def publish(article: Article, *, by: Any) -> Edition:
    """Make a story live now."""
    take("publish", article, by, stage=Stage.READY, is_open=False)
    _refuse_a_return(article, by)
    edition, passed = _release("publish", article, by)
    note("publish", article, by, edition=edition.pk, **passed)
    return edition


@verb
def schedule(
    article: Article,
    *,
    by: Any,
    at: datetime.datetime,
    substantive: bool | None = None,
    follow: bool = False,
) -> Edition:
    """Make the story as it stands live at an instant to come, in place of what is live then.

    What was scheduled before is called off; with `follow`, only what would begin at `at` or later.
    """
    take("schedule", article, by, stage=Stage.READY, is_open=False)
    _refuse_a_return(article, by)
    edition, passed = _release("schedule", article, by, at=at, substantive=substantive, follow=follow)
    note("schedule", article, by, at=at, edition=edition.pk, substantive=substantive, **passed)
    return edition


@verb
def update(article: Article, *, by: Any, substantive: bool) -> Edition:
    """Show readers of a live story what the desk has made of it since; a substantive update is dated as one."""
    take("update", article, by, stage=Stage.READY, is_open=False)
    edition, passed = _release("update", article, by, substantive=substantive)
    note("update", article, by, edition=edition.pk, substantive=substantive, **passed)
    return edition


@verb
def unschedule(article: Article, *, by: Any) -> None:
    """Call off everything that was going to go live."""
    take("unschedule", article, by, is_open=True)
    if not call_off(article, now()):
        raise Refused(_("Nothing is scheduled for this story."))
    stay_withdrawn(article)
    note("unschedule", article, by)


@verb
def limit(article: Article, *, by: Any, until: datetime.datetime | None) -> None:
    """Set the instant at which the story ends by itself, or take that end away."""
    take("limit", article, by, live_until=until)
    instant = now()
    if until is not None and until <= instant:
        raise Refused(_("That time has passed. Choose a later one, or unpublish the story now."))
    last = article.editions.settled().exclude(live_until__lte=instant).order_by("live_from").last()
    if last is not None:
        if until is not None and until <= last.live_from:
            raise Refused(_("The story is scheduled for %s: it cannot end before that.") % said(last.live_from))
        Edition.objects.filter(pk=last.pk).update(live_until=until)
    note("limit", article, by, until=until)


@verb
def break_embargo(article: Article, *, by: Any, reason: str) -> None:
    """Let the story out from now on, before its embargo ends. Only a right allows it, and it stays on the record."""
    reason = required(reason, _("Say why the embargo is broken: it stays on the record."))
    until, was_open = article.embargo_until, article.embargo_open
    take("break_embargo", article, by, embargo_until=None, embargo_open=False)
    if not was_open and (until is None or until <= now()):
        raise Refused(_("The story is under no embargo."))
    note("break_embargo", article, by, reason=reason, embargo=until or "open")


@verb
def republish(article: Article, *, by: Any, reason: str, at: datetime.datetime | None = None) -> Edition:
    """Bring back a story that was withdrawn, with a right of its own and a reason: now, or at an instant to come if it
    was unpublished only. What was taken down or killed stays frozen until the moment in which it is back."""
    reason = required(reason, _("Say why the story comes back: it stays on the record."))
    was = article.withdrawn
    if at is not None and was in rights.FROZEN:
        raise Refused(_("What was taken down or killed comes back at once, when its time has come, or not at all."))
    take("republish", article, by, stage=Stage.READY, is_open=False, withdrawn="")
    edition, passed = _release("schedule" if at else "publish", article, by, at=at)
    note("republish", article, by, reason=reason, was=was, at=at, edition=edition.pk, **passed)
    return edition


def _release(
    name: str,
    article: Article,
    by: Any,
    *,
    at: datetime.datetime | None = None,
    substantive: bool | None = None,
    follow: bool = False,
) -> tuple[Edition, dict[str, list[str]]]:
    """A new edition from now, or from `at`; what is live then ends where it begins. With it, for the record, the
    warnings that were passed.

    Where nobody said whether the new text is a substantive update, it is one if it differs from what readers see,
    or saw, before.
    """
    # One instant for all that follows: what is live and what is pending must not change between two looks.
    instant = now()
    begins = at or instant
    pictures_used.hold(pictures_used.named_by(article))
    warnings = _refuse_what_does_not_fit(name, article, by, instant, begins)
    call_off(article, instant, since=begins if follow else None)
    article.editions.live(begins).update(live_until=begins)
    revision = revision_as_it_stands(article, by)
    before = article.editions.settled().filter(live_from__lt=begins).order_by("live_from")
    first, last = before.first(), before.last()
    if substantive is None:
        substantive = last is None or not is_same(last.revision.snapshot, revision.snapshot)
    edition = compose(
        article,
        revision=revision,
        by_id=by.pk,
        live_from=begins,
        live_until=article.live_until,
        published_at=first.published_at if first else begins,
        updated_at=_last_news(article, last) if last and not substantive else begins,
    )
    if edition.lead or body.picture_ids(article.body):
        prepare_renditions.enqueue(edition.pk)
    relate.using(run_after=begins, priority=AFTER_ALL_ELSE).enqueue(edition.pk)
    return edition, {"warnings": warnings} if warnings else {}


def _last_news(article: Article, last: Edition) -> datetime.datetime:
    """The last substantive update of a story: of its text, or by a correction made while it was not live."""
    corrected = article.corrections.aggregate(at=Max("at"))["at"]
    return max(last.updated_at, corrected or last.updated_at)


def _refuse_what_does_not_fit(
    name: str, article: Article, by: Any, instant: datetime.datetime, begins: datetime.datetime
) -> list[str]:
    """Raise `Refused` where the verb does not fit the story: its editions, what it lacks, the time, its embargo.

    What is left are the warnings that whoever releases it may pass, by their codes.
    """
    live = article.editions.live(instant).exists()
    if name == "publish" and live:
        raise Refused(_("This story is live already. Use “Update” to show readers the new text."))
    if name == "update" and not live:
        raise Refused(_("This story is not live, so there is nothing to update. Use “Publish”."))
    found = checks.look_at(article, begins)
    if found.blocks:
        raise Refused(" ".join(problem.message for problem in found.blocks))
    if name == "schedule" and begins <= instant:
        raise Refused(_("That time has passed. Choose a later one, or publish now."))
    if article.embargo_open:
        raise Refused(_("The story is under embargo until further notice."))
    if article.embargo_until is not None and begins < article.embargo_until:
        raise Refused(_("The story is under embargo until %s.") % said(article.embargo_until))
    if article.live_until is not None and article.live_until <= begins:
        raise Refused(_("The story ends on %s. Choose a later end first, or none.") % said(article.live_until))
    if found.warnings and not rights.may_pass_warnings(by):
        told = " ".join(dict.fromkeys(warning.message for warning in found.warnings))
        raise Refused(_("You may not release a story in spite of a warning: %s") % told)
    return found.codes


def call_off(article: Article, instant: datetime.datetime, since: datetime.datetime | None = None) -> int:
    """End the editions that have not begun (or not begun by `since`) before they begin; what they were going to
    replace stays live until the story ends."""
    pending = list(article.editions.pending(instant).order_by("-live_from"))
    if since is not None:
        pending = [edition for edition in pending if edition.live_from >= since]
    for edition in pending:
        Edition.objects.filter(pk=edition.pk).update(live_until=F("live_from"))
        replaced = article.editions.settled().filter(live_until=edition.live_from)
        replaced.update(live_until=article.live_until)
    return len(pending)


def hold_back(article: Article, by: Any) -> None:
    """Call off what would begin under an embargo, or before a sign-off, that came after it was scheduled."""
    instant = now()
    pending = article.editions.pending(instant)
    if not article.embargo_open and not checks.missing_sign_offs(article):
        if article.embargo_until is None:
            return
        pending = pending.filter(live_from__lt=article.embargo_until)
    if pending.exists():
        call_off(article, instant)
        stay_withdrawn(article)
        note("unschedule", article, by, embargo=article.embargo_until)


def stay_withdrawn(article: Article) -> None:
    """A story whose return was called off has not come back: to bring it back needs the right and the reason again."""
    last = _withdrawal_before(article, article.editions.settled())
    if last is not None:
        Article.objects.filter(pk=article.pk).update(withdrawn=last.kind)
        article.withdrawn = last.kind


def _refuse_a_return(article: Article, by: Any) -> None:
    """A return that was set for later is brought forward only by who may bring the story back."""
    last = _withdrawal_before(article, article.editions.seen(now()))
    if last is not None and not rights.may_bring_back(by, last.kind):
        raise Refused(_("This story was withdrawn, and its return is set for later. You may not bring it forward."))


def _withdrawal_before(article: Article, editions: EditionQuerySet) -> Withdrawal | None:
    """How the story was last withdrawn, if none of these editions of it begins after that."""
    last = article.withdrawals.first()
    return None if last is None or editions.filter(live_from__gte=last.at).exists() else last


def revision_as_it_stands(article: Article, by: Any) -> Revision:
    """The revision that an edition is made of: the last one, unless rows were changed behind the desk's back."""
    current = snapshot(article)
    last = article.revisions.first()
    if last is not None and is_same(last.snapshot, current):
        return last
    return Revision.objects.create(
        article=article, number=article.version, began=article.version, saved_by=by, snapshot=current
    )

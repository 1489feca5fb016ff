"""Taking a story away: quietly, for legal reasons, or for everybody who took it."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, Withdrawal
from articles.workflow.acts import Refused, note, now, required, take, verb
from articles.workflow.release import call_off

Kind = Withdrawal.Kind


@verb
def unpublish(article: Article, *, by: Any, reason: str) -> None:
    """Take a story away from readers without a word, and call off what was going to follow. The desk may go on."""
    _withdraw(article, Kind.UNPUBLISH, by, reason)


@verb
def take_down(article: Article, *, by: Any, reason: str, notice: str = "") -> None:
    """Take a story away for legal reasons: its address says so, and its copy is frozen."""
    _withdraw(article, Kind.TAKE_DOWN, by, reason, notice)


@verb
def kill(article: Article, *, by: Any, reason: str, notice: str = "") -> None:
    """Do not use: as taken down, and everybody who is recorded as having taken the story is told."""
    _withdraw(article, Kind.KILL, by, reason, notice)


def _withdraw(article: Article, kind: Withdrawal.Kind, by: Any, reason: str, notice: str = "") -> None:
    reason = required(reason, _("Say why the story is withdrawn: it stays on the record."))
    was = article.withdrawn
    take(kind.value, article, by, withdrawn=kind, live_until=None, is_open=kind == Kind.UNPUBLISH)
    instant = now()
    called_off = call_off(article, instant)
    was_live = article.editions.live(instant).update(live_until=instant)
    if kind == Kind.UNPUBLISH and not was_live:
        raise Refused(_("This story is not live, so there is nothing to unpublish."))
    if not (was or was_live or called_off or article.editions.seen(instant).exists() or article.takings.exists()):
        raise Refused(_("This story never went out, so there is nothing to withdraw."))
    Withdrawal.objects.create(article=article, kind=kind, by=by, at=instant, reason=reason, notice=notice.strip())
    note(kind.value, article, by, reason=reason, **({"notice": notice.strip()} if notice.strip() else {}))

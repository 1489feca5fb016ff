"""What every verb is made of: the right, the taking, the record, the word to the rooms."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles import languages, rights
from articles.dates import said
from articles.models import Article, Record, Stage
from articles.signals import story_changed


class Refused(Exception):
    """The verb cannot be used now; the text says why and what to do."""


class Stale(Refused):
    """Somebody else was first: the story is no longer what the caller saw."""


def now() -> datetime.datetime:
    """The instant by the database's clock, which all machines of a site share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def verb[**P, R](act: Callable[Concatenate[Article, P], R]) -> Callable[Concatenate[Article, P], R]:
    """All of it or nothing: what is undone in the database is undone in the caller's object too."""

    @wraps(act)
    def whole(article: Article, *args: P.args, **kwargs: P.kwargs) -> R:
        before = dict(article.__dict__)
        try:
            with transaction.atomic():
                done = act(article, *args, **kwargs)
                _hold_what_is_used()
                return done
        except BaseException:
            article.__dict__.update(before)
            raise

    return whole


def _hold_what_is_used() -> None:
    """Look now at what PostgreSQL would look at on commit, when nobody can be told any more: a tag, a person or a
    picture of the story may have been merged away or deleted by somebody else a moment ago. From here on it is held."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise Refused(
            _("Somebody removed something that this story uses at this moment, such as a tag. Look at it again.")
        ) from error


def take(name: str, article: Article, by: Any, kind: str = "", **changes: Any) -> None:
    """Take the story for a verb, if the rights allow it and nobody was quicker."""
    if not rights.may(by, name, article, kind):
        raise Refused(_why_not(name, article, by, kind))
    write(article, {"touched_at": Now(), **changes})


def _why_not(name: str, article: Article, by: Any, kind: str) -> str:
    """Why the rights do not allow a verb; to whoever has no permission for it, nothing of how the story stands."""
    rule = rights.RULES[name]
    if not article.withdrawn and "" not in rule.withdrawn:
        return _("This story is not withdrawn, so there is nothing to bring back.")
    if not rights.is_granted(by, name, article, kind):
        return _("You may not do this with this story as it stands.")
    if article.withdrawn not in rule.withdrawn:
        how = article.get_withdrawn_display()
        return _("This story is withdrawn (%s). Publish it again first, with a reason.") % how
    if article.stage not in rule.stages:
        stages = languages.list_of(f"“{stage.label}”" for stage in Stage if stage in rule.stages)
        return _("This is for stories in the stage %(stages)s; this one is in the stage “%(stage)s”.") % {
            "stages": stages,
            "stage": article.get_stage_display(),
        }
    if article.section and article.section.desk and by.has_perm("articles.edit_any_article"):
        editors = languages.list_of(str(editor) for editor in article.section.editors.all())
        return _("This story is another desk’s: %(section)s (%(editors)s).") % {
            "section": article.section,
            "editors": editors,
        }
    return _("You may not do this with this story as it stands.")


def write(article: Article, changes: dict[str, Any]) -> None:
    """Write to the story's row if its version is the one that was read; it has the next version then."""
    taken = Article.objects.filter(pk=article.pk, version=article.version).update(version=F("version") + 1, **changes)
    if not taken:
        raise Stale(stale_message(article))
    article.refresh_from_db()


def note(name: str, article: Article, by: Any, **detail: Any) -> Record:
    """Write the record of an act that is done, and tell the rooms, all in the act's transaction."""
    detail = {
        key: value.isoformat() if isinstance(value, datetime.datetime) else value for key, value in detail.items()
    }
    record = Record.objects.write(verb=name, by=by, article=article, **detail)
    story_changed.send(sender=Article, article=article, record=record)
    return record


def required(text: str, otherwise: str) -> str:
    """Words without which a verb is refused."""
    text = text.strip()
    if not text:
        raise Refused(otherwise)
    return text


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

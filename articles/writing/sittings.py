"""What comes from a tab: what somebody wrote there, who else is in the story, what waits to be merged."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import workflow
from articles.models import Article, Sitting
from articles.snapshot import whole
from articles.writing.copies import Copy, changed_names, copy_of
from articles.writing.merge import Merge, merge

# A sitting that nobody came back to is forgotten, unless it holds words.
FORGOTTEN_AFTER = datetime.timedelta(days=1)
# More than any story has, and what its column can keep.
MOST_VERSIONS = 2**31


@dataclass(frozen=True)
class Outcome:
    """What became of what a tab sent: `saved`, `same` (nothing to save), `clash` (held, until somebody chooses), or
    `late`: it was overtaken by what the same tab sent after it.

    `brought`: the fields that are not as the tab sent them, as others changed them in the meantime.
    """

    state: str
    sitting: Sitting
    version: int
    changed: list[str] = field(default_factory=list)
    brought: list[str] = field(default_factory=list)


def sit_down(article: Article, account: Any, key: uuid.UUID | None, version: int | None) -> Sitting:
    """The sitting of a tab at a story, begun now if it is new; PermissionDenied for one that is somebody else's."""
    sitting = Sitting.objects.filter(key=key).first() if key else None
    if sitting is None:
        base = ancestor(article, version)
        sitting, _is_new = Sitting.objects.get_or_create(
            key=key or uuid.uuid4(),
            defaults={"article": article, "account": account, "bases": {str(version): base} if base else {}},
        )
        article.sittings.filter(held__isnull=True, seen_at__lt=Now() - FORGOTTEN_AFTER).delete()
    if (sitting.article_id, sitting.account_id) != (article.pk, account.pk):
        raise PermissionDenied
    if version == article.version and str(version) not in sitting.bases:
        # The tab was loaded anew.
        sitting.bases[str(version)] = copy_of(article)
        sitting.save(update_fields=["bases"])
    return sitting


def ancestor(article: Article, version: int | None) -> Copy | None:
    """The working copy as it was at a version; None where that is not kept, as more was written into its revision."""
    if version is None or version > article.version:
        return None
    if version == article.version:
        return copy_of(article)
    if article.revisions.filter(began__lte=version, number__gt=version).exists():
        return None
    revision = article.revisions.filter(number__lte=version).first()
    return whole(revision.snapshot) if revision else None


def base_of(article: Article, sitting: Sitting, version: int | None) -> Copy | None:
    """What the tab began from, that says it has this version in its hands."""
    base = sitting.bases.get(str(version))
    return whole(base) if base else ancestor(article, version)


def save(
    article: Article,
    *,
    by: Any,
    sitting: Sitting,
    version: int | None,
    mine: Copy,
    keep: bool = False,
    name: str = "",
    turn: int = 0,
) -> Outcome:
    """Save what a tab sent, merged with what others have saved since. The story's row is held by the caller.

    What clashes is not written into the story; nor is it lost: the sitting holds it.
    """
    if turn < sitting.turn:
        return Outcome("late", sitting, article.version)
    sitting.turn = turn
    _set_aside_what_waits(sitting, version)
    base = base_of(article, sitting, version)
    made = merge(base, mine, copy_of(article))
    if made.clashes:
        hold(sitting, mine, version, base)
        return Outcome("clash", sitting, article.version)
    changed = workflow.write_copy(article, by=by, copy=made.copy, sitting=sitting, keep=keep, name=name)
    written = copy_of(article)
    # The tab has either what it sent or, when it has taken in what came back, what is written now. An answer that got
    # lost does no harm: what it sends next is compared with what it sent.
    _remember(sitting, {str(version): mine, str(article.version): written})
    return Outcome("saved" if changed else "same", sitting, article.version, changed, changed_names(mine, written))


def hold(sitting: Sitting, mine: Copy, version: int | None, base: Copy | None) -> None:
    """Keep what cannot be written into the story now, with what it began from."""
    _set_aside_what_waits(sitting, version)
    sitting.held, sitting.held_from = mine, version if version is not None and version < MOST_VERSIONS else None
    sitting.bases = {str(version): base} if base else {}
    sitting.save(update_fields=["held", "held_from", "bases", "turn"])


def _set_aside_what_waits(sitting: Sitting, version: int | None) -> None:
    """What a tab typed before it was loaded anew, and waits, is not what it types now: it gets a sitting of its own."""
    if sitting.held is not None and sitting.held_from != version:
        Sitting.objects.create(
            article_id=sitting.article_id,
            account_id=sitting.account_id,
            seen_at=sitting.seen_at,
            left_at=Now(),
            bases=sitting.bases,
            held=sitting.held,
            held_from=sitting.held_from,
        )
        sitting.held = sitting.held_from = None


def merge_held(article: Article, sitting: Sitting) -> Merge:
    """What is held, merged with the story as it stands."""
    assert sitting.held is not None
    return merge(base_of(article, sitting, sitting.held_from), sitting.held, copy_of(article))


def choose(article: Article, *, by: Any, sitting: Sitting, made: Merge, answers: dict[str, str], name: str) -> None:
    """Write what was chosen of a merge into the story. What was typed becomes a revision of its own before, so that
    no word of it is lost whatever was chosen."""
    mine = sitting.held
    assert mine is not None
    chosen = made.settle(answers)
    if changed_names(mine, chosen):
        workflow.set_aside(article, by=by, copy=mine, name=name)
    workflow.write_copy(article, by=by, copy=chosen, keep=True)
    sitting.held = sitting.held_from = None
    _remember(sitting, {str(article.version): copy_of(article)})


def remember_also(sitting: Sitting, version: int | None, mine: Copy) -> None:
    """The tab may still have this version in its hands, with what it sent: the answer can have been lost."""
    _remember(sitting, {**sitting.bases, str(version): mine})


def _remember(sitting: Sitting, bases: dict[str, Copy]) -> None:
    sitting.bases, sitting.held, sitting.held_from = bases, None, None
    sitting.save(update_fields=["bases", "held", "held_from", "turn"])


# Presence.


def see(sitting: Sitting, place: str, block: int | None, *, leaves: bool = False) -> None:
    """Note that a tab is here, and where; or that it closes."""
    Sitting.objects.filter(pk=sitting.pk).update(
        seen_at=Now(), left_at=Now() if leaves else None, place=place[:40], block=block
    )


def others(article: Article, key: uuid.UUID | None) -> QuerySet[Sitting]:
    """The other tabs that have the story open now."""
    here = article.sittings.here()
    return (here.exclude(key=key) if key else here).select_related("account").order_by("opened_at")


def waiting(article: Article, account: Any) -> QuerySet[Sitting]:
    """What somebody typed in this story, and is not in it yet."""
    return article.sittings.holding().filter(account=account.pk).order_by("-seen_at")

"""The memory of the working copy."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.functions import Now
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import pictures_used, rights
from articles.models import Article, Record, Revision, Sitting
from articles.snapshot import changes, snapshot
from articles.workflow.acts import Refused, note, verb, write
from articles.workflow.release import hold_back
from articles.writing.copies import PLANNED, Copy, changed_names, copy_of, put


@verb
def save_revision(article: Article, *, by: Any) -> Revision:
    """Keep the working copy as it is in the database now, bylines and tags included, as the story's next version.

    The caller has written the story's rows in this transaction; `article.version` is the version that it had read.
    """
    before = article.revisions.first()
    write(article, {"touched_at": Now(), "is_open": True})
    pictures_used.keep_rows(article)
    revision = _new_revision(article, by)
    changed = changes(before.snapshot, revision.snapshot) if before else []
    note("save", article, by, revision=revision.number, changed=changed)
    hold_back(article, by)
    return revision


@verb
def write_copy(
    article: Article, *, by: Any, copy: Copy, sitting: Sitting | None = None, keep: bool = False, name: str = ""
) -> list[str]:
    """Make the working copy what `copy` says; the names of what changed.

    What one sitting writes goes into one revision, until it is kept, named, released or signed off. Of the record it
    gets a line for the first change, and one for each field that it touches later.
    """
    if not rights.may_edit(by, article):
        raise Refused(_("You may not do this with this story as it stands."))
    before = copy_of(article)
    changed = changed_names(before, before | copy)
    if changed:
        _refuse_what_needs_more(article, by, before | copy, changed)
        write(article, {"touched_at": Now(), "is_open": True})
        put(article, copy)
        pictures_used.keep_rows(article)
        revision, told = _into_revision(article, by, sitting)
        # Who is to write it, and until when, is told each time: somebody waits for it.
        new = [each for each in changed if each not in told or each in PLANNED]
        if new or not told:
            note("save", article, by, revision=revision.number, revision_id=revision.pk, changed=new)
        hold_back(article, by)
    if keep or name:
        _keep(article, by, sitting, name)
    return changed


def _refuse_what_needs_more(article: Article, by: Any, copy: Copy, changed: list[str]) -> None:
    """What a form says politely beside its field, and a text that was held for a while may have come to want."""
    if "section" in changed and not rights.may_move(by, article):
        raise Refused(_("This story is with the desk of “%s”. Ask its editors to hand it on.") % article.section)
    until = parse_datetime(copy["embargo_until"] or "")
    was = article.embargo_until
    ends_sooner = was is not None and (until is None or until < was.replace(microsecond=0))
    if article.is_embargoed and not copy["embargo_open"] and (article.embargo_open or ends_sooner):
        raise Refused(_("The embargo is in force: here it can only be made longer. “Break the embargo” ends it."))


@verb
def set_aside(article: Article, *, by: Any, copy: Copy, name: str) -> Revision:
    """Keep a text that did not become the story's as a named revision; the story as it stands is the one after it."""
    write(article, {"touched_at": Now()})
    current = snapshot(article)
    words = current | {key: value for key, value in copy.items() if key in current}
    number = article.version
    kept = Revision.objects.create(article=article, number=number, began=number, saved_by=by, snapshot=words, name=name)
    write(article, {"touched_at": Now()})
    _new_revision(article, by)
    return kept


def _into_revision(article: Article, by: Any, sitting: Sitting | None) -> tuple[Revision, set[str]]:
    """The revision of this sitting with what is written now, and the fields of which the record tells already."""
    open_one = _open_revision(article, sitting)
    if open_one is None:
        return _new_revision(article, by, sitting), set()
    told = article.records.filter(verb="save", detail__revision_id=open_one.pk).values_list(
        "detail__changed", flat=True
    )
    Revision.objects.filter(pk=open_one.pk).update(number=article.version, saved_at=Now(), snapshot=snapshot(article))
    open_one.refresh_from_db()
    return open_one, {name for names in told for name in names}


def _open_revision(article: Article, sitting: Sitting | None) -> Revision | None:
    """The revision into which a sitting goes on writing: its own, which nothing hangs on, after no long pause."""
    if sitting is None:
        return None
    mine = article.revisions.filter(sitting=sitting, name="", editions=None, saved_at__gt=Now() - Sitting.PAUSE)
    return mine.exclude(pk__in=article.sign_offs.exclude(revision=None).values("revision")).first()


def _new_revision(article: Article, by: Any, sitting: Sitting | None = None) -> Revision:
    number = article.version
    return Revision.objects.create(
        article=article, number=number, began=number, saved_by=by, snapshot=snapshot(article), sitting=sitting
    )


def _keep(article: Article, by: Any, sitting: Sitting | None, name: str) -> None:
    """Let the last revision be a version of its own: what is written from now on goes into another."""
    last = article.revisions.first()
    is_anothers = last is not None and last.sitting_id not in (None, sitting and sitting.pk)
    if is_anothers or (last is not None and last.name and name and last.name != name):
        # Somebody else is writing in it still, or it has a name. Another one is given to what there is now.
        if not name:
            return
        write(article, {"touched_at": Now()})
        last = _new_revision(article, by)
    if last is not None:
        Revision.objects.filter(pk=last.pk).update(sitting=None, **({"name": name} if name else {}))


@verb
def restore(article: Article, *, by: Any, revision: Revision) -> Revision:
    """Make the working copy what it was at a revision. Nothing is lost: it becomes the next revision."""
    if not rights.may_edit(by, article):
        raise Refused(_("You may not do this with this story as it stands."))
    before = snapshot(article)
    write(article, {"touched_at": Now(), "is_open": True})
    put(article, revision.snapshot)
    pictures_used.keep_rows(article)
    restored = _new_revision(article, by)
    note(
        "restore",
        article,
        by,
        revision=restored.number,
        restored=revision.number,
        changed=changes(before, restored.snapshot),
    )
    hold_back(article, by)
    return restored


@verb
def discard(article: Article, *, by: Any) -> None:
    """Throw away a story that never went out. Its records stay."""
    # Holds the row before the look: nobody releases a story while it is thrown away.
    write(article, {"touched_at": Now()})
    if not rights.may_discard(by, article):
        raise Refused(_("A story that has been released is not deleted. Unpublish it instead."))
    Record.objects.write(verb="discard", by=by, article=article, snapshot=snapshot(article))
    try:
        article.delete()
    except ProtectedError as error:
        raise Refused(_("Something else hangs on this story, such as a translation of it: it is kept.")) from error

"""The memory of the working copy."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles import pictures_used, rights
from articles.models import Article, Record, Revision
from articles.snapshot import changes, put_back, snapshot
from articles.workflow.acts import Refused, note, verb, write
from articles.workflow.release import hold_back


@verb
def save_revision(article: Article, *, by: Any, planned: list[str] | None = None) -> Revision:
    """Keep the working copy as it is in the database now, bylines and tags included, as the story's next version.

    The caller has written the story's rows in this transaction; `article.version` is the version that it had read.
    `planned` names the fields changed beside the text, such as who writes it and until when.
    """
    before = article.revisions.first()
    write(article, {"touched_at": Now(), "is_open": True})
    revision = Revision.objects.create(article=article, number=article.version, saved_by=by, snapshot=snapshot(article))
    pictures_used.keep_rows(article)
    changed = changes(before.snapshot, revision.snapshot) if before else []
    note("save", article, by, revision=revision.number, changed=changed + (planned or []))
    hold_back(article, by)
    return revision


@verb
def restore(article: Article, *, by: Any, revision: Revision) -> Revision:
    """Make the working copy what it was at a revision. Nothing is lost: it becomes the next revision."""
    if not rights.may_edit(by, article):
        raise Refused(_("You may not do this with this story as it stands."))
    before = snapshot(article)
    write(article, {"touched_at": Now(), "is_open": True})
    put_back(article, revision.snapshot)
    pictures_used.keep_rows(article)
    restored = Revision.objects.create(article=article, number=article.version, saved_by=by, snapshot=snapshot(article))
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

"""Mistakes, corrected in the open."""

from typing import Any

from django.utils.translation import gettext as _

from articles.compose import successor
from articles.models import Article, Correction
from articles.workflow.acts import Refused, note, now, required, take, verb


@verb
def correct(article: Article, *, by: Any, kind: str, text: str, supersedes: Correction | None = None) -> Correction:
    """Add a correction to a story that has been out; readers of a live one see it now, dated as an update.

    `supersedes` is the correction of this story whose place it takes.
    """
    text = required(text, _("Say what is corrected: readers will see it."))
    if kind not in Correction.Kind.values:
        raise Refused(_("Choose what kind of correction it is."))
    take("correct", article, by)
    instant = now()
    if not article.editions.seen(instant).exists():
        raise Refused(_("This story has not been out, so there is nothing to correct: change its text."))
    if supersedes is not None and not article.corrections.standing().filter(pk=supersedes.pk).exists():
        raise Refused(_("That correction has been replaced already. Look at the story again."))
    correction = Correction.objects.create(
        article=article, kind=kind, text=text, at=instant, made_by=by, supersedes=supersedes
    )
    live = article.editions.live(instant).first()
    # A new edition of the same text: page, feeds and sitemap have the instant of the correction for their update's.
    edition = successor(live, begins=instant, updated_at=instant, by_id=by.pk) if live else None
    # Nor does an update that is to follow, and was said to be none of substance, take that date back.
    article.editions.pending(instant).filter(updated_at__lt=instant).update(updated_at=instant)
    note(
        "correct",
        article,
        by,
        correction=correction.pk,
        kind=kind,
        text=text,
        supersedes=supersedes and supersedes.pk,
        edition=edition and edition.pk,
    )
    return correction

"""What the core leaves to the background worker. Nothing of it has to be done for a story to go out."""

from django.tasks import task

from articles import body, related, renditions, shapes
from articles.models import Edition, Picture


@task
def prepare_renditions(edition_id: int) -> None:
    """Make the pictures of an edition in every size and form that its page offers, ahead of the first reader; the lead
    picture also in the shapes that link cards and search engines are given.

    What is made already is left as it is: an attempt that is cut short goes on where it stopped.
    """
    edition = Edition.objects.settled().select_related("revision").filter(pk=edition_id).first()
    if edition is None:
        return
    named = Picture.objects.filter(pk__in=body.picture_ids(edition.revision.snapshot["body"]))
    digests = [edition.lead["digest"]] if edition.lead else []
    for digest in dict.fromkeys([*digests, *named.values_list("digest", flat=True)]):
        renditions.prepare(digest)
    for cut in shapes.cuts_of(edition.lead) if edition.lead else ():
        shapes.make(cut)


class TooEarly(Exception):
    """By the database's clock, the instant has not come: the worker's clock is ahead of it."""


@task
def relate(edition_id: int) -> None:
    """Find out what is worth reading after a story that has just gone out. Run again, it finds the same."""
    if Edition.objects.pending().filter(pk=edition_id).exists():
        raise TooEarly
    for article in Edition.objects.filter(pk=edition_id).values_list("article", flat=True):
        related.refresh(article)

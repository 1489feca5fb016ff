"""Links that show a story to somebody outside before it is out."""

import datetime
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles import rights
from articles.models import Article, PreviewLink
from articles.workflow.acts import Refused, note, now, required, verb

LONGEST = datetime.timedelta(days=7)
# As many of a story as a desk can keep in mind.
MOST_LINKS = 20


@verb
def preview_link(article: Article, *, by: Any, made_for: str, lasts: datetime.timedelta) -> PreviewLink:
    """Make a link that shows the story as it stands, to whoever has it, for so long. The story is not changed by it,
    so nobody's work on it is overtaken."""
    made_for = required(made_for, _("Say whom the link is for: it stays on the record."))
    _refuse_unless_allowed("preview_link", article, by)
    if not datetime.timedelta() < lasts <= LONGEST:
        raise Refused(_("A link lasts a week at most."))
    if article.is_embargoed:
        raise Refused(_("The story is under embargo: nobody outside may see it, not by a link either."))
    if article.preview_links.standing().count() >= MOST_LINKS:
        raise Refused(_("There are %d links to this story already. Revoke one first.") % MOST_LINKS)
    link = PreviewLink.objects.create(article=article, made_for=made_for, made_by=by, expires_at=now() + lasts)
    # What the database has set: the address is made of it.
    link.refresh_from_db()
    note("preview_link", article, by, link=link.pk, recipient=link.made_for, until=link.expires_at)
    return link


@verb
def revoke_preview(article: Article, *, by: Any, link: PreviewLink) -> None:
    """End a link now: whoever has it sees nothing any more."""
    _refuse_unless_allowed("revoke_preview", article, by)
    ended = article.preview_links.standing().filter(pk=link.pk).update(revoked_at=Now())
    if not ended:
        raise Refused(_("That link has ended already."))
    note("revoke_preview", article, by, link=link.pk, recipient=link.made_for)


def _refuse_unless_allowed(name: str, article: Article, by: Any) -> None:
    if not rights.may(by, name, article):
        raise Refused(_("You may not do this with this story as it stands."))

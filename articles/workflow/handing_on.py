"""Who took a story."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, Recipient, Taking
from articles.workflow.acts import Refused, note, take, verb


@verb
def note_taking(article: Article, *, by: Any, recipient: Recipient) -> Taking:
    """Keep that a recipient has the story: if it is killed, they are told."""
    take("note_taking", article, by)
    taking, is_new = Taking.objects.get_or_create(article=article, recipient=recipient, defaults={"noted_by": by})
    if not is_new:
        raise Refused(_("%s is noted already as having this story.") % recipient)
    note("note_taking", article, by, recipient=recipient.name)
    return taking

"""A story before it is out: its working copy as a page, and the links that show it to outsiders.

A link's address is signed, and nothing secret is stored: it can be made again from its row for whoever may hand it
out, and guessed by nobody.
"""

from collections.abc import Mapping
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from articles import rights
from articles.compose import printed
from articles.models import Article, Edition, PreviewLink


def edition_of(article: Article, saved: Mapping[str, Any] | None = None) -> Edition:
    """The working copy, or another state of it that is `saved`, dated as if it went out now."""
    before = article.editions.seen().order_by("live_from")
    first, last = before.first(), before.last()
    now = timezone.now()
    return printed(
        article,
        published_at=first.published_at if first else now,
        updated_at=last.updated_at if last else now,
        saved=saved,
    )


def _signer(link: PreviewLink) -> Signer:
    """Of this row alone: not of another that has its number one day."""
    made = link.made_at.timestamp()
    return Signer(salt=f"articles.preview {link.article_id} {made:.6f}", sep=".")


def address(link: PreviewLink) -> str:
    """The path of a link, the same whenever it is asked for."""
    return reverse("preview", args=[_signer(link).sign(str(link.pk))])


def standing_link(token: str) -> PreviewLink | None:
    """The link of an address with its story, while it may be shown; None for whatever reason it may not."""
    number, _, _ = token.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    link = PreviewLink.objects.standing().select_related("article__section", "made_by").filter(pk=number).first()
    if link is None or not _is_signed(link, token) or not may_be_shown(link):
        return None
    return link


def _is_signed(link: PreviewLink, token: str) -> bool:
    try:
        return _signer(link).unsign(token) == str(link.pk)
    except BadSignature:
        return False


def may_be_shown(link: PreviewLink) -> bool:
    """An embargo is on previews too, and so is a withdrawal; and a link stands with whoever has made it."""
    article = link.article
    if article.is_embargoed or article.withdrawn in rights.FROZEN:
        return False
    return link.made_by.has_perm("articles.add_previewlink")


def count_look(link: PreviewLink) -> None:
    """One more has looked; however many at once, each is counted."""
    PreviewLink.objects.filter(pk=link.pk).update(views=F("views") + 1, seen_at=Now())

"""What a story must have before it may go out."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import body
from articles.models import Article


@dataclass(frozen=True)
class Problem:
    """A sentence that says what is missing, and the field of the story form where it is mended."""

    field: str
    message: str


def source_expired(article: Article) -> bool:
    expires_at = article.source.expires_at if article.source else None
    return expires_at is not None and expires_at <= timezone.now()


def blocking(article: Article) -> list[Problem]:
    """Everything that stops a release, in the order of the form."""
    has_credit = bool(article.source_id) or article.bylines.exists()
    picture = article.lead_picture()
    found = [
        ("headline", not article.headline, _("The story has no headline.")),
        ("body", not body.plain_text(article.body), _("The story has no body.")),
        ("section", article.section_id is None, _("The story is in no section.")),
        ("bylines", not has_credit, _("The story has neither a byline nor a source.")),
        ("source", source_expired(article), _("The source's copy may not be used any more: its time has run out.")),
        (
            "picture_credit",
            picture is not None and not picture["credit"],
            _("The lead picture has no credit."),
        ),
        (
            "picture_alt",
            picture is not None and not picture["alt"],
            _("The lead picture has no alternative text."),
        ),
    ]
    return [Problem(field, message) for field, is_missing, message in found if is_missing]

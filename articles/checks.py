"""What a story must have before it may go out."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import body
from articles.dates import said
from articles.models import Article, SignOff
from articles.snapshot import looks_the_same, snapshot

# Characters of a headline that the fronts show without breaking it badly.
HEADLINE_ON_FRONTS = 70


@dataclass(frozen=True)
class Problem:
    """A sentence that says what is missing, and the field of the story form where it is mended."""

    field: str
    message: str


def expired_source(article: Article, at: datetime.datetime | None) -> str:
    """What is to say of a source whose copy may not be used any more, now or at the instant of the release."""
    expires_at = article.source.expires_at if article.source else None
    now = timezone.now()
    if expires_at is None or expires_at > (at or now):
        return ""
    if expires_at <= now:
        return _("The source's copy may not be used any more: its time has run out.")
    return _("The source's copy may be used until %s only.") % said(expires_at)


def missing_sign_offs(article: Article) -> list[str]:
    """The looks that were asked for and have not been given, or were given to what has been changed since."""
    missing = []
    sign_offs = article.looks_asked_for()
    current = snapshot(article) if sign_offs else {}
    for sign_off in sign_offs:
        match sign_off.verdict:
            case SignOff.Verdict.ASKED:
                missing.append(_("The sign-off “%s” has been asked for, and is not given yet.") % sign_off.kind_label)
            case SignOff.Verdict.REFUSED:
                missing.append(_("The sign-off “%s” was refused.") % sign_off.kind_label)
            case SignOff.Verdict.GIVEN if sign_off.revision and not looks_the_same(
                sign_off.kind, sign_off.revision.snapshot, current
            ):
                missing.append(_("The story was changed after the sign-off “%s”: ask again.") % sign_off.kind_label)
    return missing


def blocking(article: Article, at: datetime.datetime | None = None) -> list[Problem]:
    """Everything that stops a release, now or at an instant to come, in the order of the form."""
    has_credit = bool(article.source_id) or article.bylines.exists()
    picture = article.lead_picture()
    expired = expired_source(article, at)
    found = [
        ("headline", not article.headline, _("The story has no headline.")),
        ("body", not body.plain_text(article.body), _("The story has no body.")),
        ("section", article.section_id is None, _("The story is in no section.")),
        ("bylines", not has_credit, _("The story has neither a byline nor a source.")),
        ("source", bool(expired), expired),
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
    problems = [Problem(field, message) for field, is_missing, message in found if is_missing]
    return problems + [Problem("sign_offs", message) for message in missing_sign_offs(article)]

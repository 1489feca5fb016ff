"""What is mailed: plain text, one letter a person."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles import languages
from articles.context import site_name
from articles.dates import said
from articles.models import Edition, Withdrawal
from newsroom.notices import words
from newsroom.notices.models import Delivery, Notice


def notice_letter(notice: Notice) -> EmailMessage:
    """A notice for its reader, in the site's language."""
    with languages.speaking(settings.LANGUAGE_CODE):
        told, headline, reason = words.sentence(notice), words.headline(notice), words.reason(notice)
        parts = [headline, told, reason, _address(reverse("admin:notices_notice_open", args=[notice.pk]))]
        return _letter(f"{headline} – {told}", parts, to=notice.account.email, called=f"notice-{notice.pk}")


def kill_letter(delivery: Delivery) -> EmailMessage:
    """“Do not use”, in English and in the story's language, with all that identifies the story."""
    article = delivery.record.article
    assert article is not None  # a story that somebody took is never discarded
    last = article.editions.seen().order_by("live_from").last()
    headline = last.headline if last else delivery.record.headline
    parts = []
    for language in dict.fromkeys(["en", article.language]):
        with languages.speaking(language):
            parts += _kill(delivery, headline, last)
    # With the story's own identifier: a number alone comes again where a site begins anew with an empty database.
    called = f"kill-{delivery.pk}-{article.uuid}"
    return _letter(f"KILL – DO NOT USE: {headline}", parts, to=delivery.recipient.email, called=called)


def _kill(delivery: Delivery, headline: str, last: Edition | None) -> list[str]:
    """The notice in the language spoken. The reason, which is for the desk, is not in it."""
    article = delivery.record.article
    assert article is not None
    facts = [
        (_("Headline"), headline),
        (_("Identifier"), str(article.uuid)),
        (_("First published"), said(last.published_at) if last else ""),
        (_("Address"), _address(last.path) if last else ""),
        (_("Withdrawn"), said(delivery.record.at)),
    ]
    return [
        _("DO NOT USE"),
        _("%(paper)s has killed this story. Do not publish, send on or quote it.")
        % {"paper": site_name(languages.codes()[0])},
        "\n".join(_("%(name)s: %(value)s") % {"name": name, "value": value} for name, value in facts if value),
        delivery.record.detail.get("notice") or str(Withdrawal.NOTICES[Withdrawal.Kind.KILL]),
        _("If you have published it, remove it everywhere, and answer this mail to confirm that you have."),
    ]


def _letter(subject: str, parts: list[str], *, to: str, called: str) -> EmailMessage:
    """`called` makes the Message-ID: a letter sent again after a crash is known as the same one by it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        subject=_one_line(subject),
        body="\n\n".join(part for part in parts if part) + "\n",
        to=[to],
        headers={"Message-ID": f"<{called}.newsroom@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _address(path: str) -> str:
    """In full where the settings name the site's host."""
    return settings.SITE_URL + iri_to_uri(path)

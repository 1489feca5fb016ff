"""What readers are mailed: text and simple HTML of one content, in their language; nothing in it is fetched from
anywhere.

What strangers wrote is in it as text, on one line, and short.
"""

import re
from dataclasses import dataclass, field
from email.policy import EmailPolicy
from email.policy import default as default_policy
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import languages
from articles.context import site_name
from articles.models import Edition
from articles.numerals import figures
from articles.text import clean_line
from newsroom.comments.links import Purpose, known, link
from newsroom.comments.models import AccessRequest, Comment, Rules, Subscription

LONGEST_NAME = 60
LONGEST_WORDS = 400
# First strong isolate, and its end: a name or a headline of the other direction leaves the sentence around it as it is.
FSI, PDI = "\u2068", "\u2069"
# What a stranger could turn the rest of a line around with.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Way:
    """A link, and what it leads to."""

    words: str
    address: str


@dataclass(frozen=True)
class Letter:
    """A mail before it is written as text and as HTML."""

    subject: str
    paragraphs: list[str]
    way: Way
    # What somebody wrote, as they wrote it.
    quote: str = ""
    # Below: why it was sent, and what else can be done.
    notes: list[str] = field(default_factory=list)
    ways_out: list[Way] = field(default_factory=list)


class _WholeLinks(EmailPolicy):
    """Leaves the way out on one line, as long as it is (RFC 5322, 2.1.1, allows 998). Python would fold it as an
    encoded word, in which no mail program looks for a link."""

    def _is_way_out(self, name: str) -> bool:
        return name.lower() == "list-unsubscribe"

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if self._is_way_out(name) else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii") if self._is_way_out(name) else super().fold_binary(name, value)


class ReaderMail(EmailMultiAlternatives):
    def message(self, *, policy: Any = default_policy) -> Any:
        return super().message(policy=_WholeLinks(linesep=policy.linesep, utf8=policy.utf8, cte_type=policy.cte_type))


def confirmation(subscription: Subscription) -> ReaderMail:
    """The one mail to an address that has not confirmed. It carries no word of the comment: whoever wrote it may have
    named a stranger's address."""
    with languages.speaking(known(subscription.language)):
        paper = {"paper": _apart(_paper())}
        letter = Letter(
            subject=_("Do you want to be told of answers to your comment?"),
            paragraphs=[
                _("Somebody commented at %(paper)s, gave this address, and asked to be told of answers.") % paper,
                _("If that was you, please confirm it. Otherwise do nothing: you will get no other mail about it."),
            ],
            way=Way(_("Confirm"), link(Purpose.CONFIRM, subscription.pk, subscription.language)),
            ways_out=[_stop(_("Never ask this address again"), subscription)],
        )
        return _write(letter, to=subscription.email, called=f"confirm-{subscription.pk}", stop=subscription)


def answer(subscription: Subscription, comment: Comment, edition: Edition) -> ReaderMail:
    """That somebody answered, with the first words of the answer and the way to it."""
    with languages.speaking(known(subscription.language)):
        names = {"name": _apart(_short(comment.name, LONGEST_NAME)), "story": _apart(clean_line(edition.headline))}
        address = f"{settings.SITE_URL}{iri_to_uri(edition.path)}#comment-{comment.pk}"
        days = Rules.current().private_days
        letter = Letter(
            subject=_("An answer to your comment: %(story)s") % {"story": _short(edition.headline, 120)},
            paragraphs=[_("%(name)s has answered your comment on “%(story)s”:") % names],
            quote=_short(comment.body, LONGEST_WORDS),
            way=Way(_("Read the answer"), address),
            notes=[
                ngettext(
                    "You asked for this mail. You are told of answers for %(days)s day after you confirmed it.",
                    "You asked for this mail. You are told of answers for %(days)s days after you confirmed it.",
                    days,
                )
                % {"days": figures(days)}
            ],
            ways_out=[
                _stop(_("Send me no more of these mails"), subscription),
                Way(_("Your comments, and what we keep of you"), settings.SITE_URL + reverse("comments_mine")),
            ],
        )
        return _write(letter, to=subscription.email, called=f"answer-{subscription.pk}-{comment.pk}", stop=subscription)


def link_to_kept(request: AccessRequest) -> ReaderMail:
    """The link to what is kept of an address, for whoever reads what is sent to it."""
    with languages.speaking(known(request.language)):
        letter = Letter(
            subject=_("Your comments, and what we keep of you"),
            paragraphs=[
                _("With this link you see every comment that was sent to %(paper)s from this address.")
                % {"paper": _apart(_paper())},
                _("You can download all of it, and have it erased. The link holds for a day; give it to nobody."),
            ],
            way=Way(_("See what is kept"), link(Purpose.KEPT, request.pk, request.language)),
            notes=[_("If you did not ask for this, do nothing: without the link nobody sees anything.")],
        )
        return _write(letter, to=request.email, called=f"kept-{request.pk}")


def _stop(words: str, subscription: Subscription) -> Way:
    return Way(words, link(Purpose.STOP, subscription.pk, subscription.language))


def _write(letter: Letter, *, to: str, called: str, stop: Subscription | None = None) -> ReaderMail:
    """In the language spoken. `called` makes the Message-ID: a letter that is sent again is known as the same by it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<comments-{called}.newsroom@{domain}>", "Auto-Submitted": "auto-generated"}
    if stop is not None:
        # RFC 8058: a POST to this address, without a page, is a way out.
        headers["List-Unsubscribe"] = f"<{link(Purpose.STOP, stop.pk, stop.language)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = ReaderMail(subject=clean_line(letter.subject), body=_as_text(letter), to=[clean_line(to)], headers=headers)
    code = translation.get_language() or settings.LANGUAGE_CODE
    around = {"letter": letter, "language": code, "direction": languages.direction(code), "paper": _paper()}
    mail.attach_alternative(render_to_string("comments/mail/letter.html", around), "text/html")
    return mail


def _as_text(letter: Letter) -> str:
    quote = f"> {letter.quote}" if letter.quote else ""
    ways = [f"{way.words}:\n{way.address}" for way in (letter.way, *letter.ways_out)]
    parts = [*letter.paragraphs, quote, ways[0], "-- \n" + _paper(), *letter.notes, *ways[1:]]
    return "\n\n".join(part for part in parts if part) + "\n"


def _paper() -> str:
    return site_name(translation.get_language() or settings.LANGUAGE_CODE)


def _apart(words: str) -> str:
    return f"{FSI}{words}{PDI}"


def _short(words: str, longest: int) -> str:
    return Truncator(TURNS.sub("", clean_line(words))).chars(longest)

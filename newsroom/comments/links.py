"""The links in mails: each for one purpose, signed, and with the number of a row in it instead of an address."""

import datetime
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse

from articles import languages


class Purpose(StrEnum):
    CONFIRM = "confirm"
    STOP = "stop"
    KEPT = "kept"


# A way out holds for as long as there is something to leave. What nobody confirmed is forgotten when its link ends.
LASTS: dict[Purpose, datetime.timedelta | None] = {
    Purpose.CONFIRM: datetime.timedelta(days=14),
    Purpose.STOP: None,
    Purpose.KEPT: datetime.timedelta(days=1),
}
PAGES = {
    Purpose.CONFIRM: "comment_answers",
    Purpose.STOP: "comment_answers_stop",
    Purpose.KEPT: "comments_kept",
}


def token(purpose: Purpose, number: int) -> str:
    return _signer(purpose).sign(str(number))


def number_in(purpose: Purpose, signed: str) -> int | None:
    """The number of the row, of a link that is ours, of this purpose, and not too old."""
    try:
        return int(_signer(purpose).unsign(signed, max_age=LASTS[purpose]))
    except signing.BadSignature:
        return None


def link(purpose: Purpose, number: int, language: str) -> str:
    """In full, in the language of its reader."""
    with languages.speaking(known(language)):
        return settings.SITE_URL + reverse(PAGES[purpose], args=[token(purpose, number)])


def known(language: str) -> str:
    """The language, or the site's own where it is none of the site's."""
    return language if language in languages.codes() else settings.LANGUAGE_CODE


def _signer(purpose: Purpose) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"newsroom.comments.links.{purpose}")

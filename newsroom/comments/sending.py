"""Mail to readers, whose addresses are told to the mail server and to nobody else: no log, no job's traceback."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage


class NotSent(Exception):
    """The worker tries again. It says what kind of trouble there was: the words of a mail server name the address."""


def is_possible() -> bool:
    """Whether readers can be written to: a mail needs a way to go, and links that lead here."""
    return bool(settings.MAIL_IS_SET and (settings.SITE_URL or not settings.PRODUCTION))


def send(letter: EmailMessage) -> bool:
    """Whether the server took it; False where it refuses the address for good, which is no reason to try again."""
    trouble = ""
    try:
        if letter.send():
            return True
    except smtplib.SMTPRecipientsRefused as refusal:
        if all(500 <= code < 600 for code, _words in refusal.recipients.values()):
            return False
        trouble = type(refusal).__name__
    except Exception as error:
        trouble = type(error).__name__
    # Raised here and not above: so it carries no other error with it.
    raise NotSent(f"The mail was not sent. {trouble}".strip())

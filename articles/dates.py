"""Dates as each language of the site writes them."""

import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# Django's Arabic has the months of Egypt. Listed here, they are in our own catalogues, which go before Django's.
MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
    gettext_noop("jan"),
    gettext_noop("feb"),
    gettext_noop("mar"),
    gettext_noop("apr"),
    gettext_noop("may"),
    gettext_noop("jun"),
    gettext_noop("jul"),
    gettext_noop("aug"),
    gettext_noop("sep"),
    gettext_noop("oct"),
    gettext_noop("nov"),
    gettext_noop("dec"),
)


def shown(instant: datetime.datetime) -> datetime.datetime:
    """An instant as it is given to readers and machines alike: in the site's zone, without fractions of a second."""
    return localtime(instant).replace(microsecond=0)


def machine(instant: datetime.datetime) -> str:
    """An instant in ISO 8601, the same for page, JSON-LD, feeds and sitemap."""
    return shown(instant).isoformat()


def said(instant: datetime.datetime) -> str:
    """An instant in the desk's zone, with its name: 22 November 2026, 14:05 (+03)."""
    there = localtime(instant)
    return f"{date_format(there, _('j F Y, H:i'))} ({there:%Z})"

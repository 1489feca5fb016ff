"""Dates as each language of the site writes them."""

import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_bidi, gettext_noop

from articles.numerals import in_figures

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


def written(when: datetime.date, form: str = "DATE_FORMAT") -> str:
    """A day, or an instant in the zone that is spoken of, in the words and the digits of the language that is spoken.

    `form` names one of the formats of newsroom/locale/<language>/formats.py, or is itself one (`j M, H:i`).
    """
    there = localtime(when) if isinstance(when, datetime.datetime) else when
    return in_figures(date_format(there, form))


def said(instant: datetime.datetime) -> str:
    """An instant in the desk's zone, with its name: 22 November 2026, 14:05 (+03)."""
    name = f"{localtime(instant):%Z}"
    # The zone's name reads from the left: in plain text it is isolated by characters (UAX #9).
    return f"{written(instant, 'DATETIME_FORMAT')} ({f'\u2066{name}\u2069' if get_language_bidi() else name})"

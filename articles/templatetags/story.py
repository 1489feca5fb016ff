"""Showing stories: pictures, times with their zone, languages."""

import datetime
from typing import Any

from django import template
from django.template import Context
from django.urls import translate_url
from django.utils import timezone
from django.utils.safestring import SafeString

from articles import body, languages, reading_time, renditions
from articles import context as site
from articles.dates import machine

register = template.Library()
register.filter(machine)


@register.simple_tag
def picture(use: dict[str, Any], sizes: str, *, eager: bool = False, decorative: bool = False) -> SafeString:
    """The `<picture>` of a use of a picture; `decorative` where the words beside it say the same."""
    return renditions.picture_html(use, sizes=sizes, eager=eager, decorative=decorative)


@register.filter
def zone(instant: datetime.datetime) -> str:
    """The zone that an instant is shown in, as its distance from Greenwich: GMT+3."""
    offset = timezone.localtime(instant).utcoffset() or datetime.timedelta()
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"GMT{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "GMT"


@register.filter
def own_name(code: str) -> str:
    return languages.own_name(code)


@register.filter
def dir_of(code: str) -> str:
    return languages.direction(code)


@register.simple_tag
def words_a_minute() -> str:
    """How fast each language is read, for the counts beside a text."""
    return reading_time.for_scripts()


@register.filter
def plain(html: str) -> str:
    """The words of a body, for where no markup can stand."""
    return body.plain_text(html)


@register.filter
def path_in(path: str, code: str) -> str:
    """The address of the same list in another language."""
    return translate_url(path, code)


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """The full address of a path."""
    return site.absolute(context["request"], path)

"""Showing stories: pictures, times with their zone, languages."""

import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import body, cards, dates, direction, languages, metadata, numerals, reading_time, renditions, text_only
from articles import context as site
from articles.dates import machine

register = template.Library()
register.filter(machine)
register.filter(numerals.figures)
register.filter("dir_of_words", direction.of_words)


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
def written(when: datetime.date | None, form: str = "DATE_FORMAT") -> str:
    """See `dates.written`; nothing where there is no date."""
    return dates.written(when, form) if when else ""


@register.filter
def apart(name: object) -> SafeString:
    """A name in a translated sentence, as a `<bdi>`: its direction may not be the sentence's."""
    return format_html("<bdi>{}</bdi>", name)


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


register.filter("text_only", text_only.address_of)
register.simple_tag(cards.templates, name="card_notes")


@register.simple_tag(takes_context=True)
def front_metadata(context: Context, search_path: str = "") -> dict[str, Any]:
    """What the head of a front tells machines: see articles/machines.html."""
    return metadata.of_front(context["request"], search_path)


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """The full address of a path."""
    return site.absolute(context["request"], path)


@register.simple_tag(takes_context=True)
def ways_to_languages(context: Context) -> list[dict[str, str]]:
    """What the switch of languages leads to: the page that is shown where a language has it (its view says so with
    `in_other_languages`), or else that language's front, and then `about` says so in its words."""
    same: dict[str, str] = context.get("in_other_languages") or {}
    has_no_way = {front["code"] for front in context["fronts"]} - {context["language"], *same.keys()}
    if context["request"].path_info == context["home"]:
        has_no_way.clear()
    ways = []
    for front in context["fronts"]:
        code = front["code"]
        with languages.speaking(code):
            about = _("Front page") if code in has_no_way else ""
        ways.append({**front, "path": same.get(code, front["path"]), "about": about})
    return ways

"""Showing stories: pictures, times with their zone, languages."""

import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import body, cards, dates, direction, languages, metadata, numerals, reading_time, renditions, text_only
from articles import context as site
from articles.dates import machine
from articles.kept import PIECES
from articles.models import Section

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


class KeptNode(Node):
    """Keeps what is inside it by the value of `by`, which names all that it shows; made each time where that is empty.
    Nothing inside may be a block: what stands in one is another template's."""

    # So that nobody looks for blocks in there, as Django does for each page anew.
    child_nodelists = ()

    def __init__(self, nodelist: NodeList, by: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.by = by

    def render(self, context: Context) -> SafeString:
        by = [each.resolve(context) for each in self.by]
        if not by[0]:
            return self.nodelist.render(context)
        return mark_safe(PIECES.piece((self, *by), lambda: self.nodelist.render(context)))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept by %}…{% endkept %}`: see `KeptNode`. `by` may be several values, of which the first decides whether
    anything is kept."""
    by = [parser.compile_filter(each) for each in token.split_contents()[1:]]
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(nodelist, by)


@register.simple_tag
def card(edition: Any, *, level: int, named_section: object = False, form: str = "card", **look: Any) -> SafeString:
    """The card of a story in a list, in a form of articles/cards.html: of an edition, or of what is known of one. Its
    section is named where it has no kicker, if `named_section` says so."""
    story = cards.Card.of(edition)
    look |= {"level": level, "named_section": bool(named_section)}

    def make() -> str:
        return render_to_string(f"articles/cards.html#{form}", {**cards.shown(story), **look})

    return mark_safe(PIECES.piece((story, form, *look.items()), make))


@register.simple_tag
def today() -> dict[str, str]:
    """The day of the week, and the date."""
    now = timezone.localdate()
    return _day(now, get_language())


@lru_cache(maxsize=16)
def _day(day: datetime.date, language: str | None) -> dict[str, str]:
    return {"weekday": dates.written(day, "l"), "date": dates.written(day)}


@register.simple_tag(takes_context=True)
def front_metadata(context: Context, search_path: str = "") -> dict[str, Any]:
    """What the head of a front tells machines: see articles/machines.html."""
    return metadata.of_front(context["request"], search_path)


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """The full address of a path."""
    return site.absolute(context["request"], path)


@register.simple_tag(takes_context=True)
def masthead(context: Context) -> tuple[Any, ...]:
    """All that the strip above the paper's name shows: the day, and the ways to other languages."""
    same: dict[str, str] = context.get("in_other_languages") or {}
    is_front = context["request"].path_info == context["home"]
    return (timezone.localdate(), is_front, *same.items())


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> tuple[Any, ...]:
    """All that the lists of sections show: the sections, and which of them, or of the latest stories, is the page."""
    edition, listing = context.get("edition"), context.get("listing")
    shown = getattr(listing, "subject", None), getattr(edition, "section_id", None), getattr(listing, "path", None)
    subject = shown[0].pk if isinstance(shown[0], Section) else None
    return (subject, *shown[1:], *((each.pk, each.slug, str(each), each.dye) for each in context["sections"]))


@register.simple_tag(takes_context=True)
def ways_to_languages(context: Context) -> list[dict[str, str]]:
    """What the switch of languages leads to: the page that is shown where a language has it (its view says so with
    `in_other_languages`), or else that language's front, and then `about` says so in its words."""
    same: dict[str, str] = context.get("in_other_languages") or {}
    has_no_way = set(languages.codes()) - {context["language"], *same.keys()}
    if context["request"].path_info == context["home"]:
        has_no_way.clear()
    ways = []
    for code in languages.codes():
        with languages.speaking(code):
            about = _("Front page") if code in has_no_way else ""
        path = same.get(code, languages.path_prefix(code) + "/")
        ways.append({"code": code, "name": languages.own_name(code), "path": path, "about": about})
    return ways

"""A story's text as a feed carries it away: HTML that needs nothing of ours but its pictures.

No script, style or frame; every address whole; a picture in one file; an embed as a link to where it is.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import nh3
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from articles import pictures_used
from articles.models import Correction, Edition, Use

# What a reader of the page is told, and one of a feed cannot use.
_OF_THE_PAGE = re.compile(
    r' ?<span class="embed-(?:provider|note)">.*?</span> ?|<div class="related-picture">.*?</div>', re.DOTALL
)


def of(edition: Edition, base: str) -> SafeString:
    """Body and corrections of an edition of `ListingFeed.items`, under the addresses of `base`."""
    body = _cleaner(base).clean(_OF_THE_PAGE.sub("", edition.body_html))
    corrections = [Correction.from_print(each) for each in edition.standing]  # type: ignore[attr-defined]
    above = _told(each for kind in Correction.ABOVE for each in corrections if each.kind == kind)
    below = _told(each for each in corrections if not each.is_above)
    # A feed reader has its own direction.
    return format_html(
        '<div lang="{}" dir="{}">{}{}{}</div>', edition.language, edition.direction, above, mark_safe(body), below
    )


def leave_out_unlicensed(editions: Iterable[Edition]) -> None:
    """Take the pictures out of their bodies that may not be in feeds. One query, where there are any."""
    shown = [edition for edition in editions if "<figure" in edition.body_html]
    barred = pictures_used.barred_in((edition.body_html for edition in shown), Use.FEEDS)
    for edition in shown:
        edition.body_html = pictures_used.without(edition.body_html, barred)


def _told(corrections: Iterable[Correction]) -> SafeString:
    told = (
        format_html("<aside><p><strong>{}</strong></p>{}</aside>", each.get_kind_display(), _lines(each.text))
        for each in corrections
    )
    return mark_safe("".join(told))


def _lines(text: str) -> SafeString:
    return mark_safe(linebreaks(text, autoescape=True))


@lru_cache(maxsize=8)
def _cleaner(base: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={
            *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "footer", "a", "strong", "em", "br", "hr"),
            *("figure", "figcaption", "aside", "table", "thead", "tbody", "tr", "th", "td", "img"),
        },
        attributes={
            "a": {"href"},
            "img": {"src", "alt", "width", "height"},
            "ol": {"start"},
            "th": {"scope"},
            "p": {"lang", "dir"},
        },
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative=("rewrite_with_base", f"{base}/"),
        link_rel=None,
    )

"""What the body of a story may contain, and how it is made ready for readers.

The vocabulary: p, h2, h3, ul, ol, li, blockquote (`.pull-quote` too, with the speaker in a `footer`), a, strong, em,
br, hr, and tables without spans. A link leads to an `href`, or to one of our own stories, which `data-story` names by
its id. `figure[data-picture]` names a picture of the library by its id, with the caption of this use and, where they
are not the library's, its size, credit and alternative text; `figure[data-embed]` has the address of something of a
known provider (see `articles.embeds`); `aside[data-story]` is a related story.
Everything else falls away on the way in (nh3, an allow-list; then `articles.structure`), and the result is cleaned once
more on the way out. Which stories readers can see now is settled when a page is served: see `articles.presence`.
"""

import html
import re
from collections.abc import Mapping
from itertools import count
from typing import Any

import nh3
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import direction
from articles.embeds import INVITATIONS, embed_of
from articles.lines import attributes_of
from articles.numerals import Figure
from articles.renditions import picture_html
from articles.structure import arranged
from articles.text import clean_text

_CLEANER = nh3.Cleaner(
    tags={
        *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "footer", "a", "strong", "em", "br", "hr"),
        *("figure", "figcaption", "aside", "table", "thead", "tbody", "tfoot", "tr", "th", "td"),
        # Not kept, but that a block ends there is.
        *("address", "article", "caption", "dd", "div", "dl", "dt", "header", "main", "pre", "section"),
    },
    clean_content_tags={
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "noscript",
        "title",
    },
    attributes={
        "a": {"href", "data-story"},
        "aside": {"data-story"},
        "figure": {"data-picture", "data-size", "data-credit", "data-alt", "data-embed"},
        "ol": {"start"},
        # Read, and never kept: what a cell spans gets cells of its own.
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    allowed_classes={"blockquote": {"pull-quote"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)
# Word, Google Docs and older editors write these for what we call strong, em and h2.
_SYNONYMS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
_SYNONYM = re.compile(r"<(/?)(b|i|h1|h4|h5|h6)(?=[\s>/])", re.IGNORECASE)
# Formatting with attributes of its own is opened again in every later block: n of it and n blocks make n² tags.
_FORMATTING = re.compile(r"<(big|code|em|font|nobr|s|small|strike|strong|tt|u)(?=[\s/])[^>]*(?:>|\Z)", re.IGNORECASE)
_TAG_START = re.compile(r"<[a-zA-Z]")
_ANY_TAG = re.compile(r"<[^<>]*>")
# What has more is kept as plain text.
MOST_TAGS = 10_000

# In what `clean` makes, no value of an attribute and no text has an angle bracket.
_PICTURE = re.compile(r'<figure (data-picture="(\d+)"[^>]*)>(.*?)</figure>', re.DOTALL)
_EMBED = re.compile(r'<figure data-embed="([^"]*)">(.*?)</figure>', re.DOTALL)
_FIGCAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_STORY = re.compile(r'<(?:a|aside) data-story="(\d+)">')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])>(.*?)</t[hd]>", re.DOTALL)
# The pattern's time grows with the square of what it is given.
LONGEST_NUMBER = 40
_NUMBER = re.compile(r"[-+−–±≈~<>]?\W?\s*\d[\d\s.,٫٬'’/]*\s*\W?")
_OUTSIDE_LINK = re.compile(r'<a href="(https?://[^"]*)"')
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote|footer|figcaption|tr)>|<br\s*/?>|<hr\s*/?>")
_CELL_END = re.compile(r"</t[hd]>")
# What is on the page for the story's sake, and is none of its words.
_NOT_ITS_WORDS = re.compile(r'<aside\b.*?</aside>|<a class="embed-show".*?</a>', re.DOTALL)

# How wide a picture is shown, for the browser to choose a file by.
_WIDTHS = {
    "": "(min-width: 43rem) 41rem, calc(100vw - 2rem)",
    "wide": "(min-width: 80rem) 58rem, (min-width: 64rem) calc(100vw - 22rem), 100vw",
    "small": "(min-width: 40rem) 18rem, 60vw",
}


def clean(value: str) -> str:
    """HTML of the vocabulary and nothing else; cleaning twice changes nothing."""
    source = value
    for _round in range(6):
        if len(_TAG_START.findall(source)) > MOST_TAGS:
            break
        cleaned = _cleaned_once(source)
        if cleaned is None:
            break
        if cleaned == source:
            return cleaned
        source = cleaned
    text = html.unescape(_ANY_TAG.sub(" ", value))
    text = _CLEANER.clean(html.escape(clean_text(text), quote=False))
    return arranged(text) or ""


def _cleaned_once(source: str) -> str | None:
    source = _SYNONYM.sub(lambda match: f"<{match[1]}{_SYNONYMS[match[2].lower()]}", clean_text(source))
    return arranged(_CLEANER.clean(_FORMATTING.sub(r"<\1>", source)))


def picture_ids(source: str) -> list[int]:
    """Ids of the library's pictures that a body names, in order."""
    return [int(number) for _about, number, _words in _PICTURE.findall(source)]


def story_ids(source: str) -> list[int]:
    """Ids of the stories that a body leads to, by a link or as a related story: each once, in order."""
    return list(dict.fromkeys(map(int, _STORY.findall(source))))


def figures(source: str) -> list[str]:
    """The pictures of a body, each with its words, in order."""
    return [figure[0] for figure in _PICTURE.finditer(source)]


def _use(figure: re.Match[str], pictures: Mapping[int, Mapping[str, Any]]) -> dict[str, Any] | None:
    library = pictures.get(int(figure[2]))
    if library is None:
        return None
    given = attributes_of(figure[1])
    return {
        **library,
        "caption": _caption(figure[3]) or library["caption"],
        "credit": given.get("data-credit") or library["credit"],
        "alt": given.get("data-alt") or library["alt"],
        "size": given.get("data-size", ""),
    }


def _caption(inside: str) -> SafeString:
    """Safe: it was cleaned, and is words and links alone."""
    written = _FIGCAPTION.search(inside)
    return mark_safe(written[1] if written else "")


def render(source: str, pictures: Mapping[int, Mapping[str, Any]]) -> str:
    """The body as readers get it, in the language that is spoken: figures with their pictures, links to elsewhere
    marked as such. What leads to our own stories stays as it is, until the page is served.

    `pictures` maps an id to its use (see `renditions.picture_html`) with caption and credit; a figure whose picture
    is not among them is left out.
    """

    def figure(match: re.Match[str]) -> str:
        use = _use(match, pictures)
        return figure_html(use) if use else ""

    numbers = count(1)
    rendered = _PICTURE.sub(figure, clean(source))
    rendered = _TABLE.sub(lambda match: _table_html(match[0], next(numbers)), rendered)
    rendered = _EMBED.sub(lambda match: _embed_html(html.unescape(match[1]), _caption(match[2])), rendered)
    return direction.settled(_OUTSIDE_LINK.sub(r'<a rel="noopener external" href="\1"', rendered))


def figure_html(use: Mapping[str, Any]) -> str:
    """A picture with its words; `use` may have a `size`. The id tells which it is when its rights have ended."""
    size = use.get("size", "")
    return format_html(
        '<figure class="figure{}" data-picture="{}">{}<figcaption><span class="caption"{}>{}</span> '
        '<bdi class="credit">{}</bdi></figcaption></figure>',
        f" figure-{size}" if size else "",
        use.get("id", ""),
        picture_html(dict(use), sizes=_WIDTHS[size]),
        direction.attribute(use["caption"]),
        use["caption"],
        use["credit"],
    )


def _embed_html(address: str, caption: SafeString) -> str:
    """A link that says whose site it leads to. static/site/js/embeds.js shows the frame in its place, when asked."""
    embed = embed_of(address)
    if embed is None:
        return ""
    return format_html(
        '<figure class="embed embed-{}"><a class="embed-show" href="{}" rel="noopener external" data-frame="{}">'
        '<span class="embed-provider">{}</span> <span class="embed-invitation">{}</span> '
        '<span class="embed-note">{}</span></a>{}</figure>',
        embed.shape,
        embed.address,
        embed.frame,
        embed.provider,
        INVITATIONS[embed.kind] % embed.provider,
        _("Nothing is loaded from %s before that.") % embed.provider,
        format_html('<figcaption><span class="caption">{}</span></figcaption>', caption) if caption else "",
    )


def _table_html(table: str, number: int) -> str:
    """A table in a box that it scrolls in, by keyboard too; its headings say what they head."""
    rows = [_CELL.findall(row) for row in _ROW.findall(table)]
    has_head = len(rows) > 1 and all(tag == "th" for tag, _words in rows[0])
    are_numbers = [
        all(
            not words or (len(words) <= LONGEST_NUMBER and _NUMBER.fullmatch(words)) for tag, words in column[has_head:]
        )
        for column in zip(*rows, strict=True)
    ]
    made = []
    for place, row in enumerate(rows):
        heads = "col" if has_head and place == 0 else "row"
        cells = (
            _cell_html(tag, words, "col" if column else heads, is_number=are_numbers[column])
            for column, (tag, words) in enumerate(row)
        )
        made.append(f"<tr>{''.join(cells)}</tr>")
    head = f"<thead>{made.pop(0)}</thead>" if has_head else ""
    return format_html(
        '<div class="table" role="region" tabindex="0" aria-label="{}"><table>{}<tbody>{}</tbody></table></div>',
        _("Table %s") % Figure(number),
        mark_safe(head),
        mark_safe("".join(made)),
    )


def _cell_html(tag: str, words: str, heads: str, *, is_number: bool) -> str:
    about = ' class="number"' if is_number else ""
    if tag == "th" and words:
        return f'<th scope="{heads}"{about}>{words}</th>'
    return f"<td{about}>{words}</td>"


def plain_text(source: str) -> str:
    """The words of a body, as it was written or as readers get it, a line a block."""
    source = _CELL_END.sub(" ", _NOT_ITS_WORDS.sub("", source.replace("\n", " ")))
    lines = html.unescape(strip_tags(_BLOCK_END.sub("\n", source))).split("\n")
    return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)

"""What the body of a story may contain, and how it is made ready for readers.

The vocabulary: p, h2, h3, ul, ol, li, blockquote, a, strong, em, br, hr; `figure[data-picture]` that names a picture of
the library by its id, with the caption of this use; `blockquote.pull-quote` with the speaker in a `footer`.
Everything else falls away on the way in (nh3, an allow-list), and the result is cleaned once more on the way out.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

import nh3
from django.utils.html import format_html, strip_tags

from articles.renditions import picture_html
from articles.text import clean_text

_CLEANER = nh3.Cleaner(
    tags={
        *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "footer", "a", "strong", "em", "br", "hr"),
        *("figure", "figcaption"),
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
    attributes={"a": {"href"}, "figure": {"data-picture"}, "ol": {"start"}},
    allowed_classes={"blockquote": {"pull-quote"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
    attribute_filter=lambda tag, name, value: _whole_number(value) if name in ("data-picture", "start") else value,
)
# Word, Google Docs and older editors write these for what we call strong, em and h2.
_SYNONYMS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
_SYNONYM = re.compile(r"<(/?)(b|i|h1|h4|h5|h6)(?=[\s>/])", re.IGNORECASE)
# Formatting with attributes of its own is opened again in every later block: n of it and n blocks make n² tags.
_FORMATTING = re.compile(r"<(big|code|em|font|nobr|s|small|strike|strong|tt|u)(?=[\s/])[^>]*(?:>|\Z)", re.IGNORECASE)
_TAG_START = re.compile(r"<[a-zA-Z]")
_ANY_TAG = re.compile(r"<[^<>]*>")
_TOKEN = re.compile(r'<(/?)(\w+)((?:\s[\w-]+="[^"]*")*)>|[^<]+')
_VOID = ("br", "hr")
_NEVER_EMPTY = ("p", "h2", "h3", "blockquote", "li")
# The parser's time grows with the square of the depth. No story comes near; what does is kept as plain text.
MOST_TAGS = 10_000
DEEPEST = 100
_FIGURE = re.compile(r'<figure data-picture="(\d+)">(.*?)</figure>', re.DOTALL)
_FIGCAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote|footer|figcaption)>|<br\s*/?>|<hr\s*/?>")
_OUTSIDE_LINK = re.compile(r'<a href="(https?://[^"]*)"')


def _whole_number(value: str) -> str | None:
    return value if value.isascii() and value.isdigit() and len(value) < 19 else None


def clean(value: str) -> str:
    """HTML of the vocabulary and nothing else; cleaning twice changes nothing."""
    source = value
    for _ in range(6):
        if len(_TAG_START.findall(source)) > MOST_TAGS:
            break
        cleaned = _cleaned_once(source)
        if cleaned is None:
            break
        if cleaned == source:
            return cleaned
        source = cleaned
    text = html.unescape(_ANY_TAG.sub(" ", value))
    text = _CLEANER.clean(html.escape(clean_text(text).strip(), quote=False)).strip()
    return f"<p>{text}</p>" if text.replace("&nbsp;", "").strip() else ""


def _cleaned_once(source: str) -> str | None:
    source = _SYNONYM.sub(lambda match: f"<{match[1]}{_SYNONYMS[match[2].lower()]}", clean_text(source))
    return _tidied(_CLEANER.clean(_FORMATTING.sub(r"<\1>", source)).strip())


def _tidied(source: str) -> str | None:
    """Well-formed HTML without empty blocks, and with a figure in a figure put after it; None for what is too deep."""
    made: list[str] = []
    # Of each open element: tag, where it begins in `made`, whether it may go if nothing fills it.
    stack: list[tuple[str, int, bool]] = []
    closed_early: set[int] = set()
    filled = [False]  # a place for each level
    figure: int | None = None  # level of the figure that is open
    for token in _TOKEN.finditer(source):
        closing, tag, attributes = token.groups()
        if tag is None:
            filled[-1] |= bool(token[0].replace("&nbsp;", "").strip())
            made.append(token[0])
        elif tag in _VOID:
            filled[-1] |= tag == "hr"
            made.append(token[0])
        elif not closing:
            if tag == "figure":
                if figure is not None:
                    early = [each for each in range(figure, len(stack)) if each not in closed_early]
                    made.extend(f"</{stack[each][0]}>" for each in reversed(early))
                    closed_early.update(early)
                figure = len(stack)
            if len(stack) == DEEPEST:
                return None
            stack.append((tag, len(made), tag in _NEVER_EMPTY and not attributes))
            filled.append(False)
            made.append(token[0])
        elif stack:
            tag, start, may_go = stack.pop()
            level, has_content = len(stack), filled.pop()
            if figure == level:
                figure = None
            if level in closed_early:
                closed_early.remove(level)
                filled[-1] = True
            elif may_go and not has_content:
                del made[start:]
            else:
                filled[-1] = True
                made.append(token[0])
    return "".join(made).strip()


def picture_ids(source: str) -> list[int]:
    """Ids of the library's pictures that a body names, in order."""
    return [int(number) for number, _ in _FIGURE.findall(source)]


def figures(source: str) -> list[str]:
    """The figures of a body, each with its words, in order."""
    return [figure[0] for figure in _FIGURE.finditer(source)]


def render(source: str, pictures: Mapping[int, Mapping[str, Any]]) -> str:
    """The body as readers get it: figures with their pictures, links to elsewhere marked as such.

    `pictures` maps an id to its use (see `renditions.picture_html`) with caption and credit; a figure whose picture
    is not among them is left out.
    """

    def figure(match: re.Match[str]) -> str:
        use = pictures.get(int(match[1]))
        if use is None:
            return ""
        written = _FIGCAPTION.search(match[2])
        caption = html.unescape(strip_tags(written[1])).strip() if written else ""
        return figure_html(dict(use) | {"caption": caption or use["caption"]})

    rendered = _FIGURE.sub(figure, clean(source))
    return _OUTSIDE_LINK.sub(r'<a rel="noopener external" href="\1"', rendered)


def figure_html(use: Mapping[str, Any]) -> str:
    return format_html(
        '<figure class="figure">{}<figcaption><span class="caption">{}</span> '
        '<span class="credit">{}</span></figcaption></figure>',
        picture_html(dict(use), sizes="(min-width: 50rem) 44rem, 100vw"),
        use["caption"],
        use["credit"],
    )


def plain_text(source: str) -> str:
    """The words of a body, a line a block."""
    lines = html.unescape(strip_tags(_BLOCK_END.sub("\n", source.replace("\n", " ")))).split("\n")
    return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)

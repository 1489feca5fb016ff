"""The edition that is nothing but words, for slow lines and old devices: each page below 15 kB, as it is sent."""

import re
import textwrap
from collections.abc import Iterable, Iterator

import nh3
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.html import escape

from articles import languages
from articles.body import plain_text
from articles.listings import BY_KIND

MOST_BYTES = 15_000
# The pages that it has; by their names in the map of paths.
KINDS = frozenset([*BY_KIND, "story"])
# What does not end a part, where it need not.
_HEADINGS = ("<h2", "<h3")
_FIGURE = re.compile(r'<figure class="figure[^>]*>.*?<figcaption>(.*?)</figcaption></figure>', re.DOTALL)
_EMBED = re.compile(r'<figure class="embed[^>]*>(.*?)</figure>', re.DOTALL)
_NOTE = re.compile(r'<span class="embed-note">.*?</span>', re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_VOID = ("br", "hr")


def address_of(path: str) -> str:
    """Where the words of a page are: its own path, after /text."""
    prefix = languages.path_prefix(languages.of_path(path))
    return f"{prefix}/text{path.removeprefix(prefix)}"


def kind_of(path: str) -> str:
    """The name in the map of paths of what this edition has at a path of ours; empty where it has nothing."""
    with languages.speaking(languages.of_path(path)):
        try:
            name = resolve(path).url_name or ""
        except Resolver404:
            return ""
    return name if name in KINDS and not path.startswith(settings.STATIC_URL) else ""


def _attribute(tag: str, name: str, value: str) -> str:
    """A link to a page that is here too stays here."""
    is_ours = (tag, name) == ("a", "href") and value.startswith("/") and kind_of(value.partition("#")[0])
    return address_of(value) if is_ours else value


_WORDS = nh3.Cleaner(
    tags={
        *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "footer", "a", "strong", "em", "br", "hr"),
        *("bdi", "table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={"a": {"href", "hreflang"}, "p": {"lang", "dir"}, "ol": {"start"}, "th": {"scope"}},
    attribute_filter=_attribute,
    link_rel=None,
)


def blocks(source: str, most: int) -> list[str]:
    """A rendered body as blocks of words, none above so many bytes: of pictures their captions, of frames the link."""
    source = _FIGURE.sub(lambda figure: f"<p>[{figure[1].strip()}]</p>" if plain_text(figure[1]) else "", source)
    source = _EMBED.sub(lambda embed: f"<p>{_NOTE.sub('', embed[1])}</p>", source)
    return [piece for block in _apart(_WORDS.clean(source)) for piece in _short(block, most)]


def _apart(source: str) -> Iterator[str]:
    depth = begin = 0
    for tag in _TAG.finditer(source):
        if tag[2] in _VOID:
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            yield source[begin : tag.end()].strip()
            begin = tag.end()


def _short(block: str, most: int) -> list[str]:
    """The block, or where it is too long for a page, paragraphs of its words."""
    if _weight(block) <= most:
        return [block]
    # The longest that a letter becomes is six bytes: a quotation mark.
    lines = textwrap.wrap(plain_text(block), most // 6 - len("<p></p>"), break_on_hyphens=False)
    return [f"<p>{escape(line)}</p>" for line in lines]


def parts(pieces: Iterable[str], most: int) -> list[str]:
    """Blocks in order, as many in a part as come to so many bytes; one part at least."""
    made: list[list[str]] = [[]]
    room = most
    for piece in pieces:
        weight = _weight(piece) + 1
        if weight > room and made[-1]:
            last = made[-1][-1] if len(made[-1]) > 1 and made[-1][-1].startswith(_HEADINGS) else ""
            goes_on = bool(last) and _weight(last) + weight < most
            made.append([made[-1].pop()] if goes_on else [])
            room = most - (_weight(last) + 1 if goes_on else 0)
        made[-1].append(piece)
        room -= weight
    return ["\n".join(part) for part in made]


def _weight(text: str) -> int:
    return len(text.encode())

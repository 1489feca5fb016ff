"""The text: what makes it hard to read for some, or leads nowhere. None of it stops a release."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.known import Known
from articles.checks.problem import Problem
from articles.checks.reading import Element
from articles.spelling import folded

# Words of links that say nothing when they are read out alone, in the site's languages, as `folded` writes them.
SAY_NOTHING = frozenset(
    folded(words)
    for words in (
        *("here", "click here", "click", "this", "this link", "link", "more", "read more", "read here", "this page"),
        *("هنا", "من هنا", "اضغط هنا", "انقر هنا", "هذا الرابط", "الرابط", "رابط", "المزيد", "اقرأ المزيد", "للمزيد"),
        *("لێرە", "لێرەدا", "لێرە کلیک بکە", "کلیک بکە", "کرتە لێرە بکە", "ئەم لینکە", "لینک", "بەستەر", "زیاتر"),
    )
)
# Fewer letters in capitals are a name, or an abbreviation.
SHOUTED = 60
# Words of a paragraph that fills a telephone's screen twice.
LONG = 250


def story_ids(body: Element) -> set[int]:
    """The ids of our own stories that a body leads to."""
    return {number for each in body.walk("a", "aside") if (number := each.number("data-story")) is not None}


def warnings(body: Element, known: Known) -> Iterator[Problem]:
    yield from _headings(body)
    yield from _links(body, known)
    yield from _paragraphs(body)
    yield from _tables(body)


def _headings(body: Element) -> Iterator[Problem]:
    """The first heading is the larger kind; below it, either may follow."""
    first = next(body.walk("h2", "h3"), None)
    if first is not None and first.tag == "h3":
        told = _("The text begins with a smaller subheading: readers who jump from heading to heading miss a larger.")
        yield Problem("body", told, "heading_level", first.block)


def _links(body: Element, known: Known) -> Iterator[Problem]:
    for link in body.walk("a", "aside"):
        story = link.number("data-story")
        if story is not None and story not in known.live:
            told = _("The text leads to a story that readers cannot see.")
            yield Problem("body", told, "link_dead", link.block, story=story)
        words = link.text
        if link.tag == "a" and (folded(words) in SAY_NOTHING or words.lower().startswith(("http:", "https:", "www."))):
            told = _("The words of a link, “%s”, do not say where it leads.") % words[:60]
            yield Problem("body", told, "link_words", link.block)


def _paragraphs(body: Element) -> Iterator[Problem]:
    for paragraph in body.walk("p", "li"):
        words = paragraph.text
        if words.isupper() and sum(map(str.isalpha, words)) > SHOUTED:
            told = _("A paragraph is all in capitals, which is hard to read.")
            yield Problem("body", told, "shouting", paragraph.block)
        if paragraph.tag == "p" and len(words.split()) > LONG:
            told = _("A paragraph has %d words: on a telephone that is a wall of text.") % len(words.split())
            yield Problem("body", told, "long_paragraph", paragraph.block)


def _tables(body: Element) -> Iterator[Problem]:
    for table in body.walk("table"):
        first = next(table.walk("tr"), None)
        if first is not None and next(first.walk("th"), None) is None:
            told = _("A table has no header row: whoever hears it read out does not know what its columns are.")
            yield Problem("body", told, "table_header", table.block)

"""A DOCX as copy: its title, standfirst, text and pictures; nothing of how it looked.

mammoth reads the parts into a document of its own words, which is put in order here before it becomes HTML.
"""

import gc
import re
import threading
from collections.abc import Iterator
from typing import IO, Any

import mammoth
from django.utils.html import strip_tags
from mammoth import documents, html

from articles import body
from articles.filing.copy import LONGEST_HEADLINE, LONGEST_STANDFIRST, Copy, Placed, is_headline
from articles.filing.package import UNREADABLE, checked, damaged
from articles.text import clean_line

MOST_PICTURES = 60
LONGEST_CAPTION = 500
PICTURE = "newsroom-picture"
# What Word calls the look of a paragraph, whatever its own language; LibreOffice and Pages have a few of their own.
TITLES = {"title"}
STANDFIRSTS = {"subtitle"}
CAPTIONS = {"caption", "illustration", "figure"}
QUOTES = ("Quote", "Intense Quote", "Quotations", "Block Text")
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
# Word's own guesses at what a picture shows, and its names for those it did not guess at.
_GUESSED = re.compile(
    r"\s*(?:Description automatically generated.*|AI-generated content may be incorrect\.?|Picture \d+)$",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
# A document is held as a tree while it is read: one at a time.
_READING = threading.Lock()


def read_docx(file: IO[bytes], size: int) -> Copy:
    """The copy of a DOCX. Its pictures are opened from the file later, one by one, while it is still open.

    Raises ValidationError with a sentence that says what to do.
    """
    count = checked(file, size)
    with _READING:
        try:
            copy = _Reading().copy_of(file)
        except (*UNREADABLE, RecursionError, AttributeError, TypeError, LookupError, AssertionError) as error:
            # What a broken document raises is its reader's whim.
            raise damaged() from error
        finally:
            # The tree goes round in circles, and has to be gone before a picture is decoded.
            gc.collect()
    left_out = {
        "notes": count["footnoteReference"] + count["endnoteReference"],
        "comments": count["commentReference"],
        "deletions": count["del"] + count["moveFrom"],
    }
    copy.left_out = {what: number for what, number in left_out.items() if number}
    return copy


class _Reading:
    """One document on its way."""

    def __init__(self) -> None:
        self.copy = Copy()
        self.images: dict[int, int] = {}

    def copy_of(self, file: IO[bytes]) -> Copy:
        tops: list[int] = []

        def in_order(document: Any) -> Any:
            blocks = self.blocks(document.children)
            tops.append(min(_levels(blocks), default=1))
            return document.copy(children=blocks, notes=documents.notes([]), comments=[])

        # Headings are known only when the document is read, and the style map has to be there before.
        made = mammoth.convert_to_html(
            file,
            style_map=_style_map(),
            transform_document=in_order,
            convert_image=self.figure,
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
        self.copy.body = body.clean(_headings(made, tops[0]))
        return self.copy

    def blocks(self, children: list[Any]) -> list[Any]:
        """The document's blocks, with pictures beside the text and title and standfirst taken out."""
        made: list[Any] = []
        for child in _unboxed(children):
            if isinstance(child, documents.Paragraph) and self.is_taken(child, made):
                continue
            cleaned, images = _without(child)
            if _line(cleaned) or not images:
                made.append(cleaned)
            made.extend(filter(None, map(self.placed, images)))
        self.take_headline(made)
        self.take_opening(made)
        return made

    def is_taken(self, paragraph: Any, made: list[Any]) -> bool:
        """Whether the paragraph is the title, the standfirst or a caption, and is where it belongs now."""
        style = (paragraph.style_name or paragraph.style_id or "").lower()
        line = _line(paragraph)
        if not line:
            return False
        has_text = any(_line(each) for each in made)
        if style in TITLES and not self.copy.headline and not has_text and len(line) <= LONGEST_HEADLINE:
            self.copy.headline = line
        elif style in STANDFIRSTS and not self.copy.standfirst and not has_text and len(line) <= LONGEST_STANDFIRST:
            self.copy.standfirst = line
        elif style in CAPTIONS and made and _is_picture(made[-1]):
            picture = self.copy.pictures[self.images[id(made[-1].children[0])]]
            if picture.caption or len(line) > LONGEST_CAPTION:
                return False
            picture.caption = line
        else:
            return False
        return True

    def take_headline(self, made: list[Any]) -> None:
        """Where no paragraph is called the title, the first line is, if it reads like one."""
        first = next((each for each in made if _line(each)), None)
        if self.copy.headline or not isinstance(first, documents.Paragraph) or first.numbering:
            return
        line = _line(first)
        is_heading = bool(_HEADING.match(first.style_name or "")) and len(line) <= LONGEST_HEADLINE
        if (is_heading or is_headline(line)) and sum(bool(_line(each)) for each in made) > 1:
            self.copy.headline = line
            _drop(made, first)
            self.take_standfirst(made)

    def take_standfirst(self, made: list[Any]) -> None:
        first = next((each for each in made if _line(each)), None)
        style = (getattr(first, "style_name", "") or "").lower()
        if first is not None and style in STANDFIRSTS and len(_line(first)) <= LONGEST_STANDFIRST:
            self.copy.standfirst = self.copy.standfirst or _line(first)
            _drop(made, first)

    def take_opening(self, made: list[Any]) -> None:
        """A picture before the text opens the story."""
        first = next((each for each in made if _line(each) or _is_picture(each)), None)
        if first is not None and _is_picture(first):
            self.copy.opening = self.images[id(first.children[0])]
            _drop(made, first)

    def placed(self, image: Any) -> Any:
        """A paragraph that is the picture, or None for one picture too many."""
        number = len(self.copy.pictures)
        if number == MOST_PICTURES:
            return None
        self.images[id(image)] = number
        alt = clean_line(_GUESSED.sub("", image.alt_text or ""))
        self.copy.pictures.append(Placed(open=image.open, name=_name(image, number), alt=alt))
        return documents.paragraph([image], style_name=PICTURE)

    def figure(self, image: Any) -> list[Any]:
        number = self.images.get(id(image))
        if number is None:
            return []
        return [html.element("figure", {"data-picture": str(number)}, [html.force_write])]


def _style_map() -> str:
    quotes = (f"p[style-name='{name}'] => blockquote > p:fresh" for name in QUOTES)
    return "\n".join([f"p[style-name='{PICTURE}'] =>", *quotes])


def _levels(children: list[Any]) -> Iterator[int]:
    for child in children:
        if match := _HEADING.match(getattr(child, "style_name", None) or ""):
            yield int(match[1])


def _headings(made: str, top: int) -> str:
    """The document's highest headings as h2, the others as h3, in no other type than theirs."""

    def heading(match: re.Match[str]) -> str:
        tag = "h2" if int(match[1]) <= top else "h3"
        return f"<{tag}>{re.sub(r'</?(?:strong|em)>', '', match[2])}</{tag}>"

    return re.sub(r"<h([1-6])>(.*?)</h\1>", heading, made, flags=re.DOTALL)


def _unboxed(children: list[Any]) -> Iterator[Any]:
    """Blocks; of a table of one cell, which is a frame, what is in it."""
    for child in children:
        rows = child.children if isinstance(child, documents.Table) else []
        if len(rows) == 1 and len(getattr(rows[0], "children", [])) == 1:
            yield from _unboxed(rows[0].children[0].children)
        else:
            yield child


def _without(element: Any) -> tuple[Any, list[Any]]:
    """An element without pictures, marks of notes, anchors and links that lead nowhere; and its pictures."""
    images: list[Any] = []

    def kept(children: list[Any]) -> list[Any]:
        made: list[Any] = []
        for child in children:
            if isinstance(child, documents.Image):
                images.append(child)
            elif isinstance(child, documents.Tab):
                made.append(documents.text(" "))
            elif isinstance(child, documents.Hyperlink) and not _LINK.match((child.href or "").strip()):
                made.extend(kept(child.children))
            elif isinstance(child, documents.NoteReference | documents.Bookmark | documents.CommentReference) or (
                isinstance(child, documents.Break) and child.break_type != "line"
            ):
                continue
            elif hasattr(child, "children"):
                made.append(child.copy(children=kept(child.children)))
            else:
                made.append(child)
        return made

    return element.copy(children=kept(element.children)) if hasattr(element, "children") else element, images


def _drop(made: list[Any], element: Any) -> None:
    """Take out this very element; another one that looks the same stays."""
    made[:] = [each for each in made if each is not element]


def _is_picture(element: Any) -> bool:
    return getattr(element, "style_name", None) == PICTURE


def _line(element: Any) -> str:
    """The words of an element, in one line."""
    return clean_line(" ".join(_words(element))) if _is_table(element) else clean_line("".join(_words(element)))


def _is_table(element: Any) -> bool:
    return isinstance(element, documents.Table)


def _words(element: Any) -> Iterator[str]:
    if isinstance(element, documents.Text):
        yield element.value
    elif isinstance(element, documents.Tab | documents.Break):
        yield " "
    for child in getattr(element, "children", []):
        yield from _words(child)


def _name(image: Any, number: int) -> str:
    kind = strip_tags(image.content_type or "").rpartition("/")[2]
    return f"picture-{number + 1}.{kind if kind.isalnum() else 'jpg'}"

"""The draft that copy becomes, with its pictures in the library: all of it or nothing."""

import html
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from articles import workflow
from articles.filing.copy import Copy, Placed
from articles.filing.package import UNREADABLE
from articles.intake.decoding import ACCEPTED
from articles.intake.uploads import MOST_BYTES
from articles.models import Article, Byline, Person, Picture, Section

# What is smaller is an icon or a line; what opens a story is larger than this.
SMALLEST = 100
SMALLEST_OPENING = 640
_FIGURE = re.compile(r'<figure data-picture="(\d+)">.*?</figure>', re.DOTALL)


@dataclass(frozen=True)
class Filed:
    """The draft, and what came in or was left out with it: `pictures` came, `pictures_left_out` did not."""

    article: Article
    pictures: int
    pictures_left_out: int
    left_out: dict[str, int]


@transaction.atomic
def file_draft(copy: Copy, *, by: Any, language: str, section: Section | None) -> Filed:
    """A draft of the copy, credited to the person of the account, as its first revision."""
    pictures = _into_library(copy.pictures, by)
    lead = pictures.get(copy.opening) if copy.opening is not None else None
    source = copy.body
    if copy.opening is not None and lead is not None and lead.width < SMALLEST_OPENING:
        source, lead = f'<figure data-picture="{copy.opening}"></figure>{source}', None
    article = Article.objects.create(
        created_by=by,
        language=language,
        section=section,
        headline=copy.headline,
        standfirst=copy.standfirst,
        body=_with_pictures(source, copy.pictures, pictures),
        picture=lead,
        picture_caption=copy.pictures[copy.opening].caption if lead and copy.opening is not None else "",
    )
    own = Person.objects.filter(user=by.pk).first()
    if own is not None:
        Byline.objects.create(article=article, person=own, role="words", position=0)
    workflow.save_revision(article, by=by)
    return Filed(article, len(pictures), len(copy.pictures) - len(pictures), copy.left_out)


def _into_library(placed: list[Placed], by: Any) -> dict[int, Picture]:
    """The pictures that can be read, by their place in the copy; one is held at a time."""
    if not by.has_perm("articles.add_picture"):
        return {}
    taken = {}
    for number, each in enumerate(placed):
        picture = _taken_in(each, by)
        if picture is not None:
            taken[number] = picture
    return taken


def _taken_in(placed: Placed, by: Any) -> Picture | None:
    try:
        with placed.open() as file:
            # One byte more than is allowed, and it is known to be too large.
            data = file.read(MOST_BYTES + 1)
    except UNREADABLE:
        # Elsewhere (it is never fetched), or not in the package at all.
        return None
    if len(data) > MOST_BYTES or _is_small(data):
        return None
    upload = ContentFile(data, name=placed.name)
    try:
        return Picture.from_upload(upload, caption=placed.caption[:500], alt_text=placed.alt[:300], added_by=by)
    except ValidationError:
        return None


def _is_small(data: bytes) -> bool:
    """Whether it is an icon, by what the file says of itself; what cannot be read is told by who takes it in."""
    try:
        with Image.open(ContentFile(data), formats=ACCEPTED) as picture:
            return min(picture.size) < SMALLEST
    except Exception:  # A broken file raises whatever its decoder likes.
        return True


def _with_pictures(source: str, placed: list[Placed], pictures: dict[int, Picture]) -> str:
    def figure(match: re.Match[str]) -> str:
        number = int(match[1])
        if number not in pictures:
            return ""
        caption = html.escape(placed[number].caption, quote=False)
        return f'<figure data-picture="{pictures[number].pk}"><figcaption>{caption}</figcaption></figure>'

    return _FIGURE.sub(figure, source)

"""Pictures in the sizes that a page asks for.

A rendition's address tells everything about it, `pictures/<digest>/<width>.<format>`, and the digest is of the
original's own bytes: so an address never changes its content, may be cached for ever, and needs no table.
The worker makes all of a story's at its release; what is asked for before that is made at once, that size alone.
"""

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from PIL import Image

from articles.intake.decoding import ONE_AT_A_TIME
from articles.intake.embedded import Blocks, of_original

WIDTHS = (320, 640, 960, 1440, 1920)
# What is wide enough for whoever shows a picture large.
LARGE = 1200
# In the order in which a browser is offered them: the first that it can show is taken. AVIF at speed 8 is a twentieth
# larger than at speed 6, and made in a third of the time: a reader who comes before the worker waits a second at most.
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 54, "speed": 8}),
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


def rendition(digest: str, width: int, extension: str) -> File | None:
    """The file of a rendition, made now if nobody asked before; None for one that no page offers."""
    name = _name(digest, width, extension)
    if not default_storage.exists(name):
        if not default_storage.exists(_original_name(digest)):
            return None  # asked in vain, and so without waiting for anybody
        # Who waited for another reader to have it made finds it there.
        with ONE_AT_A_TIME, original_of(digest) as picture:
            if picture is None or width not in widths_for(picture.width):
                return None
            if not default_storage.exists(name):
                store(_shrunk(picture, picture.size, width), name, extension, of_original(picture))
    return default_storage.open(name)


def prepare(digest: str) -> None:
    """Make every rendition of a picture that is not there yet; nothing where there is no such picture.

    Each width is made of the next larger one: the original is decoded once, and the pixels held get fewer and fewer.
    """
    with ONE_AT_A_TIME, original_of(digest) as original:
        if original is None:
            return
        picture, size, blocks = original, original.size, of_original(original)
        for width in reversed(widths_for(size[0])):
            missing = {each: _name(digest, width, each) for each in FORMATS}
            missing = {each: name for each, name in missing.items() if not default_storage.exists(name)}
            if missing:
                picture = _shrunk(picture, size, width)
            for extension, name in missing.items():
                store(picture, name, extension, blocks)


@contextmanager
def original_of(digest: str) -> Iterator[Image.Image | None]:
    """The library's own file of a picture, not yet decoded; None where there is none."""
    name = _original_name(digest)
    if not default_storage.exists(name):
        yield None
        return
    with default_storage.open(name) as file, Image.open(file, formats=("JPEG",)) as picture:
        yield picture


def _shrunk(picture: Image.Image, size: tuple[int, int], width: int) -> Image.Image:
    """The picture in a width; its height as that of the original's `size`, so that all have one shape."""
    height = max(1, round(size[1] * width / size[0]))
    picture.draft("RGB", (width, height))  # of a file not yet decoded: at half, a quarter or an eighth, if that does
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def store(picture: Image.Image, name: str, extension: str, blocks: Blocks) -> None:
    """Write a picture under its name, with what its original says of caption, maker and rights."""
    kind, options = FORMATS[extension]
    data = io.BytesIO()
    picture.save(data, kind, **options, **blocks.options(kind))
    _write_once(name, data.getvalue())


def _write_once(name: str, content: bytes) -> None:
    """Two processes may make the same: on a disk the file appears whole, by a rename, whoever is first."""
    try:
        path = default_storage.path(name)
    except NotImplementedError:
        default_storage.save(name, ContentFile(content))
        return
    part = f"{path}.{os.getpid()}-{os.urandom(4).hex()}.part"
    with open(part, "wb") as file:
        file.write(content)
    os.replace(part, path)


def _original_name(digest: str) -> str:
    return f"pictures/{digest}/original.jpg"


def _name(digest: str, width: int, extension: str) -> str:
    return f"pictures/{digest}/{width}.{extension}"


def address(digest: str, width: int, extension: str) -> str:
    return f"/media/{_name(digest, width, extension)}"


def widths_for(width: int) -> list[int]:
    """The widths in pixels offered of a picture this wide: never more than it has."""
    return [each for each in WIDTHS if each < width] + [width] if width < WIDTHS[-1] else list(WIDTHS)


def width_for(width: int, least: int) -> int:
    """The smallest offered width of a picture that is at least this; else the largest."""
    offered = widths_for(width)
    return next((each for each in offered if each >= least), offered[-1])


def height_for(use: Mapping[str, Any], width: int) -> int:
    """How high a use of a picture is in a width."""
    return max(1, round(use["height"] * width / use["width"]))


def picture_html(use: dict[str, Any], *, sizes: str, eager: bool = False, decorative: bool = False) -> SafeString:
    """HTML's `<picture>` for a use of a picture: AVIF, WebP, and JPEG for the rest; sized, lazy unless `eager`.

    `use` is the form that an edition keeps: digest, width, height, alt, focal_x, focal_y (per cent).
    """
    offered = widths_for(use["width"])
    srcset = {
        extension: format_html_join(", ", "{} {}w", ((address(use["digest"], w, extension), w) for w in offered))
        for extension in FORMATS
    }
    sizes = _two_dots_are_enough(sizes)
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((CONTENT_TYPES[extension], srcset[extension], sizes) for extension in FORMATS if extension != "jpg"),
    )
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"'
        ' class="focal-x-{} focal-y-{}" {}></picture>',
        sources,
        address(use["digest"], width_for(use["width"], 960), "jpg"),
        srcset["jpg"],
        sizes,
        use["width"],
        use["height"],
        "" if decorative else use["alt"],
        _step(use.get("focal_x", 50)),
        _step(use.get("focal_y", 50)),
        mark_safe('fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'),
    )


def _two_dots_are_enough(sizes: str) -> str:
    """`sizes` by which a telephone with three dots a pixel takes the file of one with two.

    On a screen that small nobody sees the third, and it weighs as much as the first two. The last size is the
    telephone's: it is the one without a condition.
    """
    *conditional, last = sizes.split(", ")
    return ", ".join([*conditional, f"(min-resolution: 2.5dppx) calc({last} * 2 / 3)", last])


def _step(per_cent: int) -> int:
    """The focal point in steps of 5: the style sheet has a class for each, as the CSP bars inline style."""
    return round(per_cent / 5) * 5

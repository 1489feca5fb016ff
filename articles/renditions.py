"""Pictures in the sizes that a page asks for.

A rendition's address tells everything about it, `pictures/<digest>/<width>.<format>`, and the digest is of the
picture's own bytes: so an address never changes its content, may be cached for ever, and needs no table.
Renditions are made when they are first asked for.
"""

import hashlib
import io
import os
import threading
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

WIDTHS = (320, 640, 960, 1440, 1920)
FORMATS = {
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 82, "progressive": True}),
}
CONTENT_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
LONGEST_SIDE = 3200
MOST_BYTES = 30 * 1024 * 1024
# Millions of pixels, so that taking in needs at most 400 MB. A JPEG is decoded at a smaller scale unless it is
# progressive (then its coefficients are all held); the rest are decoded whole, WebP in three copies.
MOST_MEGAPIXELS = {"JPEG": 60, "progressive": 30, "PNG": 30, "GIF": 30, "AVIF": 24, "WEBP": 18}
# A picture takes up to 400 MB while it is decoded: several threads at once would end the process.
_DECODING = threading.Lock()
ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


@dataclass(frozen=True)
class Original:
    """A picture taken in: its file's name in the storage, and the size in pixels of what was kept."""

    name: str
    digest: str
    width: int
    height: int


def take_in(upload: File) -> Original:
    """Store an upload as a clean JPEG: turned upright, stripped of all metadata, at most 3,200 px a side.

    What a file is, its content decides. Raises ValidationError with a sentence that says what to do.
    """
    if upload.size and upload.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 30 MB. Save it smaller and try again."))
    with _DECODING:
        picture = _decoded(upload)
    return store(picture)


def _decoded(upload: File) -> Image.Image:
    """The picture of an upload in RGB, upright, and small before anything else copies it."""
    most = MOST_MEGAPIXELS["JPEG"]
    try:
        with Image.open(upload, formats=ACCEPTED) as picture:
            kind = "progressive" if "progressive" in picture.info else str(picture.format)
            most = MOST_MEGAPIXELS.get(kind, most)  # a JPEG with more pictures than one calls itself MPO
            if picture.width * picture.height > most * 1_000_000:
                raise Image.DecompressionBombError
            # A draft is an eighth, a quarter or a half; by the longest side, or a panorama would stay whole.
            scale = max(1, max(picture.size) // LONGEST_SIDE)
            picture.draft("RGB", (picture.width // scale, picture.height // scale))
            small: Image.Image = _smooth(picture)
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _on_white(ImageOps.exif_transpose(small))
    except Image.DecompressionBombError as error:
        raise ValidationError(
            _("This picture has more than %(number)d million pixels. Save it smaller and try again.") % {"number": most}
        ) from error
    except MemoryError:
        raise
    except Exception as error:
        # What a broken file raises is its decoder's whim: RuntimeError, EOFError, struct.error, IndexError.
        raise ValidationError(
            _("This file is not a picture that can be read. Use a JPEG, PNG, WebP, AVIF or GIF file.")
        ) from error


def _smooth(picture: Image.Image) -> Image.Image:
    """The picture in a mode that can be shrunk smoothly (a palette can't), 16 bits of grey brought to 8."""
    picture.load()
    if picture.mode.startswith("I") or picture.mode == "F":
        # Pillow would cut the values off at 255, and so make the picture white.
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def store(picture: Image.Image) -> Original:
    """Write a picture in RGB as the original of its digest; the same picture twice is one file."""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=90, optimize=True)
    digest = hashlib.sha256(data.getbuffer()).hexdigest()[:20]
    name = f"pictures/{digest}/original.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data.getvalue()))
    return Original(name=name, digest=digest, width=picture.width, height=picture.height)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB")


def rendition(digest: str, width: int, extension: str) -> File | None:
    """The file of a rendition, made now if nobody asked before; None for one that no page offers."""
    name = f"pictures/{digest}/{width}.{extension}"
    if not default_storage.exists(name):
        original = f"pictures/{digest}/original.jpg"
        if not default_storage.exists(original):
            return None
        with default_storage.open(original) as file, Image.open(file, formats=("JPEG",)) as picture:
            if width not in widths_for(picture.width):
                return None
            _write_once(name, _render(picture, width, extension))
    return default_storage.open(name)


def _render(picture: Image.Image, width: int, extension: str) -> bytes:
    kind, options = FORMATS[extension]
    height = max(1, round(picture.height * width / picture.width))
    picture.draft("RGB", (width, height))
    data = io.BytesIO()
    picture.resize((width, height), Image.Resampling.LANCZOS).save(data, kind, **options)
    return data.getvalue()


def _write_once(name: str, content: bytes) -> None:
    """Two readers may ask at the same moment: on a disk the file appears whole, by a rename, whoever is first."""
    try:
        path = default_storage.path(name)
    except NotImplementedError:
        default_storage.save(name, ContentFile(content))
        return
    part = f"{path}.{os.getpid()}-{os.urandom(4).hex()}.part"
    with open(part, "wb") as file:
        file.write(content)
    os.replace(part, path)


def address(digest: str, width: int, extension: str) -> str:
    return f"/media/pictures/{digest}/{width}.{extension}"


def widths_for(width: int) -> list[int]:
    """The widths in pixels offered of a picture this wide: never more than it has."""
    return [each for each in WIDTHS if each < width] + [width] if width < WIDTHS[-1] else list(WIDTHS)


def picture_html(use: dict[str, Any], *, sizes: str, eager: bool = False, decorative: bool = False) -> SafeString:
    """HTML's `<picture>` for a use of a picture: WebP with a JPEG for the rest, sized, lazy unless `eager`.

    `use` is the form that an edition keeps: digest, width, height, alt, focal_x, focal_y (per cent).
    """
    offered = widths_for(use["width"])
    srcset = {
        extension: format_html_join(", ", "{} {}w", ((address(use["digest"], w, extension), w) for w in offered))
        for extension in FORMATS
    }
    fallback = address(use["digest"], next((w for w in offered if w >= 960), offered[-1]), "jpg")
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" class="focal-x-{} focal-y-{}" {}>'
        "</picture>",
        srcset["webp"],
        sizes,
        fallback,
        srcset["jpg"],
        sizes,
        use["width"],
        use["height"],
        "" if decorative else use["alt"],
        _quarter(use.get("focal_x", 50)),
        _quarter(use.get("focal_y", 50)),
        SafeString('fetchpriority="high"') if eager else SafeString('loading="lazy" decoding="async"'),
    )


def _quarter(per_cent: int) -> int:
    """The focal point to the nearest quarter: the style sheet has a class for each, as the CSP bars inline style."""
    return round(per_cent / 25) * 25

"""What is kept of an upload: a clean JPEG, named by its content, and what is known of where it comes from."""

import hashlib
import io
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from articles.intake import embedded
from articles.intake.decoding import ONE_AT_A_TIME, decoded
from articles.intake.said import Said
from articles.intake.uploads import MOST_BYTES
from articles.text import clean_line

_NOTHING_SAID = Said()


@dataclass(frozen=True)
class Original:
    """A picture taken in: its file's name in the storage, and the size in pixels of what was kept.

    `said` is what the upload said of itself, `upload_digest` the SHA-256 of its bytes, `fingerprint` that of what can
    be seen (see `fingerprint`).
    """

    name: str
    digest: str
    width: int
    height: int
    said: Said = _NOTHING_SAID
    filename: str = ""
    upload_digest: str = ""
    fingerprint: int | None = None


def take_in(upload: File) -> Original:
    """Store an upload as a clean JPEG: upright, in sRGB, at most 3,200 px a side, with what may be told of it.

    What a file is, its content decides. Raises ValidationError with a sentence that says what to do.
    """
    if upload.size and upload.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 30 MB. Save it smaller and try again."))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    with ONE_AT_A_TIME:
        picture, said = decoded(upload)
        original = store(picture, said)
    return replace(original, filename=_name(upload), upload_digest=digest.hexdigest())


def store(picture: Image.Image, said: Said = _NOTHING_SAID) -> Original:
    """Write a picture in RGB as the original of its digest; the same picture twice is one file."""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=90, optimize=True, **embedded.written(said).options("JPEG"))
    digest = hashlib.sha256(data.getbuffer()).hexdigest()[:20]
    name = f"pictures/{digest}/original.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data.getvalue()))
    return Original(
        name=name,
        digest=digest,
        width=picture.width,
        height=picture.height,
        said=said,
        fingerprint=fingerprint(picture),
    )


def fingerprint(picture: Image.Image) -> int | None:
    """64 bits, signed, that stay nearly the same when a picture is shrunk, brightened or compressed (dHash).

    Each says whether a spot of nine by eight is brighter than the one to its left; two pictures look the same if
    few bits differ. None for one colour all over, which looks like nothing else.
    """
    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    spots = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (spots[at + 1] > spots[at])
    if not bits and small.getextrema()[0] == small.getextrema()[1]:
        return None
    return bits - (1 << 64) if bits >> 63 else bits


def _name(upload: File) -> str:
    """The upload's own file name, without its folders."""
    return clean_line((upload.name or "").replace("\\", "/").rsplit("/", 1)[-1])[:255]

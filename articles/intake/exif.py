"""Exif 2.32: what the camera wrote, and programs since."""

import datetime
import re
from contextlib import suppress

from django.utils import timezone
from PIL import Image

from articles.intake.said import Said

_DESCRIPTION, _ARTIST, _COPYRIGHT, _ORIENTATION = 0x010E, 0x013B, 0x8298, 0x0112
_CAMERA, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
_FORM = "%Y:%m:%d %H:%M:%S"


def read(picture: Image.Image) -> Said:
    """What is said in a picture's Exif. What cannot be read is left out; nothing is raised."""
    # Pillow's reader raises what it pleases at a broken block: struct.error, SyntaxError, KeyError, TypeError.
    with suppress(Exception):
        exif = picture.getexif()
        camera: dict[int, object] = {}
        with suppress(Exception):
            camera = exif.get_ifd(_CAMERA)
        return Said(
            caption=_text(exif.get(_DESCRIPTION)),
            creator=_text(exif.get(_ARTIST)),
            # The photographer's and the editor's, with a NUL between.
            copyright_notice=", ".join(filter(None, map(str.strip, _text(exif.get(_COPYRIGHT)).split("\x00")))),
            taken_at=_clock(_text(camera.get(_TAKEN)), _text(camera.get(_OFFSET))),
        )
    return Said()


def orientation(picture: Image.Image) -> int:
    """How the picture lies, from 1 (upright) to 8."""
    with suppress(Exception):
        value = picture.getexif().get(_ORIENTATION, 1)
        return value if value in range(1, 9) else 1
    return 1


def written(said: Said) -> bytes:
    """An Exif block with what is passed on of a picture; empty where nothing is said."""
    exif = Image.Exif()
    for tag, text in ((_DESCRIPTION, said.caption), (_ARTIST, said.creator), (_COPYRIGHT, said.copyright_notice)):
        if text:
            # The standard says ASCII; UTF-8 is what the Metadata Working Group's guidelines write, and all read.
            exif[tag] = text.encode()
    if said.taken_at:
        local = timezone.localtime(said.taken_at)
        zone = local.strftime("%z")
        exif.get_ifd(_CAMERA).update({_TAKEN: local.strftime(_FORM), _OFFSET: f"{zone[:3]}:{zone[3:5]}"})
    return exif.tobytes() if exif or said.taken_at else b""


def _text(value: object) -> str:
    """Pillow reads every byte as Latin-1; most programs wrote UTF-8, the rest their Windows' characters."""
    if not isinstance(value, str):
        return ""
    with suppress(UnicodeError):
        raw = value.encode("latin-1").strip(b"\x00")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")
    return value


def _clock(value: str, offset: str) -> datetime.datetime | None:
    with suppress(ValueError):
        if re.fullmatch(r"[+-]\d\d:\d\d", offset.strip()):
            return datetime.datetime.strptime(value.strip() + offset.strip(), _FORM + "%z")
        return datetime.datetime.strptime(value.strip(), _FORM)
    return None

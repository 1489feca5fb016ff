"""An upload's bytes made into pixels: upright, in sRGB, small, and without anything that was hidden in them."""

import io
import threading
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageCms

from articles.intake import embedded, exif
from articles.intake.said import Said

ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
LONGEST_SIDE = 3200
# Millions of pixels, so that taking in needs at most 400 MB. A JPEG is decoded at a smaller scale unless it is
# progressive (then its coefficients are all held); the rest are decoded whole, WebP in three copies.
MOST_MEGAPIXELS = {"JPEG": 60, "progressive": 30, "progressive CMYK": 22, "PNG": 30, "GIF": 30, "AVIF": 24, "WEBP": 18}
# A picture takes up to 400 MB while it is decoded: several threads at once would end the process.
ONE_AT_A_TIME = threading.Lock()
_STRIP = 256  # pixels high
_MOST_PROFILE_BYTES = 4 * 1024 * 1024
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Of a profile, the modes of Pillow that its colours can be in.
_COLOURS = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "L"}


def decoded(upload: File) -> tuple[Image.Image, Said]:
    """The picture of an upload in RGB, at most `LONGEST_SIDE` a side, and what its file says of it.

    Of several frames, the first. Raises ValidationError with a sentence that says what to do.
    """
    most, has_begun = MOST_MEGAPIXELS["JPEG"], False
    try:
        with Image.open(upload, formats=ACCEPTED) as picture:
            has_begun = True
            most = MOST_MEGAPIXELS.get(_kind(picture), most)  # a JPEG with more pictures than one calls itself MPO
            if picture.width * picture.height > most * 1_000_000:
                raise Image.DecompressionBombError
            # A draft is an eighth, a quarter or a half; by the longest side, or a panorama would stay whole.
            scale = max(1, max(picture.size) // LONGEST_SIDE)
            picture.draft("RGB", (picture.width // scale, picture.height // scale))
            picture.load()
            said, turn = embedded.read(picture), _TURNS.get(exif.orientation(picture))
            profile = picture.info.get("icc_profile")
        small = _flat(picture)
        del picture  # and with it its decoder, which may hold the pixels twice
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        small = _in_srgb(small, profile)
        small = small.transpose(turn) if turn is not None else small
        small.info = {}  # Pillow would write a comment on, for one
        return small, said
    except Image.DecompressionBombError as error:
        raise ValidationError(
            _("This picture has more than %(number)d million pixels. Save it smaller and try again.") % {"number": most}
        ) from error
    except MemoryError:
        raise
    except Exception as error:
        # What a broken file raises is its decoder's whim: RuntimeError, EOFError, struct.error, IndexError.
        if has_begun and isinstance(error, OSError) and "truncated" in str(error):
            raise ValidationError(
                _("This file is not complete: the end of the picture is missing. Get it anew, and send it again.")
            ) from error
        raise ValidationError(
            _("This file is not a picture that can be read. Use a JPEG, PNG, WebP, AVIF or GIF file.")
        ) from error


def _kind(picture: Image.Image) -> str:
    """By what its decoder needs of memory, a key of `MOST_MEGAPIXELS`."""
    if "progressive" in picture.info:
        return "progressive CMYK" if picture.mode == "CMYK" else "progressive"
    return str(picture.format)


def _flat(picture: Image.Image) -> Image.Image:
    """The picture in a mode that can be shrunk smoothly, what is transparent on white.

    A strip after the other: Pillow copies a picture several times over where it shrinks one with transparency.
    """
    if picture.mode in ("L", "RGB", "CMYK") and "transparency" not in picture.info:
        return picture
    ground = Image.new("L" if picture.mode == "LA" or picture.mode[0] in "IF" else "RGB", picture.size)
    for top in range(0, picture.height, _STRIP):
        strip = picture.crop((0, top, picture.width, min(top + _STRIP, picture.height)))
        ground.paste(_on_white(_eight_bits(strip)), (0, top))
    return ground


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode[0] in "IF":
        # Sixteen bits of grey. Pillow would cut the values off at 255, and so make the picture white.
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("RGBA") if "transparency" in picture.info else picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("LA", "RGBA"):
        return picture if picture.mode == "L" else picture.convert("RGB")
    ground = Image.new(picture.mode[:-1], picture.size, "white")
    ground.paste(picture.convert(ground.mode), mask=picture.getchannel("A"))
    return ground


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture as browsers show it without a profile; by its own, where that can be read and is of its kind."""
    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError):
        if profile and len(profile) <= _MOST_PROFILE_BYTES:
            own = ImageCms.getOpenProfile(io.BytesIO(profile))
            mode = _COLOURS.get(own.profile.xcolor_space)
            if mode is not None and (mode == picture.mode or "CMYK" not in (mode, picture.mode)):
                return _converted(picture.convert(mode), own)
    return picture.convert("RGB")


def _converted(picture: Image.Image, own: ImageCms.ImageCmsProfile) -> Image.Image:
    """By relative colorimetry with the black point compensated, as programs for pictures and browsers do it."""
    converted = ImageCms.profileToProfile(
        picture,
        own,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None  # only in place there is none
    return converted

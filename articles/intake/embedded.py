"""The three blocks that a picture's file speaks in: which is believed, and what is passed on.

Reading follows the Metadata Working Group's guidelines and the IPTC Photo Metadata Standard: XMP and IIM say the same
things, and XMP counts, unless the digest shows that IIM was changed after. In one thing it departs from the
guidelines, which believe Exif first: here Exif stands in where neither says a thing. It is ASCII by its standard, so
that Arabic arrives as question marks, and what a desk wrote is worth more than what a camera did. Only the clock is
the camera's own: there Exif comes first.
"""

import re
import struct
from dataclasses import dataclass

from PIL import Image

from articles.intake import exif, iim, xmp
from articles.intake.said import TEXTS, Said, agreed, cut

# Of a text, at most so many characters are passed on: it is in every rendition, the smallest too.
_PASSED_ON = {"caption": 200, "creator": 100, "credit": 100, "copyright_notice": 150, "usage_terms": 200}
_MAIL = re.compile(r"(mailto:)?[^\s@,;:<>()\[\]]+@[^\s@,;:<>()\[\]]+", re.IGNORECASE)
_APP13 = 0xED


def read(picture: Image.Image) -> Said:
    """What an open picture says of itself. It has to be loaded: a PNG may say it after the picture.

    Raises nothing: what is broken, hostile or too large is as if it were not there.
    """
    resources = picture.info.get("photoshop")
    resources = resources if isinstance(resources, dict) else {}
    camera, agency, packet = exif.read(picture), iim.read(resources), xmp.read(_packet(picture))
    desk = [agency, packet] if iim.is_newer_than_xmp(resources) else [packet, agency]
    return agreed([*desk, camera], [camera.taken_at, *(each.taken_at for each in desk)])


def _packet(picture: Image.Image) -> bytes:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packet, str):
        return packet.encode("utf-8", "replace")
    return packet if isinstance(packet, bytes) else b""


@dataclass(frozen=True)
class Blocks:
    """What goes into a file beside its pixels."""

    exif: bytes = b""
    xmp: bytes = b""
    iim: bytes = b""

    def options(self, kind: str) -> dict[str, bytes]:
        """Pillow's options for saving a picture as `kind`: JPEG, WEBP or AVIF."""
        options = {"exif": self.exif, "xmp": self.xmp}
        if kind == "JPEG" and self.iim:
            options["extra"] = struct.pack(">BBH", 0xFF, _APP13, len(self.iim) + 2) + self.iim
        return {name: value for name, value in options.items() if value}


def written(said: Said) -> Blocks:
    """Blocks made anew, of what readers and search engines are told and of nothing else.

    Whatever else a file held (places, numbers of devices, thumbnails, a maker's notes) has no way into them; mail
    addresses and markup in the texts themselves fall away.
    """
    public = {name: _public(getattr(said, name), _PASSED_ON.get(name, 0)) for name in TEXTS}
    said = Said(**public, taken_at=said.taken_at)
    return Blocks(exif=exif.written(said), xmp=xmp.written(said), iim=iim.written(said))


def _public(text: str, longest: int) -> str:
    if not longest:
        return ""
    text = _MAIL.sub("", " ".join(text.split())).replace("<", "‹").replace(">", "›")
    return cut(" ".join(text.split()).strip(" ,;:"), longest)


def of_original(picture: Image.Image) -> Blocks:
    """The blocks of an original of ours, for its renditions."""
    resources = picture.info.get("photoshop", {})
    said = iim.read(resources) if iim.RESOURCE in resources else Said()
    return Blocks(exif=picture.info.get("exif", b""), xmp=picture.info.get("xmp", b""), iim=iim.written(said))

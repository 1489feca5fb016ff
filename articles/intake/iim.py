"""IPTC-IIM 4.2: what agencies have written into JPEGs since the nineties, in Photoshop's segment.

A data set is 0x1C, record, number, length (two bytes), value. 1:90 says which characters the texts are in.
"""

import datetime
import hashlib
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from articles.intake.said import Said

RESOURCE, DIGEST = 0x0404, 0x0425  # in Photoshop's segment: the data sets, and the MD5 of those that XMP agreed with
_SEGMENT = b"Photoshop 3.0\x00"
_CHARACTERS = (1, 90)
_UTF_8 = b"\x1b%G"
_TEXTS = {
    (2, 40): "instructions",
    (2, 80): "creator",
    (2, 105): "headline",
    (2, 110): "credit",
    (2, 116): "copyright_notice",
    (2, 120): "caption",
}
_DAY, _TIME = (2, 55), (2, 60)


def read(resources: Mapping[int, Any]) -> Said:
    """What is said in Photoshop's resources of a picture. What cannot be read is left out; nothing is raised."""
    values: dict[tuple[int, int], list[bytes]] = {}
    for key, value in _data_sets(_bytes(resources.get(RESOURCE))):
        values.setdefault(key, []).append(value)
    is_utf_8 = values.get(_CHARACTERS, [b""])[0] == _UTF_8
    texts = {
        name: ", ".join(_text(each, is_utf_8) for each in values[key]) for key, name in _TEXTS.items() if key in values
    }
    return Said(**texts, taken_at=_clock(values.get(_DAY, [b""])[0], values.get(_TIME, [b""])[0]))


def is_newer_than_xmp(resources: Mapping[int, Any]) -> bool:
    """Whether the data sets were changed since their digest was written, so by a program that left XMP as it was."""
    digest = _bytes(resources.get(DIGEST))
    # MD5 is what the Metadata Working Group's guidelines say; it protects nothing.
    now = hashlib.md5(_bytes(resources.get(RESOURCE)), usedforsecurity=False).digest()
    return len(digest) == 16 and any(digest) and digest != now


def written(said: Said) -> bytes:
    """The content of a JPEG's APP13 with maker, credit and copyright in UTF-8; empty where none is said.

    IIM allows them 32, 32 and 128 bytes, which no name in Arabic script keeps to, nor any reader asks for.
    """
    told = [(key, getattr(said, name)) for key, name in _TEXTS.items() if name in _PASSED_ON]
    if not any(text for _, text in told):
        return b""
    sets = _data_set(_CHARACTERS, _UTF_8) + _data_set((2, 0), b"\x00\x04")
    sets += b"".join(_data_set(key, text.encode()) for key, text in told if text)
    return _SEGMENT + b"8BIM" + struct.pack(">HHI", RESOURCE, 0, len(sets)) + sets + b"\x00" * (len(sets) % 2)


_PASSED_ON = ("creator", "credit", "copyright_notice")


def _data_set(key: tuple[int, int], value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, *key, len(value)) + value


def _data_sets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, number, length = struct.unpack_from(">BBH", data, at + 1)
        if length > 0x7FFF:  # an extended one, for pictures within the data; no text is
            return
        yield (record, number), data[at + 5 : at + 5 + length]
        at += 5 + length


def _text(value: bytes, is_utf_8: bool) -> str:
    """Without 1:90, the standard says ASCII, most programs write UTF-8, and old ones their Windows' characters."""
    value = value.rstrip(b"\x00")
    with suppress(UnicodeDecodeError):
        return value.decode("utf-8")
    return value.decode("utf-8" if is_utf_8 else "cp1252", "replace")


def _clock(day: bytes, time: bytes) -> datetime.datetime | None:
    """CCYYMMDD, and HHMMSS with or without ±HHMM."""
    with suppress(ValueError, UnicodeDecodeError):
        text, clock = day.decode("ascii"), time.decode("ascii")
        if len(clock) >= 6:
            return datetime.datetime.strptime(text + clock, "%Y%m%d%H%M%S%z" if len(clock) > 6 else "%Y%m%d%H%M%S")
        return datetime.datetime.strptime(text, "%Y%m%d")
    return None


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else b""

"""ICC profiles, version 2, as small as they come: of a screen, and of four inks."""

import itertools
import struct


def _profile(kind: bytes, colours: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, content = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, at + len(content), len(data))
        content += data + b"\0" * (-len(data) % 4)
    header = struct.pack(">I4sI4s4s4s12x4s", at + len(content), b"none", 0x02400000, kind, colours, connection, b"acsp")
    header = header.ljust(68, b"\0") + _number(0.9642) + _number(1) + _number(0.8249)
    return header.ljust(128, b"\0") + table + content


def _number(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_number, values))


_NAMED = {
    b"desc": b"desc\0\0\0\0" + struct.pack(">I5s", 5, b"test\0") + b"\0" * 78,
    b"cprt": b"text\0\0\0\0none\0",
    b"wtpt": _xyz(0.9642, 1, 0.8249),
}


def wide_screen() -> bytes:
    """Primaries of Display P3, adapted to D50, with a gamma of 2.2."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    return _profile(
        b"mntr",
        b"RGB ",
        b"XYZ ",
        {
            **_NAMED,
            b"rXYZ": _xyz(0.51512, 0.2412, -0.00105),
            b"gXYZ": _xyz(0.29198, 0.69225, 0.04189),
            b"bXYZ": _xyz(0.1571, 0.06657, 0.78407),
            b"rTRC": curve,
            b"gTRC": curve,
            b"bTRC": curve,
        },
    )


def four_inks() -> bytes:
    """Cyan is a dull blue (L 50, a -20, b -40); any other ink is black."""
    ramp = bytes(range(256))
    cells = b"".join(
        bytes((255, 128, 128)) if not any(inks) else bytes((128, 108, 88)) if inks == (1, 0, 0, 0) else b"\0\x80\x80"
        for inks in itertools.product((0, 1), repeat=4)
    )
    identity = b"".join(_number(float(row == column)) for row in range(3) for column in range(3))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + identity + ramp * 4 + cells + ramp * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {**_NAMED, b"A2B0": table})

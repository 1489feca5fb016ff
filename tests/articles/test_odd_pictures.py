"""Whatever a file is and calls itself, it becomes the right picture or a sentence, in little memory."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from articles import intake
from tests.articles import profiles
from tests.benchmarks.one_picture import measured
from tests.photographs import upload

MOST_MEGABYTES = 400
# How a picture lies in a file that says so, by the number that says it (Exif 2.32, tag 0x0112).
TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
SCRIPT = b"<script>alert(document.cookie)</script>"


def kept(file: SimpleUploadedFile) -> Image.Image:
    return Image.open(default_storage.open(intake.take_in(file).name))


def near(colour, wanted, by=6) -> bool:
    return all(abs(one - other) <= by for one, other in zip(colour, wanted, strict=True))


def a_zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("page.html", SCRIPT)
    return data.getvalue()


def png_of(colour_type: int, row: bytes, width: int, height: int) -> bytes:
    """A PNG of sixteen bits, as Pillow does not write it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)
    data = zlib.compress((b"\0" + row) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("tail", [SCRIPT, a_zip(), b"*/=alert(1)/*"], ids=["html", "zip", "script"])
def test_of_a_file_that_is_two_only_the_picture_is_kept(tail):
    whole = upload(Image.new("RGB", (400, 300), "teal"), comment=b"*/" + tail).read() + tail
    original = intake.take_in(SimpleUploadedFile("photo.html", whole))
    content = default_storage.open(original.name).read()
    assert tail not in content
    assert b"PK\x03\x04" not in content


@pytest.mark.parametrize("name", ["photo.svg", "photo.exe", "photo", "../../etc/passwd", "a\x00b.jpg"])
def test_a_wrong_extension_changes_nothing(name):
    file = upload(Image.new("RGB", (320, 320), "teal"), "PNG")
    file._name = name
    original = intake.take_in(file)
    assert original.name == f"pictures/{original.digest}/original.jpg"
    assert "\x00" not in original.filename
    assert "/" not in original.filename


def test_more_than_thirty_megabytes_are_refused_unread(monkeypatch):
    monkeypatch.setattr(SimpleUploadedFile, "chunks", lambda *_: pytest.fail("read"))
    file = SimpleUploadedFile("photo.jpg", b"")
    file.size = 100 * 1024 * 1024
    with pytest.raises(ValidationError, match="larger than 30 MB"):
        intake.take_in(file)


def test_inks_are_shown_as_colours():
    inks = Image.new("CMYK", (320, 320), (255, 0, 0, 0))
    assert near(kept(upload(inks)).getpixel((9, 9)), (0, 255, 255))
    assert near(kept(upload(Image.new("CMYK", (320, 320), (0, 0, 0, 0)))).getpixel((9, 9)), (255, 255, 255))


def test_inks_with_a_profile_are_shown_by_it():
    # L 50, a -20, b -40 in sRGB; a reading without the profile says (0, 255, 255), one with inverted inks black.
    inks = Image.new("CMYK", (320, 320), (255, 0, 0, 0))
    colour = kept(upload(inks, icc_profile=profiles.four_inks())).getpixel((9, 9))
    assert near(colour, (0, 129, 186), by=12)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_wide_gamut_becomes_what_every_screen_shows(kind):
    red = Image.new("RGB", (320, 320), (234, 51, 35))
    options = {"lossless": True} if kind == "WEBP" else {"quality": 95}
    picture = kept(upload(red, kind, icc_profile=profiles.wide_screen(), **options))
    assert near(picture.getpixel((9, 9)), (254, 0, 0), by=8)
    assert "icc_profile" not in picture.info


@pytest.mark.parametrize("profile", [b"", b"junk" * 99, profiles.four_inks(), profiles.wide_screen()[:200]])
def test_a_profile_that_does_not_fit_is_as_if_it_were_not_there(profile):
    picture = kept(upload(Image.new("RGB", (320, 320), (234, 51, 35)), icc_profile=profile))
    assert near(picture.getpixel((9, 9)), (234, 51, 35))


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1"])
def test_any_mode_has_its_colour_with_and_without_a_profile(mode):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for options in ({}, {"icc_profile": srgb}):
        picture = kept(upload(Image.new("RGB", (320, 320), "white").convert(mode), "PNG", **options))
        assert picture.getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("colour_type", "sample", "wanted"),
    [
        (0, struct.pack(">H", 0x8000), (128, 128, 128)),
        (2, struct.pack(">HHH", 0xC000, 0x4000, 0x8000), (192, 64, 128)),
        (4, struct.pack(">HH", 0x8000, 0xFFFF), (128, 128, 128)),
        (6, struct.pack(">HHHH", 0xC000, 0x4000, 0x8000, 0), (255, 255, 255)),
    ],
    ids=["grey", "colours", "grey and alpha", "colours and alpha"],
)
def test_sixteen_bits_are_brought_to_eight(colour_type, sample, wanted):
    picture = kept(SimpleUploadedFile("deep.png", png_of(colour_type, sample * 320, 320, 320)))
    assert near(picture.getpixel((200, 200)), wanted)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_what_moves_the_first_moment_is_kept(kind):
    frames = [Image.new("RGB", (320, 200), colour) for colour in ("red", "green", "blue")]
    file = upload(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert near(kept(file).getpixel((9, 9)), (254, 0, 0))


@pytest.mark.parametrize("orientation", TURNED)
def test_every_way_to_hold_a_camera_ends_upright(orientation):
    upright = Image.new("RGB", (480, 320), "white")
    upright.paste("red", (0, 0, 160, 160))  # its upper left
    turn = TURNED[orientation]
    turned = upright if turn is None else upright.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = kept(upload(turned, exif=exif))
    assert picture.size == (480, 320)
    assert near(picture.getpixel((40, 40)), (254, 0, 0), by=12)
    assert near(picture.getpixel((440, 280)), (255, 255, 255))


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_way_that_there_is_not_is_upright(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert kept(upload(Image.new("RGB", (480, 320)), exif=exif)).size == (480, 320)


def progressive(path):
    Image.new("RGB", (5470, 5470), "teal").save(path, "JPEG", progressive=True, subsampling=0)


def of_four_inks(path):
    Image.new("CMYK", (6399, 6399)).save(path, "JPEG", quality=30)


def with_transparency(path):
    Image.new("RGBA", (5470, 5470), (9, 9, 9, 99)).save(path, "PNG", compress_level=1)


def in_webp(path):
    Image.new("RGBA", (4240, 4240), (9, 9, 9, 99)).save(path, "WEBP", quality=0, method=0)


def bomb(path):
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (30_000 * 3751), 9)
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    content = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + content)


@pytest.mark.parametrize("file", [progressive, of_four_inks, with_transparency, in_webp, bomb])
def test_the_largest_of_each_kind_stays_within_the_memory_promised(file, tmp_path):
    file(tmp_path / "file")
    said = measured(tmp_path / "file", tmp_path / "media")
    assert said["peak"] <= MOST_MEGABYTES
    if file is bomb:
        assert "million pixels" in said["refused"]
        assert said["peak"] < said["before"] + 20
    else:
        assert said["refused"] == ""

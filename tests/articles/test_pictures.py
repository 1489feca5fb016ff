"""Pictures are what their content says, clean, and served inert."""

import contextlib
import datetime
import io
import random
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import intake, renditions
from articles.intake import decoding
from articles.models import Picture
from tests import cast

pytestmark = pytest.mark.django_db


def file_of(image: Image.Image, kind: str, **options) -> SimpleUploadedFile:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return SimpleUploadedFile("x", data.getvalue())


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_of_any_usual_kind_is_taken_in_as_jpeg(kind):
    original = intake.take_in(file_of(Image.new("RGB", (640, 400), "navy"), kind))
    assert (original.width, original.height) == (640, 400)
    with Image.open(default_storage.open(original.name)) as kept:
        assert kept.format == "JPEG"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"",
        b"GIF89a<script>",
        b"\xff\xd8\xff\xe0 not really",
        b"%PDF-1.7",
    ],
    ids=["svg", "html", "empty", "gif head", "jpeg head", "pdf"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError, match="not a picture that can be read"):
        intake.take_in(SimpleUploadedFile("photo.jpg", content, content_type="image/jpeg"))


def test_a_truncated_jpeg_is_refused():
    whole = cast.photograph(1600, 1200).read()
    with pytest.raises(ValidationError, match="the end of the picture is missing"):
        intake.take_in(SimpleUploadedFile("photo.jpg", whole[: len(whole) // 2]))


def test_a_bomb_is_refused_before_it_is_decoded():
    bomb = SimpleUploadedFile("small.png", png_that_claims(30_000, 30_000))
    with pytest.raises(ValidationError, match="60 million pixels"):
        intake.take_in(bomb)


@pytest.mark.parametrize(("kind", "side", "number"), [("PNG", 5500, 30), ("WEBP", 4300, 18)])
def test_what_is_decoded_whole_has_a_lower_limit(kind, side, number):
    with pytest.raises(ValidationError, match=f"more than {number} million pixels"):
        intake.take_in(file_of(Image.new("L", (side, side)), kind))


@pytest.mark.parametrize("error", [RuntimeError, EOFError, struct.error, IndexError, KeyError, OSError])
def test_whatever_a_decoder_raises_is_a_sentence(monkeypatch, error):
    monkeypatch.setattr(Image.Image, "thumbnail", lambda *_: (_ for _ in ()).throw(error("broken")))
    with pytest.raises(ValidationError, match="not a picture that can be read"):
        intake.take_in(file_of(Image.new("RGB", (64, 64)), "PNG"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_mutated_file_is_taken_in_or_refused(kind):
    whole = file_of(Image.effect_noise((64, 48), 90).convert("RGB"), kind).read()
    chance = random.Random(6)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with contextlib.suppress(ValidationError):
            intake.take_in(SimpleUploadedFile("x", bytes(broken)))


def test_too_little_memory_is_not_the_picture_s_fault(monkeypatch):
    monkeypatch.setattr(Image.Image, "thumbnail", lambda *_: (_ for _ in ()).throw(MemoryError))
    with pytest.raises(MemoryError):
        intake.take_in(file_of(Image.new("RGB", (64, 64)), "PNG"))


def test_sixteen_bits_of_grey_stay_grey():
    original = intake.take_in(file_of(Image.new("I;16", (320, 320), 0x8000), "PNG"))
    grey = Image.open(default_storage.open(original.name)).getpixel((9, 9))
    assert all(126 <= each <= 130 for each in grey)


def test_a_large_jpeg_is_decoded_at_a_smaller_scale(monkeypatch):
    decoded = []
    load = decoding._flat
    monkeypatch.setattr(decoding, "_flat", lambda picture: decoded.append(picture.size) or load(picture))
    original = intake.take_in(file_of(Image.new("RGB", (13_000, 800)), "JPEG"))
    assert decoded == [(3250, 200)]
    assert (original.width, original.height) == (3200, 197)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_shrunk_first_still_stands_upright(kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    original = intake.take_in(file_of(Image.new("RGB", (6600, 66)), kind, exif=exif))
    assert (original.width, original.height) == (32, 3200)


def test_metadata_goes_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "SECRET CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    original = intake.take_in(file_of(Image.new("RGB", (600, 300)), "JPEG", exif=exif))
    assert (original.width, original.height) == (300, 600)
    content = default_storage.open(original.name).read()
    assert b"SECRET" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_transparency_becomes_white():
    original = intake.take_in(file_of(Image.new("RGBA", (300, 300), (0, 0, 0, 0)), "PNG"))
    assert Image.open(default_storage.open(original.name)).getpixel((5, 5)) == (255, 255, 255)


def test_the_same_picture_twice_is_one():
    assert cast.picture() == cast.picture()
    assert Picture.objects.count() == 1


def test_renditions_are_made_when_asked_for_and_never_larger(reader):
    picture = cast.picture()
    response = reader.get(f"/media/pictures/{picture.digest}/640.webp")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    # Not for ever: rights end.
    assert response["Cache-Control"] == "public, max-age=86400"
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).width == 640
    assert reader.get(f"/media/pictures/{picture.digest}/1200.jpg").status_code == 200
    for never in ("1440.webp", "641.webp", "9999.jpg", "0.jpg"):
        assert reader.get(f"/media/pictures/{picture.digest}/{never}").status_code == 404
    assert reader.get(f"/media/pictures/{'0' * 20}/640.webp").status_code == 404


def test_a_use_of_a_picture_has_its_own_words(editor):
    article = cast.draft(
        editor, picture=cast.picture(), picture_caption="The new bridge", picture_credit="", picture_alt=""
    )
    use = article.lead_picture()
    assert use["caption"] == "The new bridge"
    assert use["credit"] == "Sara Aziz"


def test_picture_markup_escapes_its_words():
    use = {"digest": "a" * 20, "width": 700, "height": 400, "alt": '"><script>'}
    html = renditions.picture_html(use, sizes="100vw")
    assert "<script>" not in html
    assert "700w" in html
    assert "960w" not in html


def test_a_browser_is_offered_avif_then_webp_then_jpeg_and_told_the_size():
    use = {"digest": "a" * 20, "width": 2400, "height": 1600, "alt": "A bridge"}
    html = renditions.picture_html(use, sizes="(min-width: 64rem) 58vw, 100vw", eager=True)
    offered = [html.index(f"1920.{extension} 1920w") for extension in ("avif", "webp", "jpg")]
    assert offered == sorted(offered)
    assert 'width="2400" height="1600"' in html
    assert 'fetchpriority="high"' in html
    assert "loading" not in html
    assert 'loading="lazy"' in renditions.picture_html(use, sizes="100vw")
    # A telephone with three dots a pixel is asked for no more than one with two.
    assert 'sizes="(min-width: 64rem) 58vw, (min-resolution: 2.5dppx) calc(100vw * 2 / 3), 100vw"' in html


def test_two_readers_at_once_make_a_rendition_once(monkeypatch):
    digest, made, make = cast.picture(colour="purple").digest, [], renditions.store
    monkeypatch.setattr(renditions, "store", lambda *given: made.append(given) or make(*given))
    with ThreadPoolExecutor(4) as threads:
        files = list(threads.map(lambda _: renditions.rendition(digest, 640, "webp"), range(4)))
    assert len(made) == 1
    assert len({file.read() for file in files}) == 1


def test_a_use_says_what_it_is_for_and_until_when():
    picture = cast.picture()
    assert picture.use()["uses"] == ["site", "sharing", "feeds"]
    assert "until" not in picture.use()
    picture.expires_at = datetime.datetime(2030, 1, 2, 3, 4, tzinfo=datetime.UTC)
    assert picture.use()["until"] == "2030-01-02T03:04:00+00:00"


@pytest.mark.parametrize("uses", [["site", "feeds"], ["site"]])
def test_a_picture_that_may_not_be_shared_is_on_no_link_card(reader, editor, uses):
    shared = cast.published(editor, picture=cast.picture())
    page = reader.get(shared.path).text
    assert 'property="og:image"' in page
    assert '"image"' in page
    kept = cast.published(editor, headline="Kept", picture=cast.picture(colour="red", uses=uses))
    page = reader.get(kept.path).text
    assert kept.lead["digest"] in page
    assert 'property="og:image"' not in page
    assert '"image"' not in page
    assert 'content="summary"' in page


def test_an_edition_from_before_uses_were_kept_is_on_link_cards(reader, editor):
    edition = cast.published(editor, picture=cast.picture())
    edition.lead.pop("uses")
    edition.save(update_fields=["lead"])
    assert 'property="og:image"' in reader.get(edition.path).text

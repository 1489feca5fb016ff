"""What a file says of itself: read from three blocks, believed in an order, passed on without what is private."""

import datetime
import hashlib
import io
import struct
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from articles import intake, renditions
from articles.intake import embedded
from articles.models import Picture
from tests import cast
from tests.photographs import upload

pytestmark = pytest.mark.django_db

SORANI = "پردێکی نوێ لە هەولێر کرایەوە"
ARABIC = "افتتاح جسر جديد في أربيل"
DC, PHOTOSHOP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/photoshop/1.0/"
UTF_8 = ((1, 90), b"\x1b%G")
SECRETS = (b"GPS", b"36.1911", b"SN-4711", b"owner@example.org", b"MakerNote", b"THUMBNAIL", b"Canonical-R5")


def iim(*sets: tuple[tuple[int, int], bytes], digest: bytes | None = None) -> dict[str, bytes]:
    """Pillow's option that writes Photoshop's segment into a JPEG."""
    data = b"".join(struct.pack(">BBBH", 0x1C, *key, len(value)) + value for key, value in sets)
    blocks = b""
    for number, content in ((0x0404, data), (0x0425, digest)):
        if content is not None:
            blocks += b"8BIM" + struct.pack(">HHI", number, 0, len(content)) + content + b"\0" * (len(content) % 2)
    segment = b"Photoshop 3.0\0" + blocks
    return {"extra": b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment}


def digest_of(*sets: tuple[tuple[int, int], bytes]) -> bytes:
    data = b"".join(struct.pack(">BBBH", 0x1C, *key, len(value)) + value for key, value in sets)
    return hashlib.md5(data).digest()


def xmp(inside: str = "", attributes: str = "", before: str = "") -> bytes:
    return (
        f'{before}<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        f' xmlns:dc="{DC}" xmlns:photoshop="{PHOTOSHOP}" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        f" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def alt(name: str, **languages: str) -> str:
    items = "".join(f'<rdf:li xml:lang="{code.replace("_", "-")}">{text}</rdf:li>' for code, text in languages.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def camera(**tags: str | bytes) -> Image.Exif:
    exif = Image.Exif()
    numbers = {"description": 0x010E, "artist": 0x013B, "rights": 0x8298}
    for name, value in tags.items():
        if name in numbers:
            exif[numbers[name]] = value
    taken = {0x9003: tags.get("taken"), 0x9011: tags.get("offset")}
    exif.get_ifd(0x8769).update({tag: value for tag, value in taken.items() if value})
    return exif


def said(kind: str = "JPEG", **options) -> intake.Said:
    return intake.take_in(upload(Image.new("RGB", (320, 240), "teal"), kind, **options)).said


def test_iim_says_what_agencies_say():
    told = said(
        **iim(
            UTF_8,
            ((2, 120), SORANI.encode()),
            ((2, 80), ARABIC.encode()),
            ((2, 80), b"Sara Aziz"),
            ((2, 110), b"Tigris Wire"),
            ((2, 116), "© Tigris".encode()),
            ((2, 40), b"NO SALES"),
            ((2, 55), b"20250304"),
            ((2, 60), b"080607+0300"),
        )
    )
    assert told.caption == SORANI
    assert told.creator == f"{ARABIC}, Sara Aziz"
    assert (told.credit, told.copyright_notice, told.instructions) == ("Tigris Wire", "© Tigris", "NO SALES")
    assert told.taken_at == datetime.datetime(2025, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("sets", "caption"),
    [
        ([((2, 120), ARABIC.encode())], ARABIC),
        ([((2, 120), "Café à Erbil".encode("latin-1"))], "Café à Erbil"),
        ([((2, 120), "“Café”".encode("cp1252"))], "“Café”"),
        ([UTF_8, ((2, 120), b"Erbil \xff\xfe")], "Erbil \ufffd\ufffd"),
        ([((2, 105), b"Only a headline")], ""),
    ],
    ids=["unmarked UTF-8", "Latin-1", "Windows", "marked but broken", "headline"],
)
def test_the_characters_of_iim_come_out_right(sets, caption):
    assert said(**iim(*sets)).caption == caption


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_is_read_of_every_kind(kind):
    packet = xmp(
        alt("dc:description", en="English", x_default=SORANI)
        + alt("dc:rights", x_default="© Tigris")
        + alt("xmpRights:UsageTerms", x_default="Editorial use only")
        + alt("Iptc4xmpCore:AltTextAccessibility", en="A bridge over a river")
        + "<dc:creator><rdf:Seq><rdf:li>Sara Aziz</rdf:li><rdf:li>Ali Omar</rdf:li></rdf:Seq></dc:creator>",
        f'photoshop:Credit="{ARABIC}" photoshop:DateCreated="2025-03-04T08:06:07+03:00"',
    )
    if kind == "PNG":
        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", packet.decode())
        told = said(kind, pnginfo=text)
    else:
        told = said(kind, xmp=packet)
    assert told == intake.Said(
        caption=SORANI,
        credit=ARABIC,
        creator="Sara Aziz, Ali Omar",
        copyright_notice="© Tigris",
        usage_terms="Editorial use only",
        alt_text="A bridge over a river",
        taken_at=datetime.datetime(2025, 3, 4, 5, 6, 7, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_exif_is_read_of_every_kind(kind):
    exif = camera(
        description=SORANI.encode(),
        artist="Café".encode("latin-1"),
        rights=b"Sara Aziz\x00Tigris Wire",
        taken="2025:03:04 08:06:07",
        offset="+01:00",
    )
    told = said(kind, exif=exif)
    assert (told.caption, told.creator, told.copyright_notice) == (SORANI, "Café", "Sara Aziz, Tigris Wire")
    assert told.taken_at == datetime.datetime(2025, 3, 4, 7, 6, 7, tzinfo=datetime.UTC)


def test_a_clock_without_a_zone_is_the_site_s_unless_another_block_knows(settings):
    settings.TIME_ZONE = "Asia/Baghdad"
    exif = camera(taken="2025:03:04 08:06:07")
    assert said(exif=exif).taken_at == datetime.datetime(2025, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
    packet = xmp(attributes='photoshop:DateCreated="2025-03-04T08:06:07+01:00"')
    assert said(exif=exif, xmp=packet).taken_at == datetime.datetime(2025, 3, 4, 7, 6, 7, tzinfo=datetime.UTC)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "1700:01:01 00:00:00", "9999:12:31 23:59:59", "soon", ""])
def test_a_clock_that_was_never_set_says_nothing(taken):
    assert said(exif=camera(description="x", taken=taken)).taken_at is None


def test_what_a_desk_wrote_is_believed_before_what_a_camera_did():
    exif, packet = camera(description="camera", artist="Camera"), xmp(alt("dc:description", x_default="xmp"))
    sets = (UTF_8, ((2, 120), b"iim"), ((2, 110), b"Wire"))
    told = said(exif=exif, xmp=packet, **iim(*sets))
    assert (told.caption, told.credit, told.creator) == ("xmp", "Wire", "Camera")
    assert said(exif=exif, xmp=packet, **iim(*sets, digest=digest_of(*sets))).caption == "xmp"
    assert said(exif=exif, xmp=packet, **iim(*sets, digest=digest_of(UTF_8))).caption == "iim"


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_1.JPG", "default", "  "])
def test_a_camera_s_name_is_no_caption(words):
    assert said(exif=camera(description=words)).caption == ""


@pytest.mark.parametrize(
    "packet",
    [
        xmp(alt("dc:description", x_default="&x;"), before='<!DOCTYPE x [<!ENTITY x "boom">]>'),
        xmp(alt("dc:description", x_default="no"), before='<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
        xmp(alt("dc:description", x_default="&undeclared;")),
        xmp(alt("dc:description", x_default="cut"))[:-20],
        b"\xff\xfe<\x00",
        b"<?xml version='1.0' encoding='klingon'?><x/>",
        b"<a>" * 20_000,
        b"",
    ],
    ids=["entity", "outside", "undeclared", "cut off", "utf-16", "encoding", "deep", "empty"],
)
def test_a_hostile_or_broken_packet_says_nothing_and_the_picture_is_taken_in(packet):
    assert said(xmp=packet or b" ") == intake.Said()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize(
    "exif", [b"Exif\0\0" + b"II*\0\xff\xff\xff\xff" * 9, b"Exif\0\0junk", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"]
)
def test_broken_exif_says_nothing_and_the_picture_is_taken_in(exif):
    assert said(exif=exif) == intake.Said()


def test_data_sets_are_read_as_far_as_they_are_whole():
    data = iim(UTF_8, ((2, 120), b"caption"), ((2, 80), b"maker"))["extra"][4:]
    data = data.replace(b"maker", b"m\x1c\x02")  # what follows is said to be longer than there is
    told = said(extra=b"\xff\xed" + struct.pack(">H", len(data) + 2) + data)
    assert told.caption == "caption"


def test_words_are_cut_where_a_word_ends_and_hold_no_control_characters():
    told = said(xmp=xmp(alt("dc:description", x_default="word " * 400 + "&#9;\n\n two")))
    assert len(told.caption) <= 500
    assert told.caption.endswith("word…")
    assert said(**iim(((2, 120), b"one\x00\x07\r\ntwo"))).caption == "one two"


def test_a_long_description_stands_in_for_alternative_text_and_a_headline_for_a_caption():
    packet = xmp(alt("Iptc4xmpCore:ExtDescrAccessibility", x_default="Long"), 'photoshop:Headline="Bridge"')
    picture = Picture.from_upload(upload(Image.new("RGB", (320, 240), "teal"), xmp=packet))
    assert (picture.caption, picture.alt_text) == ("Bridge", "Long")


def test_the_library_is_filled_where_nothing_else_was_given():
    packet = xmp(
        alt("dc:description", x_default=SORANI) + "<dc:creator>Sara Aziz</dc:creator>",
        'photoshop:Instructions="NO SALES"',
    )
    file = upload(Image.effect_noise((320, 240), 60).convert("RGB"), name="C:\\DCIM\\bridge.jpg", xmp=packet)
    content = file.read()
    file.seek(0)
    picture = Picture.from_upload(file, caption="", alt_text="Ours", credit=None)
    picture.refresh_from_db()
    assert (picture.caption, picture.credit, picture.creator) == (SORANI, "Sara Aziz", "Sara Aziz")
    assert (picture.alt_text, picture.usage_terms) == ("Ours", "NO SALES")
    assert picture.filename == "bridge.jpg"
    assert picture.upload_digest == hashlib.sha256(content).hexdigest()
    assert -(2**63) <= picture.fingerprint < 2**63


def test_what_looks_the_same_has_nearly_the_same_fingerprint():
    scene = Image.effect_noise((12, 8), 90).resize((960, 640), Image.Resampling.BICUBIC).convert("RGB")
    first = intake.take_in(upload(scene)).fingerprint
    again = intake.take_in(upload(scene.resize((480, 320)), "WEBP", quality=50)).fingerprint
    other = intake.take_in(upload(scene.transpose(Image.Transpose.ROTATE_180))).fingerprint
    assert ((first ^ again) & (2**64 - 1)).bit_count() <= 5
    assert ((first ^ other) & (2**64 - 1)).bit_count() > 15
    assert intake.take_in(upload(Image.new("RGB", (320, 240), "teal"))).fingerprint is None


def public_files(settings, digest: str) -> dict[str, bytes]:
    folder = Path(settings.MEDIA_ROOT) / "pictures" / digest
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def secretive() -> Image.Exif:
    exif = camera(description="The bridge", artist="Sara Aziz", taken="2025:03:04 08:06:07")
    exif[0x010F], exif[0x0110] = "Canonical", "Canonical-R5"
    exif.get_ifd(0x8769).update({0xA431: "SN-4711", 0xA430: "owner@example.org", 0x927C: b"MakerNote SN-4711"})
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 11.0, 28.0), 3: "E", 4: (44.0, 0.0, 33.0)})
    return exif


def test_no_public_file_says_where_with_what_or_whose(settings, reader):
    packet = xmp(
        alt("dc:rights", x_default="© Sara Aziz, owner@example.org") + "<exif:GPSAltitude>36.1911</exif:GPSAltitude>",
        'exif:GPSLatitude="36,36.1911N" aux:SerialNumber="SN-4711" aux:OwnerName="owner@example.org"',
    )
    file = upload(Image.new("RGB", (1000, 700), "teal"), exif=secretive(), xmp=packet, comment=b"GPS 36.1911 THUMBNAIL")
    content = file.read()
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)[1] == "N"
    assert content.count(b"SN-4711") > 1
    file.seek(0)
    picture = Picture.from_upload(file)
    renditions.prepare(picture.digest)
    files = public_files(settings, picture.digest)
    assert len(files) == 1 + 4 * 3
    for name, data in files.items():
        assert not [secret for secret in SECRETS if secret in data], name
        with Image.open(io.BytesIO(data)) as shown:
            assert not shown.getexif().get_ifd(0x8825), name
            assert set(shown.getexif()) <= {0x010E, 0x013B, 0x8298, 0x8769}, name
            assert embedded.read(shown).copyright_notice == "© Sara Aziz", name


@pytest.mark.parametrize("extension", ["avif", "webp", "jpg"])
def test_credit_and_copyright_are_in_every_rendition(reader, extension):
    packet = xmp(
        alt("dc:description", x_default=SORANI)
        + alt("dc:rights", x_default="© Tigris")
        + alt("xmpRights:UsageTerms", x_default="Editorial use only")
        + f"<dc:creator>{ARABIC}</dc:creator>",
        'photoshop:Credit="Tigris Wire" photoshop:Instructions="EMBARGOED" '
        'photoshop:DateCreated="2025-03-04T08:06:07+03:00"',
    )
    picture = Picture.from_upload(upload(Image.new("RGB", (700, 500), "teal"), xmp=packet))
    response = reader.get(f"/media/pictures/{picture.digest}/320.{extension}")
    assert response["Content-Type"] == renditions.CONTENT_TYPES[extension]
    content = b"".join(response.streaming_content)
    assert b"EMBARGOED" not in content
    with Image.open(io.BytesIO(content)) as shown:
        told = embedded.read(shown)
        exif = shown.getexif()
        assert exif[0x013B].encode("latin-1").decode() == ARABIC
        assert exif.get_ifd(0x8769)[0x9003] == "2025:03:04 08:06:07"
        if extension == "jpg":
            assert SORANI.encode() not in shown.info["photoshop"][0x0404]
            assert ARABIC.encode() in shown.info["photoshop"][0x0404]
    assert (told.caption, told.creator, told.credit) == (SORANI, ARABIC, "Tigris Wire")
    assert (told.copyright_notice, told.usage_terms) == ("© Tigris", "Editorial use only")


def test_what_is_passed_on_is_small_and_holds_no_markup():
    told = intake.Said(caption="<script>alert(1)</script> " + "long " * 90, creator="x" * 200, usage_terms="t " * 900)
    blocks = embedded.written(told)
    assert len(blocks.exif) + len(blocks.xmp) + len(blocks.iim) < 2500
    assert b"<script" not in blocks.exif + blocks.xmp + blocks.iim
    assert embedded.written(intake.Said()) == embedded.Blocks()


def test_a_picture_that_says_nothing_has_nothing_beside_its_pixels():
    with Image.open(default_storage.open(cast.picture().file.name)) as kept:
        assert not {"exif", "xmp", "photoshop", "comment", "icc_profile"} & kept.info.keys()

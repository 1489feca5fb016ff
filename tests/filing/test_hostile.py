"""Files that are no story: each is told what it is, in a sentence, and nothing of it is kept."""

import io
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError

from articles import filing
from articles.filing import package
from tests.filing.word import docx, image, p, packed, part, relationships, t

WORDS = p(t("Some words that end."))


def refusal(data: bytes, size: int | None = None) -> str:
    with pytest.raises(ValidationError) as caught:
        filing.read_docx(io.BytesIO(data), len(data) if size is None else size)
    (message,) = caught.value.messages
    return message


def xml(inside: str, before: str = "") -> dict[str, str]:
    document = part("document", f"<w:body>{inside}</w:body>")
    return {"word/document.xml": document.replace("?>", f"?>{before}", 1)}


def many(count: int, element: str = "<w:p/>") -> str:
    return element * count


LYING = docx(WORDS, files={"word/media/x.bin": b"x" * 5000})


def with_size(data: bytes, name: bytes, size: int) -> bytes:
    """The archive with another uncompressed size written for an entry in its directory."""
    at = data.rindex(name) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


FILES = {
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file"),
    "RTF": (b"{\\rtf1\\ansi Hello}", "RTF"),
    "PDF": (b"%PDF-1.7 ...", "PDF"),
    "text": (b"Just some words", "not a Word document"),
    "nothing": (b"", "not a Word document"),
    "ODT": (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument"),
    "a sheet": (packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "sheet"),
    "Pages": (packed({"Index/Document.iwa": b"x"}), "Pages"),
    "a ZIP": (packed({"holiday.jpg": b"x"}), "ZIP file without"),
    "half a file": (docx(WORDS, files={"word/media/a.jpg": bytes(range(256)) * 400})[:-300], "damaged"),
    "a file with a hole": (docx(WORDS).replace(b"word/document.xml", b"word/documint.xml"), "damaged"),
    "no XML": (docx(files={"word/document.xml": "Hello <w:p"}), "damaged"),
    "no document": (docx(files={"_rels/.rels": relationships({}), "word/document.xml": part("x", "")}), "damaged"),
    "a DTD": (docx(files=xml(WORDS, "<!DOCTYPE w:document>")), "document type"),
    "an external entity": (
        docx(files=xml(p(t("&x;")), '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
        "document type",
    ),
    "a billion laughs": (
        docx(files=xml(p(t("&b;")), '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>')),
        "document type",
    ),
    "a DTD in another part": (docx(WORDS, files={"word/theme.xml": "<!DOCTYPE x><x/>"}), "document type"),
    "a bomb": (docx(WORDS, files={"word/media/a.jpg": bytes(20_000_000)}), "too large"),
    "a bomb of XML": (docx(files=xml(" " * 13_000_000)), "too large"),
    "many elements": (docx(files=xml(many(60_001))), "too large"),
    "many entries": (packed({"[Content_Types].xml": "<x/>", **{f"word/{n}": "" for n in range(2001)}}), "too large"),
    "a deep document": (
        docx(files=xml("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000)),
        "too large",
    ),
    "a size that lies": (with_size(LYING, b"word/media/x.bin", 3_000_000_000), "too large"),
    "XML called a picture": (
        docx(
            files={
                "_rels/.rels": relationships({"rId1": ("officeDocument", "word/media/a.jpg")}),
                "word/media/a.jpg": part("document", WORDS),
            }
        ),
        "damaged",
    ),
    "a strange number": (
        docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
        "damaged",
    ),
    "a picture that is not told of": (docx(p(image("rId99"))), "damaged"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_word_document_is_told_what_it_is(name):
    data, said = FILES[name]
    assert said in refusal(data)


def test_more_than_thirty_megabytes_are_not_opened():
    assert "30 MB" in refusal(docx(WORDS), size=package.MOST_BYTES + 1)


def test_a_password_is_named():
    data = docx(WORDS)
    at = data.index(b"PK\x01\x02")
    assert "password" in refusal(data[: at + 8] + b"\x01\x00" + data[at + 10 :])


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "/etc/passwd", "media/none.jpg", "..\\..\\x"])
def test_a_picture_outside_the_package_is_not_opened(target):
    data = docx(WORDS, p(image("rId1")), targets={"rId1": ("image", target)})
    (picture,) = filing.read_docx(io.BytesIO(data), len(data)).pictures
    with pytest.raises(package.UNREADABLE), picture.open():
        pass


def test_a_picture_elsewhere_is_never_fetched(monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda *_: pytest.fail("fetched"))
    monkeypatch.setattr("mammoth.docx.files.urlopen", lambda *_: pytest.fail("fetched"))
    targets = {"rId1": ("image", "https://example.org/track.jpg"), "rId2": ("image", "file:///etc/passwd")}
    data = docx(WORDS, p(image("rId1", attribute="r:link")), p(image("rId2", attribute="r:link")), targets=targets)
    for picture in filing.read_docx(io.BytesIO(data), len(data)).pictures:
        with pytest.raises(package.UNREADABLE), picture.open():
            pass


def test_what_it_was_tried_with_is_a_document_otherwise():
    data = docx(WORDS, files={"word/media/a.jpg": bytes(range(256)) * 400})
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert filing.read_docx(io.BytesIO(data), len(data)).body == "<p>Some words that end.</p>"

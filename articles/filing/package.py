"""Whether a file is a DOCX that is safe to read: looked at entry by entry before anything is unpacked into memory.

A DOCX is a ZIP of XML parts (ECMA-376). Its reader, mammoth, holds every part as a tree: some 1.5 kB an element.
"""

import xml.parsers.expat
import zipfile
import zlib
from collections import Counter
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 30 * 1024 * 1024
MOST_UNPACKED = 150 * 1024 * 1024
MOST_XML = 12 * 1024 * 1024
MOST_ENTRIES = 2_000
# XML shrinks to a twentieth; what shrinks to a three-hundredth was made to burst.
MOST_RATIO = 300
RATIO_FROM = 1024 * 1024
MOST_ELEMENTS = 60_000
DEEPEST = 100
# Parts that are read as XML, by the ends of their relationships' types.
_READ = ("/officeDocument", "/comments", "/endnotes", "/footnotes", "/numbering", "/styles")
_NAMES = {b"\xd0\xcf\x11\xe0": "doc", b"{\\rtf": "rtf", b"%PDF": "pdf"}
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


def checked(file: IO[bytes], size: int) -> Counter[str]:
    """How often each kind of element is in the parts of a DOCX; ValidationError, with a mend, for what is none."""
    if size > MOST_BYTES:
        raise ValidationError(
            _("This document is larger than 30 MB. Take its pictures out and send them to the library.")
        )
    _look_at_beginning(file)
    try:
        with zipfile.ZipFile(file) as package:
            _look_at_entries(package)
            return _look_at_parts(package)
    except UNREADABLE as error:
        raise damaged() from error
    finally:
        file.seek(0)


def damaged() -> ValidationError:
    return ValidationError(_("This document is damaged or not complete. Open it in Word, save it again and send that."))


def _too_large() -> ValidationError:
    return ValidationError(_("This document is too large to be a story. Send its parts, or paste the text."))


def _look_at_beginning(file: IO[bytes]) -> None:
    file.seek(0)
    beginning = file.read(8)
    file.seek(0)
    kind = next((kind for magic, kind in _NAMES.items() if beginning.startswith(magic)), "")
    if kind == "doc":
        # A document with a password looks the same.
        raise ValidationError(
            _("This is an old Word file (.doc), or one with a password. Save it as .docx without a password.")
        )
    if kind == "rtf":
        raise ValidationError(_("This is an RTF file. Open it in Word and save it as .docx."))
    if kind == "pdf":
        raise ValidationError(_("This is a PDF. Copy its text and paste it, or send the Word file it was made of."))
    if not beginning.startswith(b"PK\x03\x04"):
        raise ValidationError(_("This is not a Word document. Save it as .docx, or paste its text."))


def _look_at_entries(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _too_large()
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise ValidationError(_("This document has a password. Save it without one."))
        if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise _too_large()
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return
        if any(name.startswith(("xl/", "ppt/")) for name in names):
            raise ValidationError(_("This is a sheet or a presentation. Save the text as a Word document (.docx)."))
    if "mimetype" in names and package.read("mimetype")[:40].startswith(b"application/vnd.oasis"):
        raise ValidationError(_("This is an OpenDocument file (.odt). Save it as Word (.docx) and send that."))
    if any(name.endswith(".iwa") for name in names):
        raise ValidationError(_("This is a Pages document. Export it as Word (.docx) and send that."))
    raise ValidationError(_("This is a ZIP file without a Word document in it. Send the .docx itself."))


def _look_at_parts(package: zipfile.ZipFile) -> Counter[str]:
    parts = [entry for entry in package.infolist() if entry.filename.lower().endswith((".xml", ".rels"))]
    if sum(entry.file_size for entry in parts) > MOST_XML:
        raise _too_large()
    count: Counter[str] = Counter()
    for entry in parts:
        with package.open(entry) as part:
            count.update(_Look(part).count)
            if count.total() > MOST_ELEMENTS:
                raise _too_large()
    return count


class _Look:
    """One pass over a part, that keeps nothing of it but a count."""

    def __init__(self, part: IO[bytes]) -> None:
        self.count: Counter[str] = Counter()
        self.depth = 0
        parser = xml.parsers.expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        try:
            parser.ParseFile(part)
        except xml.parsers.expat.ExpatError as error:
            raise damaged() from error

    def doctype(self, *_declared: Any) -> None:
        raise ValidationError(_("This document declares a document type of its own, which no Word document does."))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count[name.rpartition(":")[2]] += 1
        if self.depth > DEEPEST or self.count.total() > MOST_ELEMENTS:
            raise _too_large()
        # What the reader takes for XML was looked at here.
        is_read = name.endswith("Relationship") and attributes.get("Type", "").endswith(_READ)
        if is_read and not attributes.get("Target", "").lower().endswith(".xml"):
            raise damaged()

    def end(self, _name: str) -> None:
        self.depth -= 1

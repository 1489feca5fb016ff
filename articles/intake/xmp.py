"""XMP (ISO 16684-1): RDF in XML, in a JPEG's APP1, PNG's iTXt, WebP's and AVIF's own chunks."""

import datetime
from contextlib import suppress
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from articles.intake.said import Said

MOST_BYTES = 1024 * 1024
_MOST_CHARACTERS = 10_000
_MOST_VALUES = 50
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_LANG = "http://www.w3.org/XML/1998/namespace lang"
_DESCRIPTION = [f"{_RDF} RDF", f"{_RDF} Description"]
_ITEM = f"{_RDF} li"
_TEXTS = {
    f"{_DC} description": "caption",
    f"{_DC} creator": "creator",
    f"{_DC} rights": "copyright_notice",
    f"{_PHOTOSHOP} Headline": "headline",
    f"{_PHOTOSHOP} Credit": "credit",
    f"{_PHOTOSHOP} Instructions": "instructions",
    f"{_RIGHTS} UsageTerms": "usage_terms",
    f"{_IPTC} AltTextAccessibility": "alt_text",
    f"{_IPTC} ExtDescrAccessibility": "long_alt_text",
}
_CLOCKS = {
    f"{_PHOTOSHOP} DateCreated": "created",
    "http://ns.adobe.com/exif/1.0/ DateTimeOriginal": "original",
    "http://ns.adobe.com/xap/1.0/ CreateDate": "made",
}
_WANTED = _TEXTS | _CLOCKS


class _DoctypeFound(ValueError):
    """Entities are declared in a document type, and no packet of XMP has one."""


def read(packet: bytes) -> Said:
    """What a packet says: nothing, where it is broken, has a document type, or is larger than 1 MB."""
    if not packet or len(packet) > MOST_BYTES:
        return Said()
    if b"\x00" not in packet[:4]:  # not in UTF-16, so NUL is only padding
        packet = packet.strip(b"\x00 \t\r\n")
    reading = _Reading()
    try:
        reading.parser.Parse(packet, True)
    except (expat.ExpatError, ValueError, LookupError):
        # LookupError: an encoding that Python does not know.
        return Said()
    found = reading.found
    clocks = [_clock(found.pop(name, "")) for name in _CLOCKS.values()]
    long_alt_text = found.pop("long_alt_text", "")
    found["alt_text"] = found.get("alt_text") or long_alt_text
    return Said(**found, taken_at=next(filter(None, clocks), None))


class _Reading:
    """Collects the wanted properties of the descriptions at the top; a nested one is of something else.

    A property is an attribute, an element with text, or an element with a list: the languages of one text, of which
    the default or else the first counts; or several values.
    """

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.path: list[str] = []
        self.prop = ""
        self.language = ""
        self.text = ""
        self.items: list[tuple[str, str]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _refuse(self, *_: object) -> None:
        raise _DoctypeFound

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.path[-2:] == _DESCRIPTION and len(self.path) <= 3 and name in _WANTED:
            self.prop, self.text, self.items = name, "", []
        elif self.prop and name == _ITEM:
            self.language, self.text = attributes.get(_LANG, ""), ""
        self.path.append(name)
        if self.path[-2:] == _DESCRIPTION and len(self.path) <= 3:
            for each in _WANTED.keys() & attributes.keys():
                self._keep(each, attributes[each])

    def _characters(self, text: str) -> None:
        if self.prop and len(self.text) < _MOST_CHARACTERS:
            self.text += text

    def _end(self, name: str) -> None:
        self.path.pop()
        if self.prop and name == _ITEM and len(self.items) < _MOST_VALUES:
            self.items.append((self.language, self.text.strip()))
        elif name == self.prop and self.path[-2:] == _DESCRIPTION:
            self._keep(name, self._value())
            self.prop = ""

    def _value(self) -> str:
        if not self.items:
            return self.text.strip()
        if self.prop == f"{_DC} creator":
            return ", ".join(text for _, text in self.items if text)
        return dict(reversed(self.items)).get("x-default") or self.items[0][1]

    def _keep(self, name: str, value: str) -> None:
        if value.strip():
            self.found.setdefault(_WANTED[name], value[:_MOST_CHARACTERS])


def _clock(value: str) -> datetime.datetime | None:
    """ISO 8601 as XMP profiles it; less than a day is no date of a photograph."""
    with suppress(ValueError):
        return datetime.datetime.fromisoformat(value.strip())
    return None


def written(said: Said) -> bytes:
    """A packet with what is passed on of a picture; empty where nothing is said."""
    attributes = {"photoshop:Credit": said.credit}
    if said.taken_at:
        attributes["photoshop:DateCreated"] = timezone.localtime(said.taken_at).isoformat(timespec="seconds")
    elements = [
        _element("dc:creator", "Seq", "", said.creator),
        _element("dc:rights", "Alt", ' xml:lang="x-default"', said.copyright_notice),
        _element("dc:description", "Alt", ' xml:lang="x-default"', said.caption),
        _element("xmpRights:UsageTerms", "Alt", ' xml:lang="x-default"', said.usage_terms),
    ]
    given = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
    if not given and not any(elements):
        return b""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about="" xmlns:dc="{_DC}" xmlns:photoshop="{_PHOTOSHOP}"'
        f' xmlns:xmpRights="{_RIGHTS}"{given}>{"".join(elements)}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="r"?>'
    ).encode()


def _element(name: str, kind: str, language: str, text: str) -> str:
    if not text:
        return ""
    return f"<{name}><rdf:{kind}><rdf:li{language}>{escape(text)}</rdf:li></rdf:{kind}></{name}>"

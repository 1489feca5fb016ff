"""Links in what a reader wrote, also those that do not look like one."""

import re
from typing import NamedTuple

_PLAIN = (
    "com|net|org|info|biz|ru|cn|top|xyz|shop|site|online|club|live|io|tk|ml|ga|cf|gq|link|click|vip|win|bet|casino|"
    "loan|loans|pro|store|app|dev|ir|iq|krd|tr|de|uk|eu|fr|space|website|world|work|fun|icu|cyou|buzz|best|finance|"
    "trade|bid|stream|download|gift|rest|life|today|news|edu|gov|media|agency|ly|cc|ws|su|ua|in|sa|ae|eg|sy|jo"
)
# These end sentences too where a space is missing: a link only with a path behind them.
_WORDLIKE = "me|co|us|to|tv|it|is|at|so|am|be|no|my"
_ADDRESS = re.compile(
    rf"(?:https?|hxxps?|ftp)://[^\s<>\"']+|\bwww\.[^\s<>\"']+"
    rf"|(?<![@\w.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:(?:{_PLAIN})(?![\w-])(?:[:/][^\s<>\"']*)?"
    rf"|(?:{_WORDLIKE})/[^\s<>\"']*)",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(?:[a-z]+://)?(?:www\.)?(?:[^/?#@\s]*@)?(\[[^\]]*\]|[^/?#:\s]+)", re.IGNORECASE)
_IN_PIECES = re.compile(
    rf"(?<![a-z0-9-])[a-z0-9-]{{3,63}}(?:\s*[\[({{]\s*(?:dot|\.)\s*[\])}}]\s*|\s+dot\s+|\s+\.\s*|\s*[。．]\s*)(?:{_PLAIN})(?![\w-])",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"^(?:\d{1,3}\.){3}\d{1,3}$|^0x[0-9a-f]+$|^\d{8,10}$|^\[", re.IGNORECASE)
_CODE = re.compile(r"\[(?:url|link|img)\b[=\]]|<a\s[^<>]{0,200}href|\]\(https?://", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_NAMED = re.compile(
    r"(?:whats\s?app|telegram|t\.me/|wa\.me/|viber|واتس\s?[أا]ب|واتساب|تلغرام|تيليجرام|تلكرام|وەتسئەپ|واتسئاپ|واتساپ|تێلیگرام|تەلەگرام)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\w/.,-])(?:\+|00)?\d(?:[\s().-]?\d){8,14}(?![\w-])")


class Link(NamedTuple):
    address: str
    host: str

    @property
    def is_disguised(self) -> bool:
        """A host of bare numbers or of letters that look like others; another site's name before an @; hxxp."""
        before_host = re.sub("^[a-z]+://", "", self.address.lower()).split("/")[0]
        return bool(
            self.address.lower().startswith("hxxp")
            or "@" in before_host
            or self.host.startswith("xn--")
            or ".xn--" in self.host
            or not self.host.isascii()
            or _NUMBERS.match(self.host)
        )


def links_in(text: str) -> list[Link]:
    without_mail = _EMAIL.sub(" ", text) if "@" in text and "://" not in text else text
    found = []
    for match in _ADDRESS.finditer(without_mail):
        address = match[0].rstrip(".,;:!?)؟،")
        host = _HOST.match(address)
        found.append(Link(address, host[1].lower() if host else ""))
    return found


def without_links(text: str) -> str:
    return _ADDRESS.sub(" ", text)


def in_pieces(text: str) -> list[str]:
    """“example [dot] com”: a link that is to be put together by hand."""
    return [match[0] for match in _IN_PIECES.finditer(text)]


def link_codes(text: str) -> int:
    """How many links are written as code, which this site does not read."""
    return len(_CODE.findall(text))


def ways_to_write(text: str) -> list[str]:
    """What asks a reader to write or call elsewhere: emails, telephone numbers, names of messengers."""
    bare = without_links(text) if "://" in text else text
    return [match[0] for pattern in (_EMAIL, _TELEPHONE, _NAMED) for match in pattern.finditer(bare)]

"""What is private of a reader, as it lies in the database: sealed where it has to be read again, and a mark where it
only has to be compared. Neither says anything to whoever has the database and not the key.

Sealed by Fernet (AES-128-CBC with HMAC-SHA256, of `cryptography`); marked by HMAC-SHA256, cut to 16 bytes. The keys are
made of PRIVATE_KEY, or of SECRET_KEY where there is none. What was sealed under another of the keys that the settings
name (SECRET_KEY, PRIVATE_KEY_FALLBACKS, SECRET_KEY_FALLBACKS) can be read; a mark is made with the first one alone.
"""

import base64
import hashlib
import hmac
import ipaddress
import unicodedata
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.db import models

MARK = 16  # bytes


def _key(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"newsroom.comments.{purpose}".encode(), "sha256")


@cache
def _seals(*secrets: str) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(secret, "seal"))) for secret in secrets])


def _secrets() -> list[str]:
    """The one to seal with first. SECRET_KEY stays among them: a site may have begun without a PRIVATE_KEY."""
    own = [settings.PRIVATE_KEY] if settings.PRIVATE_KEY else []
    return [*own, settings.SECRET_KEY, *settings.PRIVATE_KEY_FALLBACKS, *settings.SECRET_KEY_FALLBACKS]


def seal(words: str) -> bytes:
    return _seals(*_secrets()).encrypt(words.encode())


def unseal(sealed: bytes) -> str:
    """Empty where the key is not here any more: what can't be read is as good as dropped."""
    try:
        return _seals(*_secrets()).decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return ""


def mark(purpose: str, value: str) -> bytes:
    """Of a value that is to be compared, and never read: the same for the same value and purpose."""
    return whole_mark(purpose, value)[:MARK]


def whole_mark(purpose: str, value: str) -> bytes:
    """A mark of all its 32 bytes."""
    return hmac.digest(_key(_secrets()[0], purpose), value.encode("utf-8", "surrogatepass"), hashlib.sha256)


def same_address(email: str) -> str:
    """As two spellings of one mailbox are compared. Unlike its mark, it keeps what stands behind a plus: on some hosts
    that is another person's."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def email_mark(email: str) -> bytes:
    """Whoever writes from an address, however it is written: the case, and what stands behind a plus, do not count."""
    name, _at, host = same_address(email).rpartition("@")
    return mark("email", f"{name.partition('+')[0]}@{host}")


def network_of(address: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 one, which is what one household has."""
    return _network(address, 32, 64)


def region_of(address: str) -> str:
    """The /24 of an IPv4 address, or the /48 of an IPv6 one, which is what one provider gives to neighbours."""
    return _network(address, 24, 48)


def _network(address: str, four: int, six: int) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    prefix = four if parsed.version == 4 else six
    return str(ipaddress.ip_network((parsed, prefix), strict=False)).removesuffix("/32")


def network_mark(address: str) -> bytes:
    return mark("network", network_of(address))


def region_mark(address: str) -> bytes:
    return mark("region", region_of(address))


class SealedField(models.TextField):
    """Text that is sealed in the database. It can't be searched: see `mark`."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    def formfield(self, **kwargs: Any) -> Any:
        return forms.CharField(**{"required": not self.blank, "label": self.verbose_name, **kwargs})

    def get_prep_value(self, value: Any) -> bytes | None:
        return seal(value) if value else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return unseal(value) if value else ""

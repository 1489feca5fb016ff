"""Which program makes the pages: what another made, with other templates or settings, is none of this one's."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings

ROOMS = ("articles", "newsroom", "templates")
READ = {".py", ".html", ".txt", ".xml", ".json", ".mo"}


def release() -> str:
    """The same for two processes of the same code, libraries, static files and settings, and for no others."""
    whole = blake2b(digest_size=16)
    for each in (*_code(), *_libraries(), _settings()):
        whole.update(each + b"\0")
    return whole.hexdigest()


def _code() -> Iterator[bytes]:
    root = Path(settings.BASE_DIR)
    paths = [path for room in ROOMS for path in (root / room).rglob("*") if path.suffix in READ]
    for path in sorted(paths):
        yield str(path.relative_to(root)).encode()
        yield path.read_bytes()
    # The names of static files, which tell their content.
    for path in sorted(Path(settings.STATIC_ROOT or root).glob("*.json")):
        yield path.read_bytes()


def _libraries() -> list[bytes]:
    return sorted(f"{each.name} {each.version}".encode() for each in distributions())


def _settings() -> bytes:
    values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    return json.dumps(values, sort_keys=True, skipkeys=True, default=_plain).encode()


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else type(value).__qualname__

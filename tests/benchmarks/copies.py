"""What the site answered, byte for byte, in a folder: for others to answer the same."""

import json
import urllib.request
from pathlib import Path
from typing import NamedTuple

CODINGS = "br, gzip"
_OF_ANY_SERVER = {"content-type", "content-encoding", "content-length", "date", "server", "etag", "connection"}


class Copy(NamedTuple):
    body: bytes
    type: str
    # The content coding, empty where there is none.
    coding: str
    # What else the site said, but for what any server says by itself.
    headers: tuple[tuple[str, str], ...] = ()


def take(address: str, accepted: str = "") -> Copy:
    request = urllib.request.Request(address, headers={"Accept-Encoding": accepted or "identity"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        said = [(name, value) for name, value in answer.headers.items() if name.lower() not in _OF_ANY_SERVER]
        coding = answer.headers.get("Content-Encoding") or ""
        return Copy(answer.read(), answer.headers["Content-Type"], coding, tuple(said))


def keep(folder: Path, copies: dict[str, Copy]) -> None:
    """Under names that may stand in an address."""
    for name, copy in copies.items():
        (folder / name).write_bytes(copy.body)
    kinds = {name: [copy.type, copy.coding] for name, copy in copies.items()}
    (folder / "kinds.json").write_text(json.dumps(kinds))


def kept(folder: Path) -> dict[str, Copy]:
    kinds = json.loads((folder / "kinds.json").read_text())
    return {name: Copy((folder / name).read_bytes(), *kind) for name, kind in kinds.items()}

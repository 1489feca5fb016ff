"""Pieces of pages that are kept in memory. A piece is made of values alone, and kept by all of them: whatever changes
one of them asks for another piece, and nothing has to be dropped.

So the values are the whole of what a piece shows, also what the clock decides: that the rights to a picture have ended
is in them as a card without one. Rows are never kept: each page asks the database for its own.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b
from threading import Lock
from typing import Any

from django.core.signals import setting_changed
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import get_language

# In characters: of the pieces, and about as much again for what each is kept by.
MOST = 3_000_000
EACH = 500


class Pieces:
    """Those that were asked for last, up to so many characters. Safe among threads; two may make the same."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held = 0
        self._kept: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = Lock()

    def piece(self, values: Hashable, make: Callable[[], str]) -> str:
        """The piece of these values, in the language and the zone that are spoken of."""
        key = (values, get_language(), timezone.get_current_timezone_name())
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self.held += len(made) + EACH
            while self.held > self.most:
                self.held -= len(self._kept.popitem(last=False)[1]) + EACH
        return made

    def clear(self, **kwargs: Any) -> None:
        with self._lock:
            self._kept.clear()
            self.held = 0


PIECES = Pieces(MOST)
# In a running process the settings are what they are; a test may change them.
setting_changed.connect(PIECES.clear, dispatch_uid="articles.kept")


def signed(*values: Any) -> str:
    """A short name for plain values, the same for the same ones, and for no others."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def values_of(row: Model) -> list[Any]:
    """All that a row holds, and the rows that came with it."""
    own = [each for each in row.__dict__.items() if each[0] != "_state"]
    return own + [values_of(other) for other in row._state.fields_cache.values() if other is not None]

"""How the kept pages of a process are doing, in numbers."""

from dataclasses import dataclass

from newsroom.pagecache.listening import Listener
from newsroom.pagecache.pages import Pages


@dataclass(eq=False)
class Figures:
    """Counted since the process began. Threads may lose a count between them: no page hangs on it."""

    pages: Pages
    listener: Listener
    # Answered at once; of those, and of the others, with 304.
    hits: int = 0
    not_modified: int = 0
    # Asked again: the same still, or another one now.
    confirmed: int = 0
    changed: int = 0
    # Made by Django: kept, or for one reader alone.
    made: int = 0
    not_kept: int = 0
    # As it was, while PostgreSQL answered nobody.
    while_down: int = 0

"""How the kept pages are doing, in numbers: of this process, and of all that serve the site on this machine.

Whoever asks for the figures reaches one process of several. So each writes its own down once a second, where the others
find them.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.pagecache.listening import Listener
from newsroom.pagecache.pages import Pages
from newsroom.pagecache.places import Places
from newsroom.pagecache.press import Press

Numbers = dict[str, float]

# Longer than between two writings: an older one is of a process that is gone.
SECONDS_FRESH = 10
ANSWERED = "pages_answered_total"
# What each is, for the page of metrics: its kind, and a line about it.
ABOUT = {
    ANSWERED: ("counter", "Requests for pages, readers' and the press's, by how they were answered."),
    "pages_ready": ("gauge", "Pages that the press has ready, where it works; else 0."),
    "press_at_work": ("gauge", "1 while it has pages left to look after."),
    "pages_pressed_total": ("counter", "Pages that it made before a reader asked."),
    "pages_refused_total": ("counter", "Requests told to come back, as all who make pages waited for the database."),
    "pages_kept": ("gauge", "Finished pages in memory."),
    "pages_bytes": ("gauge", "Memory that they take."),
    "pages_most_bytes": ("gauge", "Memory that they may take."),
    "pages_put_out_total": ("counter", "Pages put out of memory for others."),
    "pages_doubted_total": ("counter", "Pages that a change was about."),
    "pages_oldest_seconds": ("gauge", "Since the page was made that was asked for longest ago."),
    "listener_trusted": ("gauge", "1 while every change is heard of; else each page is asked again."),
    "listener_silence_seconds": ("gauge", "Since PostgreSQL was last heard; asked each second."),
    "listener_losses_total": ("counter", "Times that the connection was lost."),
}


@dataclass(eq=False)
class Figures:
    """Counted since the process began. Threads may lose a count between them: no page hangs on it."""

    pages: Pages
    listener: Listener
    places: Places
    press: Press | None = None
    # From memory at once; and of all, with 304.
    hits: int = 0
    not_modified: int = 0
    # Asked again: the same still, or another one now.
    confirmed: int = 0
    changed: int = 0
    # Made by another process, and found on disk.
    found: int = 0
    # Made by Django: kept, or for one reader alone.
    made: int = 0
    not_kept: int = 0
    # Of these, before anybody asked.
    pressed: int = 0
    # As it was, while PostgreSQL answered nobody.
    while_down: int = 0

    def numbers(self) -> Numbers:
        how = ("hits", "not_modified", "confirmed", "changed", "found", "made", "not_kept", "while_down")
        return {
            **{f'{ANSWERED}{{how="{name}"}}': getattr(self, name) for name in how},
            "pages_ready": self.press.count if self.press is not None else 0,
            "press_at_work": int(self.press is not None and self.press.is_at_work),
            "pages_pressed_total": self.pressed,
            "pages_refused_total": self.places.refused,
            "pages_kept": len(self.pages),
            "pages_bytes": self.pages.bytes,
            "pages_most_bytes": self.pages.most_bytes,
            "pages_put_out_total": self.pages.put_out,
            "pages_doubted_total": self.listener.doubts,
            "pages_oldest_seconds": round(self.pages.oldest_age, 1),
            "listener_trusted": int(self.listener.is_trusted),
            "listener_silence_seconds": round(min(self.listener.silence, 1e9), 3),
            "listener_losses_total": self.listener.losses,
        }

    def write_down(self, folder: Path) -> None:
        """For the other processes of the site; where the folder cannot be written, they do without."""
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            own = folder / f"{os.getpid()}.json"
            whole = own.with_suffix(".new")
            whole.write_text(json.dumps(self.numbers()))
            whole.replace(own)


def of_all(folder: Path) -> Iterator[tuple[str, Numbers]]:
    """The processes that serve now, and their numbers. What is left of others is removed."""
    for path in sorted(folder.glob("*.json")):
        with contextlib.suppress(OSError, ValueError):
            if time.time() - path.stat().st_mtime > SECONDS_FRESH:
                path.unlink()
            else:
                yield path.stem, json.loads(path.read_text())


def in_words(processes: Iterable[tuple[str, Numbers]]) -> str:
    """As Prometheus reads it (text format 0.0.4)."""
    known = list(processes)
    lines = []
    for name, (kind, about) in ABOUT.items():
        lines += [f"# HELP newsroom_{name} {about}", f"# TYPE newsroom_{name} {kind}"]
        for process, numbers in known:
            for each, value in numbers.items():
                bare, _, labels = each.rstrip("}").partition("{")
                if bare == name:
                    own = ",".join(filter(None, [f'process="{process}"', labels]))
                    lines.append(f"newsroom_{name}{{{own}}} {value:g}")
    return "\n".join(lines) + "\n"

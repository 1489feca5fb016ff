"""The press: has the paper of the day ready before a reader asks for it.

Who comes first to a page that has changed would wait until it is made; and where PostgreSQL goes away just after a
story came out, nobody would have it. So one process of each machine goes through the paper as a reader does: the front
of each language, what these lead to, and what that leads to in turn, the nearest first, up to so many pages. What holds
is left as it is, what does not is asked or made as for a reader (`door`), and lies on disk for the other processes.

It begins whenever something has changed, and each minute. Readers come first: it rests longer than it works; and as
long as one change follows the other, it makes the fronts, what is new and what that leads to, for a new story stands in
the lists that it names, and leaves the rest for later.
"""

import html
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from itertools import chain, zip_longest
from typing import IO, NamedTuple

from django.db import connection

from articles import languages
from newsroom.pagecache import encodings, listening
from newsroom.pagecache.disk import Disk
from newsroom.pagecache.listening import Listener
from newsroom.pagecache.pages import Answer, Page, Pages
from newsroom.pagecache.requests import Key, is_typed, key_at

logger = logging.getLogger(__name__)

# By steps from a front: how much longer it rests than it worked. What a new page leads to is no farther than one step.
RESTS = (1, 4, 19)
# Seconds.
BETWEEN_ROUNDS = 60.0
BETWEEN_LOOKS = 0.02
# Until every process of the machine has heard of a change, also if no reader comes to it: what is made earlier is in
# doubt there. Where changes come without a pause, it is not waited for longer than this.
TO_BE_HEARD = listening.BETWEEN_LOOKS + 0.03
LONGEST_WAIT = 1.0
# Without a change, until the rest is looked after as well.
QUIET = 5.0
AT_A_STRETCH = 0.005
AFTER_TROUBLE = 5.0
_LINK = re.compile(r"<(?:a|link)\s([^>]*)>")
# Of this site; without the place in the page.
_ADDRESS = re.compile(r'\bhref="(/(?!/)[^"#]*)')
_NOT_TO_BE_FOLLOWED = re.compile(r'\brel="[^"]*\bnofollow\b')


class Leads(NamedTuple):
    """Where a page leads to, and the ETag of the page in which that was read."""

    etag: str
    to: tuple[Key, ...]


NOWHERE = Leads("", ())


class Press:
    """One a process; of those of a machine one works, and another one when that has ended."""

    def __init__(
        self,
        have_ready: Callable[[Key], Page | Answer],
        pages: Pages,
        listener: Listener,
        disk: Disk,
        *,
        most: int,
        host: str = "",
    ) -> None:
        """`have_ready` brings a page as it is now, or what is there in place of one. Up to `most` are kept ready: those
        of `host`, or of where the first reader came who got a page."""
        self._have_ready = have_ready
        self._pages = pages
        self._listener = listener
        self._disk = disk
        self._most = most
        self._host = host
        self._origin: tuple[str, str] | None = None
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        # The paper as far as it is known: each page was ready once.
        self._printed: set[Key] = set()
        # What was known of the paper and new pages lead to, until it is looked after.
        self._beside_news: set[Key] = set()
        self._place: IO[str] | None = None
        self._began_at = 0.0
        # Something was left for later.
        self._is_unfinished = False
        self._leads: dict[Key, Leads] = {}
        # Where something else is than a page for everybody: not asked for again in the next minute.
        self._others: dict[Key, float] = {}
        self._debt = 0.0

    @property
    def count(self) -> int:
        """How many pages the paper has, as far as it is known."""
        return len(self._printed)

    @property
    def is_at_work(self) -> bool:
        """Whether it works here and has something left to look after."""
        return self._place is not None and (self._is_unfinished or self._pages.changed_at >= self._began_at)

    def learn(self, key: Key) -> None:
        """Somebody got a page there: that is where readers come."""
        if self._origin is None and self._host in ("", key.host):
            self._origin = key.scheme, key.host

    def work_if_nobody_does(self) -> None:
        """Become the press of this machine, if it has none."""
        if self._place is not None or self._origin is None:
            return
        self._place = self._disk.only_place("press")
        if self._place is not None:
            threading.Thread(target=self._work, args=[self._place], name="press", daemon=True).start()

    def _work(self, place: IO[str]) -> None:
        with place:
            while not self._listener.is_closed:
                try:
                    if self._is_due():
                        self.go_round()
                    time.sleep(BETWEEN_LOOKS)
                # Readers have their pages without it, and the next round may go well.
                except Exception:
                    logger.exception("The press stands still for a moment.")
                    self._began_at = 0.0
                    time.sleep(AFTER_TROUBLE)

    def _is_due(self) -> bool:
        if not self._listener.hear():
            return False
        now, changed = time.monotonic(), self._pages.changed_at
        if changed < self._began_at:
            is_later = self._is_unfinished and now - changed > QUIET
            return is_later or now - self._began_at > BETWEEN_ROUNDS
        return now - changed > TO_BE_HEARD or now - self._began_at > LONGEST_WAIT

    def go_round(self) -> None:
        """Have each page of the paper ready; given up when something changes, for that is at the front first."""
        self._began_at, self._is_unfinished = time.monotonic(), True
        try:
            for key, page in self._paper():
                if page is not None:
                    self._printed.add(key)
                if self._is_overtaken():
                    return
        finally:
            # Back to where they are shared.
            connection.close()
        self._others = {key: at for key, at in self._others.items() if self._began_at - at < BETWEEN_ROUNDS}

    def _is_overtaken(self) -> bool:
        return self._pages.changed_at > self._began_at or not self._listener.hear()

    def _paper(self) -> Iterator[tuple[Key, Page | None]]:
        """The pages of the paper, each once it is ready, the nearest to a front first."""
        is_quiet = self._began_at - self._pages.changed_at > QUIET
        known, paper = frozenset(self._printed), set[Key]()
        for depth, step in enumerate(self._steps(paper)):
            # What is new first.
            for key in sorted(step, key=known.__contains__):
                is_beside_news = key in self._beside_news
                if depth == 0 or is_quiet or key not in known or is_beside_news:
                    page = self._ready(key, RESTS[min(depth, 1) if is_beside_news else depth])
                    self._beside_news.discard(key)
                    # Nobody goes farther than the last step.
                    if depth + 1 < len(RESTS):
                        self._note_leads(key, page)
                        if key not in known:
                            self._beside_news |= known.intersection(self._leads_of(key))
                    yield key, page
        # What the paper has no more is looked after once: of a story that is withdrawn nothing is left lying.
        for key in self._printed - paper:
            yield key, self._ready(key, RESTS[-1])
        self._printed &= paper
        self._beside_news.clear()
        self._leads = {key: leads for key, leads in self._leads.items() if key in paper}
        self._is_unfinished = not is_quiet

    def _steps(self, paper: set[Key]) -> Iterator[list[Key]]:
        """The fronts, what these lead to, and what that leads to in turn: each step once the one before is ready, and
        in the `paper` from then on."""
        fronts = (self._key_at(f"{languages.path_prefix(code)}/") for code in languages.codes())
        step = [key for key in fronts if key is not None]
        for _ in RESTS:
            step = step[: self._most - len(paper)]
            paper.update(step)
            yield step
            # Of each page what it leads to first: no section and no language waits for the end of another.
            further = zip_longest(*([each for each in self._leads_of(key) if each not in paper] for key in step))
            step = [key for key in dict.fromkeys(chain.from_iterable(further)) if key is not None]

    def _ready(self, key: Key, rest: float) -> Page | None:
        began = time.monotonic()
        if began - self._others.get(key, -BETWEEN_ROUNDS) < BETWEEN_ROUNDS:
            return None
        found = self._have_ready(key)
        self._debt += (time.monotonic() - began) * rest
        if self._debt > AT_A_STRETCH:
            time.sleep(self._debt)
            self._debt = 0.0
        if isinstance(found, Page):
            return found
        # What went wrong is tried again at once.
        if not found[0].startswith("5"):
            self._others[key] = began
        return None

    def _note_leads(self, key: Key, page: Page | None) -> None:
        if page is None:
            self._leads.pop(key, None)
        elif self._leads.get(key, NOWHERE).etag != page.etag:
            text = encodings.decoded(page.content, page.encoding).decode(errors="replace")
            self._leads[key] = Leads(page.etag, tuple(self._keys_in(text)))

    def _leads_of(self, key: Key) -> tuple[Key, ...]:
        return self._leads.get(key, NOWHERE).to

    def _keys_in(self, text: str) -> Iterator[Key]:
        """In the order of the page. What a crawler is not to follow is made for whoever asks for it, and not before."""
        for tag in _LINK.finditer(text):
            address = _ADDRESS.search(tag[1])
            if address and not _NOT_TO_BE_FOLLOWED.search(tag[1]):
                key = self._key_at(html.unescape(address[1]))
                if key is not None and not is_typed(key):
                    yield key

    def _key_at(self, address: str) -> Key | None:
        assert self._origin is not None
        return key_at(*self._origin, address)

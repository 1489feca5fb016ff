"""The finished pages of this process, bounded by their bytes: what was least recently asked for goes first.

A page is current until something that it was read from changes; from then on it is in doubt, and nobody is answered
with it unasked. Which pages a change is about is known by tags: the names of tables, and of rows in them.
"""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from newsroom.pagecache import encodings
from newsroom.pagecache.asking import Question
from newsroom.pagecache.encodings import IDENTITY
from newsroom.pagecache.requests import Key

Headers = list[tuple[str, str]]
Answer = tuple[str, Headers, bytes]

# What a page costs beside its content: its key, its headers, its place in the tables here (measured).
BESIDE_CONTENT = 3_000
BESIDE_A_FORM = 400
BESIDE_A_VALUE = 80
# So many changes are remembered by their tags; before those, everything has changed.
MOST_REMEMBERED = 20_000
IN_DOUBT = -1
UNSEEN = 0.0


@dataclass(eq=False)
class Page:
    """A finished page, with what it was made of."""

    status: str
    headers: Headers
    # In the smallest of the forms that were asked for; the others are made of that when somebody wants them.
    content: bytes
    etag: str
    tags: frozenset[str]
    # What it was made of: a question for `asking`, and the fingerprint of what that brought.
    question: Question
    rows: bytes
    # By time.monotonic().
    made_at: float
    ends_at: float
    # From when on its rows were last read by somebody who heard of every change, by time.monotonic(): one clock for all
    # processes of a machine.
    seen_at: float = UNSEEN
    # The epoch in which it was last known to be current.
    epoch: int = IN_DOUBT
    encoding: str = IDENTITY
    forms: dict[str, Answer] = field(default_factory=dict)

    def keep_as(self, encoding: str) -> None:
        if len(self.content) >= encodings.SHORTEST:
            self.encoding, self.content = encoding, encodings.encoded(self.content, encoding)
        self.make_form(encoding)

    def make_form(self, encoding: str) -> None:
        """Status, headers and content for whoever asks for this form; what is short is sent as it is to all."""
        content, made = self.content, self.encoding
        if encoding != made and len(whole := encodings.decoded(content, made)) >= encodings.SHORTEST:
            content, made = encodings.encoded(whole, encoding), encoding
            if len(content) < len(self.content):
                self.content, self.encoding = content, made
        headers = [*self.headers, ("ETag", self.etag), ("Content-Length", str(len(content)))]
        if made != IDENTITY:
            headers.append(("Content-Encoding", made))
        self.forms[encoding] = self.status, headers, content

    @cached_property
    def not_modified(self) -> Answer:
        kept = {"cache-control", "vary", "content-location", "expires", "content-security-policy"}
        headers = [(name, value) for name, value in self.headers if name.lower() in kept]
        return "304 Not Modified", [*headers, ("ETag", self.etag)], b""

    @cached_property
    def mark(self) -> bytes:
        """The same for pages of which one holds where the other does: of the same rows, for the same question."""
        said = [self.status, self.etag, sorted(self.tags), self.question, self.rows.hex()]
        return blake2b(json.dumps(said).encode(), digest_size=16).digest()

    @property
    def size(self) -> int:
        """In bytes, about."""
        forms = sum(len(content) + BESIDE_A_FORM for _, _, content in self.forms.values())
        # The SQL of statements with values apart is that of many pages.
        asked = sum(len(sql) if values is None else BESIDE_A_VALUE * len(values) for sql, values in self.question)
        return BESIDE_CONTENT + forms + asked


class Changes:
    """Those that were heard of since an instant: by tag the last that was about it. Before that, all has changed.

    Instants are those of hearing, later than of the commit, by time.monotonic().
    """

    def __init__(self) -> None:
        self.last_at = self._since = time.monotonic()
        self._by_tag: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._by_tag)

    def note(self, tags: Iterable[str]) -> None:
        self.last_at = time.monotonic()
        self._by_tag.update(dict.fromkeys(tags, self.last_at))

    def last(self, tags: Iterable[str]) -> float:
        """When the last was heard of that is about one of these."""
        return max((self._by_tag.get(tag, self._since) for tag in tags), default=self._since)


class Pages:
    """Safe for threads: whoever changes something holds the lock; to look a page up needs none."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.put_out = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._sizes: dict[Key, int] = {}
        self._tagged: dict[str, set[Key]] = {}
        self._changes = Changes()
        self._epoch = 0
        # The epoch in which sight was lost, and the changes until then, where all had been heard of.
        self._last_sure: tuple[int, Changes] | None = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> Page | None:
        page = self._pages.get(key)
        if page is not None:
            try:
                self._pages.move_to_end(key)
            except KeyError:  # put out at this moment
                return None
        return page

    def is_current(self, page: Page) -> bool:
        return page.epoch == self._epoch

    def is_unchanged(self, page: Page) -> bool:
        """Whether no change was heard of since the page was seen that is about it."""
        return self._changes.last(page.tags) < page.seen_at

    @property
    def changed_at(self) -> float:
        """When a change was heard of last, whatever it was about."""
        return self._changes.last_at

    @property
    def oldest_age(self) -> float:
        """Seconds since the page was made that was asked for longest ago."""
        try:
            return time.monotonic() - next(iter(self._pages.values())).made_at
        except (StopIteration, RuntimeError):  # none, or changed at this moment
            return 0.0

    def put(self, key: Key, page: Page) -> None:
        """Keep a page; it is in doubt already if something has changed that it is about since it was seen."""
        with self._lock:
            self._take_out(key)
            self._pages[key] = page
            for tag in page.tags:
                self._tagged.setdefault(tag, set()).add(key)
            self._settle(page)
            self._measure(key, page)

    def grown(self, key: Key, page: Page) -> None:
        """A page has one form more."""
        with self._lock:
            if self._pages.get(key) is page:
                self._measure(key, page)

    def remove(self, key: Key, page: Page) -> None:
        with self._lock:
            if self._pages.get(key) is page:
                self._take_out(key)

    def doubt(self, tags: Collection[str]) -> int:
        """Something has changed that has these tags: how many pages were about it."""
        count = 0
        with self._lock:
            self._changes.note(tags)
            for tag in tags:
                for key in self._tagged.get(tag, ()):
                    page = self._pages[key]
                    count += page.epoch == self._epoch
                    page.epoch = IN_DOUBT
            if len(self._changes) > MOST_REMEMBERED:
                self._changes = Changes()
        return count

    def lose_sight(self, *, is_sure: bool) -> None:
        """Nothing is heard of changes any more: all is in doubt; but, where all had been heard of until now, what was
        current is known to be as it was when PostgreSQL was last there."""
        with self._lock:
            self._last_sure = (self._epoch, self._changes) if is_sure else None
        self.doubt_all()

    def was_current(self, page: Page) -> bool:
        """Whether a page was current when sight was lost."""
        if self.is_current(page):
            return True
        if self._last_sure is None:
            return False
        epoch, changes = self._last_sure
        return page.epoch == epoch or changes.last(page.tags) < page.seen_at

    def doubt_all(self) -> None:
        with self._lock:
            self._changes = Changes()
            self._epoch += 1

    def _settle(self, page: Page) -> None:
        page.epoch = self._epoch if self.is_unchanged(page) else IN_DOUBT

    def _measure(self, key: Key, page: Page) -> None:
        size = page.size
        self.bytes += size - self._sizes.get(key, 0)
        self._sizes[key] = size
        while self.bytes > self.most_bytes and self._pages:
            self._take_out(next(iter(self._pages)))
            self.put_out += 1

    def _take_out(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self.bytes -= self._sizes.pop(key)
        for tag in page.tags:
            keys = self._tagged[tag]
            keys.discard(key)
            if not keys:
                del self._tagged[tag]

"""Where a story stands, as its verbs and its panel need to know. Each part is asked for once, if at all."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.admin.at_once import A_TRAIL, A_TRAIL_OF_LINKS, links_of
from articles.models import (
    Article,
    Correction,
    Edition,
    PreviewLink,
    Recipient,
    Record,
    Revision,
    SignOff,
    Taking,
    Withdrawal,
)
from articles.snapshot import changes, looks_the_same, snapshot


@dataclass(frozen=True)
class Look:
    """A kind of sign-off, with what was asked and said of it on this story."""

    kind: SignOff.Kind
    sign_off: SignOff | None = None
    # What was let pass is not what the story is now.
    is_outdated: bool = False

    @property
    def is_settled(self) -> bool:
        """The story may go out as far as this look is concerned, and was looked at or excused."""
        settled = (SignOff.Verdict.GIVEN, SignOff.Verdict.WAIVED)
        return self.sign_off is not None and self.sign_off.verdict in settled and not self.is_outdated

    @property
    def holds_back(self) -> bool:
        """Nothing that is written in the story would let it out: somebody has to say yes first."""
        withheld = (SignOff.Verdict.ASKED, SignOff.Verdict.REFUSED)
        return self.sign_off is not None and self.sign_off.verdict in withheld


class Standing:
    def __init__(self, article: Article) -> None:
        self.article = article
        # What the screen fetched with the story (see `at_once.fetch`).
        self.found: dict[str, list[Any]] = getattr(article, "found_at_once", {})

    def _first(self, name: str, rows: QuerySet[Any]) -> Any:
        return next(iter(self.found[name]), None) if name in self.found else rows.first()

    def _all(self, name: str, rows: QuerySet[Any]) -> list[Any]:
        return self.found[name] if name in self.found else list(rows)

    @cached_property
    def snapshot(self) -> dict[str, Any]:
        return snapshot(self.article)

    @cached_property
    def live(self) -> Edition | None:
        live = self.article.editions.live().select_related("revision").defer("body_html")
        edition: Edition | None = self._first("live", live)
        return edition

    @cached_property
    def is_ahead(self) -> bool:
        """The desk has changed what readers see since."""
        if self.live is None:
            return False
        changed = changes(self.live.revision.snapshot, self.snapshot)
        return any(self._is_to_be_seen(name, self.live) for name in changed)

    def _is_to_be_seen(self, name: str, live: Edition) -> bool:
        """Readers see sections, series and tags by their present names already, and those that were merged as one."""
        match name:
            case "section":
                return live.section_id != self.article.section_id
            case "series":
                return live.series_id != self.article.series_id
            case "tags":
                shown = self._all("live_tags", live.tag_rows.values_list("tag", flat=True))
                return set(shown) != {tag["id"] for tag in self.snapshot["tags"]}
            case _:
                return True

    @cached_property
    def seen_last(self) -> Edition | None:
        """What readers see, or saw last."""
        return self.live or self._first("seen", self.article.editions.seen().order_by("-live_from"))

    @cached_property
    def pending(self) -> list[Edition]:
        return self._all("pending", self.article.editions.pending().order_by("live_from").defer("body_html"))

    @cached_property
    def ended_at(self) -> datetime.datetime | None:
        """When the story ended by itself, if it did: nothing goes out until it has a later end, or none."""
        end = self.article.live_until
        return end if end is not None and end <= timezone.now() else None

    @property
    def is_to_end(self) -> bool:
        return self.article.live_until is not None and self.ended_at is None

    @cached_property
    def sign_offs(self) -> list[SignOff]:
        return self._all("sign_offs", self.article.sign_offs.select_related("revision", "asked_by", "decided_by"))

    @cached_property
    def looks(self) -> list[Look]:
        by_kind = {sign_off.kind: sign_off for sign_off in self.sign_offs}
        return [self._look(kind, by_kind.get(kind)) for kind in SignOff.Kind]

    def _look(self, kind: SignOff.Kind, sign_off: SignOff | None) -> Look:
        passed = sign_off.revision if sign_off and sign_off.verdict == SignOff.Verdict.GIVEN else None
        return Look(kind, sign_off, passed is not None and not looks_the_same(kind, passed.snapshot, self.snapshot))

    def look(self, kind: str) -> Look:
        return next(look for look in self.looks if look.kind == kind)

    @cached_property
    def is_held_back(self) -> bool:
        """Surely not to be released now, whatever is written in the story: what it waits for comes from elsewhere."""
        return self.ended_at is not None or any(look.holds_back for look in self.looks)

    @cached_property
    def corrections(self) -> list[Correction]:
        standing = self.article.corrections.standing().newest_first().select_related("made_by")
        return self._all("corrections", standing)

    @cached_property
    def takings(self) -> list[Taking]:
        return self._all("takings", self.article.takings.select_related("recipient", "noted_by"))

    @cached_property
    def recipients(self) -> list[Recipient]:
        """Who has not taken the story yet."""
        return self._all("recipients", Recipient.objects.exclude(takings__article=self.article))

    @cached_property
    def links(self) -> list[PreviewLink]:
        """The latest links for outsiders, those that still open before those that have ended."""
        return self._all("links", links_of(self.article).select_related("made_by")[:A_TRAIL_OF_LINKS])

    @property
    def open_links(self) -> list[PreviewLink]:
        return [link for link in self.links if link.is_open]

    @cached_property
    def withdrawal(self) -> Withdrawal | None:
        """How the story was taken away, while it is."""
        if not self.article.withdrawn:
            return None
        how: Withdrawal | None = self._first("withdrawals", self.article.withdrawals.select_related("by"))
        return how

    @cached_property
    def revisions(self) -> list[Revision]:
        """The newest, without what they keep."""
        newest = self.article.revisions.select_related("saved_by").defer("snapshot")
        return self._all("revisions", newest[:A_TRAIL])

    @cached_property
    def records(self) -> list[Record]:
        """What was done with it lately, but for saving."""
        done = self.article.records.exclude(verb="save").select_related("actor")
        return self._all("records", done[:A_TRAIL])

    @cached_property
    def went_out(self) -> bool:
        """Somebody outside has the story, or was going to have it."""
        return bool(self.seen_last or self.pending or self.takings or self.article.withdrawn)

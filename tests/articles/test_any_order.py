"""Any verbs in any order, as time passes: what readers see is what a model of a few lines says they see."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles import workflow
from articles.models import Article, Stage
from newsroom.staff.models import User
from tests import cast, pace
from tests.articles.clock import HOUR, let_pass

Instant = datetime.datetime
hours = st.integers(1, 6)
FROZEN = ("take_down", "kill")


@dataclass(frozen=True)
class Seen:
    """What readers see from an instant on: a text with its two dates, or nothing."""

    since: Instant
    text: str = ""
    published_at: Instant | None = None
    updated_at: Instant | None = None


class Story(RuleBasedStateMachine):
    """The model: what readers see after each other, beside what the desk has settled on. No editions."""

    editor: User

    @initialize()
    def begin(self) -> None:
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.article = cast.draft(self.editor, headline="Text 0")
        # Instants lie on a grid, so that they meet.
        self.grid = workflow.now()
        self.plan: list[Seen] = []
        self.end: Instant | None = None
        self.corrected: Instant | None = None
        self.embargo: Instant | None = None
        self.is_open_ended = False
        self.withdrawn, self.stage, self.text = "", Stage.DRAFT, "Text 0"
        self.sign_off, self.looked_at = "", ""
        # How it was withdrawn last, and when.
        self.last_kind, self.last_at = "", self.grid
        self.records = ["save"]

    def teardown(self) -> None:
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    # The words of the model.

    def at(self, instant: Instant) -> Seen | None:
        if self.end is not None and instant >= self.end:
            return None
        now = [seen for seen in self.plan if seen.since <= instant]
        return now[-1] if now and now[-1].text else None

    def texts(self, before: Instant) -> list[Seen]:
        return [seen for seen in self.plan if seen.text and seen.since < before]

    def coming(self, now: Instant) -> list[Seen]:
        return [seen for seen in self.plan if seen.since > now]

    def call_off(self, since: Instant) -> None:
        self.plan = [seen for seen in self.plan if seen.since < since]

    def stay_withdrawn(self) -> None:
        """What was to bring it back does not come."""
        if self.last_kind and not any(seen.text and seen.since >= self.last_at for seen in self.plan):
            self.withdrawn = self.last_kind

    def is_held_back(self) -> bool:
        return self.sign_off in ("asked", "refuse") or (self.sign_off == "give" and self.looked_at != self.text)

    def may_begin(self, instant: Instant) -> bool:
        is_free = not self.is_open_ended and (self.embargo is None or instant >= self.embargo)
        return is_free and not self.is_held_back() and (self.end is None or instant < self.end)

    def hold_back(self, now: Instant) -> None:
        """What was settled does not come any more if an embargo or a look stands before it."""
        coming = self.coming(now)
        if self.is_held_back() or self.is_open_ended:
            stands = bool(coming)
        else:
            stands = self.embargo is not None and any(seen.since < self.embargo for seen in coming)
        if stands:
            self.call_off(coming[0].since)
            self.stay_withdrawn()
            self.records.append("unschedule")

    def release(self, begins: Instant, substantive: bool | None) -> None:
        before = self.texts(begins)
        if substantive is None:
            substantive = not before or before[-1].text != self.text
        published_at = before[0].published_at if before else begins
        if before and not substantive:
            # A correction that was made while nobody saw the story is news to readers as well.
            updated_at = max(filter(None, [before[-1].updated_at, self.corrected]))
        else:
            updated_at = begins
        self.plan.append(Seen(begins, self.text, published_at, updated_at))
        self.stage = Stage.READY

    def does(self, name: str, is_right: bool | Callable[[Instant], bool], **arguments: Any) -> Instant | None:
        """Use a verb, and say when it was done; None where it was refused, as the model says it has to be."""
        now = workflow.now()
        expected = is_right(now) if callable(is_right) else is_right
        try:
            with transaction.atomic():
                done = getattr(workflow, name)(self.article, by=self.editor, **arguments)
        except workflow.Refused as refusal:
            assert not expected, (name, refusal)
            return None
        assert expected, name
        self.records.append(name)
        is_now = name in ("publish", "update") or (name == "republish" and "at" not in arguments)
        return done.live_from if is_now else now

    # The verbs.

    @rule()
    def publish(self) -> None:
        fits = not self.withdrawn
        done = self.does("publish", lambda now: fits and not self.at(now) and self.may_begin(now))
        if done:
            self.call_off(done)
            self.release(done, None)

    @rule(substantive=st.booleans())
    def update(self, substantive: bool) -> None:
        fits = not self.withdrawn
        done = self.does(
            "update", lambda now: fits and bool(self.at(now)) and self.may_begin(now), substantive=substantive
        )
        if done:
            self.call_off(done)
            self.release(done, substantive)

    @rule(ahead=hours, substantive=st.sampled_from([None, True, False]), follow=st.booleans())
    def schedule(self, ahead: int, substantive: bool | None, follow: bool) -> None:
        at = self.grid + ahead * HOUR
        fits = not self.withdrawn and self.may_begin(at)
        done = self.does("schedule", fits, at=at, substantive=substantive, follow=follow)
        if done:
            self.call_off(at if follow else done)
            self.release(at, substantive)

    @rule(ahead=st.none() | hours)
    def republish(self, ahead: int | None) -> None:
        at = ahead and self.grid + ahead * HOUR
        fits = bool(self.withdrawn) and not (at and self.withdrawn in FROZEN)
        when = {"at": at} if at else {}
        done = self.does("republish", lambda now: fits and self.may_begin(at or now), reason="It was right", **when)
        if done:
            self.withdrawn = ""
            self.release(at or done, None)

    @rule()
    def unschedule(self) -> None:
        done = self.does("unschedule", lambda now: not self.withdrawn and bool(self.coming(now)))
        if done:
            self.call_off(done)
            self.stay_withdrawn()

    @rule(ahead=st.none() | hours)
    def limit(self, ahead: int | None) -> None:
        until = ahead and self.grid + ahead * HOUR
        fits = not self.withdrawn
        done = self.does(
            "limit",
            lambda now: fits and not (until and any(seen.since >= until for seen in self.coming(now))),
            until=until or None,
        )
        if done:
            if self.end is not None and self.end <= done:
                self.plan.append(Seen(self.end))
            self.end = until or None

    @rule(kind=st.sampled_from(["unpublish", "take_down", "kill"]))
    def withdraw(self, kind: str) -> None:
        after = {"unpublish": [""], "take_down": ["", "unpublish"], "kill": ["", "unpublish", "take_down"]}

        def is_right(now: Instant) -> bool:
            if self.withdrawn not in after[kind]:
                return False
            if kind == "unpublish":
                return bool(self.at(now))
            return bool(self.withdrawn) or any(seen.text for seen in self.plan)

        done = self.does(kind, is_right, reason="The court says so")
        if done:
            if self.end is not None and self.end <= done:
                self.plan.append(Seen(self.end))
            self.call_off(done)
            self.last_kind, self.last_at = kind, self.article.withdrawals.latest("id").at
            self.plan.append(Seen(self.last_at))
            self.withdrawn, self.end = kind, None

    @rule()
    def correct(self) -> None:
        done = self.does(
            "correct", lambda now: not self.withdrawn and bool(self.texts(now)), kind="correction", text="Seven"
        )
        if not done:
            return
        at = self.corrected = self.article.corrections.latest("at").at
        live, coming = self.at(at), self.coming(at)
        self.call_off(at)
        if live:
            self.plan.append(replace(live, since=at, updated_at=at))
        self.plan += [replace(seen, updated_at=max(at, seen.updated_at or at)) for seen in coming]

    @rule()
    def submit(self) -> None:
        if self.does("submit", self.withdrawn not in FROZEN and self.stage == Stage.DRAFT):
            self.stage = Stage.IN_REVIEW

    @rule()
    def send_back(self) -> None:
        done = self.does("send_back", self.withdrawn not in FROZEN and self.stage != Stage.DRAFT, reason="Who says so?")
        if done:
            self.stage = Stage.DRAFT
            if self.coming(done):
                self.call_off(done)
                self.stay_withdrawn()

    @rule(embargo=st.sampled_from(["as it is", "none", "open"]) | hours)
    @precondition(lambda self: self.withdrawn not in FROZEN)
    def write(self, embargo: str | int) -> None:
        if embargo != "as it is":
            self.is_open_ended = embargo == "open"
            self.embargo = self.grid + embargo * HOUR if isinstance(embargo, int) else None
        self.text = f"Text {len(self.records)}"
        self.article.headline = self.text
        self.article.embargo_until, self.article.embargo_open = self.embargo, self.is_open_ended
        self.article.save()
        workflow.save_revision(self.article, by=self.editor)
        self.records.append("save")
        self.hold_back(workflow.now())

    @rule(which=st.integers(0, 3))
    def restore(self, which: int) -> None:
        revisions = list(self.article.revisions.order_by("number"))
        revision = revisions[which % len(revisions)]
        if self.does("restore", self.withdrawn not in FROZEN, revision=revision):
            self.text = revision.snapshot["headline"]
            self.hold_back(workflow.now())

    @rule(name=st.sampled_from(["ask", "give", "refuse", "waive"]))
    def look(self, name: str) -> None:
        fits = self.withdrawn not in FROZEN and (name == "ask" or bool(self.sign_off))
        answer = {} if name == "ask" else {"answer": "So be it"}
        if self.does(f"{name}_sign_off", fits, kind="legal", **answer):
            self.sign_off, self.looked_at = {"ask": "asked"}.get(name, name), self.text
            if name in ("ask", "refuse"):
                self.hold_back(workflow.now())

    @rule()
    def break_embargo(self) -> None:
        fits = self.withdrawn not in FROZEN
        stands = self.does(
            "break_embargo",
            lambda now: fits and (self.is_open_ended or (self.embargo is not None and self.embargo > now)),
            reason="It is known",
        )
        if stands:
            self.embargo, self.is_open_ended = None, False

    @rule(passed=hours)
    def time_passes(self, passed: int) -> None:
        # A minute more, so that no instant of the grid is this one.
        time = passed * HOUR + datetime.timedelta(minutes=1)
        let_pass(self.article, time)

        def earlier(instant: Instant | None) -> Instant | None:
            return instant and instant - time

        self.plan = [
            Seen(seen.since - time, seen.text, earlier(seen.published_at), earlier(seen.updated_at))
            for seen in self.plan
        ]
        self.end, self.embargo, self.corrected = map(earlier, (self.end, self.embargo, self.corrected))
        self.last_at -= time
        # The grid goes with the instants on it, and is then set ahead, to the next hour of it.
        self.grid += -time + (passed + 1) * HOUR

    # What always holds.

    @invariant()
    def readers_see_what_the_model_says(self) -> None:
        now = workflow.now()
        instants = {now, now + 30 * HOUR, *(seen.since for seen in self.plan), *filter(None, [self.end])}
        for instant in sorted(instants | {each - datetime.timedelta(microseconds=1) for each in instants}):
            expected, edition = self.at(instant), self.article.live_edition_at(instant)
            if expected is None:
                assert edition is None, instant
            else:
                assert edition is not None, instant
                found = (edition.headline, edition.published_at, edition.updated_at)
                assert found == (expected.text, expected.published_at, expected.updated_at)

    @invariant()
    def dates_only_go_forward(self) -> None:
        seen = list(self.article.editions.settled().order_by("live_from"))
        assert len({edition.published_at for edition in seen}) <= 1
        assert [edition.updated_at for edition in seen] == sorted(edition.updated_at for edition in seen)
        assert all(edition.published_at <= edition.updated_at <= edition.live_from for edition in seen)

    @invariant()
    def nothing_is_settled_that_must_not_be(self) -> None:
        coming = list(self.article.editions.pending())
        if self.withdrawn:
            assert not coming and not self.article.live_edition
        if coming:
            assert not self.is_held_back() and not self.is_open_ended
        assert all(self.embargo is None or edition.live_from >= self.embargo for edition in coming)

    @invariant()
    def every_act_that_was_done_is_on_record_once_and_none_that_was_refused(self) -> None:
        assert list(self.article.records.order_by("id").values_list("verb", flat=True)) == self.records
        row = Article.objects.get(pk=self.article.pk)
        for name in ("version", "stage", "withdrawn", "live_until", "embargo_until", "headline"):
            assert getattr(row, name) == getattr(self.article, name), name
        assert (row.stage, row.withdrawn, row.live_until) == (self.stage, self.withdrawn, self.end)


def test_whatever_the_desk_does_readers_see_what_was_settled(administrator):
    class Once(Story):
        editor = administrator

    options = settings(
        max_examples=pace.times(60, daily=15),
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(Once, settings=options)

"""Several act on one story at the same moment, on connections of their own: who loses is told, and nothing is half."""

import datetime
import html
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client

from articles import checks, workflow
from articles.merging import merge
from articles.models import Article, Correction, Edition, Record, Tag
from newsroom.staff.models import User
from tests import cast, pace
from tests.articles.clock import HOUR
from tests.forms import fields_of
from tests.waiting import await_one_who_waits

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("evin", "rebaz", "shilan")
# How a story is opened, seen, and then acted upon: what is done with it may depend on what was seen.
Act = Callable[[Article, User], Callable[[], object]]
RELEASES = {"publish", "republish", "update", "correct"}


class Outcome(NamedTuple):
    editor: User
    error: Exception | None


class Newsroom:
    """Editors who each have a thread and a connection, and act when the last one is ready."""

    def __init__(self) -> None:
        self.editors = [cast.account(name, "chief editor", "lawyer") for name in NAMES]
        self.threads = ThreadPoolExecutor(len(NAMES))

    def each(
        self, articles: Sequence[Article], acts: Sequence[Act], *, afresh: bool = False, at: float = 0
    ) -> list[Outcome]:
        """Let each editor act on a story, seen before or `afresh`, as it is when they press; `at` is a time.time()."""
        start = threading.Barrier(len(acts))

        def do(editor: User, article: Article, act: Act) -> Outcome:
            def opened() -> Callable[[], object]:
                return act(Article.objects.get(pk=article.pk), editor)

            pressed = None if afresh else opened()
            connection.ensure_connection()
            start.wait()
            while time.time() < at:
                time.sleep(0)
            try:
                (pressed or opened())()
            except Exception as error:
                return Outcome(editor, error)
            return Outcome(editor, None)

        return list(self.threads.map(do, self.editors, articles, acts))

    def at_once(self, article: Article, *acts: Act, afresh: bool = False, at: float = 0) -> None:
        """Let several act on one story, and look at what comes of it."""
        before, last = Article.objects.get(pk=article.pk), Record.objects.order_by("id").last()
        outcomes = self.each([article] * len(acts), acts, afresh=afresh, at=at)
        records = Record.objects.filter(article=before.pk, pk__gt=last.pk if last else 0)
        self.check(before, outcomes, list(records.order_by("id")))

    def check(self, before: Article, outcomes: list[Outcome], records: list[Record]) -> None:
        """Every act that returned has its record and no other has; whoever lost is told why, or by whom and when."""
        # What is called off by the way has a line of its own, which says for what embargo.
        own = [record for record in records if record.verb != "unschedule" or "embargo" not in record.detail]
        assert Counter(r.actor_id for r in own) == Counter(o.editor.pk for o in outcomes if o.error is None)
        for _, error in outcomes:
            if isinstance(error, workflow.Stale):
                who = "|".join(editor.first_name for editor in self.editors)
                assert re.search(rf"^({who}) changed this story at .*\d\d:\d\d", str(error)), error
            elif error is not None:
                assert isinstance(error, workflow.Refused), repr(error)
                assert re.fullmatch(r"[A-ZS“].{15,}\.", str(error)), error
        if (article := Article.objects.filter(pk=before.pk).first()) is not None:
            assert article.version == before.version + len(own)
            assert article.editions.live().count() <= 1

    def close(self) -> None:
        everybody = threading.Barrier(len(NAMES))

        def leave(_: str) -> None:
            everybody.wait()
            connection.close()

        list(self.threads.map(leave, NAMES))
        self.threads.shutdown()


@pytest.fixture
def newsroom(transactional_db) -> Iterator[Newsroom]:
    newsroom = Newsroom()
    yield newsroom
    newsroom.close()


def assert_whole(article: Article) -> None:
    """Editions, state and records of a story, as they are now, say the same."""
    if (found := Article.objects.filter(pk=article.pk).first()) is None:
        return
    article = found
    pending = article.editions.pending()
    if article.withdrawn:
        assert not article.editions.live() and not pending
        assert article.withdrawals.filter(kind=article.withdrawn).exists()
    if checks.missing_sign_offs(article):
        assert not pending
    deeds = article.records.exclude(detail__edition=None).values_list("detail__edition", flat=True)
    assert sorted(deeds) == sorted(article.editions.values_list("pk", flat=True))
    for model, verbs in ((Correction, ["correct"]), (article.withdrawals.model, ["unpublish", "take_down", "kill"])):
        assert model.objects.filter(article=article).count() == article.records.filter(verb__in=verbs).count()


# What somebody at the desk does.


def does(verb: Callable[..., object], **arguments: Any) -> Act:
    return lambda article, by: partial(verb, article, by=by, **arguments)


def release(article: Article, by: User) -> Callable[[], object]:
    """What brings the newest text to readers, as the story was seen."""
    if article.withdrawn:
        return partial(workflow.republish, article, by=by, reason="All is right")
    if article.live_edition:
        return partial(workflow.update, article, by=by, substantive=True)
    return partial(workflow.publish, article, by=by)


def write(article: Article, by: User) -> Callable[[], object]:
    """Save as the story screen does: hold the row, look whether the story is still the one that was opened, write."""

    def save() -> None:
        with transaction.atomic():
            held = Article.objects.select_for_update().filter(pk=article.pk).first()
            if held is None or held.version != article.version:
                raise workflow.Stale(workflow.stale_message(article))
            held.headline = f"As {by.first_name} has it"
            held.save()
            workflow.save_revision(held, by=by)

    return save


def supersede(article: Article, by: User) -> Callable[[], object]:
    last = article.corrections.first()
    return partial(workflow.correct, article, by=by, kind="correction", text="Nine, not seven", supersedes=last)


def restore(article: Article, by: User) -> Callable[[], object]:
    return partial(workflow.restore, article, by=by, revision=article.revisions.last())


def later(**arguments: Any) -> Act:
    return lambda article, by: partial(workflow.schedule, article, by=by, at=workflow.now() + HOUR, **arguments)


unpublish = does(workflow.unpublish, reason="A mistake")
kill = does(workflow.kill, reason="Libel", notice="Removed.")
take_down = does(workflow.take_down, reason="The court says so")
correct = does(workflow.correct, kind="correction", text="Seven, not six")
ask = does(workflow.ask_sign_off, kind="legal")


def test_two_publish_and_one_unpublishes_the_same_story_again_and_again(newsroom):
    editor = newsroom.editors[0]
    story = cast.draft(editor)
    for number in range(pace.times(500, daily=120)):
        article = Article.objects.get(pk=story.pk)
        if number % 40 == 0:
            assert_whole(story)
            story = article = cast.draft(editor, headline=f"Story {number}")
        elif (article.live_edition is not None) != bool(number % 2):
            (unpublish if article.live_edition else release)(article, editor)()
        newsroom.at_once(article, release, release, unpublish, afresh=number % 4 < 2)
        last = article.records.filter(verb__in=[*RELEASES, "unpublish"]).first()
        assert article.editions.live().exists() == (last is not None and last.verb in RELEASES)
    assert_whole(story)


PAIRS: dict[str, tuple[str, Act, Act]] = {
    "schedule, send back": ("ready", later(), does(workflow.send_back, reason="Who says so?")),
    "schedule, publish": ("ready", later(), release),
    "schedule, unschedule": ("scheduled", later(follow=True), does(workflow.unschedule)),
    "schedule, ask for a look": ("ready", later(), ask),
    "publish, ask for a look": ("ready", release, ask),
    "publish, take note of who took it": ("ready", release, kill),
    "publish, discard": ("draft", release, does(workflow.discard)),
    "schedule, discard": ("draft", later(), does(workflow.discard)),
    "write, discard": ("draft", write, does(workflow.discard)),
    "write, publish": ("draft", write, release),
    "write, schedule": ("draft", write, later()),
    "write, write": ("live", write, write),
    "write, kill": ("live", write, kill),
    "restore, write": ("live", restore, write),
    "restore, restore": ("live", restore, restore),
    "correct, update": ("live", correct, release),
    "correct, unpublish": ("live", correct, unpublish),
    "correct, correct": ("live", correct, correct),
    "supersede, supersede": ("corrected", supersede, supersede),
    "limit, update": ("live", lambda a, by: partial(workflow.limit, a, by=by, until=workflow.now() + HOUR), release),
    "limit, schedule": ("live", lambda a, by: partial(workflow.limit, a, by=by, until=workflow.now() + HOUR), later()),
    "kill, update": ("live", kill, release),
    "kill, publish again": ("unpublished", kill, release),
    "take down, unpublish": ("live", take_down, unpublish),
    "kill, take down": ("unpublished", kill, take_down),
    "publish again, twice": ("unpublished", release, release),
    "give a look, write": ("asked", does(workflow.give_sign_off, kind="legal"), write),
    "give a look, refuse it": (
        "asked",
        does(workflow.give_sign_off, kind="legal"),
        does(workflow.refuse_sign_off, kind="legal", answer="No."),
    ),
    "break the embargo, publish": ("embargoed", does(workflow.break_embargo, reason="It is known"), release),
}


def story_that_is(state: str, editor: User, headline: str) -> Article:
    embargo = {"embargo_open": True} if state == "embargoed" else {}
    article = cast.draft(editor, headline=headline, **embargo)
    match state:
        case "ready":
            workflow.submit(article, by=editor)
            workflow.approve(article, by=editor)
        case "scheduled":
            workflow.schedule(article, by=editor, at=workflow.now() + 2 * HOUR)
        case "asked":
            workflow.ask_sign_off(article, by=editor, kind="legal")
        case "live" | "corrected" | "unpublished":
            workflow.publish(article, by=editor)
    if state == "corrected":
        workflow.correct(article, by=editor, kind="correction", text="Seven, not six")
    if state == "unpublished":
        workflow.unpublish(article, by=editor, reason="A mistake")
    return article


def test_of_two_acts_at_once_each_is_done_whole_or_refused(newsroom):
    for pair, (state, *acts) in PAIRS.items():
        for afresh in (False, True):
            article = story_that_is(state, newsroom.editors[2], f"{pair} (afresh: {afresh})")
            newsroom.at_once(article, *(reversed(acts) if afresh else acts), afresh=afresh)
            assert_whole(article)


AT_THE_INSTANT: dict[str, Act] = {
    "publish": release,
    "update": does(workflow.update, substantive=True),
    "unschedule": does(workflow.unschedule),
    "schedule": later(),
    "limit": lambda article, by: partial(workflow.limit, article, by=by, until=workflow.now() + HOUR),
    "correct": correct,
    "unpublish": unpublish,
    "kill": kill,
    "ask for a look": ask,
    "write": write,
}


def begun_soon(article, editor):
    """When an edition begins, as soon as a busy machine can have it scheduled."""
    for ahead in (40, 80, 160, 320, 640):
        begins = workflow.now() + datetime.timedelta(milliseconds=ahead)
        with suppress(workflow.Refused):
            workflow.schedule(article, by=editor, at=begins)
            return begins
    raise AssertionError("To schedule a story took more than half a second, five times.")


def test_at_the_very_instant_that_an_edition_begins_two_acts_are_done_whole_or_refused(newsroom):
    editor = newsroom.editors[2]
    for name, deed in AT_THE_INSTANT.items():
        for number, other in enumerate([unpublish, release, deed]):
            article = cast.draft(editor, headline=f"{name} ({number})")
            if number:
                workflow.publish(article, by=editor)
            begins = begun_soon(article, editor)
            # Some before it, some after: a verb looks at the clock about two milliseconds after it was pressed.
            newsroom.at_once(article, deed, other, afresh=True, at=begins.timestamp() - 0.004 + number / 500)
            while workflow.now() <= begins:
                pass
            assert_whole(article)


def test_stories_of_one_headline_published_at_once_have_an_address_each(newsroom):
    for number in range(5):
        stories = [cast.draft(newsroom.editors[0], headline=f"Rain {number}") for _ in newsroom.editors]
        outcomes = newsroom.each(stories, [release] * len(stories))
        assert [outcome.error for outcome in outcomes] == [None] * len(stories)
        assert Edition.objects.live().filter(article__in=stories).values("path").distinct().count() == len(stories)


@pytest.mark.parametrize("act", [release, write, restore])
def test_a_tag_that_is_merged_away_while_a_story_uses_it_stops_one_of_the_two(newsroom, act):
    into = Tag.objects.create(name="Waters")
    for number in range(8):
        article = cast.draft(newsroom.editors[2], headline=f"Story {number}", tags=(f"Rivers {number}",))
        tag = article.tags.get()
        outcomes = newsroom.each([article] * 2, [act, lambda _, by, tag=tag: partial(merge, tag, into, by=by)])
        assert all(error is None or isinstance(error, workflow.Refused) for _, error in outcomes), outcomes
        assert any(error is None for _, error in outcomes)
        assert_whole(article)
        assert article.tags.get() in (tag, into)


# Through the door: the story screen of two browsers.


def screen(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.mark.parametrize("verb", ["publish", "update", "unpublish", "send_back"])
def test_of_two_who_press_at_once_one_acts_and_the_other_reads_who_did_and_when(newsroom, verb):
    browsers = {editor: Client() for editor in newsroom.editors}
    for editor, browser in browsers.items():
        browser.force_login(editor)
    pages: list[str] = []

    def presses(verb: str) -> Act:
        def act(article: Article, by: User) -> Callable[[], object]:
            form = fields_of(browsers[by].get(screen(article)).content.decode())
            answers = {f"{verb}-reason": "A mistake", f"{verb}-substantive": "yes"}
            form |= {"_verb": verb, "headline": f"As {by.first_name} has it", **answers}

            def press() -> None:
                answer = browsers[by].post(screen(article), form, follow=True)
                pages.append(html.unescape(answer.content.decode()))

            return press

        return act

    for number in range(2):
        article = cast.draft(newsroom.editors[2], headline=f"Story {number}")
        if verb != "publish":
            workflow.publish(article, by=newsroom.editors[2])
        last = article.records.first()
        outcomes = newsroom.each([article] * 2, [presses(verb), presses("publish" if verb == "publish" else "update")])
        assert [outcome.error for outcome in outcomes] == [None, None]
        told = [
            re.search(r"(Evin|Rebaz) changed (?:this story|the same place) at .*?\d\d:\d\d", page) for page in pages
        ]
        [who] = [found[1] for found in told if found]
        saved, done = article.records.filter(pk__gt=last.pk).order_by("id")
        assert saved.verb == "save" and done.verb in ("publish", "update", verb)
        assert who == saved.actor.first_name == done.actor.first_name
        article.refresh_from_db()
        assert article.headline == f"As {who} has it"
        assert_whole(article)
        pages.clear()


def test_a_story_that_is_thrown_away_while_somebody_saves_it_is_told_to_be_gone(newsroom):
    editor, other = newsroom.editors[:2]
    article = cast.draft(editor)
    browser = Client()
    browser.force_login(other)
    form = fields_of(browser.get(screen(article)).content.decode())

    def save() -> str:
        try:
            return browser.post(screen(article), form, follow=True).content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            workflow.discard(Article.objects.get(pk=article.pk), by=editor)
            answer = thread.submit(save)
            await_one_who_waits()
        assert "Perhaps it was deleted" in answer.result()

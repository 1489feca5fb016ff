"""Two editors at one front, and an editor of the story at the same moment, on connections of their own."""

import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import workflow as stories
from articles.models import Article
from articles.workflow import Refused
from newsroom.fronts import workflow
from newsroom.fronts.models import Front, FrontEdition
from tests import cast
from tests.benchmarks.together import prepare, shown
from tests.fronts.curating import block, front, layout, story

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[Exception | None]:
    """What each act raised, if it did, when all began together."""
    start = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> Exception | None:
        connection.ensure_connection()
        start.wait()
        try:
            act()
        except Exception as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(do, acts))


def test_of_two_editors_one_is_told_that_the_other_was_first():
    editor, other = cast.account("evin", "editor"), cast.account("azad", "chief editor")
    one = story(editor, "One")
    front(editor, block(one))
    for name in ("save_draft", "launch"):
        seen = Front.objects.get().version
        more = {"layout": layout(block(one))} if name == "save_draft" else {}
        act = partial(getattr(workflow, name), version=seen, **more)
        errors = at_once(*(partial(act, Front.objects.get(), by=by) for by in (editor, other)))
        assert sorted(type(error).__name__ for error in errors) == ["NoneType", "Stale"]
    assert FrontEdition.objects.count() == 1


def test_a_story_and_its_front_are_never_parted_by_who_was_quicker():
    """While the front is scheduled with the story, the story is moved, or called off."""
    editor, other = cast.account("evin", "editor"), cast.account("azad", "chief editor")
    made = front(editor, block(story(editor, "Before")))
    lead = cast.draft(editor, headline="Lead", credited=False)
    hour = datetime.timedelta(hours=1)
    for number in range(6):
        article = Article.objects.get(pk=lead.pk)
        stories.schedule(article, by=editor, at=timezone.now() + hour)
        made.refresh_from_db()

        def move(article: Article = article, number: int = number) -> None:
            if number % 2:
                stories.unschedule(article, by=other)
            else:
                stories.schedule(article, by=other, at=timezone.now() + 2 * hour)

        errors = at_once(
            move, lambda: workflow.schedule_with(Front.objects.get(), by=editor, version=made.version, story=lead.pk)
        )
        assert all(error is None or isinstance(error, Refused) for error in errors), errors
        pending = Article.objects.get(pk=lead.pk).pending_edition
        waiting = made.editions.pending().filter(together_with=lead)
        if pending is None:
            assert not waiting
        else:
            assert [edition.live_from for edition in waiting] in ([], [pending.live_from])
            stories.unschedule(Article.objects.get(pk=lead.pk), by=other)
            assert not waiting.all()


def test_across_the_instant_no_page_shows_the_front_without_its_story_nor_the_story_without_its_front():
    """What `tests.benchmarks.together` measures with a served site, in small."""
    editor = cast.account("evin", "editor")
    until = prepare(editor, 1.5) + datetime.timedelta(seconds=1)
    seen: list[str] = []

    def ask() -> None:
        client = Client()
        while timezone.now() < until:
            seen.append(shown(client.get("/").text))

    assert at_once(ask, ask) == [None, None]
    assert set(seen) == {"before", "after"}

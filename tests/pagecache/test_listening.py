import os
import signal
import time

import psycopg
import pytest
from django.db import connection

from articles.models import Edition, Section
from newsroom.pagecache import listening
from tests import cast
from tests.pagecache.conftest import key_of_address
from tests.waiting import eventually

pytestmark = pytest.mark.django_db(transaction=True)


def cut(site) -> None:
    """As PostgreSQL, or the line, may do at any moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [site.door.listener._connection.info.backend_pid])
        assert cursor.fetchone()[0]


def test_a_lost_connection_is_noticed_before_the_next_answer(site, editor):
    story = cast.published(editor)
    site.wait_until_heard()
    site.get(story.path)
    cut(site)
    site.get(story.path)
    assert site.door.listener.losses == 1
    assert (site.door.figures.hits, site.door.figures.confirmed) == (0, 1)


def test_after_a_loss_pages_are_asked_again_and_then_trusted(site, editor):
    story = cast.published(editor)
    site.wait_until_heard()
    site.get(story.path)
    cut(site)
    site.get(story.path)
    site.wait_until_trusted()
    for _ in range(3):
        site.get(story.path)
    figures = site.door.figures
    assert figures.made == 1
    assert 1 <= figures.confirmed <= 2
    assert figures.hits >= 2


def test_a_change_while_nobody_listened_is_seen_afterwards(site, editor):
    story = cast.published(editor)
    site.wait_until_heard()
    site.get(story.path)
    cut(site)
    Edition.objects.update(headline="Nobody was told")
    assert "Nobody was told" in site.get(story.path).text
    site.wait_until_trusted()
    assert "Nobody was told" in site.get(story.path).text


def test_a_connection_that_is_silent_is_not_trusted(site, editor, monkeypatch):
    monkeypatch.setattr(listening, "LONGEST_SILENCE", 1.3)
    story = cast.published(editor)
    site.wait_until_heard()
    site.get(story.path)
    process = site.door.listener._connection.info.backend_pid
    try:
        os.kill(process, signal.SIGSTOP)
    except PermissionError:
        pytest.skip("PostgreSQL is another user's")
    try:
        Edition.objects.update(headline="Told to nobody who hears")
        time.sleep(1.5)
        assert "Told to nobody who hears" in site.get(story.path).text
    finally:
        os.kill(process, signal.SIGCONT)
    site.wait_until_trusted()


def test_nobody_is_trusted_at_an_instant(site, editor):
    """From shortly before something begins until PostgreSQL has said that it is past."""
    import datetime

    from django.utils import timezone

    from articles import workflow

    story = cast.published(editor)
    draft = cast.draft(editor, headline="Out in a moment")
    at = timezone.now() + datetime.timedelta(seconds=0.5)
    workflow.schedule(draft, by=editor, at=at)
    site.wait_until_heard()
    site.get(story.path)
    while timezone.now() < at:
        shown = site.get("/latest/").text
        assert "Out in a moment" not in shown or timezone.now() >= at
    assert "Out in a moment" in site.get("/latest/").text


def test_an_instant_that_comes_while_an_answer_is_awaited_is_not_missed(site, editor):
    """A change has been told, so nobody is trusted until PostgreSQL has said what comes next. It says so a moment too
    late to tell of what just began."""
    story = cast.published(editor)
    site.wait_until_heard()
    site.get(story.path)
    listener, page = site.door.listener, site.door.pages.get(key_of_address(story.path))
    assert site.door.pages.is_current(page)
    with listener._lock:
        listener.is_trusted = False
        listener._next = time.monotonic() - 0.001
        listener._ask_at = 0.0
    site.wait_until_trusted()
    assert not site.door.pages.is_current(page)


def test_a_refusal_is_no_outage(site, monkeypatch):
    assert listening._REFUSES_US.search("FATAL:  sorry, too many clients already")
    assert listening._REFUSES_US.search('FATAL:  password authentication failed for user "x"')
    assert listening._REFUSES_US.search("FATAL:  terminating connection due to administrator command")
    assert not listening._REFUSES_US.search("Connection refused. Is the server running on that host")
    assert not listening._REFUSES_US.search("FATAL:  the database system is starting up")


def test_whoever_holds_a_table_does_not_pass_for_a_database_that_hangs(site, editor, monkeypatch):
    """A migration may hold one for minutes: what was known of the table before holds, and of others all is told."""
    monkeypatch.setattr(listening, "LONGEST_SILENCE", 1.5)
    story = cast.published(editor)
    site.wait_until_heard()
    site.get(story.path)
    page = site.door.pages.get(key_of_address(story.path))
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(f"LOCK TABLE {Edition._meta.db_table} IN ACCESS EXCLUSIVE MODE")
        until = time.monotonic() + 2.5
        while time.monotonic() < until:
            assert site.door.listener.hear()
            time.sleep(0.02)
        assert site.door.pages.is_current(page)
        Section.objects.update(name="Told meanwhile")
        eventually(lambda: site.door.listener.hear() and not site.door.pages.is_current(page), patience=1)
        other.rollback()
    assert site.door.listener.losses == 0
    site.wait_until_trusted()
    assert "Told meanwhile" in site.get(story.path).text


def test_who_was_let_in_and_then_sent_away_does_not_take_it_for_an_outage(site, editor, monkeypatch):
    """Others are let in, and change what they like."""
    site.wait_until_heard()
    listener = site.door.listener
    monkeypatch.setattr(listening, "CHANNEL", "no channel")  # which is no name: LISTEN fails
    listener._failed_at = None
    cut(site)
    eventually(lambda: listener.hear() is False and listener._has_complained, patience=10)
    assert listener._failed_at is None
    assert not listener.is_down

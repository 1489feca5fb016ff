"""Pages that one process has made and another one finds on disk (newsroom/pagecache/disk.py)."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from articles import lasting, workflow
from articles.models import Edition
from newsroom.pagecache import door, encodings, pages
from newsroom.pagecache.asking import ask_again
from newsroom.pagecache.disk import LONGEST, NOTE_SIZE, Disk
from newsroom.pagecache.release import release
from newsroom.pagecache.triggers import CHANNEL
from tests import cast
from tests.pagecache.conftest import key_of_address, opened
from tests.waiting import together

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = 10_000_000


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "pages"


@pytest.fixture
def one(folder, transactional_db):
    with opened(disk=Disk(folder, "one", ROOM)) as site:
        yield site


@pytest.fixture
def another(folder, transactional_db):
    with opened(disk=Disk(folder, "one", ROOM)) as site:
        yield site


@pytest.fixture
def story(one, editor) -> Edition:
    made = cast.published(editor, body=f"<p>{'The river rose in the night. ' * 60}</p>")
    one.wait_until_heard()
    return made


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]


def content_of(whole: bytes) -> bytes:
    return whole[NOTE_SIZE:].partition(b"\n")[2]


def with_head(whole: bytes, change: Callable[[Any], Any]) -> bytes:
    """A file with something else said of its page."""
    head, content = whole[NOTE_SIZE:].split(b"\n", 1)
    return b"".join([whole[:NOTE_SIZE], json.dumps(change(json.loads(head))).encode(), b"\n", content])


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_what_one_process_has_made_another_finds(one, another, story, encoding):
    for address in (story.path, "/", "/politics/", "/feed.rss", "/latest/?before=4102444800000000-0"):
        made = one.get(address, accept_encoding=encoding)
        found = another.get(address, accept_encoding=encoding)
        assert (found.status, found.headers, found.content) == (made.status, made.headers, made.content)
        whole = another.get(address)
        assert whole.content == one.get(address).content
        # And it is kept in memory as any other.
        hits = another.door.figures.hits
        another.get(address)
        assert another.door.figures.hits == hits + 1
    assert another.made == []
    assert another.door.figures.found == 5


def test_a_page_is_made_smaller_once_for_all(one, another, story, monkeypatch):
    one.get(story.path)
    small = one.get(story.path, accept_encoding="br")
    monkeypatch.setitem(encodings._COMPRESS, "br", None)
    assert another.get(story.path, accept_encoding="br").content == small.content
    assert another.get(story.path).content == one.get(story.path).content


@pytest.fixture
def asked(story, another, monkeypatch) -> list[int]:
    """How many statements were asked again, each time, now that all has been heard of."""
    another.wait_until_heard()
    counts: list[int] = []

    def asking(question):
        counts.append(len(question))
        return ask_again(question)

    monkeypatch.setattr(door, "ask_again", asking)
    return counts


def test_who_heard_of_every_change_since_need_not_ask(one, another, story, asked):
    one.get(story.path)
    assert another.get(story.path).content == one.get(story.path).content
    assert (another.door.figures.found, asked) == (1, [])
    # What a change was not about still holds; what it was about is asked.
    one.get("/robots.txt")
    one.get("/")
    Edition.objects.filter(pk=story.pk).update(live_until=None)
    another.wait_until_heard()
    another.get("/robots.txt")
    assert asked == []
    another.get("/")
    assert len(asked) == 1


def test_who_came_later_asks_and_then_nobody_else(one, story, folder, asked):
    one.get(story.path)
    with opened(disk=Disk(folder, "one", ROOM)) as late, opened(disk=Disk(folder, "one", ROOM)) as third:
        assert late.get(story.path).content == one.get(story.path).content
        assert len(asked) == 1
        third.get(story.path)
        assert len(asked) == 1
        assert late.made == third.made == []


def test_who_lost_sight_since_asks(one, another, story, asked):
    one.get(story.path)
    another.door.pages.lose_sight(is_sure=True)
    another.get(story.path)
    assert len(asked) == 1


def test_who_forgot_what_changed_asks(one, another, story, asked, monkeypatch):
    one.get(story.path)
    monkeypatch.setattr(pages, "MOST_REMEMBERED", 3)
    another.door.pages.doubt(["a", "b", "c", "d"])
    another.get(story.path)
    assert len(asked) == 1


def test_what_another_process_has_asked_need_not_be_asked_again(one, another, story, asked):
    """A change to what a page is made of doubts it everywhere; one process of a machine asks for all."""
    for site in (one, another):
        site.get(story.path)
    touch(story)
    for site in (one, another):
        site.wait_until_heard()
        assert not site.door.pages.is_current(site.door.pages.get(key_of_address(story.path)))
    one.get(story.path)
    assert len(asked) == 1
    assert another.get(story.path).content == one.get(story.path).content
    assert len(asked) == 1
    assert another.door.figures.found == 2


def test_who_sees_that_a_page_holds_notes_no_more_than_that(one, another, story, folder, asked, monkeypatch):
    for site in (one, another):
        site.get(story.path)
    (path,) = files(folder)
    before, written = path.stat(), path.read_bytes()
    touch(story)
    for site in (one, another):
        site.wait_until_heard()
    one.get(story.path)
    after = path.stat()
    assert (after.st_ino, len(asked)) == (before.st_ino, 1)
    assert path.read_bytes()[:NOTE_SIZE] != written[:NOTE_SIZE]
    assert path.read_bytes()[NOTE_SIZE:] == written[NOTE_SIZE:]
    # And who has the page reads no more of the file than that.
    monkeypatch.setattr(Disk, "get", None)
    assert another.get(story.path).content == one.get(story.path).content
    assert len(asked) == 1


# In the instant, in what proves it, in its clock, in the mark.
@pytest.mark.parametrize("place", [0, 7, NOTE_SIZE - 1, 8, 24])
def test_a_note_that_is_not_whole_says_nothing(one, another, story, folder, asked, place):
    one.get(story.path)
    (path,) = files(folder)
    rotten = bytearray(path.read_bytes())
    rotten[place] ^= 1
    path.write_bytes(rotten)
    assert another.get(story.path).content == one.get(story.path).content
    assert (another.made, len(asked)) == ([], 1)


def test_where_none_lies_or_another_who_sees_that_its_own_holds_puts_it(one, story, folder, asked):
    one.get(story.path)
    (path,) = files(folder)
    written = path.read_bytes()
    of_another = written[: NOTE_SIZE - 1] + b"?" + written[NOTE_SIZE:]
    for lying in (None, b"", written[: NOTE_SIZE - 1], of_another):
        path.unlink()
        if lying is not None:
            path.write_bytes(lying)
        touch(story)
        one.wait_until_heard()
        one.get(story.path)
        assert content_of(path.read_bytes()) == content_of(written)
    assert (one.made, len(asked)) == ([story.path], 4)


def touch(story) -> None:
    """Tell of a change that the page shows nothing of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, Edition._meta.db_table])
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"article:{story.article_id}"])


def test_while_the_database_is_down_pages_go_on_that_another_process_made(one, another, story, monkeypatch):
    another.wait_until_heard()
    made = one.get(story.path)
    another.door.pages.lose_sight(is_sure=True)
    monkeypatch.setattr(type(another.door.listener), "is_down", True)
    for method in ("GET", "HEAD", "GET"):
        answer = another.get(story.path, method)
        assert (answer.status, answer.headers) == (200, made.headers)
    assert another.made == []
    assert another.door.figures.while_down == 3


def test_while_the_database_is_down_nothing_goes_on_that_had_changed(one, another, story, monkeypatch):
    for address in (story.path, "/robots.txt"):
        one.get(address)
    Edition.objects.filter(pk=story.pk).update(headline="The river falls")
    another.wait_until_heard()
    another.door.pages.lose_sight(is_sure=True)
    monkeypatch.setattr(type(another.door.listener), "is_down", True)
    assert another.get(story.path).status == 503
    assert another.get("/robots.txt").status == 200
    # Nor where nobody can tell: not everything was heard of until sight was lost.
    another.door.pages.lose_sight(is_sure=False)
    assert another.get("/robots.txt").status == 503
    assert another.door.figures.while_down == 1


def test_what_was_seen_by_another_clock_is_asked(one, another, story, asked, monkeypatch):
    one.get(story.path)
    monkeypatch.setattr("newsroom.pagecache.disk._clock", lambda: "of another start of the machine")
    another.get(story.path)
    assert len(asked) == 1
    assert another.made == []


def test_what_is_made_where_changes_are_not_heard_of_counts_as_unseen(one, another, story, asked, monkeypatch):
    monkeypatch.setattr(one.door.listener, "hear", lambda: False)
    one.get(story.path)
    another.get(story.path)
    assert len(asked) == 1


def test_a_change_while_a_page_is_made_is_known_to_all(one, another, story):
    """Whether the page has it or not: it was begun before."""

    def slow(environ, start_response):
        answer = one.django(environ, start_response)
        Edition.objects.filter(pk=story.pk).update(headline="Meanwhile the river falls")
        return answer

    one.door._application = slow
    assert "Meanwhile" not in one.get(story.path).text
    another.wait_until_heard()
    assert "Meanwhile the river falls" in another.get(story.path).text


def test_what_does_not_hold_any_more_is_made_anew_for_all(one, another, story):
    one.get(story.path)
    Edition.objects.filter(pk=story.pk).update(headline="The river falls")
    another.wait_until_heard()
    answer = another.get(story.path)
    assert "The river falls" in answer.text
    assert another.made == [story.path]
    one.wait_until_heard()
    # The other, which has the page from before, takes what was made now.
    assert one.get(story.path).content == answer.content
    assert one.made == [story.path]
    assert one.door.figures.found == 1


def test_of_what_is_withdrawn_nothing_is_left(one, another, story, editor, folder):
    one.get(story.path)
    workflow.unpublish(story.article, by=editor, reason="A mistake")
    another.wait_until_heard()
    answer = another.get(story.path)
    assert answer.status == 410
    assert "The river rose" not in answer.text
    assert not [path for path in files(folder) if b"The river rose" in path.read_bytes()]


def test_what_ended_is_not_found(one, another, story, monkeypatch):
    one.get(story.path)
    monkeypatch.setattr(time, "time", lambda real=time.time: real() + LONGEST)
    another.get(story.path)
    assert another.made == [story.path]


def test_a_page_ends_for_all_when_it_says_so(one, another, story):
    import datetime

    from django.utils import timezone

    def until_soon(environ, start_response):
        lasting.until(timezone.now() + datetime.timedelta(seconds=2))
        return one.django(environ, start_response)

    one.door._application = until_soon
    one.get(story.path)
    another.get(story.path)
    assert another.made == []
    time.sleep(2.05)
    another.get(story.path)
    assert another.made == [story.path]


@pytest.mark.parametrize(
    "rotten",
    [
        lambda whole: b"",
        lambda whole: whole[:100],
        lambda whole: whole[:NOTE_SIZE],
        lambda whole: with_head(whole, lambda said: {}),
        lambda whole: with_head(whole, lambda said: []),
        lambda whole: with_head(whole, lambda said: said | {"ends_at": "x"}),
        lambda whole: with_head(whole, lambda said: said | {"key": []}),
        lambda whole: with_head(whole, lambda said: said | {"question": [1]}),
        lambda whole: whole[:-1],
    ],
)
def test_a_file_that_is_no_page_is_none(one, another, story, folder, rotten):
    one.get(story.path)
    (path,) = files(folder)
    path.write_bytes(rotten(path.read_bytes()))
    assert another.get(story.path).content == one.get(story.path).content
    assert another.made == [story.path]


def test_where_nothing_can_be_written_pages_are_made(editor, tmp_path):
    (tmp_path / "pages").write_text("A file where the folder would be.")
    story = cast.published(editor)
    disk = Disk(tmp_path / "pages", "one", ROOM)
    with opened(disk=disk) as site:
        assert site.get(story.path).status == 200
        assert site.get(story.path).status == 200
        assert site.made == [story.path]
    disk.sweep()


def test_another_release_makes_its_own(one, story, folder):
    one.get(story.path)
    with opened(disk=Disk(folder, "two", ROOM)) as site:
        site.get(story.path)
        assert site.made == [story.path]


def test_the_release_is_that_of_code_and_settings(settings):
    program = "import django; django.setup(); from newsroom.pagecache.release import release; print(release(), end='')"

    def say(**words):
        """What another process says, in an environment that differs by these."""
        command, environment = [sys.executable, "-c", program], {**os.environ, **words}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    assert say() == say()
    assert say() != say(SITE_NAME="Another")
    before = release()
    settings.CDN_TAGS = not settings.CDN_TAGS
    assert release() != before


def test_the_disk_is_swept(one, story, folder):
    addresses = [story.path, "/", "/latest/", "/politics/", "/feed.rss"]
    for number, address in enumerate(addresses):
        one.get(address)
        os.utime(one.door._disk._path(key_of_address(address)), times=(time.time() - 100 + number,) * 2)
    other = folder / "two" / "ab" / "cd"
    other.parent.mkdir(parents=True)
    other.write_text("x")
    disk = Disk(folder, "one", ROOM)
    disk.sweep()
    assert len(files(folder)) == 6
    for path in (other, disk._path(key_of_address("/"))):
        os.utime(path, times=(time.time() - LONGEST - 1,) * 2)
    disk.sweep()
    assert not other.parent.parent.exists()
    assert len(files(folder)) == 4
    sizes = {path: path.stat().st_size for path in files(folder)}
    Disk(folder, "one", sum(sizes.values()) - 1).sweep()
    # The oldest went.
    assert set(sizes) - set(files(folder)) == {Path(disk._path(key_of_address(story.path)))}


def test_one_process_sweeps_for_all(folder, monkeypatch):
    folder.mkdir()
    swept = []
    monkeypatch.setattr(Disk, "sweep", lambda disk: swept.append(1))
    disk = Disk(folder, "one", ROOM)
    disk.sweep_now_and_then()
    assert not swept
    monkeypatch.setattr(time, "monotonic", lambda real=time.monotonic: real() + 61)
    disk.sweep_now_and_then()
    assert len(swept) == 1


def test_many_who_write_and_read_at_once_find_whole_pages(one, story, folder):
    """Under a name stands one page or the other, never a part."""
    key = key_of_address(story.path)
    one.get(story.path)
    page = one.door.pages.get(key)
    disks, ended = [Disk(folder, "one", ROOM) for _ in range(4)], []

    def write_and_read(disk):
        for _ in range(100):
            disk.put(key, page)
            found = disk.get(key)
            ended.append(found is not None and found.content == page.content)

    together(partial(write_and_read, disk) for disk in disks)
    assert ended == [True] * 400
    assert len(files(folder)) == 1

"""What is ready before anybody asks for it (newsroom/pagecache/press.py)."""

import time

import pytest

from articles import workflow
from articles.models import Edition
from newsroom.pagecache import encodings
from newsroom.pagecache.disk import Disk
from newsroom.pagecache.pages import Page
from newsroom.pagecache.press import Press
from tests import cast
from tests.pagecache.conftest import PATIENCE, Site, key_of_address, opened
from tests.waiting import eventually

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = 10_000_000


@pytest.fixture(autouse=True)
def without_rests(monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.press.RESTS", (0, 0, 0))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "pages"


def site_of(folder, **how):
    return opened(disk=Disk(folder, "one", ROOM), **how)


@pytest.fixture
def printer(folder, transactional_db, monkeypatch):
    """A process whose press goes round when it is told to."""
    with site_of(folder, most_ready=1_000) as site:
        monkeypatch.setattr(site.door.press, "work_if_nobody_does", lambda: None)
        yield site


@pytest.fixture
def reader(folder, transactional_db):
    with site_of(folder) as site:
        yield site


@pytest.fixture
def story(printer, reader, editor) -> Edition:
    made = cast.published(editor, body=f"<p>{'The river rose in the night. ' * 60}</p>")
    go_round(printer, reader)
    return made


def go_round(site: Site, *others: Site) -> Press:
    for each in (*others, site):
        each.wait_until_heard()
    site.get("/robots.txt")
    site.door.press.go_round()
    return site.door.press


def test_what_a_front_leads_to_is_ready_for_every_process(printer, reader, story):
    section = story.section.get_absolute_url()
    for address in ("/", "/ar/", "/ckb/", section, story.path, "/feed.rss", f"{section}feed.rss", "/text/", "/latest/"):
        for encoding in ("", "br", "gzip"):
            assert reader.get(address, accept_encoding=encoding).status == 200
    assert reader.get(story.path).text == printer.directly(story.path).content.decode()
    assert reader.made == []


def test_a_round_in_which_nothing_changed_makes_nothing(printer, story):
    made = len(printer.made)
    assert made == printer.door.figures.pressed + 1 == printer.door.press.count + 1 > 20
    printer.door.press.go_round()
    assert len(printer.made) == made


def test_after_a_change_the_pages_that_show_it_are_made_and_no_others(printer, reader, story, monkeypatch):
    printer.made.clear()
    Edition.objects.filter(pk=story.pk).update(headline="The river falls")
    monkeypatch.setattr("newsroom.pagecache.press.QUIET", 0)
    go_round(printer, reader)
    assert {"/", story.path, story.section.get_absolute_url(), "/feed.rss", "/tag/rivers/"} <= set(printer.made)
    assert not {"/corrections/", "/ar/", "/ckb/feed.rss"} & set(printer.made)
    assert "The river falls" in reader.get(story.path).text
    assert reader.made == []
    # And who had it ready answers at once.
    hits = printer.door.figures.hits
    assert "The river falls" in printer.get(story.path).text
    assert printer.door.figures.hits == hits + 1


def test_all_but_the_fronts_wait_until_the_desk_pauses(printer, reader, story, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.press.QUIET", 3_600)
    printer.made.clear()
    Edition.objects.filter(pk=story.pk).update(headline="The river falls")
    go_round(printer, reader)
    assert printer.made == ["/"]
    assert not printer.door.press._is_due()
    monkeypatch.setattr("newsroom.pagecache.press.QUIET", 0)
    assert printer.door.press._is_due()
    printer.door.press.go_round()
    assert {story.path, "/tag/rivers/"} <= set(printer.made)
    assert not printer.door.press._is_due()


def test_what_is_new_and_the_lists_that_it_stands_in_are_ready_however_busy_the_desk_is(printer, reader, story, editor):
    new = cast.published(editor, headline="Herons are back", tags=("Herons", "Rivers"))
    go_round(printer, reader)
    person = cast.person().get_absolute_url()
    for address in ("/tag/herons/", "/tag/rivers/", new.section.get_absolute_url(), person, "/latest/", "/feed.rss"):
        assert "Herons are back" in reader.get(address).text, address
    assert reader.made == []


def test_the_lists_of_a_new_story_are_not_forgotten_when_the_next_one_comes(
    printer, reader, story, editor, monkeypatch
):
    new = cast.published(editor, headline="Herons are back", tags=("Rivers",))
    printer.made.clear()
    with monkeypatch.context() as until_new:
        until_new.setattr(printer.door.press, "_is_overtaken", lambda: new.path in printer.made)
        go_round(printer, reader)
    assert printer.made == ["/", new.path]
    go_round(printer, reader)
    assert "Herons are back" in reader.get("/tag/rivers/").text
    assert reader.made == []


def test_of_what_is_withdrawn_nothing_is_left_though_nobody_asks(printer, reader, story, editor, folder, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.press.QUIET", 0)
    disk, key = Disk(folder, "one", ROOM), key_of_address(story.path)
    assert "The river rose" in text_of(disk.get(key))
    workflow.unpublish(story.article, by=editor, reason="A mistake")
    go_round(printer, reader)
    assert disk.get(key).status == "410 Gone"
    assert "The river rose" not in text_of(disk.get(key))
    assert key not in printer.door.press._printed
    assert reader.get(story.path).status == 410
    assert story.headline not in reader.get("/").text
    assert reader.made == []


def test_while_the_database_is_down_a_story_goes_out_that_nobody_had_read(printer, reader, story, monkeypatch):
    reader.door.pages.lose_sight(is_sure=True)
    monkeypatch.setattr(type(reader.door.listener), "is_down", True)
    assert "The river rose" in reader.get(story.path).text
    assert reader.get("/").status == 200


def test_searches_and_what_crawlers_are_not_to_follow_are_left(printer, story):
    paths = {key.path for key in printer.door.press._printed}
    assert "/search/" not in paths
    assert not [path for path in paths if path.startswith(("/admin", "/static", "/media"))]
    text = '<a href="/one/" rel="nofollow ugc"><a\nhref="/two/?before=3&amp;x=4#top"><a href="//else.example/">'
    assert [(key.path, key.query) for key in printer.door.press._keys_in(text)] == [("/two/", "before=3")]


def test_no_more_are_ready_than_there_may_be_and_the_fronts_come_first(folder, transactional_db, editor, monkeypatch):
    monkeypatch.setattr(Press, "work_if_nobody_does", lambda press: None)
    cast.published(editor)
    with site_of(folder, most_ready=5) as site:
        press = go_round(site)
        assert press.count == 5
        assert {"/", "/ar/", "/ckb/"} <= {key.path for key in press._printed}


def test_what_is_no_page_for_everybody_is_not_asked_for_again_in_the_same_minute(printer, story, monkeypatch):
    Edition.objects.filter(pk=story.pk).update(
        body_html='<p><a href="/nowhere/">there</a> <a href="/broken/">here</a></p>'
    )
    monkeypatch.setattr("newsroom.pagecache.press.QUIET", 0)
    django, asked = printer.door._application, []

    def breaking(environ, start_response):
        asked.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/broken/":
            start_response("500 Internal Server Error", [])
            return [b""]
        return django(environ, start_response)

    printer.door._application = breaking
    for _ in range(3):
        go_round(printer)
    assert (asked.count("/nowhere/"), asked.count("/broken/")) == (1, 3)


def test_it_works_by_itself_and_another_goes_on_when_it_has_ended(folder, transactional_db, editor, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.press.QUIET", 0)
    with site_of(folder, most_ready=1_000) as first, site_of(folder, most_ready=1_000) as second:
        first.get("/robots.txt")
        until_ready(first, "/")
        second.get("/robots.txt")
        assert second.door.press._place is None
        story = cast.published(editor)
        until_ready(first, story.path)
        first.door.listener.close()
        eventually(lambda: second.door.press._place is not None, patience=PATIENCE)
        Edition.objects.filter(pk=story.pk).update(headline="The river falls")
        eventually(
            lambda: "The river falls" in text_of(second.door.pages.get(key_of_address(story.path))), patience=PATIENCE
        )


def test_it_rests_longer_than_it_works(printer, story, monkeypatch):
    press, key = printer.door.press, key_of_address(story.path)
    page = printer.door.pages.get(key)

    def worked(key):
        time.sleep(0.002)
        return page

    monkeypatch.setattr(press, "_have_ready", worked)
    began = time.monotonic()
    assert [press._ready(key, 9) for _time in range(10)] == [page] * 10
    assert time.monotonic() - began >= 10 * (0.002 + 9 * 0.002)


def test_trouble_does_not_end_it(folder, transactional_db, editor, monkeypatch, caplog):
    monkeypatch.setattr("newsroom.pagecache.press.AFTER_TROUBLE", 0.01)
    with site_of(folder, most_ready=1_000) as site:
        paper, troubles = Press._paper, []

        def troubled(press):
            troubles.append(press)
            return paper(press) if len(troubles) > 2 else 1 / 0

        monkeypatch.setattr(Press, "_paper", troubled)
        site.get("/robots.txt")
        until_ready(site, "/")
        assert "The press stands still" in caplog.text


def test_only_what_readers_get_is_its_business(folder, transactional_db):
    """Not what was asked by another host than the site's; and without a page, nobody has come."""
    with site_of(folder, most_ready=1_000, host="news.example") as site:
        site.get("/robots.txt")
        assert site.door.press._origin is None
        site.get("/health/", host="news.example")
        assert site.door.press._origin is None
        site.door.press.learn(key_of_address("/", host="news.example"))
        site.door.press.learn(key_of_address("/", host="testserver"))
        assert site.door.press._origin == ("http", "news.example")


def until_ready(site: Site, path: str) -> None:
    eventually(lambda: site.door.pages.get(key_of_address(path)) is not None, patience=PATIENCE)


def text_of(page: Page | None) -> str:
    return encodings.decoded(page.content, page.encoding).decode() if page is not None else ""

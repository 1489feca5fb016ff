"""Search engines and hubs hear of what readers can see, when they can; and nobody hears of anything else."""

import datetime
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import workflow
from newsroom.crawlers import jobs, messages
from newsroom.crawlers.models import Ping
from newsroom.operations.models import Job
from tests import cast
from tests.articles.clock import let_pass
from tests.notices.conftest import work

pytestmark = pytest.mark.django_db
SITE = "https://news.example"
KEY = "a1b2c3d4-e5f6"
HOUR = datetime.timedelta(hours=1)


class Services:
    """A machine that stands for a search engine and for a hub: what it was told, and what it answers."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, str]] = []
        self.answers = 200
        # What happens while a message is under way.
        self.meanwhile: Callable[[], object] = lambda: None
        services = self

        class Listens(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                services.heard.append((self.path, self.headers["Content-Type"], body))
                services.meanwhile()
                self.send_response(services.answers)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Listens)
        Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def told(self) -> list[list[str]]:
        """The addresses that the search engine was told, a list a message."""
        messages = [(kind, json.loads(body)) for path, kind, body in self.heard if path == "/indexnow"]
        for kind, message in messages:
            assert kind == "application/json; charset=utf-8"
            assert (message["host"], message["key"]) == ("news.example", KEY)
            assert message["keyLocation"] == f"{SITE}/{KEY}.txt"
        return [message["urlList"] for _kind, message in messages]

    def topics(self) -> list[str]:
        """The feeds that the hub was told of."""
        forms = [parse_qs(body) for path, _kind, body in self.heard if path == "/hub"]
        assert all(form["hub.mode"] == ["publish"] for form in forms)
        return [topic for form in forms for topic in form["hub.url"]]


@pytest.fixture
def services(settings) -> Iterator[Services]:
    services = Services()
    settings.PINGS = True
    settings.SITE_URL = SITE
    settings.INDEXNOW_KEY, settings.INDEXNOW_URL = KEY, f"{services.address}/indexnow"
    settings.WEBSUB_HUB = f"{services.address}/hub"
    yield services
    services.server.shutdown()
    services.server.server_close()


def test_a_story_is_told_when_it_comes_changes_and_goes(editor, services):
    edition = cast.published(editor)
    article, here = edition.article, [SITE + edition.path]
    work()
    assert services.told() == [here]
    for act in (
        lambda: workflow.update(article, by=editor, substantive=False),
        lambda: workflow.correct(article, by=editor, kind="correction", text="It was Tuesday."),
        lambda: workflow.unpublish(article, by=editor, reason="A mistake"),
        lambda: workflow.republish(article, by=editor, reason="It was right"),
    ):
        services.heard.clear()
        act()
        work()
        assert services.told() == [here]


def test_the_hub_hears_of_every_feed_that_the_story_is_in(editor, services):
    cast.published(editor, language="ar", headline="جسر")
    work()
    lists = ("", "corrections/", "politics/", "tag/rivers/", "people/dilan-rashid/")
    expected = {f"{SITE}/ar/{path}feed.{form}" for path in lists for form in ("atom", "rss", "json")}
    assert set(services.topics()) == expected
    assert len(services.topics()) == len(expected)


def test_a_story_that_moves_is_told_at_both_addresses_and_in_both_lists(editor, services):
    article = cast.published(editor).article
    old = article.live_edition.path
    article.section, article.slug = cast.section("sport"), "moved"
    article.tags.set(["Lakes"])
    article.save()
    workflow.save_revision(article, by=editor)
    work()
    services.heard.clear()
    new = workflow.update(article, by=editor, substantive=True).path
    work()
    assert services.told() == [[SITE + new, SITE + old]]
    for path in ("politics", "sport", "tag/rivers", "tag/lakes"):
        assert f"{SITE}/{path}/feed.atom" in services.topics()


def test_what_is_scheduled_is_told_when_it_is_live_by_the_database_s_clock(editor, services):
    article = cast.draft(editor)
    edition = workflow.schedule(article, by=editor, at=timezone.now() + HOUR)
    work()
    assert services.heard == []
    # The worker's clock is ahead: the job is tried again.
    with pytest.raises(jobs.TooEarly):
        jobs.announce.call(article.pk, edition.live_from.isoformat())
    let_pass(article, 2 * HOUR)
    edition.refresh_from_db()
    jobs.announce.call(article.pk, edition.live_from.isoformat())
    work()
    assert services.told() == [[SITE + edition.path]]


def test_what_was_called_off_is_told_to_nobody(editor, services):
    article = cast.draft(editor)
    at = timezone.now() + HOUR
    workflow.schedule(article, by=editor, at=at)
    workflow.unschedule(article, by=editor)
    let_pass(article, 2 * HOUR)
    jobs.announce.call(article.pk, (at - 2 * HOUR).isoformat())
    work()
    assert services.heard == []


def test_an_end_that_was_set_is_told_when_it_has_come(editor, services):
    article = cast.published(editor).article
    until = timezone.now() + HOUR
    workflow.limit(article, by=editor, until=until)
    work()
    services.heard.clear()
    let_pass(article, 2 * HOUR)
    jobs.announce.call(article.pk, (until - 2 * HOUR).isoformat())
    work()
    assert services.told() == [[SITE + article.editions.get().path]]


def test_what_never_went_out_is_told_to_nobody(editor, administrator, services):
    article = cast.draft(editor)
    workflow.schedule(article, by=editor, at=timezone.now() + HOUR)
    workflow.kill(article, by=administrator, reason="Wrong")
    work()
    assert services.heard == []


def test_stories_of_one_moment_are_one_message(editor, services):
    paths = {SITE + cast.published(editor, headline=f"Story {number}").path for number in range(4)}
    work()
    [told] = services.told()
    assert set(told) == paths
    assert len(services.topics()) == len(set(services.topics()))


def test_more_than_a_message_holds_goes_into_the_next(editor, services, monkeypatch):
    monkeypatch.setitem(jobs.AT_ONCE, Ping.Service.WEBSUB, 4)
    cast.published(editor)
    work()
    forms = [body for path, _kind, body in services.heard if path == "/hub"]
    assert [body.count("hub.url=") for body in forms] == [4, 4, 4, 3]


def test_a_job_that_runs_twice_tells_once(editor, services):
    article = cast.published(editor).article
    jobs.announce.call(article.pk, "")
    jobs.announce.call(article.pk, "")
    work()
    assert len(services.told()) == 1
    jobs.send.call("indexnow")
    assert len(services.told()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_story_that_changes_while_it_is_told_is_told_again(services):
    article = cast.published(cast.account("evin", "editor")).article
    jobs.announce.call(article.pk, "")

    def change() -> None:
        try:
            jobs.announce.call(article.pk, "")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        changes = []

        def meanwhile() -> None:
            changes.append(elsewhere.submit(change))
            with pytest.raises(TimeoutError):
                changes[0].result(0.3)

        services.meanwhile = meanwhile
        jobs.send.call("indexnow")
        changes[0].result(10)
    assert Ping.objects.waiting("indexnow").count() == 1


@pytest.mark.parametrize("status", [301, 400, 403, 422, 429, 500, 503])
def test_what_was_not_taken_is_an_error_and_told_at_the_next_attempt(editor, services, status):
    edition = cast.published(editor)
    jobs.announce.call(edition.article_id, "")
    services.answers = status
    for service in Ping.Service.values:
        with pytest.raises(HTTPError):
            jobs.send.call(service)
        assert Ping.objects.waiting(service).exists()
    assert not any(path == "/elsewhere" for path, _kind, _body in services.heard)
    services.heard.clear()
    services.answers = 202
    work()
    assert services.told() == [[SITE + edition.path]]
    assert not Ping.objects.filter(sent_at=None).exists()


def test_a_service_that_is_away_is_an_error_too(editor, services, settings):
    settings.INDEXNOW_URL = "http://127.0.0.1:9/indexnow"
    jobs.announce.call(cast.published(editor).article_id, "")
    with pytest.raises(URLError):
        jobs.send.call("indexnow")
    jobs.send.call("websub")
    assert services.topics()


def test_a_service_that_says_nothing_is_not_waited_for(settings, services, monkeypatch):
    monkeypatch.setattr(messages, "SECONDS", 0.2)
    services.server.shutdown()
    with pytest.raises(OSError, match="timed out"):
        messages.tell_hub(["/feed.atom"])


def test_what_is_a_day_old_is_told_to_nobody(editor, services):
    cast.published(editor)
    Job.objects.filter(task_path="newsroom.crawlers.jobs.send").delete()
    jobs.announce.call(cast.published(editor, headline="Another").article_id, "")
    Ping.objects.update(wanted_at=timezone.now() - 25 * HOUR)
    jobs.send.call("indexnow")
    assert services.told() == []
    assert not Ping.objects.waiting("indexnow").exists()


@pytest.mark.parametrize("off", [{"PINGS": False}, {"INDEXNOW_KEY": "", "WEBSUB_HUB": ""}])
def test_nobody_is_told_where_nobody_asked_for_it(editor, services, settings, off):
    for name, value in off.items():
        setattr(settings, name, value)
    cast.published(editor)
    assert not Job.objects.filter(task_path__startswith="newsroom.crawlers").exists()
    work()
    assert services.heard == []


def test_a_test_and_a_demo_tell_nobody_of_themselves():
    from django.conf import settings

    assert not settings.PINGS


def test_an_act_that_is_undone_leaves_no_job(editor, services):
    article = cast.draft(editor)
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.publish(article, by=editor)
        raise RuntimeError
    assert not Job.objects.filter(task_path__startswith="newsroom.crawlers").exists()


def test_the_key_is_at_its_address_and_at_no_other(reader, settings):
    settings.INDEXNOW_KEY = KEY
    answer = reader.get(f"/{KEY}.txt")
    assert (answer.status_code, answer.text) == (200, KEY)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert reader.get(f"/{KEY}x.txt").status_code == 404
    settings.INDEXNOW_KEY = ""
    assert reader.get(f"/{KEY}.txt").status_code == 404


def test_feeds_name_the_hub_and_themselves(reader, editor, services):
    cast.published(editor)
    for form in ("atom", "rss", "json"):
        answer = reader.get(f"/feed.{form}")
        assert answer["Link"] == f'<{services.address}/hub>; rel="hub", <{SITE}/feed.{form}>; rel="self"'
        assert f"{services.address}/hub" in answer.text
        assert f"{SITE}/feed.{form}" in answer.text

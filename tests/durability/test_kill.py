"""What the desk was told is done is done, and whole, whatever is killed and when (kill -9)."""

import http.client
import itertools
import re
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from tests.database.conftest import User
from tests.durability.conftest import STORIES, Browser, Site
from tests.forms import fields_of
from tests.waiting import eventually

# No act of this file has the number of another.
NUMBERS = itertools.count(1)
RELEASES = ("publish", "republish", "update")
SECONDS_AWAY, SECONDS_TO_HEAL = 4, 3
NO_ANSWER = (OSError, http.client.HTTPException)


@dataclass
class Editor:
    """Publishes, updates and unpublishes one story after the other, and remembers what the site said."""

    browser: Browser
    # By its number: which verb was used on which story.
    pressed: dict[int, tuple[int, str]] = field(default_factory=dict)
    acknowledged: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    leaves: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        for number in NUMBERS:
            if self.leaves.is_set():
                return
            try:
                self.act(number, story=number % STORIES + 1)
            except NO_ANSWER:
                time.sleep(0.02)

    def act(self, number: int, story: int) -> None:
        screen = f"/admin/articles/article/{story}/change/"
        page = self.browser.get(screen)
        if page.status != 200:
            return
        verb = self.what_next(number, page.text)
        form = fields_of(page.text) | {"_verb": verb, "headline": f"Act {number}"}
        form |= {f"{verb}-reason": f"Act {number}", f"{verb}-substantive": "yes"}
        self.pressed[number] = (story, verb)
        answer = self.browser.ask("POST", screen, form)
        if answer.status == 302:
            self.acknowledged.append(number)
        elif answer.status != 503:
            self.wrong.append(f"{verb}: {answer.status} {answer.text}")

    def what_next(self, number: int, page: str) -> str:
        offered = set(re.findall(r'name="_verb" value="([a-z_]+)"', page))
        if "unpublish" in offered:
            return "unpublish" if number % 3 else "update"
        return "republish" if "republish" in offered else "publish"

    def goes_on(self, acts: int = 5) -> None:
        """Wait until so many more were acknowledged."""
        enough = len(self.acknowledged) + acts
        eventually(lambda: len(self.acknowledged) >= enough or self.wrong)
        assert not self.wrong


ACTS = """
SELECT record.article_id AS story, verb, coalesce(edition.headline, detail->>'reason') AS name, edition.id AS edition,
    (SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE task_path = 'newsroom.notices.jobs.tell'
        AND args_kwargs->'args' = jsonb_build_array(record.id, 'act')) AS jobs
FROM articles_record record LEFT JOIN articles_edition edition ON edition.id = (detail->>'edition')::bigint
WHERE verb <> 'save' ORDER BY record.id
"""
STATES = """
SELECT id AS story, headline, version, withdrawn, stage,
    (SELECT count(*) FROM articles_record WHERE article_id = article.id) AS records,
    (SELECT count(*) FROM articles_record WHERE article_id = article.id AND verb = 'save') AS saves,
    (SELECT count(*) FROM articles_revision WHERE article_id = article.id) AS revisions,
    (SELECT count(*) FROM articles_withdrawal WHERE article_id = article.id) AS withdrawals,
    (SELECT count(*) FROM articles_editiontag WHERE article_id = article.id) AS tagged,
    (SELECT array_agg(id ORDER BY id) FROM articles_edition WHERE article_id = article.id) AS editions,
    (SELECT array_agg(headline) FROM articles_edition WHERE article_id = article.id
        AND live_from <= now() AND (live_until IS NULL OR live_until > now())) AS live
FROM articles_article article ORDER BY id
"""


def check(site: Site, editor: Editor) -> None:
    """What was acknowledged is on record, what is on record was pressed, and all of a story says the same of it."""
    acknowledged = set(editor.acknowledged)
    acts, stories = site.rows(ACTS, STATES)
    on_record = {int(act.name.removeprefix("Act ")): (act.story, act.verb) for act in acts}
    assert len(on_record) == len(acts)
    assert acknowledged <= set(on_record)
    # What an act puts down for later is there with it.
    assert all(act.jobs == 1 for act in acts)
    assert {
        number: on_record[number] for number in editor.pressed if number in on_record
    }.items() <= editor.pressed.items()
    for story in stories:
        own = [act for act in acts if act.story == story.story]
        assert story.version == story.records
        assert story.revisions == story.saves
        assert story.withdrawals == sum(act.verb == "unpublish" for act in own)
        assert (story.editions or []) == [act.edition for act in own if act.verb in RELEASES]
        assert story.tagged == len(story.editions or [])
        if own:
            last = own[-1]
            is_live = last.verb in RELEASES
            assert story.headline == last.name
            assert story.live == ([last.name] if is_live else None)
            assert story.withdrawn == ("" if is_live else "unpublish")
            assert story.stage == "ready"


@contextmanager
def at_work(site: Site) -> Iterator[Editor]:
    browser = Browser(site.port)
    browser.log_in("evin")
    editor = Editor(browser)
    thread = threading.Thread(target=editor.work)
    thread.start()
    try:
        yield editor
    finally:
        editor.leaves.set()
        thread.join()


def test_the_server_is_killed(site):
    site.start()
    with at_work(site) as editor:
        for round in range(4):
            editor.goes_on()
            if round % 2:
                site.kill_workers()
            else:
                site.kill()
                site.start()
            check(site, editor)
        editor.goes_on()
    check(site, editor)


def test_the_database_is_killed(site):
    site.start()
    with at_work(site) as editor:
        for _ in range(2):
            editor.goes_on()
            site.kill_database()
            # The site itself starts it again.
            editor.goes_on()
    check(site, editor)


def test_both_are_killed(site):
    site.start()
    with at_work(site) as editor:
        editor.goes_on()
        site.kill_database()
        site.kill()
        site.start()
        editor.goes_on()
    check(site, editor)


def test_the_site_heals_by_itself_within_3_seconds_of_the_return_of_its_database(site):
    # Not the site's own: nobody starts this one again but its keeper.
    with closing(User(site.database.var)) as keeper:
        keeper.ask()
        site.start(DATABASE_URL=site.url_of_database)
        with at_work(site) as editor:
            editor.goes_on()
            site.kill_database()
            gone_at = time.monotonic()
            answers = [answer_of(site) for _ in range(3)]
            while time.monotonic() < gone_at + SECONDS_AWAY:
                answers.append(answer_of(site))
            assert set(answers) <= {503}
            keeper.ask()
            back_at = last_error_at = time.monotonic()
            # So many in a row, of each worker and of each connection of its pool.
            right = 0
            while right < 40:
                right = right + 1 if answer_of(site) == 200 else 0
                last_error_at = last_error_at if right else time.monotonic()
            assert last_error_at - back_at < SECONDS_TO_HEAL
            editor.goes_on()
        check(site, editor)


def answer_of(site: Site) -> int:
    """Of a page that nobody has: what is kept would be answered without a database."""
    return Browser(site.port).get(f"/search/?q={secrets.token_hex(8)}").status

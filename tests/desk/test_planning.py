"""Who writes a story, until when and how long; from when it may be seen; and what counts as a save."""

import pytest

from tests import cast
from tests.desk.test_panel import LATER, act, chief, embargoed_open, live, people, scheduled
from tests.desk.test_story_screen import change, filled, said, signed_in

__all__ = ["chief", "people"]

pytestmark = pytest.mark.django_db


def test_planning_is_saved_and_on_the_record(people, chief):
    reporter = people["reporter"]
    article = cast.draft(chief)
    planned = {"assignee": str(reporter.pk), "due_at": LATER, "priority": "4", "planned_length": "600"}
    signed_in(chief).post(change(article), filled(article, _continue="1", **planned))
    article.refresh_from_db()
    assert (article.assignee, article.priority, article.planned_length) == (reporter, 4, 600)
    assert article.due_at.isoformat() == "2099-07-01T06:30:00+00:00"
    changed = article.records.first().detail["changed"]
    assert changed[-4:] == ["assignee", "due_at", "priority", "planned_length"]
    # Whom it is given to writes in it.
    page = signed_in(reporter).get(change(article)).content.decode()
    assert 'name="headline"' in page


def test_a_story_is_given_to_those_who_may_write(people, chief):
    page = signed_in(chief).get(change(cast.draft(chief))).content.decode()
    choice = page.partition('name="assignee"')[2].partition("</select>")[0]
    assert "Roza" in choice
    assert "Lana" not in choice
    answer = signed_in(chief).post(
        change(article := cast.draft(chief)), filled(article, _continue="1", assignee=str(people["lawyer"].pk))
    )
    assert answer.status_code == 200
    article.refresh_from_db()
    assert article.assignee is None


@pytest.mark.parametrize(
    ("was", "fields", "is_saved"),
    [
        ({"embargo_until": LATER}, {"embargo_until": "2099-07-01T09:31"}, True),
        ({"embargo_until": LATER}, {"embargo_until": LATER}, True),
        ({"embargo_until": LATER}, {"embargo_until": LATER, "embargo_open": "on"}, True),
        ({"embargo_until": LATER}, {"embargo_until": "2099-07-01T09:29"}, False),
        ({"embargo_until": LATER}, {"embargo_until": ""}, False),
        ({"embargo_open": "on"}, {}, False),
        ({"embargo_open": "on"}, {"embargo_until": LATER}, False),
        ({"embargo_open": "on"}, {"embargo_open": "on"}, True),
        ({"embargo_until": "2001-01-01T00:00"}, {}, True),
    ],
)
def test_an_embargo_in_force_is_made_longer_and_never_shorter_in_the_form(people, chief, was, fields, is_saved):
    article = cast.draft(chief)
    client = signed_in(chief)
    assert client.post(change(article), filled(article, _continue="1", **was)).status_code == 302
    article.refresh_from_db()
    answer = client.post(change(article), filled(article, _continue="1", headline="Later", **fields))
    assert (answer.status_code == 302) == is_saved
    assert is_saved or "“Break the embargo” ends it" in answer.content.decode()
    article.refresh_from_db()
    assert (article.headline == "Later") == is_saved
    assert not (article.embargo_open and article.embargo_until)


def test_an_embargo_that_comes_late_calls_off_the_schedule_and_says_so(people, chief):
    article = scheduled(chief)
    answer = signed_in(chief).post(change(article), filled(article, _continue="1", embargo_open="on"), follow=True)
    assert "the schedule was called off" in said(answer)
    assert not article.editions.pending().exists()
    assert "embargo, or a sign-off" in answer.content.decode()


def test_breaking_an_embargo_takes_a_right_and_a_reason(people, chief):
    article = embargoed_open(chief)
    editor = people["editor"]
    assert 'value="break_embargo"' not in signed_in(editor).get(change(article)).content.decode()
    assert "You may not" in said(act(editor, article, "break_embargo", reason="x"))
    assert "stays on the record" in said(act(chief, article, "break_embargo", reason=""))
    assert "The embargo is broken" in said(act(chief, article, "break_embargo", reason="It leaked"))
    assert "Published" in said(act(editor, article, "publish"))


def test_a_verb_with_nothing_changed_is_no_save(people, chief):
    article = live(chief)
    client = signed_in(chief)
    page = client.get(change(article)).content.decode()
    assert "changed since" not in page
    same = {
        "kicker": article.kicker,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "dateline": article.dateline,
        "body": article.body,
        "tags": "Rivers",
        "source": str(article.source_id),
        "bylines-TOTAL_FORMS": "1",
        "bylines-INITIAL_FORMS": "1",
        "bylines-0-id": str(article.bylines.get().pk),
        "bylines-0-article": str(article.pk),
        "bylines-0-person": str(article.bylines.get().person_id),
        "bylines-0-role": "words",
        "bylines-0-position": "0",
    }
    client.post(change(article), filled(article, _verb="limit", **same, **{"limit-until": LATER}))
    article.refresh_from_db()
    assert article.live_until is not None
    assert (article.revisions.count(), article.is_open) == (1, False)

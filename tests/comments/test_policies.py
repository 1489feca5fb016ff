"""Who may comment, as a moderator says it."""

import pytest

from articles.models import Article, Record
from newsroom.comments.models import Policy
from tests import cast

LIST = "/admin/comments/policy/"


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def add(desk, **sent):
    return desk.post(f"{LIST}add/", {"section": "", "story": "", "openness": "", "closes_after": "", **sent})


def test_a_story_is_found_by_its_address_as_readers_know_it(desk, editor):
    edition = cast.published(editor, headline="As readers saw it")
    Article.objects.update(headline="What the desk has made of it")
    assert add(desk, story=f"https://news.example{edition.path}?from=feed", openness="closed").status_code == 302
    policy = Policy.objects.get(article=edition.article)
    assert policy.openness == "closed"
    for page in (LIST, f"{LIST}{policy.pk}/change/", f"{LIST}{policy.pk}/history/"):
        assert "What the desk has made of it" not in desk.get(page).text
    assert "As readers saw it" in desk.get(LIST).text
    assert Record.objects.get(verb="add", article=edition.article).detail["kind"] == "policy"
    again = add(desk, story=str(edition.article_id), openness="open")
    assert "There is one already" in again.text


def test_a_section_and_the_site_have_one_each(desk):
    section = cast.section()
    assert add(desk, section=section.pk, openness="staff").status_code == 302
    assert "There is one already" in add(desk, section=section.pk).text
    assert "There is one already" in add(desk).text
    policy = Policy.objects.get(section=section)
    desk.post(f"{LIST}{policy.pk}/change/", {"openness": "open", "closes_after": "30"})
    policy.refresh_from_db()
    assert (policy.openness, policy.closes_after, policy.section) == ("open", 30, section)


def test_what_is_nowhere_or_too_long_is_said_on_the_form(desk, editor):
    draft = cast.draft(editor)
    for story in ("/2026/1/1/nowhere/", "999999999", "x" * 500, str(draft.pk)):
        assert "Readers know of no story at this address." in add(desk, story=story).text
    assert "the most" in add(desk, section=cast.section().pk, closes_after="99999999").text
    edition = cast.published(editor)
    assert "not both" in add(desk, section=cast.section().pk, story=edition.path).text

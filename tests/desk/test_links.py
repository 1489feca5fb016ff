"""What the body's editor is told about our own stories, and about addresses elsewhere."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    def ask(who, view="links", **parameters):
        client.force_login(who)
        answer = client.get(reverse(f"admin:articles_article_{view}"), parameters)
        assert answer.status_code == 200
        return answer.json()

    return ask


def headlines(answer) -> list[str]:
    return [story["headline"] for story in answer["stories"]]


def test_stories_are_found_by_their_words_newest_first(ask, editor):
    cast.published(editor, headline="A dam is mended")
    cast.draft(editor, headline="A second dam", language="ckb")
    cast.draft(editor, headline="A bridge")
    answer = ask(editor, q="dam a")
    assert headlines(answer) == ["A second dam", "A dam is mended"]
    assert [(story["is_live"], story["dir"]) for story in answer["stories"]] == [(False, "rtl"), (True, "ltr")]


@pytest.mark.parametrize("shape", ["http://testserver{}?x=1#y", "{}", "http://testserver{}"])
def test_a_story_is_found_by_any_address_that_it_ever_had(ask, editor, shape):
    edition = cast.published(editor, language="ar", headline="جسر جديد")
    Article.objects.filter(pk=edition.article_id).update(slug="elsewhere")
    edition.article.refresh_from_db()
    moved = workflow.update(edition.article, by=editor, substantive=True)
    for path in (edition.path, moved.path, moved.path.rstrip("/")):
        answer = ask(editor, q=shape.format(path))
        assert answer["is_address"]
        assert headlines(answer) == ["جسر جديد"]
    assert not ask(editor, q=f"https://elsewhere.example{moved.path}")["is_address"]


def test_what_may_not_be_read_is_not_found(ask, administrator, reporter):
    killed = cast.published(administrator, headline="A killed story").article
    workflow.kill(killed, by=administrator, reason="Wrong")
    for parameters in ({"q": "killed"}, {"id": killed.pk}, {"q": killed.addresses.get().path}):
        assert headlines(ask(reporter, **parameters)) == []
        assert headlines(ask(administrator, **parameters)) == ["A killed story"]


@pytest.mark.parametrize("typed", ["//", "http://[", "9" * 5000, "/%00", "%", "https://testserver/%00"])
def test_hostile_words_find_nothing(ask, editor, typed):
    cast.draft(editor)
    ask(editor, q=typed)
    assert ask(editor, id=typed)["stories"] == []
    assert "error" in ask(editor, "embed", url=typed)


def test_an_address_elsewhere_is_told_as_it_is_kept(ask, editor):
    assert ask(editor, "embed", url=" https://youtu.be/dQw4w9WgXcQ ") == {
        "address": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "provider": "YouTube",
    }

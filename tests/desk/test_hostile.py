"""What a hostile reading of the desk found, and must not find again."""

import pytest
from django.db import IntegrityError
from django.test import Client

from articles import workflow
from articles.models import Article, Record, Tag
from newsroom.comments.models import Comment
from tests import cast
from tests.forms import fields_of

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


def desk_of(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.parametrize("field", ["picture", "translation_of"])
def test_what_is_no_number_is_not_looked_for_among_choices(reporter, field):
    client = desk_of(reporter)
    assert client.get(f"{ADD}?{field}=abc").status_code == 200
    page = client.post(ADD, {**fields_of(client.get(ADD).content.decode()), field: "abc", "headline": "Kept words"})
    assert page.status_code == 200
    assert "Kept words" in page.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "article/?headline__regex=(",
        "article/?touched_at__year=0",
        "article/?touched_at__year=99999999999",
        "record/?headline__iregex=(",
        "record/?at__year=0",
        "record/export/csv/?headline__regex=(",
        "tag/?slug__regex=(",
        "address/?path__regex=(",
        "picture/?digest__regex=(",
    ],
)
def test_a_list_asked_with_a_broken_pattern_or_year_is_no_server_error(administrator, path):
    assert desk_of(administrator).get(f"/admin/articles/{path}").status_code == 400


def test_a_deletion_that_fails_is_not_on_record(editor, monkeypatch):
    tag = Tag.objects.create(name="Unused")

    def taken_in_between(self, request, queryset):
        raise IntegrityError

    monkeypatch.setattr("articles.admin.tags.TagAdmin.delete_queryset", taken_in_between)
    sent = {"action": "delete_selected", "_selected_action": [tag.pk], "post": "yes"}
    answer = desk_of(editor).post("/admin/articles/tag/", sent, follow=True)
    assert answer.status_code == 200
    assert "nothing was changed" in answer.content.decode()
    assert not Record.objects.filter(verb="delete").exists()


def test_a_moderator_sees_the_headline_that_readers_saw_and_not_what_the_desk_made_of_it(editor, moderator):
    article = cast.published(editor, headline="What readers saw").article
    comment = Comment.objects.create(article=article, name="Reader", email="r@example.org", body="Hello")
    Article.objects.filter(pk=article.pk).update(headline="What nobody may know yet")
    for path in ("/admin/comments/comment/", f"/admin/comments/comment/{comment.pk}/change/"):
        page = desk_of(moderator).get(path).content.decode()
        assert "What readers saw" in page, path
        assert "What nobody may know yet" not in page, path


def moved(client: Client, article: Article, section) -> Article:
    path = f"/admin/articles/article/{article.pk}/change/"
    client.post(path, {**fields_of(client.get(path).content.decode()), "section": str(section.pk), "_continue": "1"})
    return Article.objects.get(pk=article.pk)


def test_a_story_that_a_desk_has_is_taken_from_it_by_nobody_else(editor):
    theirs, open_to_all = cast.section("culture"), cast.section("world")
    colleague = cast.account("rebin", "editor")
    theirs.editors.add(colleague)
    article = cast.draft(editor, section=theirs)
    workflow.submit(article, by=editor)
    workflow.send_back(article, by=colleague, reason="Not like this")
    assert moved(desk_of(editor), article, open_to_all).section == theirs
    article = Article.objects.get(pk=article.pk)
    assert moved(desk_of(colleague), article, open_to_all).section == open_to_all


def test_a_writer_files_an_own_draft_anew_before_it_is_handed_in(reporter):
    article = cast.draft(reporter, section=cast.section("culture"))
    cast.section("culture").editors.add(cast.account("rebin", "editor"))
    assert moved(desk_of(reporter), article, cast.section("world")).section == cast.section("world")

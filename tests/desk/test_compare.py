"""Two states of a story beside each other."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article
from tests import cast

pytestmark = pytest.mark.django_db


def desk_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def compare(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/compare/"


def saved(article: Article, by, **fields) -> int:
    """The number of the revision that these fields make."""
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()
    return workflow.save_revision(article, by=by).number


def main_of(answer) -> str:
    """The comparison itself, without the links around it."""
    return answer.content.decode().partition('class="compare-choice"')[2].partition("</form>")[2]


def test_two_revisions_are_compared_word_by_word(editor):
    article = cast.draft(editor, standfirst="The crossing halves the way")
    first = article.revisions.get().number
    second = saved(article, editor, standfirst="The crossing doubles the way")
    saved(article, editor, standfirst="Later")
    shown = main_of(desk_of(editor).get(compare(article), {"from": first, "to": second}))
    assert "halves" in shown
    assert "doubles" in shown
    assert "Later" not in shown
    assert "<del" in shown
    assert "<ins" in shown


def test_without_a_choice_it_is_what_readers_see_and_the_story_now(editor):
    article = cast.published(editor, headline="Seen by readers").article
    saved(article, editor, headline="Between")
    saved(article, editor, headline="As it stands")
    answer = desk_of(editor).get(compare(article))
    before, after = (choice["side"] for choice in answer.context["choices"])
    assert before.saved["headline"] == "Seen by readers"
    assert after.saved["headline"] == "As it stands"
    assert after.number is None


def test_a_story_that_has_not_been_out_is_compared_with_its_beginning(editor):
    article = cast.draft(editor, headline="Begun")
    saved(article, editor, headline="Finished")
    before, after = (choice["side"] for choice in desk_of(editor).get(compare(article)).context["choices"])
    assert (before.saved["headline"], after.saved["headline"]) == ("Begun", "Finished")


def test_a_picture_is_shown_as_a_picture(editor):
    old, new = cast.picture(), cast.picture(colour="olive", caption="Another")
    article = cast.draft(editor, picture=old)
    first = article.revisions.get().number
    saved(article, editor, picture=new)
    shown = main_of(desk_of(editor).get(compare(article), {"from": first}))
    assert old.digest in shown
    assert new.digest in shown


def test_a_story_in_sorani_is_compared_in_its_own_direction(editor):
    article = cast.draft(editor, headline="پردەکە کرایەوە", language="ckb")
    first = article.revisions.get().number
    saved(article, editor, headline="پردەکە داخرا")
    shown = main_of(desk_of(editor).get(compare(article), {"from": first}))
    assert 'dir="rtl"' in shown
    assert 'lang="ckb"' in shown


def test_revisions_lead_to_their_comparisons(editor):
    article = cast.draft(editor)
    first = article.revisions.get().number
    second = saved(article, editor, headline="Second")
    saved(article, editor, headline="Third")
    page = desk_of(editor).get(f"/admin/articles/article/{article.pk}/revisions/{second}/").content.decode()
    assert f"{compare(article)}?from={first}&amp;to={second}" in page
    assert f"{compare(article)}?from={second}&amp;to=now" in page


@pytest.mark.parametrize("number", ["999", "0", "-1", "x", "9" * 40, "1'", "１", "NOW"])
def test_a_revision_that_the_story_does_not_have_is_not_there(editor, number):
    article = cast.draft(editor)
    assert desk_of(editor).get(compare(article), {"from": number}).status_code == 404
    assert desk_of(editor).get(compare(article), {"to": number}).status_code == 404


def test_what_a_story_says_is_text(editor):
    article = cast.draft(editor, headline="A")
    first = article.revisions.get().number
    saved(article, editor, headline="<img src=x onerror=alert(1)>", body="<p>&lt;script&gt;x&lt;/script&gt;</p>")
    shown = main_of(desk_of(editor).get(compare(article), {"from": first}))
    assert "<img src=x" not in shown
    assert "<script>x" not in shown


def test_a_comparison_keeps_to_its_queries(editor):
    article = cast.published(editor, picture=cast.picture()).article
    for number in range(5):
        saved(article, editor, headline=f"Version {number}", body=f"<p>{number}</p>" * 20)
    client = desk_of(editor)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(compare(article)).status_code == 200
    assert len(captured) <= 16, [each["sql"][:100] for each in captured]


def test_only_who_reads_the_story_compares_it(editor, moderator, reader):
    article = cast.draft(editor)
    assert desk_of(moderator).get(compare(article)).status_code == 403
    assert reader.get(compare(article)).status_code == 302

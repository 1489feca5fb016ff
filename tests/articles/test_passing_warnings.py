"""A warning is passed by whoever has the right, and the record says which."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles import workflow
from articles.models import Article, Edition, Picture
from newsroom.staff.models import User
from tests import cast
from tests.desk.test_story_screen import change, signed_in

pytestmark = pytest.mark.django_db

SOON = timezone.now() + datetime.timedelta(hours=2)
RELEASES = {
    "publish": lambda article, by: workflow.publish(article, by=by),
    "schedule": lambda article, by: workflow.schedule(article, by=by, at=SOON),
    "update": lambda article, by: workflow.update(article, by=by, substantive=False),
    "republish": lambda article, by: workflow.republish(article, by=by, reason="It was right"),
}


@pytest.fixture
def careful() -> User:
    """Somebody who may do all that an editor may, but pass a warning."""
    user = cast.account("lana")
    editor = cast.account("model", "editor")
    names = {each.partition(".")[2] for each in editor.get_all_permissions()} - {"pass_warning"}
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return User.objects.get(pk=user.pk)


def ready_for(verb: str, by, **fields) -> Article:
    article = cast.draft(by, **fields)
    if verb in ("update", "republish"):
        workflow.publish(article, by=by)
    if verb == "republish":
        workflow.unpublish(article, by=by, reason="A mistake")
    return article


@pytest.mark.parametrize("verb", RELEASES)
def test_who_may_passes_a_warning_and_the_record_names_it(editor, verb):
    article = ready_for(verb, editor, standfirst="")
    RELEASES[verb](article, editor)
    assert article.records.first().verb == verb
    assert article.records.first().detail["warnings"] == ["no_standfirst", "no_picture"]


@pytest.mark.parametrize("verb", RELEASES)
def test_who_may_not_is_told_which_and_nothing_goes_out(editor, careful, verb):
    article = ready_for(verb, editor, standfirst="")
    before = Edition.objects.count()
    with pytest.raises(workflow.Refused, match=r"no standfirst\. .*no lead picture"):
        RELEASES[verb](article, careful)
    assert Edition.objects.count() == before


@pytest.mark.parametrize("verb", RELEASES)
def test_without_a_warning_nobody_needs_the_right_and_the_record_says_nothing(editor, careful, verb):
    article = ready_for(verb, editor, picture=cast.picture())
    RELEASES[verb](article, careful)
    assert "warnings" not in article.records.first().detail


def test_what_blocks_is_passed_by_nobody(administrator):
    article = cast.draft(administrator, picture=cast.picture(licence=""))
    with pytest.raises(workflow.Refused, match="by what right"):
        workflow.publish(article, by=administrator)


def test_a_schedule_is_judged_by_the_instant_at_which_it_goes_live(editor):
    article = cast.draft(editor, picture=cast.picture(expires_at=SOON - datetime.timedelta(hours=1)))
    with pytest.raises(workflow.Refused, match="may be used until"):
        workflow.schedule(article, by=editor, at=SOON)
    Picture.objects.update(expires_at=SOON + datetime.timedelta(days=8))
    workflow.schedule(article, by=editor, at=SOON)
    assert "warnings" not in article.records.first().detail


def test_the_question_lists_what_it_would_pass_and_the_history_what_was_passed(editor):
    article = cast.draft(editor, standfirst="")
    page = signed_in(editor).get(change(article)).content.decode()
    question = page.partition('id="verb-publish"')[2].partition("</details>")[0]
    assert "In spite of these warnings:" in question
    assert "The story has no standfirst." in question
    workflow.publish(article, by=editor)
    history = signed_in(editor).get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert "no standfirst, no lead picture" in history


def test_the_panel_leads_to_each_place_and_says_who_may_pass(editor, careful):
    article = cast.draft(editor, standfirst="", body='<p>a</p><p><a href="https://example.org/">here</a></p>')
    page = signed_in(careful).get(change(article)).content.decode()
    checks = page.partition('<div id="panel-checks"')[2].partition("</section>")[0]
    assert 'href="#id_standfirst"' in checks
    assert 'href="#id_body" data-block="1"' in checks
    assert "Somebody who may pass a warning has to release it." in checks
    assert "All clear" not in checks


def test_a_whole_story_is_all_clear(editor):
    article = cast.draft(editor, picture=cast.picture())
    assert "All clear" in signed_in(editor).get(change(article)).content.decode()


def test_who_only_reads_gets_no_links_to_fields(editor, reporter):
    article = cast.draft(editor, standfirst="")
    checks = signed_in(reporter).get(change(article)).content.decode().partition('id="panel-checks"')[2]
    assert "The story has no standfirst." in checks
    assert 'href="#id_standfirst"' not in checks

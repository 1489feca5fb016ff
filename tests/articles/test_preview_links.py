"""A link shows a story to an outsider before it is out: until it ends, and to nobody who guesses."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles import preview, workflow
from articles.models import Article, PreviewLink, Record
from newsroom.staff.models import User
from tests import cast

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def article(editor) -> Article:
    return cast.draft(editor, headline="The harvest is late", picture=cast.picture())


@pytest.fixture
def link(article, editor) -> PreviewLink:
    return workflow.preview_link(article, by=editor, made_for="Our lawyer", lasts=DAY)


def look(link: PreviewLink, **headers):
    return Client().get(preview.address(link), headers=headers)


def test_whoever_has_the_link_sees_the_working_copy_as_it_stands(article, link):
    page = look(link)
    assert page.status_code == 200
    assert "The harvest is late" in page.content.decode()
    Article.objects.update(headline="The harvest is early")
    assert "The harvest is early" in look(link).content.decode()


def test_nothing_keeps_it_indexes_it_or_tells_of_it(link):
    page = look(link)
    text = page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert not page.cookies
    assert "ETag" not in page
    for leak in ("canonical", "og:", "ld+json", "twitter:", "article:"):
        assert leak not in text.partition("</head>")[0], leak
    assert 'method="post"' not in text
    assert '<meta name="robots" content="noindex' in text
    assert "this story is not published" in text


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl")])
def test_the_page_is_in_the_language_of_the_story(editor, language, direction):
    article = cast.draft(editor, language=language)
    page = look(workflow.preview_link(article, by=editor, made_for="x", lasts=DAY))
    assert page["Content-Language"] == language
    assert f'<html lang="{language}" dir="{direction}">' in page.content.decode()


def test_a_story_that_is_hardly_begun_can_be_shown(editor):
    article = Article.objects.create(created_by=editor)
    workflow.save_revision(article, by=editor)
    assert look(workflow.preview_link(article, by=editor, made_for="x", lasts=DAY)).status_code == 200


def test_a_live_story_is_shown_with_what_stands_around_it(editor, reader):
    other = cast.published(editor, headline="Another one")
    article = cast.published(editor, headline="As it was").article
    workflow.correct(article, by=editor, kind="correction", text="It was two.")
    translation = cast.published(editor, headline="بالعربية", language="ar", translation_of=article)
    Article.objects.filter(pk=article.pk).update(headline="As it will be")
    text = look(workflow.preview_link(article, by=editor, made_for="x", lasts=DAY)).content.decode()
    for expected in ("As it will be", "It was two.", other.path, translation.path):
        assert expected in text
    assert "As it was" not in text
    assert "As it will be" not in reader.get(article.live_edition.path).content.decode()


# Counted.


def test_looks_are_counted_but_for_the_desks_own_and_those_of_machines_that_only_knock(link, reporter):
    look(link)
    look(link)
    Client().head(preview.address(link))
    own = Client()
    own.force_login(reporter)
    assert own.get(preview.address(link)).status_code == 200
    link.refresh_from_db()
    assert link.views == 2
    assert link.seen_at is not None


def test_a_look_that_is_refused_is_none(link):
    Article.objects.update(embargo_open=True)
    look(link)
    link.refresh_from_db()
    assert link.views == 0


# Closed: all with the same answer.


def expire(link: PreviewLink) -> None:
    PreviewLink.objects.update(expires_at=timezone.now())


def revoke(link: PreviewLink) -> None:
    workflow.revoke_preview(link.article, by=link.made_by, link=link)


def embargo(link: PreviewLink) -> None:
    Article.objects.update(embargo_until=timezone.now() + HOUR)


def embargo_open(link: PreviewLink) -> None:
    Article.objects.update(embargo_open=True)


def take_down(link: PreviewLink) -> None:
    Article.objects.update(withdrawn="take_down")


def kill(link: PreviewLink) -> None:
    Article.objects.update(withdrawn="kill")


def discard(link: PreviewLink) -> None:
    workflow.discard(Article.objects.get(), by=link.made_by)


def leave(link: PreviewLink) -> None:
    User.objects.filter(pk=link.made_by_id).update(is_active=False)


def lose_the_right(link: PreviewLink) -> None:
    link.made_by.groups.clear()


def change_the_key(link: PreviewLink) -> None:
    """As if it were another row of this number."""
    PreviewLink.objects.update(made_at=timezone.now() + HOUR)


@pytest.mark.parametrize(
    "close",
    [expire, revoke, embargo, embargo_open, take_down, kill, discard, leave, lose_the_right, change_the_key],
)
def test_a_link_that_is_closed_answers_as_if_there_had_never_been_one(link, close):
    path = preview.address(link)
    assert Client().get(path).status_code == 200
    close(link)
    answer, never = Client().get(path), Client().get(f"/preview/{10**9}.{'x' * 43}/")
    assert answer.status_code == never.status_code == 404
    assert answer.content == never.content
    assert "harvest" not in answer.content.decode()


def test_a_link_opens_again_when_the_embargo_is_over(link):
    embargo(link)
    assert look(link).status_code == 404
    Article.objects.update(embargo_until=timezone.now())
    assert look(link).status_code == 200


@pytest.mark.parametrize(
    "token", ["x", "1", "0.", "1.", "1.é", "-1.x", f"{'9' * 40}.x", "١.x", "1.x.y", "%2e", "1." + "x" * 3000, "1:2"]
)
def test_what_is_no_token_is_no_page_and_no_error(link, token):
    assert Client().get(f"/preview/{token}/").status_code in (400, 404, 414)


def test_the_signature_of_one_link_opens_no_other(article, editor, link):
    other = workflow.preview_link(article, by=editor, made_for="Another", lasts=DAY)
    number, _, signature = preview.address(link).strip("/").removeprefix("preview/").partition(".")
    assert int(number) == link.pk
    assert Client().get(f"/preview/{other.pk}.{signature}/").status_code == 404
    assert Client().get(f"/preview/0{number}.{signature}/").status_code == 404


def test_it_is_only_looked_at(link):
    assert Client().post(preview.address(link)).status_code == 405


# Made and revoked by whoever may, on the record.


def test_the_record_says_for_whom_and_until_when_and_not_the_address(article, link):
    signature = preview.address(link).strip("/").partition(".")[2]
    revoke(link)
    made, revoked = article.records.get(verb="preview_link"), article.records.get(verb="revoke_preview")
    assert made.detail == {"link": link.pk, "recipient": "Our lawyer", "until": link.expires_at.isoformat()}
    assert revoked.detail == {"link": link.pk, "recipient": "Our lawyer"}
    assert signature not in str(Record.objects.values())


def test_a_reporter_hands_out_no_links_not_even_to_an_own_story(reporter, editor):
    article = cast.draft(reporter)
    with pytest.raises(workflow.Refused):
        workflow.preview_link(article, by=reporter, made_for="A friend", lasts=DAY)
    link = workflow.preview_link(article, by=editor, made_for="A lawyer", lasts=DAY)
    with pytest.raises(workflow.Refused):
        workflow.revoke_preview(article, by=reporter, link=link)


@pytest.mark.parametrize("lasts", [datetime.timedelta(), -HOUR, 8 * DAY])
def test_no_link_is_for_ever(article, editor, lasts):
    with pytest.raises(workflow.Refused, match="a week"):
        workflow.preview_link(article, by=editor, made_for="x", lasts=lasts)


def test_it_is_said_for_whom_it_is(article, editor):
    with pytest.raises(workflow.Refused, match="whom"):
        workflow.preview_link(article, by=editor, made_for=" ", lasts=DAY)


def test_no_link_is_made_of_what_is_embargoed_or_withdrawn(article, editor, administrator):
    Article.objects.update(embargo_open=True)
    article.refresh_from_db()
    with pytest.raises(workflow.Refused, match="embargo"):
        workflow.preview_link(article, by=editor, made_for="x", lasts=DAY)
    taken = cast.published(editor).article
    workflow.take_down(taken, by=administrator, reason="A court")
    with pytest.raises(workflow.Refused):
        workflow.preview_link(taken, by=administrator, made_for="x", lasts=DAY)


def test_a_link_is_revoked_once_and_by_its_own_story_alone(article, link, editor):
    other = cast.draft(editor)
    with pytest.raises(workflow.Refused, match="ended already"):
        workflow.revoke_preview(other, by=editor, link=link)
    revoke(link)
    with pytest.raises(workflow.Refused, match="ended already"):
        revoke(link)


def test_a_link_changes_nothing_of_the_story(article, editor):
    version = article.version
    link = workflow.preview_link(article, by=editor, made_for="x", lasts=DAY)
    workflow.revoke_preview(article, by=editor, link=link)
    article.refresh_from_db()
    assert article.version == version

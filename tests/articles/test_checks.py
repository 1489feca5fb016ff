"""What blocks a release and what only warns, each with the place where it is mended."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import checks, workflow
from articles.checks import HEADLINE_ON_FRONTS, look_at
from articles.checks.problem import WARNINGS
from articles.models import Article, Picture, Source
from tests import cast

pytestmark = pytest.mark.django_db

SOON = datetime.timedelta(hours=1)


def story(by, **fields) -> Article:
    """One of which nothing is to be said."""
    return cast.draft(by, picture=cast.picture(), **fields)


def read(article: Article, **fields) -> Article:
    """The story with what its columns may hold one day: set on the object, not cleaned by a save."""
    for name, value in fields.items():
        setattr(article, name, value)
    return article


def blocks(article: Article, at=None) -> list[tuple[str, str]]:
    return [(each.field, each.message) for each in look_at(article, at).blocks]


def codes(article: Article, at=None) -> list[str]:
    return look_at(article, at).codes


def warned(article: Article, code: str) -> checks.Problem:
    return next(each for each in look_at(article).warnings if each.code == code)


def test_of_a_whole_story_nothing_is_said(editor):
    found = look_at(story(editor))
    assert (found.blocks, found.warnings) == ([], [])


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("headline", "The story has no headline."),
        ("body", "The story has no body."),
        ("section", "The story is in no section."),
    ],
)
def test_what_is_missing_blocks(editor, field, says):
    article = read(story(editor), **{field: None if field == "section" else ""})
    assert blocks(article) == [(field, says)]


def test_a_byline_or_a_source_is_enough(editor):
    article = story(editor)
    article.bylines.all().delete()
    assert not blocks(article)
    assert blocks(read(article, source=None)) == [("bylines", "The story has neither a byline nor a source.")]


def test_a_source_whose_time_ends_blocks_what_is_released_after_it(editor):
    article = story(editor)
    Source.objects.update(expires_at=timezone.now() + SOON)
    assert not blocks(article)
    assert [field for field, _ in blocks(article, timezone.now() + 2 * SOON)] == ["source"]


@pytest.mark.parametrize(
    ("missing", "field"),
    [("caption", "picture_caption"), ("credit", "picture_credit"), ("alt_text", "picture_alt"), ("licence", "picture")],
)
def test_a_lead_picture_needs_its_words_and_its_rights(editor, missing, field):
    article = story(editor)
    Picture.objects.update(**{missing: ""})
    assert [each for each, _ in blocks(article)] == [field]


@pytest.mark.parametrize("rights", ["not for the site", "expired", "ends before the release"])
def test_a_picture_that_may_not_be_shown_blocks(editor, rights):
    article, at = story(editor), timezone.now() + 2 * SOON
    match rights:
        case "not for the site":
            Picture.objects.update(uses=["feeds"])
        case "expired":
            Picture.objects.update(expires_at=timezone.now() - SOON)
        case _:
            Picture.objects.update(expires_at=timezone.now() + SOON)
            assert not blocks(article)
    (problem,) = look_at(article, at).blocks
    assert (problem.field, problem.picture) == ("picture", article.picture_id)


def test_the_words_of_a_use_go_before_those_of_the_library(editor):
    article = story(editor)
    Picture.objects.update(caption="", credit="", alt_text="")
    lead = {"picture_caption": "Dusk", "picture_credit": "Sara", "picture_alt": "A bridge"}
    assert not blocks(read(article, **lead))
    number = article.picture_id
    words = f'<p>x</p><figure data-picture="{number}" data-credit="Sara" data-alt="A bridge">'
    assert not blocks(read(article, body=f"{words}<figcaption>Dusk</figcaption></figure>"))
    (problem,) = look_at(read(article, body=f"{words}</figure>")).blocks
    assert (problem.field, problem.block) == ("body", 1)
    assert "no caption" in problem.message


def test_pictures_of_the_body_are_looked_at_one_by_one(editor):
    article, other = story(editor), cast.picture(colour="red", licence="", alt_text="")
    figures = [f'<figure data-picture="{number}"></figure>' for number in (article.picture_id, other.pk)]
    body = f"<p>x</p>{figures[0]}<h2>y</h2>{figures[1]}"
    found = look_at(read(article, body=body)).blocks
    assert {(each.field, each.block) for each in found} == {("body", 3)}
    assert len(found) == 2
    assert codes(read(article, body='<p>x</p><figure data-picture="999999"></figure>')) == ["picture_missing"]


@pytest.mark.parametrize(
    ("code", "field", "fields"),
    [
        ("headline_long", "headline", {"headline": "x" * (HEADLINE_ON_FRONTS + 1)}),
        ("no_standfirst", "standfirst", {"standfirst": ""}),
        ("no_picture", "picture", {"picture": None}),
        ("heading_level", "body", {"body": "<p>a</p><h3>b</h3><p>c</p><h2>d</h2>"}),
        ("link_words", "body", {"body": '<p>a</p><p>Read <a href="https://example.org/">here</a></p>'}),
        ("link_words", "body", {"body": '<p>a</p><p>اقرأ <a href="https://example.org/">هُنا</a></p>'}),
        ("link_words", "body", {"body": '<p>a</p><p>زیاتر <a href="https://example.org/">لێرە</a></p>'}),
        ("link_words", "body", {"body": '<p>a</p><p><a href="https://example.org/">https://example.org/</a></p>'}),
        ("shouting", "body", {"body": f"<p>a</p><p>{'THE RIVER ROSE AND ' * 6}</p>"}),
        ("long_paragraph", "body", {"body": f"<p>a</p><p>{'river ' * 260}</p>"}),
        ("table_header", "body", {"body": "<p>a</p><table><tbody><tr><td>1</td></tr></tbody></table>"}),
        ("link_dead", "body", {"body": '<p>a</p><aside data-story="999999"></aside>'}),
    ],
)
def test_what_only_warns_blocks_nothing_and_leads_to_its_place(editor, code, field, fields):
    article = read(story(editor), **fields)
    assert codes(article) == [code]
    assert not blocks(article)
    problem = warned(article, code)
    assert (problem.field, problem.block) == (field, 1 if field == "body" else None)
    assert code in WARNINGS


@pytest.mark.parametrize(
    "body",
    [
        "<h2>a</h2><p>x</p><h3>b</h3><h2>c</h2><h3>d</h3>",
        "<table><tbody><tr><th>a</th></tr><tr><td>1</td></tr></tbody></table>",
        '<p>The <a href="https://example.org/">report of the ministry</a> of KRG, UN and UNICEF</p>',
        "<p>هنا بغداد: لا أحد يكتب بحروف كبيرة في هذه اللغة مهما كانت الجملة طويلة وطويلة جدا</p>",
    ],
)
def test_a_body_that_is_well_is_left_in_peace(editor, body):
    assert not codes(read(story(editor), body=body))


def test_a_link_to_a_live_story_is_no_dead_one(editor):
    live = cast.published(editor, headline="Something else entirely").article
    article = read(story(editor), body=f'<p>a <a data-story="{live.pk}">the wheat harvest</a></p>')
    assert not codes(article)
    workflow.unpublish(live, by=editor, reason="Wrong")
    assert warned(article, "link_dead").story == live.pk


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("picture_alt_repeats", {"alt_text": "A bridge, at dusk!"}),
        ("picture_alt_filename", {"alt_text": "IMG_2034.JPG"}),
        ("picture_rights_earlier", {"licence": "earlier"}),
        ("picture_rights_end", {"expires_at": timezone.now() + datetime.timedelta(days=6)}),
    ],
)
def test_a_picture_may_be_worth_a_second_look(editor, code, fields):
    article = story(editor)
    Picture.objects.update(**fields)
    assert codes(article) == [code]


# A similar headline today.


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Bridge opens after two years", "Bridge OPENS after three years"),
        ("en", "Café fire in Erbil kills two", "Cafe fire in Erbil: two killed"),
        ("ar", "الحكومة تعلن موازنة جديدة للعام", "ألحكومة تُعلن موازنه جديدة للعام"),
        ("ckb", "حکوومەت بودجەی نوێ ڕاگەیاند", "حكوومه‌ت بودجه‌ی نوێ ڕاگه‌یاند"),
        ("en", "Flood", "FLOOD"),
    ],
)
def test_a_headline_that_another_story_of_today_has_is_noticed(editor, language, one, other):
    first = cast.draft(editor, headline=one, language=language)
    article = story(editor, headline=other, language=language)
    assert warned(article, "headline_similar").story == first.pk
    workflow.publish(first, by=editor)
    assert warned(article, "headline_similar").story == first.pk


def test_other_headlines_are_not_similar(editor):
    cast.draft(editor, headline="Bridge closes for the winter")
    old = cast.draft(editor, headline="Bridge opens after two years")
    Article.objects.filter(pk=old.pk).update(touched_at=timezone.now() - datetime.timedelta(days=2))
    cast.draft(editor, headline="Bridge opens after two years", language="ar")
    workflow.unpublish(cast.published(editor, headline="Bridge opens after two years").article, by=editor, reason="x")
    assert not codes(story(editor))


def test_a_scheduled_story_is_one_of_today(editor):
    workflow.schedule(cast.draft(editor), by=editor, at=timezone.now() + SOON)
    assert codes(story(editor)) == ["headline_similar"]


def test_all_of_it_costs_two_queries_whatever_the_story_holds(editor):
    article = story(editor)
    for colour in ("red", "blue", "green"):
        picture = cast.picture(colour=colour)
        article.body += f'<figure data-picture="{picture.pk}"></figure><aside data-story="{article.pk}"></aside>'
    for number in range(30):
        cast.draft(editor, headline=f"Headline {number}")
    article = Article.objects.get(pk=article.pk)
    with CaptureQueriesContext(connection) as captured:
        look_at(article)
    assert len(captured) == 2


@pytest.mark.parametrize("body", ["<p>", "</p></p>x", "<a>" * 300, "&#0;<b", "<figure data-picture='x'>"])
def test_a_body_that_is_none_is_read_all_the_same(editor, body):
    look_at(read(story(editor), body=body))

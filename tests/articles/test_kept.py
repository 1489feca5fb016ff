"""Pieces of pages that are kept by all that they are made of (articles/kept.py)."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from articles import workflow
from articles.kept import EACH, PIECES, Pieces, signed, values_of
from articles.models import Edition, Section
from articles.templatetags.story import card
from articles.views.story import find_live
from newsroom.comments.models import Comment, Conversation, Openness, Policy
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_piece_is_made_once_for_its_values_and_anew_for_others():
    pieces, made = Pieces(10_000), []

    def make() -> str:
        made.append(1)
        return "piece"

    for values in ("a", "a", ("a", 1), ("a", 1), ("a", 2)):
        assert pieces.piece(values, make) == "piece"
    assert len(made) == 3
    with translation.override("ar"):
        pieces.piece("a", make)
    with timezone.override(datetime.UTC):
        pieces.piece("a", make)
    assert len(made) == 5


def test_those_that_nobody_asked_for_lately_make_room():
    pieces = Pieces(3 * (EACH + 10))
    for values in (1, 2, 3, 1, 4):
        pieces.piece(values, lambda: "x" * 10)
    assert pieces.held == 3 * (EACH + 10)
    assert pieces.piece(1, lambda: "made anew") == "x" * 10
    assert pieces.piece(2, lambda: "made anew") == "made anew"


def test_what_stands_in_a_template_is_kept_by_a_value_and_made_each_time_without_one():
    template = Template("{% load story %}{% kept by %}{{ shown }}{% endkept %}")
    for by, shown, seen in (("a", 1, "1"), ("a", 2, "1"), ("b", 2, "2"), ("", 3, "3"), ("", 4, "4")):
        assert template.render(Context({"by": by, "shown": shown})) == seen


def test_a_setting_that_a_test_changes_forgets_all_pieces(settings):
    PIECES.piece("a", lambda: "before")
    settings.SITE_NAME = "Another"
    assert PIECES.piece("a", lambda: "after") == "after"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("path", "/politics/2026/1/1/other/"),
        ("headline", "Other <b>words</b>"),
        ("kicker", "Other"),
        ("kicker", ""),
        ("standfirst", "Other words."),
        ("published_at", timezone.now() - datetime.timedelta(days=9)),
        ("bylines", [{"person": 1, "name": "Other", "slug": "other", "role": "words"}]),
        ("lead", None),
        ("comment_count", 7),
        ("sublinks", [Edition(path="/a/", headline="Below")]),
        ("section", Section(pk=77, slug="x", name="Elsewhere", position=3)),
    ],
)
def test_a_card_changes_with_all_that_it_shows(editor, name, value):
    made = cast.published(editor, picture=cast.picture())
    look = {"level": 2, "sizes": "7rem", "dated": True, "signed": True, "named_section": True}
    if name == "section":
        made.kicker = ""  # in whose place its name stands
    before = card(made, **look)
    assert card(made, **look) == before
    setattr(made, name, value)
    assert card(made, **look) != before
    PIECES.clear()
    assert (again := card(made, **look)) != before
    assert card(made, **look) == again


@pytest.mark.parametrize("look", [{"level": 3}, {"class": "x"}, {"sizes": "9rem"}, {"eager": True}, {"dated": False}])
def test_a_card_changes_with_its_look(editor, look):
    made = cast.published(editor, picture=cast.picture())
    usual = {"level": 2, "sizes": "7rem", "dated": True}
    assert card(made, **usual) != card(made, **usual | look)


def test_a_card_loses_its_picture_when_the_rights_to_it_end(editor):
    made = cast.published(editor, picture=cast.picture())
    assert "<picture>" in card(made, level=2, sizes="7rem")
    made.lead |= {"until": (timezone.now() - datetime.timedelta(seconds=1)).isoformat()}
    assert "<picture>" not in card(made, level=2, sizes="7rem")


def test_a_story_is_signed_by_each_of_its_values_and_by_its_sections(editor):
    def sign() -> str:
        found = find_live(article=made.article_id)
        assert found is not None
        return signed(values_of(found))

    made = cast.published(editor)
    signs = [sign()]
    assert sign() == signs[0]
    Section.objects.update(name="Other")
    signs.append(sign())
    cast.published(editor, headline="More of the section")
    signs.append(sign())
    workflow.correct(made.article, by=editor, kind="correction", text="Six, not five.")
    signs.append(sign())
    assert len(set(signs)) == 4


def test_a_story_is_shown_as_it_is_now(reader, editor):
    """Each of these changes a piece of the page that was kept a moment before."""
    made = cast.published(editor)
    page = reader.get(made.path).text
    assert reader.get(made.path).text == page
    comment = Comment.objects.create(article=made.article, name="Hêvî", email="h@x.org", body="Well!", state="approved")
    Conversation.count(comment, 1)
    assert "Well!" in (commented := reader.get(made.path).text)
    assert commented.count("1 comment") > page.count("1 comment")
    assert '"commentCount":1' in commented
    Policy.objects.filter(article=None, section=None).update(openness=Openness.CLOSED)
    assert 'class="comment-form"' not in reader.get(made.path).text
    Section.objects.update(name="Elsewhere")
    assert reader.get(made.path).text.count("Elsewhere") >= 4
    other = reader.get(made.path, headers={"host": "127.0.0.1"}).text
    assert "http://127.0.0.1/" in other
    assert "http://testserver/" not in other

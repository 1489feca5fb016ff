"""Which story stands where: by hand, by rule, once, and without a hole."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow as stories
from articles.models import Tag
from newsroom.demo import archive
from newsroom.fronts import pages, workflow
from newsroom.fronts.models import FrontEdition
from tests import cast
from tests.fronts.curating import block, front, headlines, launched, layout, story
from tests.test_walk import MARK, NOT_PUBLIC

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(editor):
    """Five stories, the newest last."""
    return [story(editor, name) for name in ("One", "Two", "Three", "Four", "Five")]


def test_without_a_launched_edition_the_front_is_by_rule(reader, editor, news):
    front(editor, block(news[0]))
    assert headlines(reader.get("/")) == [["Five", "Four", "Three", "Two", "One"]]


def test_what_is_chosen_by_hand_stays_in_its_place_and_the_rule_fills_the_rest(reader, editor, news):
    launched(editor, block(None, news[0], cards=4, rule="newest"))
    assert headlines(reader.get("/")) == [["Five", "One", "Four", "Three"]]


def test_no_story_stands_twice_and_what_is_chosen_by_hand_goes_before_a_rule(reader, editor, news):
    launched(editor, block(cards=3, rule="newest"), block(news[4], news[4], cards=4, rule="newest"))
    assert headlines(reader.get("/")) == [["Four", "Three", "Two"], ["Five", "One"]]


def test_a_story_stands_twice_where_its_slot_allows_it(reader, editor, news):
    again = {"article": news[4].article_id, "twice": True, "headline": "Five again"}
    launched(editor, block(news[4]), block(again))
    assert headlines(reader.get("/")) == [["Five"], ["Five again"]]


def test_a_withdrawn_story_leaves_no_hole(reader, editor, news):
    launched(editor, block(news[0], news[1], news[2], cards=3), block(news[3], cards=2, rule="newest"))
    stories.unpublish(news[0].article, by=editor, reason="A mistake")
    stories.unpublish(news[3].article, by=editor, reason="A mistake")
    assert headlines(reader.get("/")) == [["Two", "Three"], ["Five"]]


def test_a_story_that_is_not_out_yet_is_on_no_front(reader, editor, news):
    draft = cast.draft(editor, headline="Secret")
    link = {"article": news[0].article_id, "sublinks": [draft.pk, news[1].article_id]}
    launched(editor, block({"article": draft.pk, "headline": "Secret too"}, link, cards=3))
    page = reader.get("/")
    assert headlines(page) == [["One"]]
    assert "Secret" not in page.text
    assert [link.headline for link in page.context["front"].lead.sublinks] == ["Two"]


def test_a_story_in_whatever_state_that_is_not_public_is_on_no_front_that_names_it(reader, administrator):
    public = story(administrator, "Public")
    hidden = [make(administrator).pk for make in NOT_PUBLIC.values()]
    by_hand = [{"article": pk} for pk in hidden]
    lead = {"article": public.article_id, "sublinks": hidden[:6]}
    for section in (None, cast.section()):
        launched(administrator, block(lead, *by_hand, cards=24, rule="newest"), section=section)
    for path in ("/", "/politics/"):
        page = reader.get(path).text
        assert "Public" in page
        assert MARK not in page


def test_a_front_where_nothing_is_live_any_more_is_an_empty_page(reader, editor, news):
    launched(editor, block(news[0]))
    stories.unpublish(news[0].article, by=editor, reason="A mistake")
    assert "No story has been published here yet." in reader.get("/").text


def test_a_card_has_its_own_words_and_no_picture_where_it_should_have_none(reader, editor):
    edition = story(editor, "Bridge", picture=cast.picture())
    own = {"article": edition.article_id, "headline": "<b>Own</b>", "kicker": "Own kicker", "picture": "none"}
    launched(editor, block(own))
    page = reader.get("/")
    assert "&lt;b&gt;Own&lt;/b&gt;" in page.text
    assert "Own kicker" in page.text
    assert edition.standfirst in page.text
    assert "<img" not in page.text


def test_a_rule_brings_a_section_or_a_tag_and_names_its_page(reader, editor):
    story(editor, "Elsewhere", section=cast.section("world"))
    story(editor, "Tagged", tags=("Snow",))
    tag, world = Tag.objects.get(name="Snow"), cast.section("world")
    launched(editor, block(rule={"kind": "tag", "of": tag.pk}), block(rule={"kind": "section", "of": world.pk}))
    page = reader.get("/")
    assert headlines(page) == [["Tagged"], ["Elsewhere"]]
    assert [(each.title, each.path) for each in page.context["front"].shown] == [
        ("Snow", "/tag/snow/"),
        ("World", "/world/"),
    ]


def test_a_sublink_stands_nowhere_else(reader, editor, news):
    lead = {"article": news[0].article_id, "sublinks": [news[4].article_id, news[1].article_id]}
    launched(editor, block(lead, look="opening"), block(news[1], cards=4, rule="newest"))
    page = reader.get("/")
    assert headlines(page) == [["One"], ["Two", "Four", "Three"]]
    assert [link.headline for link in page.context["front"].lead.sublinks] == ["Five"]


def test_an_opening_by_rule_opens_with_a_picture(reader, editor, news):
    pictured = story(editor, "Pictured", picture=cast.picture())
    stories.unpublish(news[0].article, by=editor, reason="A mistake")
    story(editor, "Newest")
    launched(editor, block(look="opening", cards=3, rule="newest"))
    assert headlines(reader.get("/")) == [["Pictured", "Newest", "Five"]]
    assert pictured.picture


def test_a_front_shows_stories_of_its_language_only(reader, editor, news):
    story(editor, "جسر", language="ar")
    launched(editor, block(rule="newest"), language="ar")
    assert headlines(reader.get("/ar/")) == [["جسر"]]
    assert headlines(reader.get("/"))[0][0] == "Five"


@pytest.mark.parametrize("look", ["opening", "section", "row", "list", "pictures"])
def test_every_look_shows_its_cards_and_links(reader, editor, news, look):
    lead = {"article": news[0].article_id, "sublinks": [news[1].article_id]}
    launched(editor, block(lead, look=look, cards=4, rule="newest"))
    page = reader.get("/").text
    for name in ("One", "Two", "Five", "Four", "Three"):
        assert page.count(f">{name}</a>") == 1
    assert page.index("One") < page.index(">Five<")


@pytest.mark.parametrize(
    "broken",
    [
        {},
        [],
        "x",
        {"blocks": "x"},
        {"blocks": [None]},
        {"blocks": [{"look": "row", "cards": 3, "slots": [{"article": "1; DROP"}]}]},
        {"blocks": [{"look": "row", "cards": 10**9, "rule": {"kind": "newest"}}]},
    ],
)
def test_a_broken_snapshot_falls_back_to_the_front_by_rule(reader, editor, news, broken):
    edition = launched(editor, block(news[0]))
    FrontEdition.objects.filter(pk=edition.pk).update(layout=broken)
    assert headlines(reader.get("/")) == [["Five", "Four", "Three", "Two", "One"]]


def test_rows_that_are_gone_are_only_missed(reader, editor, news):
    edition = launched(editor, block(news[0]))
    gone = block({"article": 999}, rule={"kind": "section", "of": 999}), block(rule={"kind": "tag", "of": 999})
    FrontEdition.objects.filter(pk=edition.pk).update(layout={"blocks": [*gone, block(news[1])]})
    assert headlines(reader.get("/")) == [["Two"]]


def test_a_section_has_its_front_on_its_first_page(reader, editor, news):
    politics = cast.section()
    launched(editor, block(news[2], title="Chosen", cards=2, rule="newest"), section=politics)
    page = reader.get("/politics/")
    assert [[card.headline for card in each.cards] for each in page.context["part"].context["front"].shown] == [
        ["Three", "Five"]
    ]
    assert "Chosen" in page.text
    whole = reader.get(page.context["whole"])
    assert [edition.headline for edition in whole.context["page"].editions] == ["Five", "Four", "Three", "Two", "One"]
    assert "Chosen" not in whole.text
    assert "Chosen" not in reader.get("/ar/politics/").text


def test_a_front_costs_the_same_queries_at_any_size(reader, editor, news):
    politics, snow = cast.section(), Tag.objects.create(name="Snow")
    blocks = [
        block(
            {"article": news[0].article_id, "sublinks": [news[1].article_id]}, look="opening", cards=9, rule="newest"
        ),
        block(news[2], cards=8, rule={"kind": "section", "of": politics.pk}),
        block(news[3], cards=8, rule={"kind": "tag", "of": snow.pk}),
    ]
    launched(editor, *blocks)
    launched(editor, *blocks, section=politics)
    archive.make(600, lambda done: None)
    # The home page has what is read most as well.
    for path, queries in {"/": 5, "/politics/": 4}.items():
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(path).status_code == 200
        assert len(captured) == queries, path


def test_all_of_a_page_is_asked_at_the_instant_of_its_first_query(reader, editor, news):
    launched(editor, block(rule="newest"))
    launched(editor, block(rule="newest"), section=cast.section())
    for path in ("/", "/politics/"):
        asked = []

        def note(execute, sql, params, *others, asked=asked):
            asked.append((sql, params))
            return execute(sql, params, *others)

        with connection.execute_wrapper(note):
            reader.get(path)
        (first, _), *others = asked
        assert first == "SELECT clock_timestamp()"
        assert not [sql for sql, _ in others if "STATEMENT_TIMESTAMP" in sql]
        dated = [params for sql, params in others if '"live_from" <= ' in sql]
        assert len(dated) > 1
        (instants,) = {frozenset(each for each in params if isinstance(each, datetime.datetime)) for params in dated}
        assert len(instants) == 1


@pytest.mark.parametrize("path", ["/", "/politics/"])
def test_a_front_that_is_changed_while_its_page_is_made_is_read_again(reader, editor, news, monkeypatch, path):
    """Whoever commits between the query of the front and that of its stories is seen by the second alone."""
    section = cast.section() if path != "/" else None
    made = launched(editor, block(news[0]), section=section).front
    workflow.save_draft(made, by=editor, version=made.version, layout=layout(block(news[1])))
    begun = FrontEdition.objects.get()
    read_first = pages._layout_of

    def read_and_launch(edition, stored):
        if edition == begun.pk:
            now = begun.live_from + datetime.timedelta(microseconds=1)
            FrontEdition.objects.filter(pk=begun.pk).update(live_until=now)
            FrontEdition.objects.create(front=made, layout=made.draft, live_from=now, launched_by=editor)
        return read_first(edition, stored)

    monkeypatch.setattr(pages, "_layout_of", read_and_launch)
    page = reader.get(path).text
    assert ">Two</a>" in page
    assert ">One</a>" not in page

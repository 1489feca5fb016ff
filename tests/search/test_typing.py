"""One typo still finds it, and what is typed is completed; from live stories alone."""

import datetime

import pytest
from django.utils import timezone

from articles import workflow
from tests import cast
from tests.search.test_finding import published


@pytest.mark.parametrize("typed", ["libary", "librarry", "libbary", "lirbary", "LIBARY"])
def test_a_typo_finds_the_story_and_says_so(editor, reader, typed):
    published(editor, "A library opens")
    page = reader.get("/search/", {"q": typed})
    assert [story.edition.headline for story in page.context["stories"]] == ["A library opens"]
    assert page.context["corrected"] == "library"
    assert "Showing results for" in page.text
    instead = reader.get(page.context["exact_path"])
    assert instead.context["stories"] == []
    assert "library" in [word for word, _path in instead.context["near_words"]]


def test_a_word_that_is_there_is_not_set_right(editor, reader):
    published(editor, "A library opens")
    published(editor, "Libary, a place")
    page = reader.get("/search/", {"q": "libary"})
    assert page.context["corrected"] == ""
    assert len(page.context["stories"]) == 1


def test_of_two_that_are_as_near_the_one_of_more_stories_is_meant(editor, reader):
    published(editor, "A heron")
    published(editor, "Another heron")
    published(editor, "The herod")
    assert reader.get("/search/", {"q": "herox"}).context["corrected"] == "heron"


@pytest.mark.parametrize("typed", ['"libary opens"', "2027", "xy"])
def test_what_is_quoted_a_number_or_short_is_meant_as_it_is(editor, reader, typed):
    published(editor, "A library opens 2026 xyz")
    assert reader.get("/search/", {"q": typed}).context["corrected"] == ""


def test_a_word_of_a_story_that_is_not_live_is_never_offered(editor, reader):
    article = cast.draft(editor, headline="The zephyrine affair")
    workflow.schedule(article, by=editor, at=timezone.now() + datetime.timedelta(days=9))
    withdrawn = published(editor, "The zephyrina affair")
    workflow.unpublish(withdrawn.article, by=editor, reason="A mistake")
    page = reader.get("/search/", {"q": "zephyrin"})
    assert "zephyrine" not in page.text
    assert "zephyrina" not in page.text
    assert reader.get("/search/suggest/", {"q": "zephyr"}).json() == {"suggestions": []}


def suggested(reader, typed: str, prefix: str = "") -> list[tuple[str, str]]:
    answer = reader.get(f"{prefix}/search/suggest/", {"q": typed})
    assert answer.headers["X-Robots-Tag"] == "noindex"
    return [(each["kind"], each["text"]) for each in answer.json()["suggestions"]]


def test_words_people_tags_and_headlines_are_suggested(editor, reader):
    published(editor, "Rivers rise", tags=("River banks",))
    assert ("story", "Rivers rise") in suggested(reader, "riv")
    assert ("word", "rivers") in suggested(reader, "riv")
    assert ("tag", "River banks") in suggested(reader, "riv")
    assert ("person", "Dilan Rashid") in suggested(reader, "dila")
    assert ("person", "Dilan Rashid") in suggested(reader, "dilan ras")
    assert ("story", "Rivers rise") in suggested(reader, "rise riv")
    assert suggested(reader, "r") == suggested(reader, "") == []


def test_suggestions_are_in_the_language_of_the_page_and_of_any_keyboard(editor, reader):
    published(editor, "ڕووباری زێ", language="ckb")
    published(editor, "الحكومة تنفي", language="ar")
    assert ("story", "ڕووباری زێ") in suggested(reader, "روبا", "/ckb")
    assert ("story", "الحكومة تنفي") in suggested(reader, "حكو", "/ar")
    assert ("story", "الحكومة تنفي") in suggested(reader, "الحكو", "/ar")
    assert suggested(reader, "روبا") == []


def test_each_suggestion_leads_to_a_page(editor, reader):
    published(editor, "Rivers rise", tags=("River banks",))
    for each in reader.get("/search/suggest/", {"q": "riv"}).json()["suggestions"]:
        assert reader.get(each["path"]).status_code == 200

"""What a search finds."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Edition
from newsroom.demo import archive
from newsroom.search import documents
from tests import cast

NIGHT = "The night train runs again"


def published(editor, headline: str, body: str = "Nothing else.", **fields) -> Edition:
    return cast.published(editor, headline=headline, body=f"<p>{body}</p>", standfirst="", kicker="", **fields)


def aged(edition: Edition, **age: int) -> None:
    """As if it had been published so long ago."""
    at = timezone.now() - datetime.timedelta(**age)
    Edition.objects.filter(pk=edition.pk).update(live_from=at, published_at=at)
    edition.search_document.delete()
    documents.keep_up(Edition.objects.filter(pk=edition.pk))


def test_every_word_is_looked_for_in_every_part_of_a_story(editor, found):
    cast.published(editor, headline="A headline", kicker="Kickers", standfirst="Standfirsts", body="<p>Bodies</p>")
    for word in ("headlines", "kicker", "standfirst", "body", "rivers", "Dilan", "headline body Rashid"):
        assert found(word) == ["A headline"], word
    assert found("headline nowhere") == []


def test_a_phrase_stands_one_after_the_other(editor, found):
    published(editor, NIGHT)
    published(editor, "A train crosses in the night")
    assert found('"night train"') == [NIGHT]
    assert len(found("night train")) == 2
    # Not from one part of a story into the next, and over a word that says nothing.
    assert found('"night nothing"') == []
    assert found('"crosses in the night"') == ["A train crosses in the night"]
    assert found("“crosses by a night”") == ["A train crosses in the night"]
    assert found('"crosses the night"') == []


def test_what_is_not_wanted_is_left_out(editor, found):
    published(editor, NIGHT)
    published(editor, "A train by day")
    assert found("train -night") == ["A train by day"]
    assert found('train -"night train"') == ["A train by day"]
    assert found("-night") == []


def test_the_headline_goes_before_the_body_and_the_exact_spelling_before_another(editor, found):
    published(editor, "Boats", "A regatta of sorts, with a heron.")
    published(editor, "A heron returns")
    assert found("heron") == ["A heron returns", "Boats"]
    for headline in ("گولی نوێ", "گوڵی نوێ"):
        published(editor, headline, language="ckb")
    assert found("گولی", "/ckb") == ["گولی نوێ", "گوڵی نوێ"]
    assert found("گوڵی", "/ckb") == ["گوڵی نوێ", "گولی نوێ"]


def test_of_two_that_fit_as_well_the_newer_goes_first(editor, found):
    old = published(editor, "Herons in the marsh")
    aged(old, days=400)
    published(editor, "Herons in the reeds")
    assert found("heron") == ["Herons in the reeds", "Herons in the marsh"]


def test_by_time_the_newest_goes_first_however_well_it_fits(editor, found):
    best = published(editor, "Heron, heron, heron", "Heron heron heron.")
    aged(best, days=2)
    published(editor, "Birds", "One heron.")
    assert found("heron", order="newest") == ["Birds", "Heron, heron, heron"]
    assert found("heron")[0] == "Heron, heron, heron"


def test_each_filter_narrows_and_counts(editor, found, reader):
    published(editor, "Heron one", tags=("Birds", "Lakes"))
    other = published(editor, "Heron two", section=cast.section("world"), tags=("Lakes",), credited=False)
    aged(other, days=20)
    published(editor, "بط heron", language="ar", tags=("طيور",))
    assert found("heron", section="world") == ["Heron two"]
    assert found("heron", tag="birds") == ["Heron one"]
    assert found("heron", person="dilan-rashid") == ["Heron one"]
    assert found("heron", language="ar") == ["بط heron"]
    assert len(found("heron", language="all")) == 3
    assert found("heron", period="week") == ["Heron one"]
    today = timezone.localdate()
    assert found("heron", until=str(today - datetime.timedelta(days=5))) == ["Heron two"]
    assert found("heron", since=str(today), until=str(today)) == ["Heron one"]
    groups = reader.get("/search/", {"q": "heron"}).context["groups"]
    counts = {(group.key, choice.name): choice.stories for group in groups for choice in group.choices}
    assert counts["language", "English"] == "2"
    assert counts["language", "العربية"] == "1"
    assert counts["language", "All languages"] == "3"
    assert counts["section", "World"] == counts["section", "Politics"] == "1"
    assert counts["tag", "Lakes"] == "2"
    assert counts["person", "Dilan Rashid"] == "1"
    assert counts["period", "Past day"] == "1"
    assert counts["period", "Past month"] == "2"
    for group in groups:
        for choice in group.choices:
            shown = reader.get(choice.path).context
            assert str(shown["count"]) == choice.stories or choice.is_chosen, choice


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"section": "nowhere"}, "Section"),
        ({"tag": "nothing"}, "Tag"),
        ({"person": "nobody"}, "Person"),
        ({"language": "xx"}, "Language"),
        ({"period": "decade"}, "Time"),
        ({"since": "yesterday"}, "From"),
        ({"until": "2026-99-01"}, "To"),
        ({"since": "2026-05-02", "until": "2026-05-01"}, "To"),
        ({"q": "x" * 201}, "Search for"),
    ],
)
def test_a_mistake_in_the_address_is_named(reader, db, said, field):
    answer = reader.get("/search/", {"q": "heron", **said})
    assert answer.status_code == 400
    assert field in [name for name, _mistake in answer.context["mistakes"]]
    assert field in answer.text


HOSTILE = [
    *("'", '"', "\\", "' | '", "&", "|", "!", "!!!", "(", ")))", "<->", ":*", "a:*", "a:A & b", "'a' <-> !'b'"),
    *(
        "--",
        "- -",
        "-",
        '-"',
        "“",
        "«»",
        "%",
        "%s",
        "%(match)s",
        "{}",
        "{0}",
        "';DROP TABLE x;--",
        "\\'",
        "@s1",
        "=x",
        "^a",
    ),
    *("\x00", "\ud800", "\uffff", "<script>alert(1)</script>", "a" * 200, "-" * 200, "٪", "\u202eabc", "🦩", "½ ﷺ"),
]


@pytest.mark.parametrize("address", ["/search/", "/search/suggest/", "/ar/search/"])
def test_whatever_is_typed_breaks_nothing(reader, editor, address):
    published(editor, "A story")
    for typed in HOSTILE:
        answer = reader.get(address, {"q": typed.encode("utf-8", "surrogatepass")})
        assert answer.status_code in (200, 400), typed
        assert "<script>alert" not in answer.text


def test_what_is_marked_is_escaped(editor, reader):
    published(editor, "<b>Heron</b> & <i>reed</i>", "A &lt;script&gt; heron &amp; co.")
    page = reader.get("/search/", {"q": "heron script"}).text
    assert "&lt;b&gt;<mark>Heron</mark>&lt;/b&gt; &amp; &lt;i&gt;reed" in page
    assert "&lt;<mark>script</mark>&gt; <mark>heron</mark> &amp; co." in page


def test_an_extract_shows_where_the_words_are(editor, reader):
    published(editor, "Birds", "Word " * 300 + "a heron stood there. " + "Word " * 300)
    (story,) = reader.get("/search/", {"q": "heron"}).context["stories"]
    assert "<mark>heron</mark> stood there" in story.extract
    assert story.extract.startswith("… ")
    assert story.extract.endswith(" …")
    assert len(story.extract) < 400


@pytest.mark.parametrize("order", ["", "newest"])
def test_page_follows_page_until_all_are_shown_once(editor, reader, order):
    archive.make(75, lambda done: None)
    documents.keep_up(Edition.objects.all())
    seen: list[str] = []
    path = f"/search/?q=figures&order={order}"
    expected = len(Edition.objects.live().in_language("en").filter(body_html__contains="figures"))
    assert expected > 12
    while path:
        with CaptureQueriesContext(connection) as captured:
            page = reader.get(path)
        assert len(captured) <= 3
        seen += [story.edition.path for story in page.context["stories"]]
        path = page.context["next_path"]
    assert len(seen) == len(set(seen)) == expected


def test_a_story_that_goes_between_two_pages_shifts_nothing(editor, reader):
    archive.make(75, lambda done: None)
    documents.keep_up(Edition.objects.all())
    first = reader.get("/search/?q=figures&order=newest")
    last = first.context["stories"][-1].edition
    Edition.objects.filter(pk=last.pk).update(live_until=timezone.now())
    again = reader.get(first.context["next_path"]).context["stories"]
    shown = {story.edition.pk for story in first.context["stories"]}
    assert not shown & {story.edition.pk for story in again}


@pytest.mark.parametrize("mark", ["x", "1", "-", "1.2", "1-2", "9" * 17 + ".1-1", "1." + "9" * 17 + "-" + "9" * 18])
@pytest.mark.parametrize("order", ["", "newest"])
def test_a_mark_that_we_never_gave_is_no_page_or_an_empty_one(reader, editor, mark, order):
    cast.published(editor)
    assert reader.get("/search/", {"q": "bridge", "after": mark, "order": order}).status_code in (200, 404)


def test_more_than_are_counted_are_said_to_be_more(editor, reader, monkeypatch):
    monkeypatch.setattr("newsroom.search.finding.MOST_COUNTED", 3)
    monkeypatch.setattr("newsroom.search.narrowing.MOST_COUNTED", 3)
    for number in range(5):
        published(editor, f"Heron {number}")
    page = reader.get("/search/", {"q": "heron"})
    assert "More than 3 stories" in page.text
    assert len(page.context["stories"]) == 5


# Few are sorted; of very many, the newest are looked at one by one; where enough are new, those alone are sorted.
@pytest.mark.parametrize("many, counted", [(1_000, 1_000), (0, 1_000), (1_000, 3)])
def test_all_ways_of_finding_the_newest_find_the_same(editor, found, monkeypatch, many, counted):
    monkeypatch.setattr("newsroom.search.finding.MANY", many)
    monkeypatch.setattr("newsroom.search.finding.MOST_COUNTED", counted)
    for number in range(4):
        aged(published(editor, f"Heron {number}"), days=number)
    assert found("heron", order="newest") == [f"Heron {number}" for number in range(4)]
    assert sorted(found("heron")) == [f"Heron {number}" for number in range(4)]


def test_a_search_that_says_nothing_says_so(editor, reader):
    cast.published(editor)
    page = reader.get("/search/", {"q": "the of"})
    assert "too common" in page.text
    assert 'content="noindex' in page.text
    assert 'content="noindex' not in reader.get("/search/").text


def test_a_story_is_found_from_its_release_to_its_end_by_the_clock_alone(editor, found):
    article = cast.draft(editor, headline=NIGHT)
    workflow.schedule(article, by=editor, at=timezone.now() + datetime.timedelta(hours=1))
    assert found("night train") == []
    past = timezone.now() - datetime.timedelta(minutes=1)
    Edition.objects.filter(article=article).update(live_from=past)
    assert found("night train") == [NIGHT]
    Edition.objects.filter(article=article).update(live_until=timezone.now())
    assert found("night train") == []


def test_an_update_is_found_by_its_new_words_and_no_more_by_the_old(editor, found):
    article = cast.published(editor, headline=NIGHT).article
    Article.objects.filter(pk=article.pk).update(headline="The day bus")
    article = Article.objects.get(pk=article.pk)
    workflow.save_revision(article, by=editor)
    workflow.update(article, by=editor, substantive=True)
    assert found("day bus") == ["The day bus"]
    assert found("night train", exact="1") == []

"""Corrections: on the story, on a page and in feeds of their own, for machines; never of a story that is not live."""

import datetime
import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.dates import machine
from articles.models import Article, Correction, Edition
from tests import cast

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = list(Correction.Kind)


def correct(
    article: Article, editor, text: str = "There were seven boats.", kind: str = "correction", **more
) -> Correction:
    return workflow.correct(article, by=editor, kind=kind, text=text, **more)


def page_of(reader, article: Article) -> str:
    return reader.get(article.live_edition.path).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_stands_above_or_below_the_text_by_its_kind(reader, editor, kind):
    article = cast.published(editor).article
    correction = correct(article, editor, kind=kind)
    page = page_of(reader, article)
    assert (page.index("There were seven boats.</p>") < page.index('<div class="body">')) == correction.is_above
    assert page.count(f'id="correction-{correction.pk}"') == 1
    assert f'<strong class="correction-kind">{kind.label}</strong>' in page
    assert f'<time datetime="{machine(correction.at)}">' in page


def test_the_gravest_stands_first_and_of_one_kind_the_newest(reader, editor):
    article = cast.published(editor).article
    for kind, text in (("retraction", "a"), ("update", "b"), ("apology", "c"), ("update", "d"), ("correction", "e")):
        correct(article, editor, text, kind=kind)
    context = reader.get(article.live_edition.path).context
    assert [each.text for each in context["corrections_above"]] == ["a", "c", "d", "b"]
    assert [each.text for each in context["corrections_below"]] == ["e"]


def test_a_retraction_is_told_in_the_title_and_on_link_cards(reader, editor):
    article = cast.published(editor).article
    assert "Retracted" not in page_of(reader, article)
    correct(article, editor, kind="retraction")
    page = page_of(reader, article)
    assert "<title>Retracted: Bridge opens" in page
    assert '<meta property="og:title" content="Retracted: Bridge opens' in page


def test_what_a_reader_typed_into_a_correction_would_be_text(reader, editor):
    article = cast.published(editor).article
    correct(article, editor, text="</script><b>1 < 2</b>\n\nSecond")
    for path in (article.live_edition.path, "/corrections/"):
        page = reader.get(path).content.decode()
        assert "<b>1" not in page
        assert "&lt;b&gt;1 &lt; 2&lt;/b&gt;</p>" in page
        assert "<p>Second</p>" in page


def test_a_superseded_correction_shows_nowhere_and_its_successor_everywhere(reader, editor):
    article = cast.published(editor).article
    first = correct(article, editor, "There were seven boats.")
    correct(article, editor, "There were nine boats.", supersedes=first)
    for path in (article.live_edition.path, "/corrections/", "/corrections/feed.atom", "/corrections/feed.rss"):
        page = reader.get(path).content.decode()
        assert "nine boats" in page, path
        assert "seven boats" not in page, path


def test_a_correction_of_one_story_is_not_on_another(reader, editor):
    corrected, other = cast.published(editor).article, cast.published(editor, headline="Other").article
    correct(corrected, editor)
    assert "seven boats" not in page_of(reader, other)


def test_the_newest_corrections_come_first_each_with_its_story(reader, editor):
    first, second = (cast.published(editor, headline=name).article for name in ("First", "Second"))
    correct(second, editor, "one")
    last = correct(first, editor, "two")
    answer = reader.get("/corrections/")
    assert [each.text for each in answer.context["page"]["corrections"]] == ["two", "one"]
    assert f'href="{first.live_edition.path}#correction-{last.pk}">First</a>' in answer.content.decode()


def test_corrections_are_listed_in_the_language_of_their_story(reader, editor):
    correct(cast.published(editor, headline="جسر", language="ar").article, editor, "الثلاثاء")
    assert "الثلاثاء" in reader.get("/ar/corrections/").content.decode()
    for other in ("/corrections/", "/ckb/corrections/"):
        assert "الثلاثاء" not in reader.get(other).content.decode()


def test_a_page_without_corrections_is_a_page(reader, db):
    for prefix in ("", "/ar", "/ckb"):
        for name in ("", "feed.atom", "feed.rss"):
            assert reader.get(f"{prefix}/corrections/{name}").status_code == 200
    assert 'href="/corrections/"' in reader.get("/").content.decode()


def test_a_withdrawn_story_takes_its_corrections_along_and_brings_them_back(reader, editor, administrator):
    article = cast.published(editor).article
    correct(article, editor)
    workflow.unpublish(article, by=editor, reason="A mistake")
    paths = ("/corrections/", "/corrections/feed.atom", "/corrections/feed.rss")
    for path in paths:
        assert "seven boats" not in reader.get(path).content.decode(), path
    workflow.republish(article, by=administrator, reason="It was right")
    for path in paths:
        assert "seven boats" in reader.get(path).content.decode(), path


def test_pages_of_corrections_follow_each_other_at_the_same_cost(reader, editor):
    article = cast.published(editor).article
    at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    # Two by two of one instant: the id decides.
    for number in range(45):
        instant = at + datetime.timedelta(minutes=number // 2)
        Correction.objects.create(article=article, kind="correction", text=f"No. {number}", at=instant, made_by=editor)
    seen: list[str] = []
    path = "/corrections/"
    while path:
        with CaptureQueriesContext(connection) as captured:
            page = reader.get(path)
        assert len(captured) <= 2
        assert not any("OFFSET" in query["sql"] or "COUNT(" in query["sql"] for query in captured)
        seen += [each.text for each in page.context["page"]["corrections"]]
        path = f"/corrections/?before={mark}" if (mark := page.context["page"]["next_mark"]) else ""
    assert seen == [f"No. {number}" for number in reversed(range(45))]


@pytest.mark.parametrize("mark", ["x", "1-2-3", "9" * 17 + "-1", "1-" + "9" * 18, "'; --"])
def test_a_mark_that_we_never_gave_is_no_page_or_an_empty_one(reader, db, mark):
    assert reader.get("/corrections/", {"before": mark}).status_code in (200, 404)


def test_the_feeds_have_what_their_standards_require(reader, editor):
    article = cast.published(editor, headline="A & B").article
    correction = correct(article, editor, "1 < 2")
    link = f"http://testserver{article.live_edition.path}#correction-{correction.pk}"
    atom = ElementTree.fromstring(reader.get("/corrections/feed.atom").content)
    (entry,) = atom.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Correction: A & B"
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert entry.find(f"{ATOM}link").get("href") == link
    assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published") == machine(correction.at)
    assert entry.find(f"{ATOM}author/{ATOM}name") is not None
    rss = ElementTree.fromstring(reader.get("/corrections/feed.rss").content)
    (item,) = rss.findall("channel/item")
    assert item.findtext("link") == link
    assert item.findtext("guid") == entry.findtext(f"{ATOM}id")
    assert item.findtext("description") == "<p>1 &lt; 2</p>"


def test_the_feeds_forget_what_is_withdrawn_although_no_date_is_newer(reader, editor):
    article = cast.published(editor).article
    correct(article, editor)
    before = reader.get("/corrections/feed.atom")
    assert "Last-Modified" not in before
    workflow.unpublish(article, by=editor, reason="A mistake")
    conditions = {"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT", "If-None-Match": before["ETag"]}
    assert reader.get("/corrections/feed.atom", headers=conditions).status_code == 200


def test_a_correction_is_another_page_to_whoever_asks_whether_anything_changed(reader, editor):
    article = cast.published(editor).article
    path = article.live_edition.path
    tag = {"If-None-Match": reader.get(path)["ETag"]}
    correct(article, editor)
    assert reader.get(path, headers=tag).status_code == 200


def test_structured_data_has_the_corrections_that_stand(reader, editor):
    article = cast.published(editor).article
    first = correct(article, editor, "Once </script>")
    second = correct(article, editor, "Twice </script>", kind="apology", supersedes=first)
    page = page_of(reader, article)
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    (found,) = json.loads(script)["@graph"][0]["correction"]
    assert found["@type"] == "CorrectionComment"
    assert found["text"] == "Twice </script>"
    assert found["datePublished"] == machine(second.at)
    assert found["url"].endswith(f"#correction-{second.pk}")


# Withdrawal.


@pytest.fixture
def lawyer(db):
    """Whoever may take down, kill and bring back."""
    return cast.account("azad", "administrator")


@pytest.mark.parametrize(
    ("verb", "sentence"), [("take_down", "taken it down for legal reasons"), ("kill", "do not use or repeat")]
)
def test_the_address_of_a_withdrawn_story_says_so_and_no_more(reader, lawyer, verb, sentence):
    told, untold = cast.published(lawyer, headline="Minister"), cast.published(lawyer, headline="Untold")
    getattr(workflow, verb)(told.article, by=lawyer, reason="Between us", notice="A court <b>asked</b>.")
    getattr(workflow, verb)(untold.article, by=lawyer, reason="Between us")
    answer = reader.get(told.path)
    assert answer.status_code == reader.head(told.path).status_code == 410
    assert answer["Cache-Control"] == "no-cache"
    page = answer.content.decode()
    assert "A court &lt;b&gt;asked&lt;/b&gt;." in page
    assert sentence not in page
    assert sentence in reader.get(untold.path).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    for secret in ("Between us", "Minister", told.article.standfirst):
        assert secret not in page


def test_what_was_unpublished_goes_without_a_word(reader, editor):
    edition = cast.published(editor)
    workflow.unpublish(edition.article, by=editor, reason="Between us")
    page = reader.get(edition.path)
    assert page.status_code == 410
    assert page["Cache-Control"] == "no-cache"
    assert "notice-word" not in page.content.decode()


def test_every_address_that_the_story_had_says_it(reader, lawyer):
    first = cast.published(lawyer, slug="old")
    article = first.article
    article.slug = "new"
    article.save()
    workflow.save_revision(article, by=lawyer)
    second = workflow.update(article, by=lawyer, substantive=False)
    workflow.take_down(article, by=lawyer, reason="A court", notice="A court asked.")
    for path in (first.path, second.path):
        assert "A court asked." in reader.get(path).content.decode()


def test_the_notice_stays_until_the_story_is_live_again_and_does_not_come_back(reader, lawyer):
    edition = cast.published(lawyer)
    article, path = edition.article, edition.path
    workflow.take_down(article, by=lawyer, reason="A court", notice="A court asked.")
    assert "A court asked." in reader.get(path).content.decode()
    workflow.republish(article, by=lawyer, reason="It was right")
    live = reader.get(path)
    assert live.status_code == 200
    assert "A court asked." not in live.content.decode()
    Edition.objects.filter(article=article, live_until=None).update(live_until=workflow.now())
    assert reader.get(path).status_code == 410
    assert "A court asked." not in reader.get(path).content.decode()

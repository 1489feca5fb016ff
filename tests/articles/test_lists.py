"""The lists that readers browse."""

import datetime

import pytest

from articles.dates import machine
from articles.models import Edition, EditionTag
from tests import cast

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def published_days_ago(editor, days: int, **fields) -> Edition:
    edition = cast.published(editor, headline=f"{days} days ago", **fields)
    at = edition.published_at - days * DAY
    Edition.objects.filter(pk=edition.pk).update(published_at=at, live_from=at)
    EditionTag.objects.filter(edition=edition).update(published_at=at)
    edition.refresh_from_db()
    return edition


def test_a_day_leads_to_the_nearest_days_that_have_stories(reader, editor):
    _oldest, middle, _newest = (published_days_ago(editor, days) for days in (9, 5, 0))
    day = middle.published_at.astimezone(datetime.timezone(datetime.timedelta(hours=3)))
    page = reader.get(f"/{day:%Y/%m/%d}/")
    assert [e.headline for e in page.context["page"].editions] == ["5 days ago"]
    assert page.context["day_before"] == (day - 4 * DAY).date()
    assert page.context["day_after"] == (day + 5 * DAY).date()
    last = day + 5 * DAY
    assert reader.get(f"/{last:%Y/%m/%d}/").context["day_after"] is None
    assert reader.get(f"/{day - DAY:%Y/%m/%d}/").status_code == 404


def test_an_updated_story_stands_once_in_its_lists_and_keeps_its_place(reader, editor):
    from articles import workflow

    first = published_days_ago(editor, 2)
    published_days_ago(editor, 1)
    workflow.update(first.article, by=editor, substantive=True)
    for path in ("/latest/", "/politics/", "/tag/rivers/", "/people/dilan-rashid/"):
        headlines = [e.headline for e in reader.get(path).context["page"].editions]
        assert headlines == ["1 days ago", "2 days ago"], path


def test_a_list_shows_stories_of_its_language(reader, editor):
    cast.published(editor, headline="English")
    cast.published(editor, headline="عربي", language="ar")
    assert [e.headline for e in reader.get("/politics/").context["page"].editions] == ["English"]
    assert [e.headline for e in reader.get("/ar/politics/").context["page"].editions] == ["عربي"]


def test_feeds_carry_the_instants_of_the_page(reader, editor):
    edition = cast.published(editor)
    atom = reader.get("/feed.atom").content.decode()
    assert f"<published>{machine(edition.published_at)}</published>" in atom
    assert '<category term="Rivers"' in atom
    rss = reader.get("/feed.rss").content.decode()
    assert "<rss" in rss
    assert edition.headline in rss


def test_translations_know_each_other(reader, editor):
    english = cast.published(editor)
    arabic = cast.published(editor, headline="جسر", language="ar", translation_of=english.article)
    page = reader.get(english.path).content.decode()
    assert 'hreflang="ar"' in page
    assert arabic.path in reader.get(english.path).context["edition"].translations[0]["path"]
    assert english.path in reader.get(arabic.path).content.decode()


def test_a_renamed_story_moves_and_its_old_address_leads_there(reader, editor):
    from articles import workflow

    first = cast.published(editor, slug="old")
    article = first.article
    article.slug = "new"
    article.save()
    workflow.save_revision(article, by=editor)
    second = workflow.update(article, by=editor, substantive=False)
    assert second.path.endswith("/new/")
    answer = reader.get(first.path)
    assert answer.status_code == 301
    assert answer["Location"] == second.path


def test_a_planned_address_tells_nobody_its_slug(reader, editor):
    from articles import workflow

    first = cast.published(editor, slug="calm")
    article = first.article
    article.slug = "minister-resigns"
    article.save()
    workflow.save_revision(article, by=editor)
    planned = workflow.schedule(article, by=editor, at=first.live_from + DAY)
    assert reader.get(planned.path).status_code == 404
    assert reader.get(first.path).status_code == 200


def test_a_story_that_moves_back_is_found_at_both_addresses(reader, editor):
    from articles import workflow

    paths = []
    article = cast.published(editor, slug="a").article
    for slug in ("b", "a"):
        article.slug = slug
        article.save()
        workflow.save_revision(article, by=editor)
        paths.append(workflow.update(article, by=editor, substantive=False).path)
    b, a = paths
    assert reader.get(a).status_code == 200
    moved = reader.get(b)
    assert (moved.status_code, moved["Location"]) == (301, a)
    assert moved["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/feed.atom", "/feed.rss", "/politics/feed.atom", "/feed.json", "/sitemap-news.xml", "/sitemap.xml"]
)
def test_a_withdrawn_story_does_not_stay_with_those_who_ask_whether_anything_changed(reader, editor, path):
    from articles import workflow

    cast.published(editor, headline="Stays")
    goes = cast.published(editor, headline="Goes")
    before = reader.get(path)
    assert "Last-Modified" not in before
    workflow.unpublish(goes.article, by=editor, reason="A mistake")
    conditions = {"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT", "If-None-Match": before["ETag"]}
    assert reader.get(path, headers={"If-Modified-Since": conditions["If-Modified-Since"]}).status_code == 200
    if path != "/sitemap.xml":
        assert reader.get(path, headers=conditions).status_code == 200


def test_an_address_in_decomposed_letters_leads_to_the_composed_one(reader, editor):
    import unicodedata

    edition = cast.published(editor, headline="Hêvî kezewaş")
    answer = reader.get(unicodedata.normalize("NFD", edition.path))
    assert answer.status_code == 301
    assert reader.get(answer["Location"]).status_code == 200


def test_a_translation_of_a_translation_is_of_the_same_family(editor):
    english = cast.published(editor)
    arabic = cast.published(editor, headline="جسر", language="ar", translation_of=english.article)
    sorani = cast.published(editor, headline="پرد", language="ckb", translation_of=arabic.article)
    assert english.family == arabic.family == sorani.family


def test_no_list_names_a_page_that_is_not_there(reader, editor):
    import re

    cast.published(editor)
    for path in ("/tag/rivers/", "/people/dilan-rashid/", "/politics/", "/latest/", "/"):
        page = reader.get(path).content.decode()
        for alternate in re.findall(r'rel="alternate" hreflang="\w+" href="http://testserver([^"]+)"', page):
            assert reader.get(alternate).status_code == 200, alternate

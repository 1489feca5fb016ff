"""Where old paths lead, and which ones nobody hears of."""

import unicodedata
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import tagging, workflow
from articles.models import Address, Person, Section, Tag
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = {"section": "/politics/", "tag": "/tag/rivers/", "person": "/people/dilan-rashid/"}


def rename(page: str, slug: str) -> str:
    thing = Address.objects.get(path=page).owner
    thing.slug = slug
    thing.save()
    return thing.path_of(slug)


def leads(answer) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize("page", PAGES.values())
@pytest.mark.parametrize("rest", ["", "feed.atom", "feed.rss", "?before=4102444800000000-1"])
def test_an_old_page_and_its_feeds_lead_to_the_present_ones(reader, editor, page, rest):
    cast.published(editor)
    new = rename(page, "streams")
    answer = reader.get(page + rest)
    assert leads(answer) == (301, new + rest)
    assert answer["Cache-Control"] == "no-cache"
    assert reader.get(new + rest).status_code == 200


def test_slash_letters_and_move_are_one_step(reader, editor):
    edition = cast.published(editor, language="ar", tags=("hêvî",), slug="hêvî")
    tag = Tag.objects.get()
    tag.slug = "umêd"
    tag.save()
    old = unicodedata.normalize("NFD", "/ar/tag/hêvî")
    answer = reader.get(old)
    assert answer.status_code == 301
    assert reader.get(answer["Location"]).status_code == 200
    article = edition.article
    article.slug = "nû"
    article.save()
    workflow.save_revision(article, by=editor)
    workflow.update(article, by=editor, substantive=False)
    answer = reader.get(unicodedata.normalize("NFD", edition.path).rstrip("/"))
    assert answer.status_code == 301
    assert reader.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("page", [PAGES["tag"], PAGES["person"]])
def test_a_page_that_lost_its_last_story_is_gone_and_so_is_its_old_address(reader, editor, page):
    edition = cast.published(editor)
    new = rename(page, "streams")
    workflow.unpublish(edition.article, by=editor, reason="Wrong")
    for path in (page, new, f"{page}feed.atom", f"{new}feed.rss"):
        assert reader.get(path).status_code == 410, path
    for path in (f"/ar{page}", f"/ar{new}"):
        assert reader.get(path).status_code == 404, path


@pytest.mark.parametrize("page", [PAGES["tag"], PAGES["person"]])
def test_what_was_never_served_is_not_there_under_any_name(reader, editor, page):
    cast.draft(editor)
    new = rename(page, "streams")
    for path in (page, new, f"{page}feed.atom", page.rstrip("/"), new.rstrip("/")):
        assert reader.get(path).status_code == 404, path


def test_a_deleted_section_is_gone(reader):
    cast.section("weather").delete()
    assert reader.get("/weather/").status_code == 410
    assert reader.get("/ar/weather/").status_code == 410
    assert reader.get("/weather").status_code == 410


def test_a_deleted_tag_that_no_reader_saw_tells_nothing(reader):
    Tag.objects.create(name="Secret talks").delete()
    assert reader.get("/tag/secret-talks/").status_code == 404


@pytest.mark.parametrize("path", ["/2014/05/story.html", "/blog/کۆن/", "/old.php"])
def test_a_path_of_an_earlier_site_is_found_with_and_without_a_slash(reader, editor, path):
    edition = cast.published(editor)
    Address.objects.create(path=path, article=edition.article, is_imported=True)
    assert leads(reader.get(path)) == (301, edition.path)
    assert leads(reader.get(path.rstrip("/") if path.endswith("/") else f"{path}/")) == (301, edition.path)
    workflow.kill(edition.article, by=cast.account("chief", "administrator"), reason="Wrong")
    assert reader.get(path).status_code == 410


def test_a_path_of_an_earlier_site_tells_nothing_of_what_is_not_out(reader, editor):
    article = cast.draft(editor)
    Address.objects.create(path="/old.html", article=article, is_imported=True)
    Address.objects.create(path="/old-tag/", tag=Tag.objects.get(), is_imported=True)
    assert reader.get("/old.html").status_code == 404
    assert reader.get("/old-tag/").status_code == 404
    workflow.publish(article, by=editor)
    assert reader.get("/old.html").status_code == 301
    assert leads(reader.get("/old-tag/")) == (301, "/tag/rivers/")


def test_a_move_costs_few_queries(reader, editor):
    cast.published(editor)
    rename(PAGES["tag"], "streams")
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(PAGES["tag"]).status_code == 301
    assert len(captured) <= 5, captured.captured_queries


@pytest.mark.parametrize("model", [Section, Tag, Person])
def test_a_slug_that_is_or_was_anothers_is_refused_at_its_field(client, administrator, model):
    client.force_login(administrator)
    first = model.objects.create(name="First", slug="first")
    other = model.objects.create(name="Other", slug="other")
    url = f"/admin/articles/{model._meta.model_name}/{other.pk}/change/"
    fields = {"name": "Other", "position": "0", "names_0": "", "names_1": ""}
    assert client.post(url, {**fields, "slug": "third"}).status_code == 302
    first.slug = "moved"
    first.save()
    for taken in ("first", "moved"):
        answer = client.post(url, {**fields, "slug": taken})
        assert answer.status_code == 200
        assert "slug" in answer.context["adminform"].form.errors
    # One's own former address is one's own.
    assert client.post(url, {**fields, "slug": "other"}).status_code == 302


@pytest.mark.parametrize("model", [Section, Tag, Person])
def test_a_slug_that_is_taken_between_look_and_save_is_refused_on_the_form(client, administrator, monkeypatch, model):
    client.force_login(administrator)
    first = model.objects.create(name="First", slug="first")
    first.slug = "moved"
    first.save()
    free, looks = model.is_free, []

    def seems_free_at_first(*args):
        looks.append(args)
        return len(looks) == 1 or free(*args)

    monkeypatch.setattr(model, "is_free", staticmethod(seems_free_at_first))
    fields = {"name": "Other", "slug": "first", "position": "0", "names_0": "", "names_1": ""}
    answer = client.post(f"/admin/articles/{model._meta.model_name}/add/", fields)
    assert "slug" in answer.context["adminform"].form.errors
    assert not model.objects.filter(name="Other").exists()


def test_a_reserved_word_is_refused_at_the_slug(client, administrator):
    client.force_login(administrator)
    fields = {"name": "Search", "slug": "search", "position": "0", "names_0": "", "names_1": ""}
    answer = client.post("/admin/articles/section/add/", fields)
    assert "slug" in answer.context["adminform"].form.errors


def test_a_name_that_a_tag_once_had_gives_that_tag(django_assert_num_queries):
    tag = Tag.objects.create(name="Rivers", slug="water")
    tag.name = "Streams"
    tag.save()
    with django_assert_num_queries(1):
        assert tagging.from_string("rivers, Lakes, Water, streams") == ["Streams", "Lakes"]


def test_a_tag_of_just_that_name_goes_before_one_that_had_its_address():
    Tag.objects.create(name="Old", slug="rivers")
    Tag.objects.create(name="Rivers")
    assert tagging.from_string("Rivers") == ["Rivers"]


# The old paths of an earlier site, at the desk and from a file.


@pytest.mark.parametrize(
    "path",
    [
        *(
            "old",
            "//evil.example/",
            "https://old.example/a",
            "/a?b=1",
            "/a#b",
            "/a%00",
            "/a\nb",
            "/" + "a" * 501,
            "/%ff",
        ),
        *("/", "/latest/", "/latest", "/politics/", "/politics", "/ar/politics/feed.rss", "/admin/", "/static/x.css"),
    ],
)
def test_a_path_that_cannot_be_an_old_one_is_refused_in_words(client, administrator, path):
    section = cast.section()
    client.force_login(administrator)
    answer = client.post("/admin/articles/address/add/", {"path": path, "section": section.pk})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors
    assert not Address.objects.filter(is_imported=True).exists()


def test_an_old_path_leads_to_just_one_page(client, administrator, reader):
    section = cast.section()
    client.force_login(administrator)
    add = "/admin/articles/address/add/"
    both = {"path": "/old.html", "section": section.pk, "person": cast.person().pk}
    assert client.post(add, both).context["errors"]
    assert client.post(add, {"path": "/old.html"}).context["errors"]
    assert client.post(add, {"path": "/%D9%82%D8%AF%DB%8C%D9%85/", "section": section.pk}).status_code == 302
    assert leads(reader.get("/قدیم")) == (301, "/politics/")
    listed = client.get("/admin/articles/address/?q=قدیم")
    assert "Politics" in listed.content.decode()
    assert "Politics" in client.get("/admin/articles/address/", {"q": "/%D9%82%D8%AF%DB%8C%D9%85"}).content.decode()
    assert client.get("/admin/articles/address/", {"q": "%00"}).status_code == 200


def imported(tmp_path, text: str, **options) -> str:
    file = tmp_path / "old.csv"
    file.write_text(f"path,kind,target\n{text}", encoding="utf-8")
    said = StringIO()
    call_command("import_addresses", str(file), stdout=said, **options)
    return said.getvalue()


def test_a_file_of_old_paths_is_taken_in_whole_and_only_once(tmp_path, editor, reader):
    edition = cast.published(editor)
    text = f"/a.html,story,{edition.article.uuid}\n/b.html,story,{edition.path}\n/c/,tag,rivers\n"
    assert "Would be imported: 3 " in imported(tmp_path, text, dry_run=True)
    assert not Address.objects.filter(is_imported=True).exists()
    assert "Imported: 3 addresses; 0 " in imported(tmp_path, text)
    assert "Imported: 0 addresses; 3 " in imported(tmp_path, text)
    assert [leads(reader.get(path))[1] for path in ("/a.html", "/b.html", "/c/")] == [
        edition.path,
        edition.path,
        "/tag/rivers/",
    ]


def test_one_wrong_line_of_a_file_is_named_and_nothing_is_taken_in(tmp_path, editor):
    cast.published(editor)
    text = "/a/,section,politics\nb,section,politics\n/c/,planet,mars\n/d/,tag,none\n/e/,section,politics,more\n/f/\n"
    with pytest.raises(CommandError) as refusal:
        imported(tmp_path, text)
    assert [line.split(":")[0] for line in str(refusal.value).splitlines()[1:]] == [
        f"line {number}" for number in (3, 4, 5, 6, 7)
    ]
    assert not Address.objects.filter(is_imported=True).exists()

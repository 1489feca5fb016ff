"""What was renamed or merged since a story was released: its page and feeds lead straight to where things are now."""

import json
import re

import pytest

from articles.models import Edition, EditionTag, Person, Section, Tag
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(editor) -> Edition:
    return cast.published(editor, tags=("Rivers", "Dams"))


def rename(thing, **fields) -> None:
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def page_of(reader, edition: Edition) -> str:
    return reader.get(edition.path).content.decode()


def structured(page: str) -> dict:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(script)["@graph"][0]


def test_no_link_of_a_story_goes_by_an_old_address(reader, edition):
    rename(Tag.objects.get(name="Rivers"), name="Streams", slug="streams")
    rename(Person.objects.get(slug="dilan-rashid"), slug="d-rashid")
    rename(Section.objects.get(slug="politics"), slug="power")
    page = page_of(reader, edition)
    links = set(re.findall(r'href="(?:http://testserver)?(/(?!static/)[^"#]*)"', page))
    links.add(structured(page)["author"][0]["url"].removeprefix("http://testserver"))
    assert {"/tag/streams/", "/people/d-rashid/", "/power/", "/power/feed.atom"} <= links
    assert {link: reader.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_a_renamed_tag_is_called_by_its_present_name(reader, edition):
    rename(Tag.objects.get(name="Rivers"), name="Streams")
    page = page_of(reader, edition)
    assert '<meta property="article:tag" content="Streams">' in page
    assert structured(page)["keywords"] == ["Streams", "Dams"]
    assert '<category term="Streams"' in reader.get("/feed.atom").content.decode()
    assert "<category>Streams</category>" in reader.get("/feed.rss").content.decode()


def test_tags_that_were_merged_are_one(reader, edition):
    water = Tag.objects.create(name="Water")
    EditionTag.objects.filter(edition=edition).update(tag=water)
    page = page_of(reader, edition)
    assert page.count('href="/tag/water/"') == 1
    assert structured(page)["keywords"] == ["Water"]
    assert reader.get("/feed.atom").content.decode().count("<category") == 1


def test_a_person_keeps_the_name_that_was_printed(reader, edition):
    rename(Person.objects.get(slug="dilan-rashid"), name="Dilan Karim", slug="dilan-karim")
    page = page_of(reader, edition)
    assert '<a class="person" href="/people/dilan-karim/" rel="author" dir="auto">Dilan Rashid</a>' in page
    assert structured(page)["author"][0]["name"] == "Dilan Rashid"

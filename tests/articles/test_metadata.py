"""What a page tells search engines and link cards, after schema.org, Open Graph and Google's guide to articles."""

import datetime
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils.dateparse import parse_datetime
from PIL import Image

from articles import workflow
from articles.dates import machine
from articles.models import Edition, Use
from tests import cast

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
HOSTILE = "</script><b>&amp; ]]> \u2028 “quoted” 'it' {% x %} \U0001f600 نەوت"


class Head(HTMLParser):
    """The metas, links and JSON-LD of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.feed(page)
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        self.graph: list[dict[str, Any]] = [thing for each in scripts for thing in json.loads(each)["@graph"]]

    def handle_starttag(self, tag, attributes):
        about = dict(attributes)
        if tag == "meta" and (name := about.get("property") or about.get("name")):
            self.metas.append((name, about["content"]))
        if tag == "link":
            self.links.append(about)

    def all(self, name: str) -> list[str]:
        return [content for each, content in self.metas if each == name]

    def one(self, name: str) -> str:
        [content] = self.all(name)
        return content

    def of_type(self, name: str) -> dict[str, Any]:
        [thing] = [each for each in self.graph if each["@type"] == name]
        return thing

    @property
    def alternates(self) -> dict[str, str]:
        return {each["hreflang"]: each["href"] for each in self.links if "hreflang" in each}

    @property
    def canonical(self) -> str:
        [link] = [each["href"] for each in self.links if each["rel"] == "canonical"]
        return link


def head_of(reader, path: str) -> Head:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    return Head(answer.text)


# What Google asks of an article (developers.google.com, Article structured data, as of 2026), and what we ask beyond.


def is_text(value):
    assert isinstance(value, str)
    assert value.strip()


def is_address(value):
    assert re.fullmatch(r"https?://[!-~]+", value)


def is_instant_with_zone(value):
    assert re.search(r"[+-]\d\d:\d\d$", value)
    assert parse_datetime(value).tzinfo is not None


def is_author(value):
    for each in value if isinstance(value, list) else [value]:
        assert each["@type"] in ("Person", "Organization")
        is_text(each["name"])
        # Only the name: no title, no "by", no other name with it.
        assert not re.search(r"(?i)^by |,| and ", each["name"])
        if each["@type"] == "Person":
            is_address(each["url"])


def is_images(value):
    assert len(value) == 3
    for each in value:
        is_address(each["url"])
        assert each["width"] * each["height"] >= 50_000
    ratios = sorted(round(each["width"] / each["height"], 2) for each in value)
    assert ratios == [1.0, 1.33, 1.78]


def is_publisher(value):
    assert value["@type"] in ("Organization", "NewsMediaOrganization")
    is_text(value["name"])
    is_address(value["url"])
    assert value["logo"]["@type"] == "ImageObject"
    is_address(value["logo"]["url"])
    assert min(value["logo"]["width"], value["logo"]["height"]) >= 112


def is_true(value):
    assert value is True


def is_count(value):
    assert isinstance(value, int)
    assert value > 0


def is_texts(value):
    assert value
    for each in value:
        is_text(each)


# Google requires none of an article; those of the first group it recommends, and without them there is no rich result.
REQUIRED = {
    "headline": is_text,
    "image": is_images,
    "datePublished": is_instant_with_zone,
    "dateModified": is_instant_with_zone,
    "author": is_author,
}
RECOMMENDED = {
    "mainEntityOfPage": is_address,
    "url": is_address,
    "publisher": is_publisher,
    "description": is_text,
    "articleSection": is_text,
    "keywords": is_texts,
    "wordCount": is_count,
    "inLanguage": is_text,
    "isAccessibleForFree": is_true,
    "thumbnailUrl": is_address,
    "speakable": lambda value: is_texts(value["cssSelector"]),
}
# Of a story without a picture, or that nobody signed, these may be missing.
MAY_BE_MISSING = {"image", "thumbnailUrl", "description", "keywords"}


def checked(data: dict[str, Any], *, missing: frozenset[str] = frozenset()) -> None:
    for name, check in (REQUIRED | RECOMMENDED).items():
        if name in missing:
            assert name not in data, name
        else:
            check(data[name])


TEXTS = {
    "hostile": {"headline": HOSTILE, "standfirst": HOSTILE, "kicker": HOSTILE[:50], "tags": ("a & b <c>",)},
    "english": {},
    "arabic": {"language": "ar", "headline": "جسر جديد", "standfirst": "يفتح اليوم"},
    "sorani": {"language": "ckb", "headline": "پردی نوێ", "standfirst": "ئەمڕۆ دەکرێتەوە"},
}


@pytest.mark.parametrize("kind", TEXTS)
def test_every_story_has_what_google_asks_of_an_article(reader, editor, kind):
    edition = cast.published(editor, picture=cast.picture(), **TEXTS[kind])
    data = head_of(reader, edition.path).of_type("NewsArticle")
    checked(data)
    assert data["headline"] == edition.headline
    assert data["datePublished"] == machine(edition.published_at)
    assert data["dateModified"] == machine(edition.updated_at)
    assert data["inLanguage"] == edition.language
    assert data["keywords"] == [tag["name"] for tag in edition.tags]


def test_a_story_without_picture_standfirst_and_tags_leaves_those_out(reader, editor):
    edition = cast.published(editor, standfirst="", tags=(), dateline="")
    head = head_of(reader, edition.path)
    checked(head.of_type("NewsArticle"), missing=frozenset(MAY_BE_MISSING))
    assert head.one("twitter:card") == "summary"
    assert not head.all("og:image")


def test_structured_data_cannot_leave_its_element(reader, editor):
    page = reader.get(cast.published(editor, **TEXTS["hostile"]).path).text
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert not set("<>&\u2028\u2029").intersection(script)
    assert Head(page).of_type("NewsArticle")["headline"].startswith("</script><b>")


def test_copy_that_nobody_signed_is_its_source_s_and_else_the_paper_s(reader, editor):
    unsigned = cast.published(editor, credited=False)
    [author] = head_of(reader, unsigned.path).of_type("NewsArticle")["author"]
    assert author == {"@type": "Organization", "name": "(tigris wire)"}
    drawn = cast.draft(editor, headline="Ours", credited=False, source=None)
    drawn.bylines.create(person=cast.person(), role="pictures")
    ours = workflow.publish(drawn, by=editor)
    [author] = head_of(reader, ours.path).of_type("NewsArticle")["author"]
    assert author == {"@type": "Organization", "name": "Newsroom", "url": f"{SITE}/"}


def test_whoever_else_is_credited_has_a_role_and_an_address(reader, editor):
    article = cast.draft(editor)
    for slug, role in (("sara-aziz", "pictures"), ("hiwa-ali", "translation"), ("mina-k", "editing")):
        article.bylines.create(person=cast.person(slug), role=role)
    edition = workflow.publish(article, by=editor)
    data = head_of(reader, edition.path).of_type("NewsArticle")
    assert [each["name"] for each in data["author"]] == ["Dilan Rashid"]
    assert data["contributor"][0]["url"] == f"{SITE}/people/sara-aziz/"
    assert data["translator"][0]["name"] == "Hiwa Ali"
    assert data["editor"][0]["name"] == "Mina K"
    assert data["sourceOrganization"] == [{"@type": "Organization", "name": "(tigris wire)"}]


def test_corrections_are_told(reader, editor):
    edition = cast.published(editor)
    workflow.correct(edition.article, by=editor, kind="correction", text=HOSTILE)
    data = head_of(reader, edition.path).of_type("NewsArticle")
    [correction] = data["correction"]
    assert correction["@type"] == "CorrectionComment"
    is_instant_with_zone(correction["datePublished"])
    assert correction["datePublished"] == data["dateModified"]
    assert correction["url"].startswith(f"{SITE}{edition.path}#correction-")


def test_translations_know_each_other(reader, editor):
    english = cast.published(editor)
    family = {
        code: cast.published(editor, headline=f"جسر {code}", language=code, translation_of=english.article)
        for code in ("ar", "ckb")
    }
    heads = {code: head_of(reader, each.path) for code, each in {"en": english, **family}.items()}
    work = heads["en"].of_type("NewsArticle")["workTranslation"]
    assert {each["inLanguage"] for each in work} == {"ar", "ckb"}
    assert heads["ar"].of_type("NewsArticle")["translationOfWork"]["url"] == f"{SITE}{english.path}"
    assert "workTranslation" not in heads["ar"].of_type("NewsArticle")
    wanted = {"en", "ar", "ckb", "x-default"}
    assert all(set(head.alternates) == wanted for head in heads.values())
    assert len({tuple(head.alternates.items()) for head in heads.values()}) == 1
    assert heads["ar"].alternates["x-default"] == heads["ar"].alternates["en"] == f"{SITE}{english.path}"
    assert heads["ckb"].one("og:locale") == "ckb_IQ"
    assert set(heads["ckb"].all("og:locale:alternate")) == {"en_GB", "ar_IQ"}
    workflow.unpublish(english.article, by=editor, reason="A mistake")
    left = head_of(reader, family["ar"].path)
    assert set(left.alternates) == {"ar", "ckb", "x-default"}
    assert "translationOfWork" not in left.of_type("NewsArticle")
    assert not head_of(reader, cast.published(editor, headline="Alone").path).alternates


def test_a_link_card_has_all_that_it_needs(reader, editor):
    edition = cast.published(editor, picture=cast.picture())
    head = head_of(reader, edition.path)
    wanted = {
        "og:type": "article",
        "og:title": edition.headline,
        "og:description": edition.standfirst,
        "og:site_name": "Newsroom",
        "og:locale": "en_GB",
        "og:url": f"{SITE}{edition.path}",
        "og:image:width": "1200",
        "og:image:height": "675",
        "og:image:type": "image/jpeg",
        "og:image:alt": "A bridge over a river",
        "twitter:card": "summary_large_image",
        "article:published_time": machine(edition.published_at),
        "article:modified_time": machine(edition.updated_at),
        "article:author": f"{SITE}/people/dilan-rashid/",
        "article:section": "Politics",
        "article:tag": "Rivers",
    }
    assert {name: head.one(name) for name in wanted} == wanted
    assert head.canonical == f"{SITE}{edition.path}"
    picture = b"".join(reader.get(head.one("og:image").removeprefix(SITE)).streaming_content)
    assert Image.open(io.BytesIO(picture)).size == (1200, 675)


def test_what_is_spoken_is_on_the_page(reader, editor):
    edition = cast.published(editor)
    page = reader.get(edition.path).text
    assert Head(page).of_type("NewsArticle")["speakable"]["cssSelector"] == [
        ".story-head .headline",
        ".story-head .standfirst",
    ]
    story_head = page[page.index('class="story-head"') : page.index("</header>", page.index('class="story-head"'))]
    assert 'class="headline"' in story_head
    assert 'class="standfirst"' in story_head


def is_trail(data: dict[str, Any], last: str) -> None:
    """Google's BreadcrumbList: at least two steps, each with position, name and item."""
    steps = data["itemListElement"]
    assert len(steps) >= 2
    assert [each["position"] for each in steps] == list(range(1, len(steps) + 1))
    for each in steps:
        is_text(each["name"])
        is_address(each["item"])
    assert steps[-1]["item"] == last


def test_every_page_knows_where_it_stands(reader, editor):
    edition = cast.published(editor)
    day = edition.path.split("/")[2:5]
    types = {
        edition.path: "NewsArticle",
        "/politics/": "CollectionPage",
        "/tag/rivers/": "CollectionPage",
        "/latest/": "CollectionPage",
        f"/{'/'.join(day)}/": "CollectionPage",
        "/corrections/": "CollectionPage",
        "/people/dilan-rashid/": "ProfilePage",
    }
    for path, kind in types.items():
        head = head_of(reader, path)
        is_trail(head.of_type("BreadcrumbList"), head.canonical)
        assert head.of_type(kind)["url"] == head.canonical
        for name in ("description", "og:title", "og:description", "og:url", "og:locale", "og:type", "twitter:card"):
            is_text(head.one(name))
    profile = head_of(reader, "/people/dilan-rashid/").of_type("ProfilePage")
    assert profile["mainEntity"]["name"] == "Dilan Rashid"
    listed = head_of(reader, "/politics/").of_type("CollectionPage")["mainEntity"]["itemListElement"]
    assert listed[0]["url"] == f"{SITE}{edition.path}"


def test_a_front_is_the_site_with_its_search_where_there_is_one(reader, editor):
    cast.published(editor)
    head = head_of(reader, "/ar/")
    site = head.of_type("WebSite")
    assert site["url"] == f"{SITE}/ar/"
    is_publisher(site["publisher"])
    if "potentialAction" in site:
        assert site["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/ar/search/?q={{search_term_string}}"
    assert head.alternates == {"en": f"{SITE}/", "ar": f"{SITE}/ar/", "ckb": f"{SITE}/ckb/", "x-default": f"{SITE}/"}
    assert head.one("og:image:width") == "512"


def test_a_list_names_the_languages_in_which_it_has_a_page(reader, editor):
    cast.published(editor)
    assert set(head_of(reader, "/corrections/").alternates) == {"en", "ar", "ckb", "x-default"}
    lists = ("/politics/", "/tag/rivers/", "/people/dilan-rashid/")
    for path in lists:
        assert not head_of(reader, path).alternates
    cast.published(editor, language="ckb", headline="پرد")
    for path in lists:
        expected = {"en": SITE + path, "ckb": f"{SITE}/ckb{path}", "x-default": SITE + path}
        assert head_of(reader, path).alternates == head_of(reader, f"/ckb{path}").alternates == expected


def test_a_later_page_of_a_list_is_itself(reader, editor):
    edition = cast.published(editor)
    place = f"/latest/?before={int((edition.published_at.timestamp() + 60) * 1_000_000)}-1"
    head = head_of(reader, place)
    assert head.canonical == SITE + place
    assert not head.alternates


def test_the_logo_is_what_it_is_said_to_be(reader, editor):
    logo = head_of(reader, cast.published(editor).path).of_type("NewsArticle")["publisher"]["logo"]
    content = b"".join(reader.get(logo["url"].removeprefix(SITE)).streaming_content)
    assert Image.open(io.BytesIO(content)).size == (logo["width"], logo["height"])


def test_a_picture_whose_rights_are_at_an_end_is_told_to_nobody(reader, editor):
    edition = cast.published(editor, picture=cast.picture(uses=[Use.SITE, Use.SHARING]))
    assert head_of(reader, edition.path).all("og:image")
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    Edition.objects.filter(pk=edition.pk).update(lead=edition.lead | {"until": past.isoformat()})
    head = head_of(reader, edition.path)
    assert not head.all("og:image")
    assert not {"image", "thumbnailUrl"}.intersection(head.of_type("NewsArticle"))

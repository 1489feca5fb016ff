"""A crawler that begins at the fronts reaches every live story, and meets nothing broken on its way."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from articles import languages, workflow
from articles.models import Edition, Picture
from newsroom.demo import archive
from tests import cast

pytestmark = pytest.mark.django_db

STORIES = 180
SITE = "http://testserver"
FRONTS = ("/", "/ar/", "/ckb/")


class Page(HTMLParser):
    """What a crawler reads of a page."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self.path = path
        # Each address with the languages that its element tells.
        self.links: list[tuple[str, set[str]]] = []
        self.pictures: set[str] = set()
        self.headings = 0
        self.title = self.description = ""
        self.in_title = False
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attributes}
        self.headings += tag == "h1"
        self.in_title = tag == "title"
        if about.get("name") == "description":
            self.description = about["content"]
        if tag in ("a", "link") and "href" in about:
            self.links.append((self.resolved(about["href"]), {about.get("hreflang", ""), about.get("lang", "")}))
        if tag in ("img", "source", "script") and "src" in about:
            self.pictures.add(self.resolved(about["src"]))
        for each in filter(None, about.get("srcset", "").split(", ")):
            self.pictures.add(self.resolved(each.split(" ")[0]))

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self.in_title = False

    def resolved(self, address: str) -> str:
        return unquote(urldefrag(urljoin(SITE + self.path, address)).url)

    def complaints(self) -> Iterator[str]:
        if not self.title.strip() or not self.description.strip():
            yield f"{self.path} does not say what it is about"
        if self.headings != 1:
            yield f"{self.path} has {self.headings} first headings"
        own = languages.of_path(self.path)
        for address, told in self.links:
            other = languages.of_path(urlsplit(address).path)
            if address.startswith(f"{SITE}/") and is_page(address) and other != own and not told & {other, "x-default"}:
                yield f"{self.path} leads to {address} and does not say that it is in another language"


def is_page(address: str) -> bool:
    return urlsplit(address).path.endswith("/")


class Crawl:
    """From the fronts on, every address of the site that a page names, each once."""

    def __init__(self) -> None:
        self.client = Client()
        self.waiting = [SITE + front for front in FRONTS]
        self.met = set(self.waiting)
        self.pages: set[str] = set()
        self.complaints: list[str] = []

    def run(self) -> "Crawl":
        while self.waiting:
            self.visit(self.waiting.pop())
        return self

    def visit(self, address: str) -> None:
        path = address.removeprefix(SITE)
        if path.startswith("/static/"):
            if not finders.find(path.removeprefix("/static/")):
                self.complaints.append(f"there is no {path}")
            return
        response = self.client.get(path)
        if response.status_code != 200:
            self.complaints.append(f"{path} answers {response.status_code}")
        elif response["Content-Type"].startswith("text/html"):
            page = Page(path, response.content.decode())
            self.pages.add(path)
            self.complaints += page.complaints()
            found = {link for link, _ in page.links} | page.pictures
            fresh = {each for each in found - self.met if each.startswith(f"{SITE}/")}
            self.met |= fresh
            self.waiting += sorted(fresh)
        elif response.streaming:
            response.getvalue()


def small_picture() -> Picture:
    return Picture.from_upload(
        cast.photograph(400, 300), caption="A bridge", credit="Sara Aziz", alt_text="A bridge", licence="own"
    )


def test_every_live_story_is_found_and_nothing_on_the_way_is_broken(editor):
    picture, original = small_picture(), None
    for code, headline in {"en": "The bridge opens", "ar": "افتتاح الجسر", "ckb": "پردەکە کرایەوە"}.items():
        body = f'<p>Words.</p><figure data-picture="{picture.pk}"></figure>'
        if original is not None:
            body += f'<p><a data-story="{original.pk}">Words</a></p><aside data-story="{original.pk}"></aside>'
        story = cast.draft(
            editor, language=code, headline=headline, picture=picture, body=body, translation_of=original
        )
        workflow.publish(story, by=editor)
        workflow.correct(story, by=editor, kind="correction", text="At six, not at five.")
        original = original or story
    archive.make(STORIES, lambda done: None)
    crawl = Crawl().run()
    assert not crawl.complaints
    live = set(Edition.objects.live().values_list("path", flat=True))
    assert len(live) == STORIES + 3
    assert not live - crawl.pages
    assert any(address.endswith(".avif") for address in crawl.met)


@pytest.mark.parametrize(
    "html, complaint",
    [
        ("<title>A</title><h1>A</h1>", "does not say"),
        ('<title>A</title><meta name="description" content="A">', "0 first headings"),
        (
            '<title>A</title><meta name="description" content="A"><h1><a href="/ar/latest/">A</a></h1>',
            "in another language",
        ),
    ],
)
def test_the_crawler_notices(html, complaint):
    assert complaint in " ".join(Page("/", html).complaints())
    assert not list(Page("/ar/", '<title>A</title><meta name="description" content="A"><h1>A</h1>').complaints())

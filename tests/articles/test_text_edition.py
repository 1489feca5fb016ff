"""The edition of words alone: everything that readers may see, nothing else, and never much of it at once."""

import re

import pytest
from django.test import Client

from articles import text_only, workflow
from articles.models import Tag
from newsroom.demo import archive
from tests import cast

pytestmark = pytest.mark.django_db

LETTERS = {"en": "The first bus crossed at six. ", "ar": "عبرت الحافلة الأولى في السادسة. ", "ckb": "پردەکە کرایەوە. "}
HOME = {"en": "/text/", "ar": "/ar/text/", "ckb": "/ckb/text/"}
WORDS_ALONE = re.compile(r"<(?:img|picture|script|style|iframe|svg|source|video)\b|stylesheet| style=| class=\"figure")


def page(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    assert len(answer.content) <= text_only.MOST_BYTES, (path, len(answer.content))
    return answer.content.decode()


def text_of(edition) -> str:
    return text_only.address_of(edition.path)


def all_parts(path: str) -> list[str]:
    parts = [page(path)]
    while older := re.search(r'rel="next" href="(\?part=\d+)"', parts[-1]):
        parts.append(page(path + older[1]))
    return parts


@pytest.mark.parametrize("language", LETTERS)
def test_a_long_story_comes_whole_in_parts_that_are_light(editor, language):
    paragraphs = [f"<p>{number} {LETTERS[language] * 14}</p>" for number in range(90)]
    edition = cast.published(editor, language=language, headline=LETTERS[language], body="".join(paragraphs))
    parts = all_parts(text_of(edition))
    assert len(parts) > 1
    whole = " ".join(parts)
    for number in range(90):
        assert f"<p>{number} " in whole
    for part in parts:
        assert 'name="robots" content="noindex"' in part
        assert 'rel="canonical"' in part
        assert f'lang="{language}"' in part
        assert not WORDS_ALONE.search(part)


def test_a_block_that_is_longer_than_a_page_is_parted_between_words(editor):
    edition = cast.published(editor, body="<p>" + "كلمة " * 4_000 + "</p><ul><li>" + '"&lt;' * 4_000 + "</li></ul>")
    parts = all_parts(text_of(edition))
    assert sum(part.count("كلمة") for part in parts) == 4_000
    assert sum(part.count("&lt;") for part in parts) == 4_000


def test_a_story_has_its_credits_captions_and_corrections(editor):
    edition = cast.published(editor, picture=cast.picture())
    for kind in ("correction", "retraction"):
        workflow.correct(edition.article, by=editor, kind=kind, text=f"A {kind} of ours")
    text = page(text_of(edition))
    for words in ("Dilan Rashid", "(tigris wire)", "A bridge at dusk", "Sara Aziz", "A correction of ours", "Erbil"):
        assert words in text
    assert text.index("A retraction of ours") < text.index("The first bus") < text.index("A correction of ours")
    assert f'href="http://testserver{edition.path}"' in text
    assert f'href="{edition.path}"' in text
    assert '<a href="/text/people/dilan-rashid/">' in text
    assert '<a href="/text/tag/rivers/">' in text


def test_the_page_of_a_story_leads_to_its_words_and_every_page_to_their_front(editor, reader):
    edition = cast.published(editor)
    assert f'href="{text_of(edition)}"' in reader.get(edition.path).text
    assert 'href="/text/"' in reader.get("/latest/").text
    assert 'href="/ar/text/"' in reader.get("/ar/").text


def test_what_a_story_leads_to_and_shows_is_in_words_too(editor):
    other = cast.published(editor, headline="The other bridge")
    source = (
        f'<p><a data-story="{other.article_id}">There</a> <a href="https://example.org/">elsewhere</a></p>'
        f'<aside data-story="{other.article_id}"></aside>'
        "<table><tr><th>Year</th><th>Buses</th></tr><tr><td>2026</td><td>6</td></tr></table>"
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>The film</figcaption></figure>'
    )
    text = page(text_of(cast.published(editor, headline="A bridge", body=source)))
    assert text.count(f'href="{text_of(other)}"') == 2
    assert 'href="https://example.org/"' in text
    assert '<th scope="col">Year</th>' in text
    assert 'href="https://www.youtube.com/' in text
    assert "The film" in text
    assert not WORDS_ALONE.search(text)


@pytest.mark.parametrize(
    "path", ["/text/latest/", "/text/politics/", "/text/tag/rivers/", "/text/people/dilan-rashid/"]
)
def test_a_list_leads_to_all_of_its_stories(editor, path):
    editions = [cast.published(editor, headline=f"{'جسر جديد ' * 22} {number}") for number in range(26)]
    pages = [page(path)]
    while older := re.search(r'rel="next" href="([^"]+)"', pages[-1]):
        pages.append(page(older[1]))
    shown = [each for one in pages for each in re.findall(r'<li><a href="([^"]+)"', one)]
    assert sorted(shown) == sorted(map(text_of, editions))


@pytest.mark.parametrize("language", HOME)
def test_the_front_has_the_newest_of_each_section_and_stays_light(editor, language):
    for number in range(40):
        section = cast.section(f"part-{number}", position=number)
        cast.published(editor, section=section, language=language, headline=LETTERS[language] * 5)
    text = page(HOME[language])
    assert text.count("<h2>") == 40
    assert not WORDS_ALONE.search(text)


def test_a_front_without_a_story_says_so(reader):
    assert "No story has been published here yet." in page("/text/")


def test_moved_gone_and_unknown_addresses_are_answered_as_in_the_newspaper(editor, administrator):
    edition = cast.published(editor)
    old = text_of(edition)
    workflow.unpublish(cast.published(editor, headline="Withdrawn").article, by=editor, reason="A mistake")
    taken = cast.published(editor, headline="Taken down")
    workflow.take_down(taken.article, by=administrator, reason="A court", notice="A court asked us to.")
    assert "A court asked us to." in page(text_of(taken), 410)
    assert "Taken down" not in page(text_of(taken), 410)
    answer = Client().get(old.rstrip("/"))
    assert (answer.status_code, answer["Location"]) == (301, old)
    answer = Client().get("/text/latest")
    assert (answer.status_code, answer["Location"]) == (301, "/text/latest/")
    tag = Tag.objects.get(name="Rivers")
    tag.slug = "streams"
    tag.save()
    answer = Client().get("/text/tag/rivers/")
    assert (answer.status_code, answer["Location"]) == (301, "/text/tag/streams/")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/text/nowhere/",
            "/text/text/",
            "/text/admin/",
            "/text/health/",
            "/text/health",
            "/text/feed.atom",
            "/text//",
        ),
        *("/text/ar/latest/", "/ar/text/ckb/latest/", "/text/ar/2026/11/26/", "/text/latest/?before=x", "/text/1/1/1/"),
        *("/text/2026/13/40/", "/text/media/pictures/x/1.avif", "/text/corrections/", "/text/preview/x/"),
    ],
)
def test_what_has_no_words_of_its_own_is_no_page(reader, path):
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("part", ["0", "2", "x", "-1", "1.0", "9" * 40, "１", ""])
def test_a_part_that_there_is_not_is_no_page(editor, reader, part):
    assert reader.get(text_of(cast.published(editor)), {"part": part}).status_code == 404


def test_its_pages_cost_as_few_queries_as_the_newspapers(editor, django_assert_max_num_queries):
    edition = cast.published(editor, picture=cast.picture())
    archive.make(60, lambda done: None)
    day = "/".join(edition.path.split("/")[2:5])
    for path, most in {"/text/": 2, text_of(edition): 1, "/text/politics/": 2, f"/text/{day}/": 2}.items():
        with django_assert_max_num_queries(most):
            page(path)

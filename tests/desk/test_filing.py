"""Copy is filed at the desk: a document or pasted text is a draft, its pictures are in the library, or nothing is."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles import workflow
from articles.models import Article, Picture, Record
from tests import cast
from tests.filing.word import docx, image, p, photograph, t

PATH = "/admin/articles/article/file/"
TARGETS = {"rId1": "media/image1.jpg", "rId2": "media/image2.jpg", "rId3": "media/image3.png"}


@pytest.fixture
def desk(reporter) -> Client:
    client = Client()
    client.force_login(reporter)
    return client


def story(**files: bytes) -> bytes:
    return docx(
        p(t("Night shift at the bakery"), style="Titel"),
        p(image("rId1", "Two people at an oven")),
        p(t("The oven is lit at two."), style="Cap"),
        p(t("Bread does not wait."), image("rId2")),
        p(t("A queue &amp; a joke, 2026"), style="Cap"),
        p(t("It is gone by six."), image("rId3")),
        targets=TARGETS,
        files={
            "word/media/image1.jpg": photograph(1600, 900, "teal"),
            "word/media/image2.jpg": photograph(800, 600, "red"),
            "word/media/image3.png": b"no picture",
            **files,
        },
    )


def send(desk: Client, data: bytes | None = None, **fields: str):
    sent = {"language": "en", "section": "", "pasted": "", **fields}
    if data is not None:
        sent["document"] = SimpleUploadedFile("story.docx", data)
    return desk.post(PATH, sent, follow=True)


def test_a_document_is_a_draft_with_its_pictures_in_the_library(desk, reporter):
    person = cast.person(user=reporter)
    section = cast.section()
    answer = send(desk, story(), section=str(section.pk))
    article = Article.objects.get()
    assert answer.redirect_chain == [(f"/admin/articles/article/{article.pk}/change/", 302)]
    said = [str(message) for message in answer.context["messages"]]
    assert "2 pictures" in said[0]
    assert "1 picture that is too small or cannot be read" in said[1]

    assert (article.headline, article.language, article.section) == ("Night shift at the bakery", "en", section)
    assert (article.stage, article.created_by, article.version) == ("draft", reporter, 1)
    lead, other = Picture.objects.order_by("id")
    assert (article.picture, article.picture_caption) == (lead, "The oven is lit at two.")
    assert (lead.alt_text, lead.added_by, lead.width) == ("Two people at an oven", reporter, 1600)
    assert article.body == (
        f'<p>Bread does not wait.</p><figure data-picture="{other.pk}">'
        "<figcaption>A queue &amp; a joke, 2026</figcaption></figure><p>It is gone by six.</p>"
    )
    assert [line.person for line in article.bylines.all()] == [person]
    assert article.revisions.get().snapshot["headline"] == "Night shift at the bakery"
    assert list(Record.objects.values_list("verb", flat=True)) == ["save"]


def test_a_small_picture_before_the_text_stays_in_it(desk):
    send(desk, story(**{"word/media/image1.jpg": photograph(400, 300, "blue")}))
    article = Article.objects.get()
    assert article.picture is None
    assert article.body.startswith("<figure data-picture=")


def test_pasted_text_is_a_draft_and_its_first_line_the_headline(desk):
    send(desk, pasted="<h2>سوق السمك</h2><p>عاد الصيادون.</p><script>alert(1)</script>", language="ar")
    article = Article.objects.get()
    assert (article.headline, article.body, article.language) == ("سوق السمك", "<p>عاد الصيادون.</p>", "ar")


def test_pasted_text_that_begins_with_a_sentence_has_no_headline_yet(desk):
    send(desk, pasted="<p>It rained, and then it stopped.</p><p>So we went.</p>")
    article = Article.objects.get()
    assert (article.headline, article.body.count("<p>")) == ("", 2)


def test_the_page_remembers_where_one_files(desk, reporter):
    section = cast.section()
    send(desk, pasted="<p>هەواڵ.</p>", language="ckb", section=str(section.pk))
    form = desk.get(PATH).context["form"]
    assert (form["language"].value(), form["section"].value()) == ("ckb", section.pk)


@pytest.mark.parametrize(
    ("fields", "data", "said"),
    [
        ({}, None, "Choose a document, or paste the text below."),
        ({"pasted": "<p></p>"}, None, "Choose a document, or paste the text below."),
        ({"pasted": "<p>Words</p>"}, docx(p(t("Words"))), "Send either a document or pasted text"),
        ({}, b"%PDF-1.7", "This is a PDF"),
        ({}, b"", "empty"),
        ({"language": "xx", "pasted": "<p>W</p>"}, None, "Select a valid choice"),
        ({"language": "e\x00n", "pasted": "<p>W</p>"}, None, "Select a valid choice"),
        ({"section": "9" * 40, "pasted": "<p>W</p>"}, None, "Select a valid choice"),
        ({"section": "\x00", "pasted": "<p>W</p>"}, None, "Null characters are not allowed"),
        ({"pasted": "<p>a\x00b</p>"}, None, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_filed_is_said_on_the_form_and_nothing_is_kept(desk, fields, data, said):
    answer = send(desk, data, **fields)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Article.objects.exists()


def test_where_a_draft_cannot_be_kept_no_picture_is_either(desk, monkeypatch):
    def refuse(*_args, **_named):
        raise workflow.Refused("Somebody was first.")

    monkeypatch.setattr("articles.workflow.save_revision", refuse)
    answer = send(desk, story())
    assert "Somebody was first." in answer.content.decode()
    assert not Article.objects.exists()
    assert not Picture.objects.exists()


def test_the_same_picture_twice_is_one_of_the_library(desk):
    send(desk, story())
    send(desk, story())
    assert (Article.objects.count(), Picture.objects.count()) == (2, 2)
    assert all(default_storage.exists(picture.file.name) for picture in Picture.objects.all())


def test_the_ways_to_it_are_shown_to_whoever_may_write(desk, moderator):
    for path in ("/admin/", "/admin/articles/article/", "/admin/articles/article/board/"):
        assert PATH in desk.get(path).content.decode(), path
    stranger = Client()
    stranger.force_login(moderator)
    assert PATH not in stranger.get("/admin/").content.decode()

"""Figures and dates of the site's own, as each language writes them; and what is not its own, as it is."""

import datetime
import re

import pytest
from django.utils import translation
from django.utils.formats import sanitize_separators

from articles import dates, workflow
from articles.models import Edition
from articles.numerals import Figure, figures, in_figures
from newsroom.comments.models import Comment, Conversation
from tests import cast

AT = datetime.datetime(2026, 10, 24, 21, 30, 12, tzinfo=datetime.UTC)
WRITTEN = {
    "en": ("25 October 2026", "25 October 2026, 00:30", "25 October 2026, 00:30 (+03)"),
    "ar": ("٢٥ تشرين الأول ٢٠٢٦", "٢٥ تشرين الأول ٢٠٢٦، ٠٠:٣٠", "٢٥ تشرين الأول ٢٠٢٦، ٠٠:٣٠ (\u2066+03\u2069)"),
    "ckb": (
        "٢٥ی تشرینی یەکەمی ٢٠٢٦",
        "٢٥ی تشرینی یەکەمی ٢٠٢٦، ٠٠:٣٠",
        "٢٥ی تشرینی یەکەمی ٢٠٢٦، ٠٠:٣٠ (\u2066+03\u2069)",
    ),
}
PREFIXES = {"en": "", "ar": "/ar", "ckb": "/ckb"}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_date_is_in_the_words_the_order_and_the_digits_of_its_language(language):
    day, instant, with_zone = WRITTEN[language]
    with translation.override(language):
        assert dates.written(datetime.date(2026, 10, 25)) == day
        assert dates.written(AT, "DATETIME_FORMAT") == instant
        assert dates.said(AT) == with_zone
        assert dates.machine(AT) == "2026-10-25T00:30:12+03:00"


def test_the_months_are_those_of_iraq():
    with translation.override("ar"):
        assert dates.written(datetime.date(2026, 1, 1)) == "١ كانون الثاني ٢٠٢٦"
    with translation.override("ckb"):
        assert dates.written(datetime.date(2026, 7, 1)).endswith("ی ٢٠٢٦")


def test_a_figure_counts_as_a_number_and_reads_as_its_language_writes_it():
    with translation.override("ckb"):
        assert str(figures(120)) == "١٢٠"
        assert f"{figures(7)}" == "٧"
        assert figures("3 of 4") == "٣ of ٤"
        assert figures(11) + 1 == 12
    with translation.override("en"):
        assert str(Figure(120)) == "120"
        assert in_figures("٣ of 4") == "٣ of 4"


@pytest.mark.parametrize("language", WRITTEN)
def test_a_form_reads_the_numbers_that_browsers_send(language):
    with translation.override(language):
        assert float(sanitize_separators("1234.5")) == 1234.5


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_a_page_has_the_sites_figures_and_leaves_those_of_writers(reader, editor, language):
    edition = cast.published(editor, language=language, headline="جسر 25", body="<p>في 1990 عبر 6 أشخاص.</p>")
    Edition.objects.filter(pk=edition.pk).update(published_at=AT)
    for number in range(12):
        comment = Comment.objects.create(
            article=edition.article, name="Hêvî 5", email="h@example.org", body=f"No. {number}", state="approved"
        )
        Conversation.count(comment, 1)
    workflow.correct(edition.article, by=editor, kind="correction", text="في 1990، لا 1991.")
    page = reader.get(edition.path).content.decode()
    assert "جسر 25</h1>" in page
    assert "<p>في 1990 عبر 6 أشخاص.</p>" in page
    assert "في 1990، لا 1991." in page
    assert "Hêvî 5" in page
    assert re.search(r'<time datetime="2026-10-25T00:30:12\+03:00">٢٥', page)
    assert re.search(r"<h2[^>]*>١٢ ", page)
    (strip,) = re.findall(r'class="masthead-date">([^<]*)<', page)
    assert not re.search("[0-9]", strip)
    for path in ("/latest/", "/2026/10/25/", "/politics/"):
        shown = reader.get(PREFIXES[language] + path).content.decode()
        for words in re.findall(r"<time[^>]*>([^<]*)<", shown):
            assert words.strip(), path
            assert not re.search("[0-9]", words), (path, words)
    day = reader.get(PREFIXES[language] + "/2026/10/25/").content.decode()
    assert f"<title>{WRITTEN[language][0]} ·" in day
    assert '<time datetime="2026-10-25">' in day


@pytest.mark.django_db
def test_what_machines_read_stays_in_ascii(reader, editor):
    edition = cast.published(editor, language="ar", headline="جسر جديد")
    for path in (edition.path, "/ar/", "/ar/latest/", "/ar/feed.atom", "/ar/feed.rss", "/sitemap-stories.xml"):
        said = reader.get(path).content.decode()
        machines = re.findall(r'(?:datetime|content|href|src)="([^"]*)"|<(?:updated|pubDate|lastmod)>([^<]*)<', said)
        assert not [each for each in machines if re.search("[٠-٩]", "".join(each))], path


@pytest.mark.django_db
def test_the_error_pages_count_as_their_language_does(reader, db):
    assert "٤٠٤" in reader.get("/ar/nowhere/").content.decode()
    assert "404</p>" in reader.get("/nowhere/").content.decode()

"""What is kept of a Word document, and what is not."""

import io

import pytest

from articles import filing
from tests.filing import word
from tests.filing.word import docx, image, link, p, t, table

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def read(*blocks: str, **parts) -> filing.Copy:
    data = docx(*blocks, **parts)
    return filing.read_docx(io.BytesIO(data), len(data))


def test_title_subtitle_headings_and_text_come_in_as_what_they_are():
    copy = read(
        p(t("The bridge "), t("is open", BOLD), style="Titel"),
        p(t("Two years late, the first bus crosses."), style="Sub"),
        p(t("It was "), t("raining", BOLD), t(", and "), t("nobody", ITALIC), t(" minded.")),
        p(),
        p(t("What comes next", BOLD), style="H1"),
        p(t("A "), link("second lane", "rId8"), t("."), style=""),
        p(t("The budget"), style="H2"),
        p(t("Eight billion."), style="Zitat"),
        targets={"rId8": "https://example.org/lane"},
    )
    assert (copy.headline, copy.standfirst) == ("The bridge is open", "Two years late, the first bus crosses.")
    assert copy.body == (
        "<p>It was <strong>raining</strong>, and <em>nobody</em> minded.</p>"
        "<h2>What comes next</h2>"
        '<p>A <a href="https://example.org/lane">second lane</a>.</p>'
        "<h3>The budget</h3>"
        "<blockquote><p>Eight billion.</p></blockquote>"
    )


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        (p(t("A heading"), style="H1"), "A heading"),
        (p(t("جسر جديد يفتح غداً")), "جسر جديد يفتح غداً"),
        (p(t("پردەکە کرایەوە")), "پردەکە کرایەوە"),
        (p(t("It rained all night, and then it stopped.")), ""),
        (p(t("word " * 40)), ""),
        (p(t("An item"), numbering=1), ""),
    ],
)
def test_without_a_title_the_first_line_is_the_headline_if_it_reads_like_one(first, headline):
    copy = read(first, p(t("The rest of it.")))
    assert copy.headline == headline
    assert ("The rest of it." in copy.body) and (
        bool(headline) == (copy.body.count("<p>") == 1 and "<li>" not in copy.body)
    )


def test_a_document_of_one_line_is_text():
    assert read(p(t("Only this"))).body == "<p>Only this</p>"


def test_the_highest_headings_are_subheadings_whatever_their_number():
    copy = read(p(t("Long enough to be a lead, with a stop.")), p(t("Two"), style="H2"), p(t("Three"), style="H3"))
    assert copy.body.endswith("<h2>Two</h2><h3>Three</h3>")


def test_lists_are_nested():
    copy = read(
        p(t("Take with you what you need, all of it.")),
        p(t("Water"), numbering=1),
        p(t("cold"), numbering=1, level=1),
        p(t("Bread"), numbering=1),
        p(t("First"), numbering=2),
    )
    assert copy.body.endswith("<ul><li>Water<ul><li>cold</li></ul></li><li>Bread</li></ul><ol><li>First</li></ol>")


def test_insertions_are_in_and_deletions_notes_and_comments_are_out_and_counted():
    copy = read(
        p(
            t("The ferry leaves at "),
            '<w:del w:id="1" w:author="E"><w:r><w:delText>eight</w:delText></w:r></w:del>',
            f'<w:ins w:id="2" w:author="E">{t("nine")}</w:ins>',
            t(" every day."),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            '<w:commentRangeStart w:id="3"/><w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>',
        ),
        files={
            "word/footnotes.xml": word.part(
                "footnotes", f'<w:footnote w:id="2">{p(t("Says the captain"))}</w:footnote>'
            ),
            "word/comments.xml": word.part("comments", f'<w:comment w:id="3" w:author="E">{p(t("Sure?"))}</w:comment>'),
        },
        targets={"rId5": ("footnotes", "footnotes.xml"), "rId6": ("comments", "comments.xml")},
    )
    assert copy.body == "<p>The ferry leaves at nine every day.</p>"
    assert copy.left_out == {"notes": 1, "comments": 1, "deletions": 1}


def test_links_that_lead_nowhere_or_run_are_words():
    targets = {"rId1": "javascript:alert(1)", "rId2": "mailto:desk@example.org"}
    copy = read(
        p(
            link("one", "rId1"),
            t(", "),
            link("two", "rId2"),
            t(", "),
            f'<w:hyperlink w:anchor="x">{t("three")}</w:hyperlink>.',
        ),
        targets=targets,
    )
    assert copy.body == '<p>one, <a href="mailto:desk@example.org">two</a>, three</p>'


def test_a_table_of_data_keeps_its_words_and_a_frame_is_what_is_in_it():
    copy = read(
        p(t("The harvest of three years, in tons.")), table(["Year", "Tons"], ["2024", "88"]), table(["Framed."])
    )
    text = copy.body.replace("<table>", "").replace("<tbody>", "")
    for word_ in ("Year", "Tons", "2024", "88"):
        assert word_ in text
    assert copy.body.endswith("<p>Framed.</p>")


def test_pictures_stand_beside_the_text_with_their_captions():
    copy = read(
        p(t("Night shift at the bakery"), style="Titel"),
        p(image("rId1", "An oven. Description automatically generated with medium confidence")),
        p(t("The oven is lit at two."), style="Cap"),
        p(t("Bread does not "), image("rId2", "Picture 2"), t("wait.")),
        p(t("Last words.")),
        targets={"rId1": "media/image1.jpg", "rId2": "media/image2.jpg"},
        files={"word/media/image1.jpg": b"one", "word/media/image2.jpg": b"two"},
    )
    assert copy.opening == 0
    assert [(each.caption, each.alt) for each in copy.pictures] == [("The oven is lit at two.", "An oven."), ("", "")]
    assert copy.body == '<p>Bread does not wait.</p><figure data-picture="1"></figure><p>Last words.</p>'


def test_the_style_map_in_a_document_is_not_obeyed():
    copy = read(p(t("Plain words that end.")), files={"mammoth/style-map": "p => h2"})
    assert copy.body == "<p>Plain words that end.</p>"

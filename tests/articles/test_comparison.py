"""What changed between two snapshots of a story."""

import html
import re

import pytest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import comparison
from articles.body import clean
from articles.comparison import compare
from articles.comparison.blocks import blocks_of
from tests.effort import effort

ENGLISH, ARABIC, SORANI = {"language": "en"}, {"language": "ar"}, {"language": "ckb"}


def of(changes, name):
    return next(change for change in changes if change.name == name)


def line(old, new, **both):
    return compare({"headline": old, **both}, {"headline": new, **both})[0].blocks[0].segments


def body(old, new, **both):
    return of(compare({"body": old, **both}, {"body": new, **both}), "body").blocks


def marked(segments):
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(signs[segment.op].format(segment.text) for segment in segments)


def shown(old, new):
    return render_to_string("desk/comparison.html", {"comparison": compare(old, new)})


def words_shown(page):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


# Words.


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("The bridge opens", "The old bridge opens", "The[+ old+] bridge opens"),
        ("five people in Erbil", "six people in Erbil", "[-five-][+six+] people in Erbil"),
        ("a b c", "b c", "[-a -]b c"),
        ("", "New", "[+New+]"),
        ("one, two", "three, four", "[-one, two-][+three, four+]"),
        ("It cost 1,500 dinars", "It cost 1,700 dinars", "It cost [-1,500-][+1,700+] dinars"),
        ("It doesn’t", "It does", "It [-doesn’t-][+does+]"),
        ("two  spaces", "two spaces", "two[-  -][+ +]spaces"),
        ("قال، ثم ذهب", "قال؛ ثم ذهب", "قال[-،-][+؛+] ثم ذهب"),
        ("كَرْكُوك اليوم", "كركوك اليوم", "[-كَرْكُوك-][+كركوك+] اليوم"),
        ("نامە\u200cیەک هات", "نامە\u200cکە هات", "[-نامە\u200cیەک-][+نامە\u200cکە+] هات"),
        ("هل وصل؟ نعم", "هل وصل؟ لا", "هل وصل؟ [-نعم-][+لا+]"),
        ("ساعة ١٢:٣٠", "ساعة ١٢:٤٥", "ساعة [-١٢:٣٠-][+١٢:٤٥+]"),
        ("hi 👨‍👩‍👧 there", "hi 👨‍👩‍👦 there", "hi [-👨‍👩‍👧-][+👨‍👩‍👦+] there"),
    ],
)
def test_texts_are_compared_word_by_word(old, new, change):
    assert marked(line(old, new)) == change


def test_a_word_between_two_long_changes_is_part_of_them():
    assert marked(line("red and green the cold war", "one or two the long peace")) == (
        "[-red and green the cold war-][+one or two the long peace+]"
    )
    assert marked(line("red the war", "blue the peace")) == "[-red-][+blue+] the [-war-][+peace+]"


texts = st.text(
    st.characters(codec="utf-8") | st.sampled_from("ab ab ab  ،؟.-’\n\u200c\u064e\u0301ەکی👍🏽\u00a0"), max_size=60
)


@given(texts, texts)
@settings(derandomize=True, deadline=None)
def test_the_pieces_are_both_texts_again(old, new):
    changes = compare({"headline": old}, {"headline": new})
    assert bool(changes) == (old != new)
    segments = changes[0].blocks[0].segments if changes else ()
    assert "".join(each.text for each in segments if each.op != "new") == (old if changes else "")
    assert "".join(each.text for each in segments if each.op != "gone") == (new if changes else "")


@given(texts, texts)
@settings(derandomize=True, deadline=None)
def test_the_blocks_are_both_bodies_again(old, new):
    old, new = (clean("".join(f"<p>{html.escape(each)}</p>" for each in text.split("a"))) for text in (old, new))
    for change in compare({"body": old}, {"body": new}):
        sides = [[], []]
        for block in change.blocks:
            sides[0] += ["".join(each.text for each in block.segments if each.op != "new")] * (block.op != "new")
            sides[1] += ["".join(each.text for each in block.segments if each.op != "gone")] * (block.op != "gone")
        if change.blocks:
            for source, side in zip((old, new), sides, strict=True):
                assert side == ["".join(word.lead + word.text for word in block.words) for block in blocks_of(source)]


# Bodies.


def test_blocks_are_paired_before_their_words():
    old = "<p>The first bus crossed at six.</p><p>Nobody waited.</p><h2>What comes next</h2>"
    new = "<p>A word before.</p><p>The first bus crossed at seven.</p><h2>What comes next</h2><ul><li>A lane</li></ul>"
    assert [(block.op, block.kind, marked(block.segments)) for block in body(old, new)] == [
        ("new", "p", "[+A word before.+]"),
        ("changed", "p", "The first bus crossed at [-six-][+seven+]."),
        ("gone", "p", "[-Nobody waited.-]"),
        ("same", "h2", "What comes next"),
        ("new", "ul", "[+A lane+]"),
    ]


def test_a_block_of_another_kind_says_so():
    (block,) = body("<p>What comes next</p>", "<h2>What comes next</h2>")
    assert (block.op, block.became) == ("changed", "Subheading, before: Paragraph")
    assert marked(block.segments) == "What comes next"
    (block,) = body(
        "<blockquote><p>So it is</p></blockquote>", '<blockquote class="pull-quote"><p>So it is</p></blockquote>'
    )
    assert block.became == "Pull quote, before: Quotation"


@pytest.mark.parametrize(
    ("old", "new", "notes"),
    [
        ("a word here", "a <strong>word</strong> here", ["now bold"]),
        ("a <strong>word</strong> here", "a word here", ["no longer bold"]),
        ("a <em>word</em> here", "a <strong>word</strong> here", ["now bold", "no longer italic"]),
        (
            "a word here",
            'a <a href="https://a.example/">word</a> here',
            ["now a link to \u2066https://a.example/\u2069"],
        ),
        (
            '<a href="https://a.example/?a=1&amp;b=2">a word</a> here',
            '<a href="https://b.example/">a word</a> here',
            [
                "no longer a link to \u2066https://a.example/?a=1&b=2\u2069",
                "now a link to \u2066https://b.example/\u2069",
            ],
        ),
    ],
)
def test_other_formatting_of_the_same_words_is_a_change(old, new, notes):
    (block,) = body(f"<p>{old}</p>", f"<p>{new}</p>")
    assert {segment.op for segment in block.segments} == {"same"}
    assert [note for segment in block.segments for note in segment.notes] == notes
    assert all(note in html.unescape(shown({"body": f"<p>{old}</p>"}, {"body": f"<p>{new}</p>"})) for note in notes)


def test_the_address_of_a_new_link_is_shown_with_its_new_words():
    (block,) = body(
        '<p>Read <a href="https://a.example/">this</a></p>', '<p>Read <a href="https://b.example/">that</a></p>'
    )
    assert [(s.op, s.notes) for s in block.segments if s.op != "same"] == [
        ("gone", ["link to \u2066https://a.example/\u2069"]),
        ("new", ["link to \u2066https://b.example/\u2069"]),
    ]


def test_a_figure_shows_its_picture_and_its_caption():
    figure = '<figure data-picture="{}"><figcaption>{}</figcaption></figure>'.format
    (block,) = body(figure(7, "The bridge at dusk"), figure(7, "The bridge at dawn"))
    assert marked(block.segments) == "The bridge at [-dusk-][+dawn+]"
    assert marked(block.details) == "Picture 7"
    (block,) = body(figure(7, "The bridge"), figure(9, "The bridge"))
    assert marked(block.details) == "[-Picture 7-][+Picture 9+]"
    assert [block.op for block in body(figure(7, ""), figure(9, ""))] == ["gone", "new"]
    page = render_to_string(
        "desk/comparison.html",
        {"comparison": compare({"picture": 3}, {"body": figure(9, "x")}, lambda pk: format_html("<img alt={}>", pk))},
    )
    assert "<img alt=3>Picture 3" in page
    assert "<img alt=9>Picture 9" in page
    assert [block.op for block in body("<p>Bridge</p>", figure(9, "Bridge"))] == ["gone", "new"]


def details(block):
    return marked(block.details)


def test_the_words_and_the_size_of_a_picture_s_use_are_compared():
    old = '<figure data-picture="7" data-alt="A bridge"></figure>'
    new = '<figure data-picture="7" data-size="wide" data-alt="A dam"></figure>'
    (block,) = body(old, new)
    assert block.op == "changed"
    assert "[-alternative text: A bridge-][+size: wide · alternative text: A dam+]" in details(block)


def test_embeds_and_related_stories_come_and_go():
    video = '<figure data-embed="https://vimeo.com/76979871">{}</figure>'
    (block,) = body(video.format(""), video.format("<figcaption>Look</figcaption>"))
    assert (block.op, block.kind, marked(block.segments)) == ("changed", "embed", "[+Look+]")
    assert "https://vimeo.com/76979871" in details(block)
    blocks = body('<aside data-story="7"></aside>', f'<aside data-story="8"></aside>{video.format("")}')
    assert [(block.op, block.kind) for block in blocks] == [("gone", "aside"), ("new", "aside"), ("new", "embed")]
    assert details(blocks[1]) == "[+Story 8+]"


def test_a_table_is_compared_row_by_row():
    old = "<table><tr><th>Town<th>Votes<tr><td>Erbil<td>12<tr><td>Duhok<td></table>"
    new = "<table><tr><th>Town<th>Votes<tr><td>Erbil<td>13<tr><td>Duhok<td></table>"
    blocks = body(old, new)
    assert [(block.op, block.kind) for block in blocks] == [("same", "tr"), ("changed", "tr"), ("same", "tr")]
    assert marked(blocks[1].segments) == "Erbil | [-12-][+13+]"


def test_a_link_to_a_story_of_ours_is_named_by_it():
    (block,) = body("<p>See there</p>", '<p>See <a data-story="7">there</a></p>')
    assert any("Story 7" in note for segment in block.segments for note in segment.notes)


def test_lines_and_dividing_lines_that_come_and_go_are_seen():
    page = shown({"body": "<p>one two</p>"}, {"body": "<p>one<br>two</p><hr>"})
    assert "↵" in page
    assert "Dividing line" in page


def test_lists_in_lists_are_of_another_level():
    old, new = "<ul><li>One</li><li>Two</li></ul>", "<ul><li>One<ul><li>Two</li></ul></li></ul>"
    assert [marked(block.details) for block in body(old, new)] == ["", "[+Level 2+]"]


def test_what_only_the_code_of_a_body_shows_is_told():
    page = shown({"body": "<p>one</p><p>two</p>"}, {"body": "<p>one</p>\n\n<p>two</p>"})
    assert "readers see no change" in page


def test_a_long_stretch_without_a_change_is_folded():
    same = [f"<p>Paragraph {number}</p>" for number in range(10)]
    (change,) = compare({"body": "".join(same)}, {"body": "".join([*same[:9], "<p>Something else</p>", same[9]])})
    folded = [(is_folded, len(blocks)) for is_folded, blocks in change.stretches]
    assert folded == [(True, 8), (False, 1), (False, 1), (False, 1)]
    assert [block for _is_folded, blocks in change.stretches for block in blocks] == list(change.blocks)


# Fields.


def test_fields_come_in_the_order_of_the_form_with_its_names():
    old = {**ENGLISH, "headline": "A", "tags": [{"id": 1, "name": "Oil"}, {"id": 2, "name": "Rivers"}], "slug": "a"}
    new = {
        **ARABIC,
        "bylines": [{"person": 3, "name": "Dilan", "role": "words"}, {"person": 4, "name": "Sara", "role": "pictures"}],
        "section": {"id": 1, "name": "Politics"},
        "picture": 5,
        "translation_of": 6,
        "headline": "B",
        "tags": [{"id": 2, "name": "Rivers"}, {"id": 3, "name": "Roads"}],
        "slug": "b",
    }
    changes = compare(old, new)
    assert [str(change.label) for change in changes] == [
        *("headline", "lead picture", "language", "section", "tags", "slug", "translation of", "bylines")
    ]
    assert {change.name: marked(change.items) for change in changes if change.items} == {
        "picture": "[+Picture 5+]",
        "language": "[-English-][+العربية+]",
        "section": "[+Politics+]",
        "tags": "[-Oil-]Rivers[+Roads+]",
        "translation_of": "[+Story 6+]",
        "bylines": "[+Dilan+][+Sara (Pictures)+]",
    }
    with override("ar"):
        assert str(changes[0].label) != "headline"


def test_two_people_of_one_name_are_two():
    old, new = ({"bylines": [{"person": number, "name": "Ali", "role": "words"}]} for number in (1, 2))
    assert marked(compare(old, new)[0].items) == "[-Ali-][+Ali+]"


def test_the_order_of_bylines_counts():
    lines = [{"person": number, "name": name, "role": "words"} for number, name in ((1, "Ali"), (2, "Sara"))]
    assert compare({"bylines": lines}, {"bylines": lines[::-1]})


@pytest.mark.parametrize(
    "odd", [{}, {"headline": None, "body": None, "tags": None, "bylines": "x", "language": ["en"]}]
)
def test_snapshots_may_lack_what_others_have(odd):
    full = {**SORANI, "headline": "A", "body": "<p>b</p>", "tags": [{"id": 1, "name": "Oil"}], "kicker": ""}
    for pair in ((odd, full), (full, odd)):
        assert {"headline", "body", "tags", "language"} <= {change.name for change in compare(*pair)}
        assert shown(*pair)
    assert compare({"headline": "A"}, {"headline": "A", "kicker": "", "tags": [], "section": None}) == []


def test_what_is_not_known_is_shown_as_it_is_kept():
    changes = compare(
        {"mood": "calm", "headline": "A"}, {"mood": {"is": "<b>wild</b>"}, "headline": "A", "embargo_open": True}
    )
    assert [(str(change.label), marked(change.items)) for change in changes] == [
        ("mood", "[-calm-][+{'is': '<b>wild</b>'}+]"),
        ("embargo until further notice", "[+Yes+]"),
    ]


# The page.


def test_a_text_has_its_language_and_direction():
    page = shown({**ARABIC, "headline": "قال"}, {**ARABIC, "headline": "قالت"})
    assert 'lang="ar" dir="rtl"' in page


def test_texts_of_two_directions_stand_apart():
    old = {**ENGLISH, "headline": "The bridge", "body": "<p>It opened</p><hr>", "slug": "a"}
    changes = compare(old, {**SORANI, "headline": "پردەکە", "body": "<p>کرایەوە</p><hr>", "slug": "b"})
    for name in ("headline", "body"):
        blocks = [block for block in of(changes, name).blocks if block.op != "same"]
        assert [(block.op, *block.voice) for block in blocks] == [("gone", "en", "ltr"), ("new", "ckb", "rtl")]
    assert of(changes, "slug").blocks[0].voice.direction == "auto"
    (line,) = of(compare({**ARABIC, "headline": "پرد"}, {**SORANI, "headline": "پردەکە"}), "headline").blocks
    assert line.voice.language == "ckb"


def test_everything_is_escaped():
    bad = "<script>alert(1)</script>\"'&"
    old = {"headline": "x", "body": "<p>x</p>"}
    new = {
        "headline": bad,
        "body": f'<p>{html.escape(bad)} <a href="https://a.example/?&quot;&gt;&lt;script&gt;">x</a></p>',
        "tags": [{"id": 1, "name": bad}],
        "section": {"id": 1, "name": bad},
        "language": bad,
        bad: bad,
    }
    for pair in ((old, new), (new, old)):
        page = shown(*pair)
        assert "<script" not in page
        assert "alert(1)" in page


def test_a_page_says_what_was_removed_and_added():
    page = words_shown(shown({"headline": "five left"}, {"headline": "six left"}))
    assert "removed: five added: six left" in page
    assert "Nothing differs." in shown({"headline": "A"}, {"headline": "A"})


# Time.

SENTENCE = "The council of the city said on Sunday that the bridge over the river would open for all before winter"


def paragraphs(count, every):
    for number in range(count):
        yield " ".join(
            f"w{number}" if at % every == number % every else word for at, word in enumerate(SENTENCE.split() * 3)
        )


@pytest.mark.parametrize(
    ("old", "new", "most"),
    [
        (list(paragraphs(85, 7)), list(paragraphs(85, 5)), 1),
        ([" ".join(paragraphs(85, 7))], [" ".join(paragraphs(85, 5))], 1),
        (["x"] * 9_900, ["y"] * 9_900, 2),
        (["x"] * 9_900, ["x", "y"] * 4_950, 2),
        (["a" + " word" * 20_000 + " b"], ["c" + " word" * 19_000 + " d"], 2),
        ([" ".join(f"x{n} same" for n in range(10_000))], [" ".join(f"y{n} same" for n in range(10_000))], 2),
    ],
)
def test_it_is_quick_whatever_it_compares(old, new, most):
    old, new = ("".join(f"<p>{each}</p>" for each in side) for side in (old, new))
    with effort() as spent:
        assert body(old, new)
    assert spent.seconds < most


def test_a_long_text_that_takes_too_long_does_not_cost_the_others(monkeypatch):
    monkeypatch.setattr(comparison.alignment, "MOST_WORK", 5_000)
    old, new = "<p>a{} b</p><p>The first bus</p>", "<p>c{} b d</p><p>The last bus</p>"
    blocks = body(old.format(" word" * 200), new.format(" word" * 190))
    assert marked(blocks[-1].segments) == "The [-first-][+last+] bus"

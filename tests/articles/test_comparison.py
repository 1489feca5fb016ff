"""Two states of a story are compared word by word, in any script."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.comparison import blocks_of, compare, compare_bodies, compare_texts

TEXTS = st.text(alphabet=st.sampled_from("ab ،.پرد\u200cەکە\u064b🙂é\u0301\n-"), max_size=60) | st.text(max_size=40)


def marked(old: str, new: str) -> str:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(signs[op].format(text) for op, text in compare_texts(old, new))


@given(TEXTS, TEXTS)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_nothing_is_lost_between_the_two(old, new):
    segments = compare_texts(old, new)
    assert "".join(text for op, text in segments if op != "new") == old
    assert "".join(text for op, text in segments if op != "gone") == new
    assert all(text for _, text in segments)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The bridge opens", "The bridge opens", "The bridge opens"),
        ("The bridge opens today", "The old bridge opens", "The [+old +]bridge opens[- today-]"),
        ("one two three", "uno dos tres", "[-one two three-][+uno dos tres+]"),
        ("پردەکە کرایەوە، گوتی", "پردەکە داخرا، گوتی", "پردەکە [-کرایەوە-][+داخرا+]، گوتی"),
        ("می\u200cخوێنم", "می\u200cنووسم", "[-می\u200cخوێنم-][+می\u200cنووسم+]"),
        ("كَتَبَ الولد", "كَتَبَت البنت", "[-كَتَبَ الولد-][+كَتَبَت البنت+]"),
        ("", "New", "[+New+]"),
    ],
)
def test_words_are_whole(old, new, expected):
    assert marked(old, new) == expected


def test_a_body_is_compared_block_by_block():
    old = "<p>First.</p><h2>Next</h2><p>The second lane opens in May.</p><ul><li><p>One</p></li></ul>"
    new = "<p>First.</p><p>Between.</p><h2>Next</h2><p>The second lane opens in June.</p><ul><li><p>One</p></li></ul>"
    passages = compare_bodies(old, new)
    assert [(each.kind, each.op) for each in passages] == [
        ("p", "same"),
        ("p", "new"),
        ("h2", "same"),
        ("p", "changed"),
        ("li", "same"),
    ]
    assert ("gone", "May") in passages[3].segments
    assert ("new", "June") in passages[3].segments


def test_what_words_do_not_show_is_said():
    (bold,) = compare_bodies("<p>Do it now</p>", "<p>Do it <strong>now</strong></p>")
    assert bold.op == "changed"
    assert bold.notes == ["Formatting, or a link"]
    (link,) = compare_bodies('<p><a href="https://a.example/">x</a></p>', '<p><a href="https://b.example/">x</a></p>')
    assert link.notes == ["Link to https://b.example/"]
    (kind,) = compare_bodies("<h2>What comes next</h2>", "<p>What comes next</p>")
    assert kind.notes[0] == "It was: Subheading"
    (picture,) = compare_bodies(
        '<figure data-picture="1"><figcaption>A bridge</figcaption></figure>',
        '<figure data-picture="2"><figcaption>A bridge</figcaption></figure>',
        lambda pk: f"picture {pk}",
    )
    assert (picture.kind, picture.notes, picture.picture) == ("figure", ["Another picture"], "picture 2")


def test_a_figure_without_words_a_rule_and_a_quotation_are_blocks():
    body = (
        '<figure data-picture="7"></figure><hr>'
        '<blockquote class="pull-quote"><p>Quite so.</p><footer>Roza</footer></blockquote>'
    )
    assert [(block.kind, block.text, block.picture) for block in blocks_of(body)] == [
        ("figure", "", 7),
        ("hr", "", None),
        ("blockquote", "Quite so.", None),
        ("footer", "Roza", None),
    ]


def test_long_stretches_without_a_change_are_counted():
    paragraphs = [f"<p>Paragraph {number}</p>" for number in range(20)]
    passages = compare_bodies("".join(paragraphs), "".join([*paragraphs[:10], "<p>New</p>", *paragraphs[10:]]))
    assert [passage.kind for passage in passages] == ["left_out", "p", "p", "p", "left_out"]
    assert passages[0].notes == ["9 blocks without a change"]


def test_fields_that_differ_are_in_the_order_of_the_form():
    old = {
        "headline": "A",
        "section": {"id": 1, "name": "Politics"},
        "tags": [{"id": 1, "name": "Oil"}, {"id": 2, "name": "Gas"}],
        "bylines": [{"person": 1, "name": "Roza", "role": "words"}],
        "picture": 3,
        "language": "en",
        "body": "<p>x</p>",
        "unknown": 1,
    }
    new = old | {
        "headline": "B",
        "section": None,
        "tags": [{"id": 2, "name": "Gas"}, {"id": 3, "name": "Water"}],
        "bylines": [],
        "picture": None,
        "unknown": 2,
    }
    changes = compare(old, new, lambda pk: f"picture {pk}")
    assert [change.name for change in changes] == ["headline", "bylines", "picture", "section", "tags"]
    tags = [segment for passage in changes[-1].passages for segment in passage.segments]
    assert tags == [("gone", "Oil"), ("same", "Gas"), ("new", "Water")]
    assert changes[1].passages[0].segments == [("gone", "Roza (Words)")]
    assert changes[2].passages[0].picture == "picture 3"
    assert changes[0].direction == "ltr"
    assert compare(old, old) == []


def test_a_story_that_changed_its_language_goes_by_its_letters():
    (_language, headline) = sorted(
        compare({"language": "en", "headline": "A"}, {"language": "ckb", "headline": "پرد"}),
        key=lambda change: change.kind,
    )
    assert headline.direction == "auto"
    (change,) = compare({"language": "ckb", "headline": "ئاو"}, {"language": "ckb", "headline": "پرد"})
    assert (change.language, change.direction) == ("ckb", "rtl")


def test_snapshots_that_lack_fields_can_be_compared():
    assert [change.name for change in compare({"headline": "A", "body": ""}, {"headline": "B", "kicker": "x"})] == [
        "headline"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>a</p>" * 10_000, "<p>b</p>" + "<p>a</p>" * 9_000 + "<p>c</p>"),
        ("<p>" + "word " * 20_000 + "</p>", "<p>other " + "word " * 19_000 + "end</p>"),
        (
            "".join(f"<p>{' '.join(f'w{n * 7 % 911}' for n in range(k, k + 100))}</p>" for k in range(50)),
            "".join(f"<p>{' '.join(f'w{n * 5 % 911}' for n in range(k, k + 100))}</p>" for k in range(50)),
        ),
        ("<ul><li>" * 90 + "deep", "<p>x</p>"),
    ],
)
def test_hostile_and_long_bodies_take_no_time(old, new):
    began = time.process_time()
    assert compare_bodies(old, new)
    assert time.process_time() - began < 2

"""What a layout can be: everything else is refused with a sentence that names the block and the field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.fronts import layout
from newsroom.fronts.layout import Invalid, read
from tests.fronts.curating import block
from tests.fronts.curating import layout as data

SLOT = {"article": 7, "headline": "  Own\n words ", "sublinks": [8, 8, 9], "picture": "none", "twice": True}


def test_a_layout_is_kept_as_it_was_read():
    kept = read(data(block(None, SLOT, look="opening", rule={"kind": "section", "of": 3}), block())).as_data()
    assert read(kept).as_data() == kept
    slot = kept["blocks"][0]["slots"][1]
    assert slot["headline"] == "Own words"
    assert slot["sublinks"] == [8, 9]
    assert kept["blocks"][0]["slots"][0] is None


def test_places_that_are_left_to_the_rule_at_the_end_are_not_kept():
    assert read(data(block(SLOT, None, None))).as_data()["blocks"][0]["slots"] == [
        read(data(block(SLOT))).as_data()["blocks"][0]["slots"][0]
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (block(look="poster"), "Block 1: “look” has to be one of"),
        (block(cards=0), "Block 1: “cards” has to be a number"),
        (block(cards=True), "Block 1: “cards” has to be a number"),
        (block(cards="9"), "Block 1: “cards” has to be a number"),
        (block(cards=25), "Block 1: “cards” has to be a number from 1 to 24"),
        (block(title="x" * 81), "Block 1: “title” can have 80 letters at most, and has 81"),
        (block(title=3), "Block 1: “title” has to be text"),
        (block(rule="oldest"), "Block 1: “rule” has to be one of"),
        (block(rule={"kind": "tag"}), "Block 1: “rule” names no section or tag"),
        (block(rule={"kind": "section", "of": -1}), "Block 1: “rule” names no section or tag"),
        (block(SLOT, SLOT, SLOT, SLOT), "Block 1: “slots” are more than the block has cards (3)"),
        (block({}), "Block 1, place 1: “article” has to be"),
        (block(None, 7), "Block 1, place 2: has to be an object"),
        (block({**SLOT, "article": 2**63}), "Block 1, place 1: “article” has to be"),
        (block({**SLOT, "headline": "x" * 201}), "Block 1, place 1: “headline” can have 200 letters"),
        (block({**SLOT, "picture": "big"}), "Block 1, place 1: “picture” has to be one of"),
        (block({**SLOT, "sublinks": [1] * 7}), "Block 1, place 1: “sublinks” has to be a list of at most 6"),
        (block({**SLOT, "sublinks": ["1"]}), "Block 1, place 1: “sublinks” has to be"),
        (block({**SLOT, "twice": 1}), "Block 1, place 1: “twice” has to be true or false"),
        (block({**SLOT, "script": "x"}), "Block 1, place 1: “script” is no field of it"),
        ("block", "Block 1: has to be an object"),
        (None, "Block 1: has to be an object"),
    ],
)
def test_what_is_wrong_is_told_by_block_and_field(wrong, said):
    with pytest.raises(Invalid) as refused:
        read(data(wrong))
    assert any(error.startswith(said) for error in refused.value.errors), refused.value.errors


def test_every_error_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        read(data(block(look="poster"), block(cards=0), block({})))
    assert [error[:7] for error in refused.value.errors] == ["Block 1", "Block 2", "Block 3"]


def test_a_front_has_its_measure():
    for blocks in ([block()] * (layout.MOST_BLOCKS + 1), [block(cards=24)] * 9):
        with pytest.raises(Invalid):
            read(data(*blocks))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["blocks", "look", "cards", "rule", "kind", "of", "slots", "article", "sublinks", "x\x00"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=40, deadline=None)
@given(JSON)
def test_whatever_json_it_is_it_is_a_layout_or_refused_in_words(value):
    for each in (
        value,
        {"blocks": value},
        {"blocks": [value]},
        {"blocks": [{"look": "row", "cards": 3, "slots": value}]},
    ):
        try:
            kept = read(each).as_data()
        except Invalid as refused:
            assert all(refused.errors)
        else:
            assert read(kept).as_data() == kept

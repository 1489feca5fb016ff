"""What a reader types is words, phrases and exclusions, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.search import question
from newsroom.search.vocabulary import is_one_slip, shortened


def said(typed: str) -> list[str]:
    return [
        ("-" if term.is_excluded else "") + ("+".join(word.folded for word in term.words)) + ("!" * term.is_quoted)
        for term in question.read(typed).terms
    ]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("night train", ["night", "train"]),
        ('"night train" basra', ["night+train!", "basra"]),
        ("“night train”", ["night+train!"]),
        ("«قطار الليل» البصرة", ["قطار+الليل!", "البصره"]),
        ("„Nachtzug nach“", ["nachtzug+nach!"]),
        ("river -bridge", ["river", "-bridge"]),
        ('river -"old bridge"', ["river", "-old+bridge!"]),
        ("river −bridge", ["river", "-bridge"]),
        ("covid-19", ["covid+19"]),
        ('an "open quote', ["an", "open", "quote"]),
        ("", []),
        ("--- !!! ''' \"\"", []),
        ("it's", ["its".removesuffix("s")]),
    ],
)
def test_a_question_is_taken_apart(typed, terms):
    assert said(typed) == terms


def test_words_beyond_the_twelfth_are_said_to_be_left_out():
    long = question.read(" ".join(f"word{number}" for number in range(20)))
    assert len(long.terms) == question.MOST_WORDS
    assert long.is_cut
    assert not question.read("two words").is_cut


def test_another_word_takes_the_place_of_the_mistyped_one_alone():
    asked = question.read("libary of “libary” Basra")
    assert asked.with_words({"libary": "library"}) in ("library of “library” Basra", "library of “libary” Basra")
    assert question.read("art party").with_words({"art": "act"}) == "act party"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(typed):
    for term in question.read(typed).terms:
        assert all(word.folded.isalnum() for word in term.words)


@pytest.mark.parametrize(
    ("one", "other"),
    [("library", "libary"), ("library", "librarry"), ("library", "libbary"), ("library", "lirbary"), ("ab", "a")],
)
def test_one_slip_apart(one, other):
    assert is_one_slip(one, other)
    assert is_one_slip(other, one)
    assert shortened(one) & shortened(other)


@pytest.mark.parametrize(("one", "other"), [("library", "library"), ("library", "librarian"), ("abcd", "badc")])
def test_no_slip_or_more_than_one(one, other):
    assert not is_one_slip(one, other)


@settings(max_examples=50, deadline=None)
@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_whatever_is_one_slip_apart_has_something_in_common(one, other):
    assert is_one_slip(one, other) == is_one_slip(other, one)
    if is_one_slip(one, other):
        assert shortened(one) & shortened(other)

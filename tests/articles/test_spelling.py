"""One spelling for the many in which a word is written."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.spelling import LONGEST_WORD, folded, folded_word, word_list, word_spans, written

SAME = [
    # Letters of two keyboards.
    ("کتێبي", "كتێبی"),
    ("علی", "علي"),
    ("على", "علي"),
    ("مەھاباد", "مەهاباد"),
    # Kurdish e, and a heh that does not join; Arabic teh marbuta.
    ("هەولێر", "هه‌ولێر"),
    ("هەولێر", "هةولێر"),
    ("مدرسة", "مدرسه"),
    # Kurdish letters without their marks, or with those of old fonts.
    ("ڕووبار", "رووبار"),
    ("گوڵ", "گول"),
    ("سلێمانی", "سليماني"),
    ("سلێمانی", "سليَمانى"),
    ("کۆیە", "كويه"),
    ("کۆیە", "كؤية"),
    ("کەرکووک", "كركوك".replace("كر", "كهر")),
    # Hamza.
    ("أحمد", "احمد"),
    ("إربيل", "اربيل"),
    ("آثار", "اثار"),
    ("ٱلله", "الله"),
    ("مؤتمر", "موتمر"),
    ("رئيس", "رييس"),
    ("ئاو", "او"),
    # Tatweel, vowel signs, joiners, marks of direction.
    ("كتـــاب", "كتاب"),
    ("مُحَمَّدٌ", "محمد"),
    ("می‌رود", "میرود"),
    ("سلام\u200f", "سلام"),
    ("soft\u00adware", "software"),
    # Digits.
    ("٢٠٢٦", "2026"),
    ("۲۰۲۶", "2026"),
    ("٢٥٬٠٠٠", "25,000"),
    ("25,000", "25000"),
    # Latin letters.
    ("Café", "CAFE"),
    ("cafe\u0301", "café"),
    ("Hêvî", "hevi"),
    ("IĞDIR", "ığdır"),
    ("Straße", "STRASSE"),
    ("Łódź", "lodz"),
    ("Erbil’s", "Erbil"),
    ("don't", "dont"),
    # Signs that stand for letters.
    ("ﻻ", "لا"),
    ("ﷲ", "الله"),
    ("ﬁre", "fire"),
    ("ｗａｔｅｒ", "water"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_both_are_the_same_word(one, other):
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("کوڕ", "گوڕ"), ("باب", "پاپ"), ("1500", "15,00"), ("river", "rover"), ("ماء", "ما"), ("كتاب", "كتب")],
)
def test_these_are_not(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ڕووبار", "روبار"), ("سلێمانی", "سلیمانی"), ("مدرسة", "مدرسه"), ("café", "cafe"), ("أحمد", "احمد")],
)
def test_what_is_folded_together_is_still_written_apart(one, other):
    assert folded_word(one) == folded_word(other)
    assert written(one) != written(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("كتـاب", "کتاب"), ("هه‌ر", "هەر"), ("KIRKUK", "Kirkuk"), ("٣", "3"), ("مُدُن", "مدن"), ("cafe\u0301", "café")],
)
def test_what_only_keyboards_write_apart_is_written_the_same(one, other):
    assert written(one) == written(other)


def test_words_stand_where_they_are_in_the_text():
    text = "The dam—built in ١٩٥٩—holds 1,200 m³, “he” said: 3.5%."
    assert [text[begin:end] for begin, end in word_spans(text)] == word_list(text)
    assert folded(text) == "the dam built in 1959 holds 1200 m3 he said 3 5"


def test_punctuation_of_any_script_parts_words():
    assert folded("سڵاو، چۆنی؟ باشم؛ (سوپاس) «زۆر»") == folded("سڵاو چۆنی باشم سوپاس زۆر")
    assert folded("a_b c/d e-f") == "a b c d e f"
    assert folded("—…!؟") == ""


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_and_leaves_letters_and_digits_alone(text):
    once = folded(text)
    assert folded(once) == once
    assert all(word.isalnum() for word in once.split())


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_the_same_text_in_another_normal_form_is_the_same(text):
    for form in ("NFC", "NFD"):
        assert folded(unicodedata.normalize(form, text)) == folded(unicodedata.normalize("NFC", text))


def test_a_word_has_an_end():
    assert len(written("x" * 10_000)) == LONGEST_WORD

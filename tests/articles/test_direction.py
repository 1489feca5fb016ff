"""Which way words run, and what a body keeps apart so that they do."""

import pytest
from django.utils import translation

from articles import body, direction


def rendered(language: str, source: str) -> str:
    with translation.override(language):
        return body.render(source, {})


@pytest.mark.parametrize(
    "language, words, way",
    [
        ("ar", "Google تفتح مكتباً في أربيل", "rtl"),
        ("en", "Google تفتح مكتباً في أربيل", "rtl"),
        ("ar", "A bridge at dusk, said سارة.", "ltr"),
        ("ckb", "2026 (1)", "rtl"),
        ("en", "", "ltr"),
    ],
)
def test_most_letters_decide_the_way_and_without_letters_the_page(language, words, way):
    with translation.override(language):
        assert direction.of_words(words) == way


def test_a_block_all_in_the_other_direction_has_its_own():
    assert rendered("ckb", "<p>It works!</p>") == '<p dir="ltr">It works!</p>'
    assert rendered("ckb", "<p>وتی It works!</p>") == "<p>وتی It works!</p>"
    assert rendered("en", "<ul><li>نعم!</li></ul>") == '<ul><li dir="rtl"><bdi>نعم</bdi>!</li></ul>'
    assert rendered("ar", "<p>+964</p>") == "<p>+964</p>"


@pytest.mark.parametrize("number", ["+9647501234567", "0750 123 4567", "(0750) 123-4567", "٠٧٥٠ ١٢٣ ٤٥٦٧"])
def test_a_telephone_number_runs_from_the_left(number):
    assert rendered("ar", f"<p>اتصلوا {number}.</p>") == f'<p>اتصلوا <bdo dir="ltr">{number}</bdo>.</p>'
    assert rendered("en", f"<p>Call {number}.</p>") == f"<p>Call {number}.</p>"


@pytest.mark.parametrize("number", ["2026", "10-15", "1990–1995", "1,200.50", "25%", "0.5", "-5", "3 000 000"])
def test_another_number_is_left_as_it_is(number):
    assert rendered("ar", f"<p>بلغ {number} أمس</p>") == f"<p>بلغ {number} أمس</p>"


def test_an_address_keeps_its_last_slash_and_gives_back_the_full_stop():
    assert rendered("ckb", "<p>بڕوانە https://example.org/a/.</p>") == (
        '<p>بڕوانە <bdi dir="ltr">https://example.org/a/</bdi>.</p>'
    )


def test_what_machines_read_of_a_link_is_left_alone():
    made = rendered("ar", '<p>في <a href="tel:+9647501234567">الهاتف</a></p>')
    assert made == '<p>في <a href="tel:+9647501234567">الهاتف</a></p>'


def test_no_word_is_changed():
    source = "<p>قال Rebin: اتصلوا +964 750 123 4567 أو www.example.org/a/ «Bridge».</p><p>Only this.</p>"
    for language in ("en", "ar"):
        assert body.plain_text(rendered(language, source)) == body.plain_text(source)

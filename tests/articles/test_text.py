"""What is kept of what somebody typed."""

import pytest

from articles import tagging
from articles.models import Section, Tag
from articles.text import clean_line, clean_text, slug_of
from tests import cast


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("US confirms change", "us-confirms-change"),
        ("Café & Co: 50% more!", "café-co-50-more"),
        ("النفط في كركوك", "النفط-في-كركوك"),
        ("كَرْكُوك", "كركوك"),
        ("كـــركوك", "كركوك"),
        ("هەولێر پایتەختە", "هەولێر-پایتەختە"),
        ("می‌خواهم", "می-خواهم"),
        ("  --  ", ""),
        ("!!!", ""),
        ("Ⅷ ﬁne", "viii-fine"),
        ("a_b", "a-b"),
    ],
)
def test_a_slug_is_in_the_script_of_its_text(title, slug):
    assert slug_of(title) == slug


def test_a_long_slug_ends_with_a_whole_word():
    slug = slug_of("word " * 40)
    assert len(slug) <= 80
    assert slug.endswith("word")
    assert len(slug_of("x" * 500)) == 80


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x1F, 0x7F, 0x85, 0xFFFE, 0xFDD0])
def test_control_characters_go(code):
    assert clean_text(f"a{chr(code)}b") == "ab" or clean_line(f"a{chr(code)}b") in ("ab", "a b")


def test_a_line_is_one_line_in_nfc():
    assert clean_line("  Cafe\u0301 \r\n au  lait ") == "Café au lait"


def test_tags_are_parted_by_commas_of_either_script(db):
    assert tagging.from_string("Ain al-Asad, النفط، نەوت ; Ain al-Asad,,") == ["Ain al-Asad", "النفط", "نەوت"]


@pytest.mark.django_db
def test_tags_in_three_scripts_have_addresses(editor):
    article = cast.draft(editor, tags=("Oil", "النفط", "نەوت", "oil"))
    assert sorted(article.tags.slugs()) == sorted(["oil", "النفط", "نەوت"])
    assert Tag.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["admin", "tag", "ar", "2026", "comments", "media"])
def test_a_section_cannot_take_the_address_of_another_page(slug):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        Section(name="x", slug=slug).full_clean()


@pytest.mark.django_db
def test_a_name_is_read_in_the_language_spoken():
    from django.utils.translation import override

    section = cast.section("politics", name="Politics", names={"ar": "سياسة"})
    with override("ar"):
        assert str(section) == "سياسة"
    with override("ckb"):
        assert str(section) == "Politics"

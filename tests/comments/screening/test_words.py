"""Words of the desk's lists are found however they are spelled; who and what is banned is told to nobody."""

import datetime

import pytest
from django.utils import timezone

from newsroom.comments.models import Ban, Comment, WordList
from newsroom.comments.screening.word_lists import phrases
from newsroom.comments.screening.wording import spellings
from newsroom.comments.sealing import email_mark, network_mark, region_mark
from tests.comments.screening.conftest import found, judged

State = Comment.State


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("casino*", "the CASINOS of the north"),
        ("casino", "a c4s1n0 here"),
        ("casino", "a C@sino here"),
        ("casino", "a c a s i n o here"),
        ("casino", "a c.a.s.i.n.o here"),
        ("casino", "a ca\u200bsino here"),
        ("casino", "a c\u0430sin\u043e here"),
        ("casino", "a ｃａｓｉｎｏ here"),
        ("casino", "a caaaasino here"),
        ("free spins", "get Free  SPINS!"),
        ("café", "a cafe"),
        # Arabic: alef, teh marbuta, alef maqsura, tatweel, vowel signs, the article.
        ("احمق", "أحمق"),
        ("احمق", "أَحْمَـــقُ"),
        ("قذارة", "قذاره"),
        ("غبى", "غبي"),
        ("كازينو*", "والكازينوهات"),
        ("شيخ روحاني", "الشيخ الروحاني"),
        # Sorani: kaf and yeh of two keyboards, e as it was typed once, marks that are left out.
        ("گەوجەکە", "گەوجەكە"),
        ("بێشەرم", "بيشەرم"),
        ("دەزان", "ده\u200cزان"),
        ("قۆڕ", "قور"),
        ("هەرزانترین نرخ", "هەرزانترين  نرخ"),
    ],
)
def test_a_listed_word_is_found_in_every_spelling(line, text):
    assert phrases(f"nothing\n{line}\n").within(spellings(text)) == [line]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("ass", "a classic assessment"),
        ("free spins", "free the spins"),
        ("casino", "casinos"),
        ("rap*", "a trap"),
        ("", "x"),
    ],
)
def test_what_is_not_listed_is_not_found(line, text):
    assert phrases(line).within(spellings(text)) == []


@pytest.mark.django_db
def test_a_banned_word_holds_and_two_with_more_are_spam(written):
    WordList.objects.create(kind="banned", words="blockhead\nnumskull\ndimwit")
    one = judged(written("You blockhead."))
    assert one.state == State.HELD
    assert found(one)["banned_words"] == {"words": ["blockhead"]}
    many = judged(written("You BLOCKHEAD, n u m s k u l l and d1mwit: https://a.example/ https://b.example/"))
    assert found(many)["banned_words"] == {"words": ["blockhead", "numskull", "dimwit"]}
    assert many.state == State.SPAM


@pytest.mark.django_db
def test_lists_of_every_language_count_and_a_change_counts_at_once(written):
    suspect = "اربح المال من الكازينو، casino, کازینۆکان"
    assert len(found(judged(written(suspect)))["suspect_words"]["words"]) == 3
    WordList.objects.all().delete()
    assert "suspect_words" not in found(judged(written(suspect)))
    WordList.objects.create(kind="suspect", words="mill")
    assert found(judged(written()))["suspect_words"] == {"words": ["mill"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ban",
    [
        {"kind": "email", "mark": email_mark("HEVI+news@example.org")},
        {"kind": "network", "mark": network_mark("203.0.113.9")},
        {"kind": "region", "mark": region_mark("203.0.113.200")},
        {"kind": "phrase", "phrase": "waited until NOON"},
    ],
)
def test_whoever_is_banned_goes_to_spam_without_a_word_of_it(written, moderator, ban):
    Ban.objects.create(by=moderator, **ban)
    verdict = judged(written())
    assert verdict.state == State.SPAM
    assert found(verdict)["ban"]["ban"] == ban["kind"]
    other = written("Something else.", email="other@example.org", address="198.51.100.1")
    assert "ban" not in found(judged(other))


@pytest.mark.django_db
def test_a_ban_ends(written, moderator):
    then = timezone.now() - datetime.timedelta(seconds=1)
    Ban.objects.create(by=moderator, kind="email", mark=email_mark("hevi@example.org"), ends_at=then)
    assert judged(written()).state == State.APPROVED


@pytest.mark.django_db
def test_a_ban_without_a_mark_is_on_nobody(written, moderator):
    Ban.objects.create(by=moderator, kind="email")
    assert judged(written(email="", address=None)).state == State.APPROVED

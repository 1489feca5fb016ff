"""Each check by itself: what it finds, and what it lets pass."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Edition
from newsroom.comments.models import Comment, Openness
from newsroom.comments.screening import links, wording
from tests.comments.screening.conftest import HONEST, found, judged
from tests.effort import effort

pytestmark = pytest.mark.django_db
State = Comment.State


@pytest.mark.parametrize(
    ("check", "caught", "passes"),
    [
        ("short", ".", "ok"),
        ("long", "word " * 1300, "word " * 1000),
        ("capitals", "THE MILL IS CLOSED AND NOBODY CARES", "NATO and UNHCR say the mill is closed"),
        ("signs", "Cheap!!!!!! $$$ now", "Really?! No. 😀"),
        ("links", "https://a.example/ www.b.example/ and c-d.com", "see https://a.example/, page 4"),
        ("only_links", "see https://a.example/", "this is what I mean: https://a.example/"),
        ("disguised_links", "best-shop [dot] com", "He said: dot your i."),
        ("disguised_links", "http://bbc.co.uk@evil.example/", "write to the editor @ the desk"),
        ("disguised_links", "https://192.168.4.12/x", "version 192.168 of the plan"),
        ("disguised_links", "https://xn--pple-43d.com/", "https://apple.example/"),
        ("link_code", "[url=https://a.example/]a[/url]", "[sic] a < b"),
        ("contact", "call +964 750 123 4567", "in 2003, 4,500 people and 120 000 dinars"),
        ("contact", "write to me@mail.example", "@mayor, answer this"),
        ("contact", "راسلني على الواتساب", "راسلني على العنوان"),
        ("disguised_words", "Fr\u0435e money", "Ева said free"),
        ("disguised_words", "c a s i n o bonus", "plan B and plan C"),
        ("disguised_words", "ca\u200bsi\u200bno", "ده\u200cچم بۆ ماڵ"),
        ("disguised_words", "𝓕𝓻𝓮𝓮 gift", "Free gift"),
    ],
)
def test_what_is_written(written, check, caught, passes):
    assert check in found(judged(written(caught)))
    assert check not in found(judged(written(passes)))


@pytest.mark.parametrize("name", ["https://a.example", "best-pills.com", "shop [dot] com"])
def test_a_link_for_a_name(written, name):
    assert "link_in_name" in found(judged(written(name=name)))
    assert "link_in_name" not in found(judged(written(name="J. R. Marsh, Esq.")))


@pytest.mark.parametrize(
    ("facts", "check"),
    [
        ({"honeypot": True}, "honeypot"),
        ({"seconds_since_form": 1.2}, "form_time"),
        ({"challenge_ok": False}, "challenge"),
        ({"story_is_live": False}, "story"),
        ({"openness": Openness.CLOSED}, "story"),
    ],
)
def test_how_it_came(written, facts, check):
    verdict = judged(written(), **facts)
    assert check in found(verdict)
    assert verdict.state != State.APPROVED
    assert check not in found(judged(written(), seconds_since_form=None))


def test_long_after_publication(written, edition):
    Edition.objects.update(published_at=timezone.now() - datetime.timedelta(days=40))
    assert found(judged(written()))["late"] == {"days": 40}


def test_the_same_words_are_known_again_also_where_a_few_are_changed(written, kept, moderator):
    offer = "Solar pumps of five and ten horses, free delivery in all Iraq, ask for our list, model {}"
    kept(offer.format(4), email="a@bulk.example", address="198.51.100.1")
    assert found(judged(written(offer.format(97).upper())))["repeats"] == {"times": 1}
    assert "repeats" not in found(judged(written()))
    kept(offer.format(5), email="b@bulk.example", address="198.51.100.2", state="spam", by=moderator)
    assert found(judged(written(offer.format(8))))["repeats_of_spam"] == {"times": 1}
    Comment.objects.update(posted_at=timezone.now() - datetime.timedelta(days=8))
    assert "repeats" not in found(judged(written(offer.format(9))))


def test_what_many_say_is_no_repeat(written, kept):
    kept("Thank you!", email="a@mail.example")
    assert "repeats" not in found(judged(written("Thank you.")))


def test_a_repeat_in_another_spelling_of_arabic_letters(written, kept):
    kept("كتابي على الطاولة منذ أسبوع ولم يقرأه أحد", email="a@mail.example")
    assert "repeats" in found(judged(written("كـتابي علی الطاوله منذ اسبوع ولم يقرأه احد")))


def test_many_in_a_short_time(written, kept):
    for number in range(5):
        kept(f"{HONEST} {number}", email=f"r{number}@mail.example")
    assert found(judged(written("Another thing.")))["rate_by_address"] == {"comments": 6}
    for number in range(3):
        kept(f"{HONEST} again {number}", address=f"198.51.100.{number}", email="Same+tag@mail.example")
    elsewhere = found(judged(written("A third.", email="same@mail.example", address="198.51.100.77")))
    assert elsewhere["rate_by_email"] == {"comments": 4}
    assert "rate_by_address" not in elsewhere
    Comment.objects.update(posted_at=timezone.now() - datetime.timedelta(minutes=11))
    assert "rate_by_address" not in found(judged(written("Another thing.")))


def test_what_became_of_it_before(written, kept, moderator):
    assert found(judged(written()))["new_commenter"] == {"link": False}
    assert found(judged(written(website="https://me.example/")))["new_commenter"] == {"link": True}
    for number in range(5):
        kept(f"Approved {number} of several", state="approved", by=moderator)
    Comment.objects.update(posted_at=timezone.now() - datetime.timedelta(days=2))
    assert list(found(judged(written("A new thing.")))) == ["good_history"]
    kept("Refused", state="rejected", by=moderator)
    assert found(judged(written("A new thing.")))["refused_before"] == {"comments": 1}
    assert "good_history" not in found(judged(written("A new thing.")))


def test_only_what_a_person_decided_is_held_against_a_reader(written, kept, moderator):
    kept("It looked like spam to the rules", state="spam")
    assert {"refused_before", "spam_from_address"}.isdisjoint(found(judged(written("A new thing."))))
    kept("It was spam", state="spam", by=moderator)
    assert {"refused_before", "spam_from_address"} <= set(found(judged(written("A new thing."))))


def test_who_has_neither_email_nor_address_is_not_taken_for_all_others_without(written, kept, moderator):
    kept("It was spam", state="spam", by=moderator)
    Comment.objects.update(email_mark=None, network_mark=None)
    nobody = found(judged(written("A new thing.", email="", address=None)))
    assert set(nobody) == {"new_commenter"}


def test_a_link_is_counted_once_and_a_sentence_without_a_space_is_none(db):
    assert [link.host for link in links.links_in("at https://www.a.example/b?c=http://d.example, and e.com.")] == [
        "a.example",
        "e.com",
    ]
    assert links.links_in("He left.It was late.So what.Me too. e.g. 3.5 p.m. mail me@mail.com") == []


@pytest.mark.parametrize(
    "piece", ["a", "a.", "$", "a@", "<a ", "http://", "a b c d ", "1-", "ﷺ", "аa", "a\u200b", "abc ("]
)
def test_the_longest_comment_is_judged_in_a_moment_whatever_it_is_made_of(written, piece):
    long = (piece * 65_525)[:65_525]
    with effort() as spent:
        judged(written(long))
        wording.unmasked(wording.to_be_judged(long))
    assert spent.seconds < 2

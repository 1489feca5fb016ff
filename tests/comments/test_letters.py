"""What readers are mailed cannot be turned against them, and is in their language."""

import email
import email.policy
import re

import pytest
from django.db.models.functions import Now

from newsroom.comments import letters
from newsroom.comments.models import AccessRequest, Subscription
from newsroom.comments.sealing import email_mark
from tests import cast
from tests.comments.letters import comment, subscribed

pytestmark = pytest.mark.django_db
NASTY = "Eve\r\nBcc: all@example.org\u202e<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _a_site_with_an_address(settings):
    settings.SITE_URL = "https://a-rather-long-name-of-a-newspaper.news.example"


def letter(editor, language: str = "en", **fields):
    edition = cast.published(editor, headline="Bridge <b>opens</b>\u2028Bcc: all@example.org")
    subject = comment(edition)
    subscription = Subscription.objects.create(
        comment=subject, email="a@example.org", email_mark=email_mark("a@example.org"), language=language
    )
    answered = comment(edition, parent=subject, **fields)
    return letters.answer(subscription, answered, edition)


def as_received(message):
    return email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)


def test_no_words_of_a_stranger_make_a_header_or_markup(editor):
    received = as_received(letter(editor, name=NASTY, body=NASTY + "\n\n-- \nTo: x@example.org"))
    assert "Bcc" not in received
    assert received["To"] == "a@example.org"
    page = received.get_body(("html",)).get_content()
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page


def test_words_of_strangers_are_short(editor):
    received = as_received(letter(editor, name="n" * 245, body="word " * 9_000))
    assert all(len(part.get_content()) < 4_000 for part in received.iter_parts())


def test_the_way_out_is_of_rfc_8058_whole_and_on_one_line(editor):
    received = as_received(letter(editor))
    raw = letter(editor).message().as_bytes().decode()
    assert "=?" not in raw.partition("List-Unsubscribe:")[2].partition("List-Unsubscribe-Post")[0]
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way = received["List-Unsubscribe"]
    assert way.startswith("<https://a-rather-long")
    assert way.endswith("/stop/>")
    assert " " not in way
    assert received["Auto-Submitted"] == "auto-generated"


def test_a_long_subject_in_arabic_letters_is_in_words_that_servers_take(editor):
    """RFC 2047: no line of more than 76 characters or so."""
    edition = cast.published(editor, headline="پردەکە دوای دوو ساڵ کرایەوە " * 4)
    subject = subscribed(comment(edition), language="ckb")
    raw = letters.answer(subject.subscriptions.get(), comment(edition, parent=subject), edition).message().as_bytes()
    words = re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", raw)
    assert len(words) > 3
    assert max(map(len, words)) < 78
    assert b"\nList-Unsubscribe: <https://" in raw


def test_nothing_in_a_mail_is_fetched_from_anywhere(editor):
    page = as_received(letter(editor)).get_body(("html",)).get_content()
    assert not any(part in page for part in ("src=", "<img", "<link", "<style", "url(", "background"))


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl"), ("xx", "ltr")])
def test_a_mail_is_in_the_language_of_the_comment(editor, language, direction):
    received = as_received(letter(editor, language))
    page = received.get_body(("html",)).get_content()
    assert f'dir="{direction}"' in page
    prefix = f"/{language}/" if direction == "rtl" else "/"
    assert f"{prefix}comments/answers/" in page


def test_no_link_has_an_address_in_it(editor):
    request = AccessRequest.objects.create(
        email="someone@example.org", email_mark=email_mark("someone@example.org"), language="en", mailed_at=Now()
    )
    text = letters.link_to_kept(request).body
    assert "someone" not in text
    assert "/comments/mine/" in text

"""How long a story takes to read, and the links by which readers hand it on."""

from urllib.parse import parse_qs, urlsplit

import pytest

from articles import reading_time, share
from tests import cast


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [(0, "en", 1), (220, "en", 1), (329, "en", 1), (330, "en", 2), (2200, "en", 10), (360, "ar", 2), (360, "ckb", 2)],
)
def test_a_text_takes_as_many_minutes_as_its_language_is_read_in(words, language, minutes):
    assert reading_time.minutes(words, language) == minutes


def test_a_storys_page_says_how_long_it_takes(reader, editor):
    page = reader.get(cast.published(editor, body="<p>" + "word " * 700 + "</p>").path)
    assert "3 minutes to read" in page.text


def test_the_desk_reckons_with_the_same_speeds(client, editor):
    client.force_login(editor)
    page = client.get(f"/admin/articles/article/{cast.draft(editor).pk}/change/")
    assert 'data-a-minute="{&quot;en&quot;: 220, &quot;ar&quot;: 180, &quot;ckb&quot;: 180}"' in page.text


@pytest.mark.parametrize("headline", ['“Tea & sugar” <b>up</b> 20% + more #1 "now"', "پرسیارێک: «بۆچی؟»"])
def test_a_link_hands_on_the_headline_and_the_address_whole(reader, editor, headline):
    edition = cast.published(editor, headline=headline)
    canonical = reader.get(edition.path).context["metadata"]["canonical"]
    links = {link.key: urlsplit(link.address) for link in share.links(edition, canonical)}
    assert list(links) == ["whatsapp", "telegram", "facebook", "x", "email"]
    sent = {key: parse_qs(link.query) for key, link in links.items()}
    assert sent["whatsapp"] == {"text": [f"{headline} {canonical}"]}
    assert sent["telegram"] == sent["x"] == {"url": [canonical], "text": [headline]}
    assert sent["facebook"] == {"u": [canonical]}
    assert sent["email"] == {"subject": [headline], "body": [canonical]}


def test_the_links_are_plain_and_load_nothing(reader, editor):
    page = reader.get(cast.published(editor).path)
    assert page.text.count('rel="noopener nofollow"') == 5
    assert "<iframe" not in page.text
    assert 'src="http' not in page.text
    # The buttons need a script, and are not there without it.
    assert page.text.count("<li hidden><button") == 2

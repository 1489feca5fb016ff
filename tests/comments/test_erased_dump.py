"""After an erasure, a dump of the whole database says nothing of the person, in any spelling; the thread still reads.

The dump is made by PostgreSQL's own program, of the embedded server: what another server says is left to its own.
"""

import base64
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from articles.models import Record
from newsroom.comments import erasure, subscriptions
from newsroom.comments.models import Comment, Conversation, Decision, Report
from newsroom.database.programs import run
from tests import cast
from tests.comments.letters import answer, comment, outbox, path_in
from tests.notices.conftest import work

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("EMBEDDED" not in settings.DATABASES["default"], reason="another PostgreSQL is used"),
]

NAME, EMAIL, ADDRESS = "Zagrosian Quillfeather", "Quill.Feather@Zagros.example", "203.0.113.77"
WEBSITE, BODY = "https://quillfeather.example/me", "The xylophonist of Amedi saw the ferryman at quarter past four."
QUOTE, MEANT = "The first bus crossed", "The gargoylish mayor"
PERSON = [NAME, EMAIL, ADDRESS, WEBSITE, BODY, QUOTE, MEANT, "Quillfeather", "xylophonist", "ferryman"]


def dump() -> bytes:
    database = connection.settings_dict
    where = ["--host", database["HOST"], "--port", database["PORT"], "--username", database["USER"]]
    with tempfile.TemporaryFile() as output:
        arguments = [*where, "--no-password", "--inserts", database["NAME"]]
        assert run("pg_dump", *arguments, folder=Path("/"), user=None, output=output.fileno()) == 0
        output.seek(0)
        return output.read()


def spellings(words: str) -> Iterator[bytes]:
    """As it may stand in a dump: plain, in JSON, sealed by nothing but an encoding."""
    for each in {words, words.lower(), words.upper()}:
        raw = each.encode()
        yield raw
        yield raw.hex().encode()
        yield base64.b64encode(raw).rstrip(b"=")
        yield base64.urlsafe_b64encode(raw).rstrip(b"=")
        # Of base64 inside of other text, which is as long as it happens to be.
        yield base64.b64encode(b"x" + raw)[2:-4]
        yield base64.b64encode(b"xx" + raw)[4:-4]


def found_in(text: bytes) -> set[bytes]:
    # Where nothing is compared with its case, the dump is not either.
    lower = text.lower()
    return {each for words in PERSON for each in spellings(words) if each.lower() in lower}


def test_a_dump_says_nothing_of_whoever_was_erased_and_the_thread_still_reads(editor, moderator, settings):
    settings.SITE_URL = "https://news.example"
    edition = cast.published(editor, body="<p>Nothing of it.</p>")
    whole = comment(
        edition, name=NAME, email=EMAIL, address=ADDRESS, website=WEBSITE, body=BODY, quote=QUOTE, original=MEANT
    )
    Conversation.count(whole, 1)
    Comment.objects.filter(pk=whole.pk).update(
        verdict=[{"check": "suspect", "points": 1, "found": {"words": ["xylophonist"]}}], reason="No xylophonist here"
    )
    Decision.objects.create(comment=whole, was="held", state="approved", reason=f"{NAME} writes", by=moderator)
    Report.objects.create(comment=whole, kind="abuse", words=f"{NAME} insults the ferryman")
    Report.objects.create(comment=whole, kind="legal", words=f"“{BODY}” is a lie by {NAME}")
    subscriptions.ask(whole)
    work()
    Client().post(path_in(outbox()[0], "/comments/answers/"), {"comment": whole.subscriptions.get().pk})
    answered = answer(edition, whole, name="Another", body="I was there as well.")
    Conversation.count(answered, 1)
    Client().post("/comments/mine/", {"email": EMAIL})
    work()
    link = path_in(outbox()[-1], "/comments/mine/")

    # What is sealed is not there to be read even before; what is public is.
    before = found_in(dump())
    assert NAME.encode() in before
    assert BODY.encode() in before
    assert not {each for private in (EMAIL, ADDRESS, MEANT) for each in spellings(private)} & before

    assert "Nothing is left" in Client().post(link + "erase/", {"everything": "yes", "sure": "yes"}).text
    assert found_in(dump()) == set()

    place, stays = Comment.objects.order_by("id")
    assert (place.is_public, place.body, stays.parent_id) == (True, "", place.pk)
    page = Client().get(edition.path).text
    assert "I was there as well." in page
    assert f'id="comment-{place.pk}"' in page


def test_what_a_moderator_erases_leaves_no_word_in_the_record(editor, moderator):
    edition = cast.published(editor, body="<p>Nothing of it.</p>")
    whole = comment(edition, name=NAME, email=EMAIL, address=ADDRESS, body=BODY, website=WEBSITE)
    erasure.erase([whole], by=moderator)
    assert Record.objects.filter(verb="erase_comment").count() == 1
    assert found_in(dump()) == set()

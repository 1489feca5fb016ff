"""What is sealed is read with the key alone; what is marked is compared and never read."""

import hashlib

import pytest

from newsroom.comments.models import fingerprint
from newsroom.comments.sealing import email_mark, network_mark, region_mark, seal, unseal

OTHER = "another key, that is as long as a key of this kind has to be"


def test_the_same_words_are_sealed_differently_each_time_and_read_the_same():
    one, two = seal("hêvî@example.org"), seal("hêvî@example.org")
    assert one != two
    assert unseal(one) == unseal(two) == "hêvî@example.org"


def test_without_the_key_nothing_is_read(settings):
    sealed = seal("a@example.org")
    settings.SECRET_KEY = OTHER
    assert unseal(sealed) == ""


@pytest.mark.parametrize("name", ["SECRET_KEY_FALLBACKS", "PRIVATE_KEY_FALLBACKS"])
def test_a_key_can_be_changed_and_a_private_one_be_set_later(settings, name):
    sealed = seal("a@example.org")
    first = settings.SECRET_KEY
    settings.PRIVATE_KEY = OTHER
    assert unseal(sealed) == "a@example.org"
    settings.SECRET_KEY = OTHER[::-1]
    assert unseal(sealed) == ""
    setattr(settings, name, [first])
    assert unseal(sealed) == "a@example.org"


def test_marks_stay_when_only_the_secret_key_changes(settings):
    settings.PRIVATE_KEY = OTHER
    before = email_mark("a@example.org")
    settings.SECRET_KEY = OTHER[::-1]
    assert email_mark("a@example.org") == before


def test_marks_of_different_purposes_say_nothing_of_each_other():
    assert len({network_mark("192.0.2.1"), region_mark("192.0.2.1"), email_mark("192.0.2.1")}) == 3


def test_a_mailbox_is_one_however_it_is_written():
    spellings = ["Ana@Example.org", " ana@example.org ", "ana+news@example.org", "\uff41na@example.org"]
    assert len({email_mark(each) for each in spellings}) == 1


def test_nobody_without_the_key_can_try_which_address_wrote_a_comment(settings):
    known = fingerprint(7, "a@example.org", "Well put.")
    assert known != hashlib.sha256(b"7\x00a@example.org\x00Well put.").digest()
    settings.PRIVATE_KEY = OTHER
    assert fingerprint(7, "a@example.org", "Well put.") != known

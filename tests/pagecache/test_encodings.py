import gzip

import brotli
import pytest

from newsroom.pagecache import encodings


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("gzip;q=0.3, identity;q=0.9", "identity"),
        # RFC 9110: a quality that is none is no wish.
        ("br;q=nonsense", "identity"),
        ("br;q=1e9", "identity"),
        ("deflate", "identity"),
        ("," * 5000, "identity"),
    ],
)
def test_the_form_is_chosen_as_rfc_9110_has_it(accepted, form):
    assert encodings.chosen(accepted) == form


def test_a_form_is_what_its_name_says():
    content = "Rûbar û چیا. ".encode() * 100
    assert gzip.decompress(encodings.encoded(content, "gzip")) == content
    assert brotli.decompress(encodings.encoded(content, "br")) == content
    for form in ("gzip", "br", "identity"):
        assert encodings.decoded(encodings.encoded(content, form), form) == content


def test_a_form_is_the_same_each_time():
    assert encodings.encoded(b"a" * 5000, "gzip") == encodings.encoded(b"a" * 5000, "gzip")

"""REMOTE_ADDR is an address, whatever a proxy writes."""

import pytest

from newsroom.gateway.addresses import plain, with_client_address

PROXY = "10.0.0.1"


def seen(peer: str, **environ: str) -> tuple[str, str]:
    """The address and the scheme that the site sees."""
    found = []

    def site(environ, start_response):
        found.append((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]))
        return [b""]

    wrapped = with_client_address(site, trusted_proxies=[PROXY])
    wrapped({"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", **environ}, lambda *_: None)
    return found[0]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        (" 192.0.2.1:5000 ", "192.0.2.1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:80", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("[::ffff:192.0.2.1]:80", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::1"),
        ("evil", None),
        ("evil:80", None),
        ("[]", None),
        ("", None),
        ("1.2.3.4.5", None),
        ("1" * 9_000, None),
        ("192.0.2.1\x00", None),
    ],
)
def test_an_address_is_read_from_what_proxies_write(text, address):
    assert plain(text) == address


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:5", "192.0.2.1"),
        ("[2001:db8::1]:80", "2001:db8::1"),
        ("203.0.113.9, 192.0.2.1:5", "192.0.2.1"),
        (f"192.0.2.1, {PROXY}:443", "192.0.2.1"),
        ("evil", PROXY),
        ("203.0.113.9, unknown", PROXY),
        (",", PROXY),
    ],
)
def test_behind_a_proxy_it_is_the_client_s(forwarded, address):
    assert seen(PROXY, HTTP_X_FORWARDED_FOR=forwarded)[0] == address
    assert seen(f"::ffff:{PROXY}", HTTP_X_FORWARDED_FOR=forwarded)[0] == address


def test_the_scheme_counts_also_where_the_address_cannot_be_read():
    assert seen(PROXY, HTTP_X_FORWARDED_FOR="evil", HTTP_X_FORWARDED_PROTO="https") == (PROXY, "https")


def test_nobody_else_is_believed():
    headers = {"HTTP_X_FORWARDED_FOR": "192.0.2.1", "HTTP_X_FORWARDED_PROTO": "https"}
    assert seen("198.51.100.7", **headers) == ("198.51.100.7", "http")
    assert seen("", **headers) == ("", "http")

"""The address that a request comes from, as PostgreSQL's `inet` takes it."""

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

PEER = "newsroom.peer"
# 192.0.2.1:5000, [2001:db8::1] and [2001:db8::1]:5000, as proxies write them.
WITH_PORT = re.compile(r"\[([^\]]*)\](?::[0-9]*)?|([^:]*):[0-9]*")


@lru_cache(maxsize=4096)  # the same few, again and again
def plain(text: str) -> str | None:
    """The address in `text` without port, brackets and zone, IPv4 in IPv6 as IPv4; None if there is none."""
    text = text.strip()
    if found := WITH_PORT.fullmatch(text):
        text = found[1] or found[2] or ""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


def with_client_address(application: WSGIApplication, *, trusted_proxies: list[str]) -> WSGIApplication:
    """REMOTE_ADDR is the client's address; where a trusted proxy names none that can be read, the proxy's own."""

    def named(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = plain(environ["REMOTE_ADDR"]) or environ[PEER]
        return application(environ, start_response)

    forwarded = wrap_wsgi_with_proxy_headers(named, trusted_hosts=trusted_proxies) if trusted_proxies else named

    def connected(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[PEER] = environ["REMOTE_ADDR"] = plain(environ.get("REMOTE_ADDR", "")) or ""
        if chain := environ.get("HTTP_X_FORWARDED_FOR"):
            environ["HTTP_X_FORWARDED_FOR"] = ", ".join(plain(each) or each.strip() for each in chain.split(","))
        return forwarded(environ, start_response)

    return connected

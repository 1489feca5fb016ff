"""Which requests a kept page can answer, and under which key; and the request by which it is made for everybody.

Public pages differ by nothing but their address; of its query only by what a page is asked for. Whatever else stands
there (where a reader came from, a campaign) makes no page of its own, and none is told of it.
"""

import io
import re
import sys
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode
from wsgiref.types import WSGIEnvironment

# What pages take: a place in a list or a conversation, its order, a part of a long text; and what a search does.
PARAMETERS = frozenset(["before", "after", "order", "part"])
OF_SEARCH = frozenset(
    ["q", "language", "section", "person", "tag", "period", "since", "until", "order", "exact", "after"]
)
# In characters. An address that is longer is read each time: those of somebody hostile fill no memory.
LONGEST_KNOWN = 2_000
# The desk, files, what is made for one reader, and what is asked at each letter that somebody types.
_UNKEPT = re.compile(
    r"/(?:admin|static|media|preview|reads|health|metrics)(?:/|$)"
    r"|/(?:[a-z]{2,3}/)?(?:search/suggest|comments/(?:own|mine|answers))(?:/|$)"
)
_SEARCH = re.compile(r"/(?:[a-z]{2,3}/)?search/$")


class Key(NamedTuple):
    """Everything that a public page differs by."""

    scheme: str
    host: str
    path: str
    query: str


def key_of(environ: WSGIEnvironment, session_cookie: str) -> Key | None:
    """None for what is never kept: anything but reading, a path that is not for everybody, somebody with a session."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    if "HTTP_COOKIE" in environ and session_cookie in environ["HTTP_COOKIE"]:
        return None
    host, path, query = environ.get("HTTP_HOST", ""), environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    key = _known_key if len(host) + len(path) + len(query) <= LONGEST_KNOWN else _key
    return key(environ["wsgi.url_scheme"], host, path, query)


def _key(scheme: str, host: str, path: str, query: str) -> Key | None:
    if _UNKEPT.match(path):
        return None
    return Key(scheme, host, path, meant(query, OF_SEARCH if _SEARCH.match(path) else PARAMETERS) if query else "")


# Most ask for what was asked for just now: a third of the time of an answer from memory went into its key.
_known_key = lru_cache(maxsize=4096)(_key)


def key_at(scheme: str, host: str, address: str) -> Key | None:
    """The key of what a page of ours leads to: a path, perhaps with a query."""
    path, _, query = address.partition("?")
    return _key(scheme, host, unquote_to_bytes(path).decode("latin-1"), query)


def is_typed(key: Key) -> bool:
    """Whether it is asked for in a reader's own words."""
    return _SEARCH.match(key.path) is not None


def meant(query: str, parameters: Collection[str] = PARAMETERS) -> str:
    """What of a query a page is asked for; the last of each, as Django reads it."""
    known = {name: value for name, value in parse_qsl(query, keep_blank_values=True) if name in parameters}
    return urlencode(sorted(known.items()))


def request_for(key: Key) -> WSGIEnvironment:
    """A reader's of today, who is nobody (PEP 3333)."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443" if key.scheme == "https" else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "br",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": key.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def for_everybody(environ: WSGIEnvironment, key: Key) -> WSGIEnvironment:
    """The same request without anything of whoever makes it: a page is made for all."""
    named = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    return {**named, "HTTP_HOST": key.host, "QUERY_STRING": key.query}

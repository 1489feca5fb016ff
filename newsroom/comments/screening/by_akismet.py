"""Akismet's opinion, for a site that has a key of its own (AKISMET_KEY). Nothing is asked of it otherwise.

It is told the comment, the name, the website and the address of its writer, never the email.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from django.conf import settings

from newsroom.comments.screening.material import Material
from newsroom.comments.screening.verdict import Finding

# In all: a host that answers drop by drop keeps nobody waiting longer.
SECONDS = 2.0
AT_ONCE = 4
# “Pervasive” spam, which Akismet says may be thrown away at once.
BLATANT = 2


def akismet(material: Material, limit: float) -> Finding | None:
    """Raises where there is no answer in time, or one that is none: the comment is held then (see `screen`)."""
    answer = _asked().submit(_ask, material).result(timeout=SECONDS)
    if answer not in (0, 1, BLATANT):
        raise ValueError("Akismet gave an answer that is none.")
    return Finding({"blatant": answer == BLATANT}, weight=2.0 if answer == BLATANT else 1.0) if answer else None


@cache
def _asked() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, "akismet")


@cache
def _client() -> Any:
    # Optional, and only where there is a key.
    import akismet  # noqa: PLC0415
    import httpx  # noqa: PLC0415

    client = httpx.Client(headers={"User-Agent": akismet.USER_AGENT}, timeout=SECONDS)
    return akismet.SyncClient(akismet.Config(settings.AKISMET_KEY, settings.SITE_URL), client)


def _ask(material: Material) -> int:
    comment = material.comment
    return int(
        _client().comment_check(
            user_ip=comment.address or "0.0.0.0",  # noqa: S104  (no address was kept)
            comment_type="reply" if comment.parent_id else "comment",
            comment_author=comment.name,
            comment_author_url=comment.website,
            comment_content=comment.body,
            blog_lang=comment.language,
            blog_charset="UTF-8",
        )
    )

"""robots.txt (RFC 9309) as the table of crawlers has it."""

from collections.abc import Iterable

from django.utils.encoding import iri_to_uri

from newsroom.crawlers import known
from newsroom.crawlers.models import Crawler

# Whoever is let in: the desk is nobody else's business.
CLOSED = ("/admin/",)


def robots_txt(crawlers: Iterable[Crawler], sitemaps: Iterable[str]) -> str:
    """Groups of crawlers with the same rules, the one for all others last; then where the sitemaps are."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for crawler in sorted(crawlers, key=lambda each: (each.token == known.EVERYONE_ELSE, each.token.lower())):
        groups.setdefault(_rules(crawler), []).append(crawler.token)
    if not any(known.EVERYONE_ELSE in tokens for tokens in groups.values()):
        groups.setdefault(_closed(), []).append(known.EVERYONE_ELSE)
    written = ["\n".join([*(f"User-agent: {token}" for token in tokens), *rules]) for rules, tokens in groups.items()]
    return "\n\n".join([*written, "\n".join(f"Sitemap: {address}" for address in sitemaps)]) + "\n"


def crawlers() -> list[Crawler]:
    """Those of the table; or, while it is empty, those that are known."""
    return list(Crawler.objects.all()) or [Crawler(**each.fields()) for each in known.KNOWN]


def _rules(crawler: Crawler) -> tuple[str, ...]:
    if not crawler.is_let_in:
        return ("Disallow: /",)
    delay = (f"Crawl-delay: {crawler.crawl_delay}",) if crawler.crawl_delay else ()
    return (*_closed(*crawler.paths), *delay)


def _closed(*paths: str) -> tuple[str, ...]:
    return tuple(f"Disallow: {iri_to_uri(path)}" for path in dict.fromkeys((*CLOSED, *paths)))

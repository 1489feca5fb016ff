"""Whether what says that a story was read is somebody who reads."""

import re

from django.http import HttpRequest

# By what they call themselves. Who hides what it is looks like a reader, and is one more.
_MACHINES = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|scrap|fetch|preview|archiv|monitor|uptime|check|scan|index|validator"
    r"|headless|phantom|selenium|playwright|puppeteer|lighthouse|pagespeed|gtmetrix"
    r"|curl|wget|python|java/|okhttp|go-http|libwww|perl|ruby|axios|node|http-?client|postman|httpie"
    r"|facebookexternalhit|whatsapp/|telegram|skype|slack|discord|embed|feed|rss",
    re.IGNORECASE,
)
_BROWSER = re.compile(r"Mozilla/[45]\.0 \(")


def is_reader(request: HttpRequest) -> bool:
    """A browser that says so: with a name, languages, and where the post comes from, as every browser does.

    Nobody is counted who asks not to be followed (Global Privacy Control, Do Not Track), although nobody is followed
    here; nor is a page that is only fetched ahead.
    """
    headers = request.headers
    if headers.get("Sec-GPC") == "1" or headers.get("DNT") == "1":
        return False
    if "prefetch" in headers.get("Sec-Purpose", "") or "prefetch" in headers.get("Purpose", ""):
        return False
    if not headers.get("Accept-Language") or not (headers.get("Sec-Fetch-Site") or headers.get("Origin")):
        return False
    browser = headers.get("User-Agent", "")
    return bool(_BROWSER.match(browser)) and not _MACHINES.search(browser)

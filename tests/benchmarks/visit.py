"""What a first visit costs on a cheap telephone: front, section and story, in each language.

    python -m tests.benchmarks.visit [ADDRESS]

Headless Chromium with its processor four times slower and the net of slow 4G (1.6 Mbit/s down, 150 ms there and back),
an empty cache, a screen of 390 by 844 points with three dots each. Without an address, the demo newspaper is served as
in production for the time of the measurement. Each page is visited once for the server to warm up and to make its
pictures, then three times: the table shows medians, and the smallest of the three where the machine had other work.
The times are those of Chromium's own observers; text that came uncompressed counts as gzip would send it.
"""

import gzip
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.site import served
from tests.browser.chromium import ARGUMENTS, CHROMIUM

SLOWER = 4
NET = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
TELEPHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
LANGUAGES = {"en": "/", "ar": "/ar/", "ckb": "/ckb/"}
VISITS = 3
LIMITS = {"LCP": 1800.0, "CLS": 0.02, "long": 50.0, "requests": 12.0, "page kB": 60.0, "fonts kB": 90.0}
# Milliseconds, save for the shift.
OBSERVED = """
    window.seen = {LCP: 0, CLS: 0, long: 0, element: ""}
    const watch = (type, note) =>
        new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true})
    watch("largest-contentful-paint", each => {
        seen.LCP = each.startTime
        seen.element = each.element ? each.element.tagName.toLowerCase() : ""
    })
    watch("layout-shift", each => each.hadRecentInput || (seen.CLS += each.value))
    watch("longtask", each => (seen.long = Math.max(seen.long, each.duration)))
"""


@dataclass(frozen=True)
class Visit:
    """What was measured of a page, by the names of `LIMITS` and of the other columns."""

    figures: dict[str, float]
    element: str


def visit(browser: Browser, address: str, *, slowly: bool = True) -> Visit:
    context = browser.new_context(**TELEPHONE)
    page = context.new_page()
    if slowly:
        talk = context.new_cdp_session(page)
        talk.send("Network.enable")
        talk.send("Network.emulateNetworkConditions", NET)
        talk.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(OBSERVED)
    arrived: list[Any] = []
    page.on("response", lambda response: arrived.append(response))
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("window.seen.LCP > 0")
    page.wait_for_timeout(500)
    seen = page.evaluate("window.seen")
    weights = dict(_weights(arrived))
    context.close()
    fonts, pictures = (sum(each for (kind, _), each in weights.items() if kind == name) for name in ("font", "image"))
    return Visit(
        {
            **{name: float(seen[name]) for name in ("LCP", "CLS", "long")},
            "requests": len(arrived),
            "page kB": (sum(weights.values()) - fonts - pictures) / 1000,
            "fonts kB": fonts / 1000,
            "pictures kB": pictures / 1000,
        },
        seen["element"],
    )


def _weights(arrived: list[Any]) -> Iterator[tuple[tuple[str, str], int]]:
    """By kind and address, the bytes of a body as they go over the net."""
    for response in arrived:
        kind = "image" if "/media/" in response.url else response.request.resource_type
        sent = response.request.sizes()["responseBodySize"]
        is_plain = kind in ("document", "stylesheet", "script") and not response.header_value("content-encoding")
        yield (kind, response.url), len(gzip.compress(response.body(), 6)) if is_plain else sent


def addresses(page: Page, site: str, front: str) -> dict[str, str]:
    """The front of a language, its first section, and the story that opens it."""
    page.goto(site + front)
    section = page.locator("nav.sections a").first.get_attribute("href")
    story = page.locator("main article :is(h2, h3) a").first.get_attribute("href")
    return {"front": front, "section": str(section), "story": str(story)}


def measured(browser: Browser, site: str) -> Iterator[tuple[str, str, list[Visit]]]:
    finder = browser.new_page()
    for language, front in LANGUAGES.items():
        for kind, path in addresses(finder, site, front).items():
            visit(browser, site + path, slowly=False)
            yield language, kind, [visit(browser, site + path) for _ in range(VISITS)]


def main(address: str = "") -> None:
    if not address:
        with served() as site:
            main(site)
        return
    parts = urlsplit(address)
    site = f"{parts.scheme}://{parts.netloc}"
    over = []
    print(
        f"{'':12}{'LCP ms':>14}{'CLS':>8}{'long task ms':>18}{'requests':>10}{'page kB':>9}{'fonts':>7}{'pictures':>10}"
    )
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for language, kind, visits in measured(browser, site):
            values = {name: [each.figures[name] for each in visits] for name in visits[0].figures}
            print(f"{language:4}{kind:8}{_line(values)}  {visits[-1].element}", flush=True)
            middles = {name: statistics.median(values[name]) for name in LIMITS}
            over += [f"{language} {kind}: {name} {middles[name]:g}" for name in LIMITS if middles[name] > LIMITS[name]]
        browser.close()
    print("\n".join(["Over the limit:", *over]) if over else "Everything is within its limit.")


def _line(values: dict[str, list[float]]) -> str:
    middle = {name: statistics.median(each) for name, each in values.items()}
    return (
        f"{middle['LCP']:7.0f} ({min(values['LCP']):4.0f}){middle['CLS']:8.3f}"
        f"{middle['long']:11.0f} ({min(values['long']):4.0f}){middle['requests']:10.0f}{middle['page kB']:9.1f}"
        f"{middle['fonts kB']:7.1f}{middle['pictures kB']:10.1f}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

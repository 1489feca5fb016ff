"""Pictures of every kind of public page, as wide as telephones and as screens, light and dark, in each language.

python -m tests.benchmarks.screens --base http://127.0.0.1:8000 --to FOLDER [--kinds front,story] [--languages ar]
[--widths 390,1440] [--schemes dark] [--also taken-down=/2026/11/26/quarry-blast/]: a file each, and a sheet a kind.
"""

import argparse
import os
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

os.environ.setdefault("NEWSROOM_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

PREFIXES = {"en": "", "ar": "/ar", "ckb": "/ckb"}
WIDTHS = {390: 844, 768: 1024, 1440: 900}
SCHEMES = ("light", "dark")
# What tells one kind of story from another, in its page.
STORIES = {
    "story": r'class="lead-picture"',
    "story-without-picture": r'<article class="story">',
    "story-corrected": r"correction correction-(?:correction|clarification|update)",
    "story-retracted": r"correction correction-retraction",
    "story-with-table": r'<div class="table"',
    "story-with-embed": r'class="embed-show"',
    "story-with-quote": r'class="pull-quote"',
    "story-with-related": r'class="related',
    "story-with-comments": r'class="comments"',
}
# Made without a request, whatever happened to one: shown in their templates.
MADE_ALONE = {
    "400": "400.html",
    "400-cut": "400_cut.html",
    "403": "403.html",
    "413": "413.html",
    "500": "500.html",
    "503": "503.html",
}
TALLEST = 3_600
LONGEST_LOOK = 120


def read(base: str, path: str) -> str:
    with urllib.request.urlopen(base + quote(path, safe="/%?=&-")) as answer:
        return str(answer.read().decode())


def kinds_of(base: str, prefix: str) -> dict[str, str]:
    """A path for each kind of page that a language has."""
    front = read(base, f"{prefix}/")
    found = {
        "front": f"{prefix}/",
        "latest": f"{prefix}/latest/",
        "corrections": f"{prefix}/corrections/",
        "404": f"{prefix}/nowhere/at-all/",
        "text": f"{prefix}/text/",
        "most-read": f"{prefix}/most-read/",
        "search": f"{prefix}/search/?q={quote(a_word_of(front))}",
        "search-nothing": f"{prefix}/search/?q=xyzzyx",
    }
    sections = re.findall(r'<a href="([^"]+)"', front.partition('class="sections"')[2].partition("</nav>")[0])
    found["section"] = sections[0]
    for path, page in stories(base, prefix, front):
        missing = [kind for kind, sign in STORIES.items() if kind not in found and re.search(sign, page)]
        found |= dict.fromkeys(missing, path)
        found.setdefault("day", prefix + re.sub(r".*?(/\d{4}/\d+/\d+/).*", r"\1", path))
        for kind, sign in (("tag", r'href="([^"]+)" rel="tag"'), ("person", r'href="([^"]+)" rel="author"')):
            if match := re.search(sign, page):
                found.setdefault(kind, match[1])
        if match := re.search(r'class="part-of">.*?href="([^"]+)"', page, re.DOTALL):
            found.setdefault("series", match[1])
        if match := re.search(r'action="([^"]*/comments/\d+/)"', page):
            found.setdefault("conversation", match[1])
    if "story" in found:
        found["text-story"] = f"{prefix}/text{found['story'].removeprefix(prefix)}"
    return found


def a_word_of(front: str) -> str:
    """The longest word of the first headline of a front."""
    headline = re.search(r'class="headline"><a href="[^"]*">([^<]*)<', front)
    return max(re.findall(r"\w+", headline[1]), key=len) if headline else ""


def stories(base: str, prefix: str, front: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    listed, path = front, f"{prefix}/latest/"
    while True:
        for story in re.findall(r'<a href="([^"?#]*/\d{4}/\d+/\d+/[^"?#]+)"', listed):
            if story not in seen and len(seen) < LONGEST_LOOK:
                seen.add(story)
                yield story, read(base, story)
        if not path:
            return
        listed = read(base, path)
        older = re.search(r'rel="next" href="([^"]+)"', listed)
        path = older[1] if older else ""


def made_alone(language: str) -> dict[str, str]:
    import django
    from django.template.loader import render_to_string
    from django.utils import translation

    django.setup()
    with translation.override(language):
        return {kind: render_to_string(template) for kind, template in MADE_ALONE.items()}


def take(options: argparse.Namespace) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import ARGUMENTS, CHROMIUM

    alone = {language: made_alone(language) for language in options.languages}
    paths = {language: kinds_of(options.base, PREFIXES[language]) for language in options.languages}
    options.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for language in options.languages:
            pages = {kind: urljoin(options.base, path) for kind, path in paths[language].items()}
            pages |= {kind: f"{options.base}/made-alone/{kind}" for kind in MADE_ALONE}
            pages |= {name: options.base + path for name, _, path in (each.partition("=") for each in options.also)}
            for scheme in options.schemes:
                for width in options.widths:
                    size = {"width": width, "height": WIDTHS.get(width, 900)}
                    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
                    page = context.new_page()
                    for kind, html in alone[language].items():
                        page.route(f"**/made-alone/{kind}", lambda route, _, html=html: _answer(route, html))
                    for kind, address in pages.items():
                        if not options.kinds or kind in options.kinds:
                            page.goto(address)
                            _show_all(page)
                            clip = {"x": 0, "y": 0, "width": width, "height": min(TALLEST, _height(page))}
                            name = f"{kind}.{language}.{width}.{scheme}.png"
                            page.screenshot(path=options.to / name, full_page=True, clip=clip)
                    context.close()
        browser.close()


def _answer(route, html: str) -> None:
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


def _height(page) -> int:
    return page.evaluate("document.documentElement.scrollHeight")


def _show_all(page) -> None:
    """What is further down is laid out, and pictures come, only when a reader comes to it."""
    page.evaluate("document.querySelectorAll('body *').forEach(each => { each.style.contentVisibility = 'visible' })")
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => { image.loading = 'eager' })")
    page.evaluate("Promise.all([...document.images].map(image => image.decode().catch(() => {})))")


def sheets(folder: Path) -> Iterator[Path]:
    """All pictures of a kind on one sheet, a row a language."""
    from PIL import Image

    kinds: dict[str, dict[str, list[Path]]] = {}
    for file in sorted(folder.glob("*.*.*.*.png"), key=lambda each: (int(each.name.split(".")[2]), each.name)):
        kind, language, *_ = file.name.split(".")
        kinds.setdefault(kind, {}).setdefault(language, []).append(file)
    for kind, rows in kinds.items():
        pictures = [[Image.open(file).convert("RGB") for file in rows[language]] for language in sorted(rows)]
        shrunk = [[each.resize((each.width // 3, each.height // 3)) for each in row] for row in pictures]
        width = max(sum(each.width + 12 for each in row) for row in shrunk)
        heights = [max(each.height for each in row) for row in shrunk]
        sheet = Image.new("RGB", (width, sum(heights) + 12 * len(heights)), "#808080")
        top = 0
        for row, height in zip(shrunk, heights, strict=True):
            left = 0
            for each in row:
                sheet.paste(each, (left, top))
                left += each.width + 12
            top += height + 12
        sheet.save(folder / f"sheet-{kind}.png")
        yield folder / f"sheet-{kind}.png"


def words(value: str) -> list[str]:
    return [each for each in value.split(",") if each]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--to", required=True, type=Path)
    parser.add_argument("--kinds", type=words, default=[])
    parser.add_argument("--languages", type=words, default=list(PREFIXES))
    parser.add_argument("--schemes", type=words, default=list(SCHEMES))
    parser.add_argument("--widths", type=lambda value: [int(each) for each in words(value)], default=list(WIDTHS))
    parser.add_argument("--also", action="append", default=[], metavar="NAME=PATH")
    options = parser.parse_args()
    take(options)
    made = list(sheets(options.to))
    print(f"{len(list(options.to.glob('*.*.*.*.png')))} pictures, {len(made)} sheets in {options.to}")


if __name__ == "__main__":
    main()

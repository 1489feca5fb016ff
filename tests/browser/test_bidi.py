"""Words of one direction among those of the other, on real pages: the runs of a line stand where a reader looks.

`bidi.json` has the cases: the words, where on a page they stand, and their pieces from the left of the screen to its
right. `NEWSROOM_SHOTS` names a folder for pictures of what is tested.
"""

import datetime
import json
import os
from pathlib import Path
from urllib.parse import unquote

import pytest

from articles import workflow
from articles.models import Edition, Source
from newsroom.comments.models import Comment
from tests import cast

CASES = json.loads(Path(__file__).with_name("bidi.json").read_text())
LANGUAGES = ("en", "ar", "ckb")
HEADLINES = {"en": "Bridge opens (part 2)!", "ar": "Google تفتح مكتباً في أربيل", "ckb": "پردی Zagros کرایەوە"}
PREFIXES = {"en": "", "ar": "/ar", "ckb": "/ckb"}
SELECTORS = {
    "headline": "h1",
    "card": "main h2",
    "body": ".body > p",
    "byline": ".byline",
    "credit": ".lead-picture .credit",
    "caption": ".lead-picture .caption",
    "source": ".source-credit",
    "tags": ".tags",
    "tag list": "main h1",
    "comment": ".comment-body p",
    "correction": ".correction-text p",
    "related": ".related .headline",
    "time": ".published time",
}
PAGES = {"card": "/latest/", "tag list": "/tag/route-66-2026/"}

# Of the first element that has these words: where each piece begins and ends, and on which line.
PLACES = r"""([selector, words, pieces]) => {
    const plain = text => text.replace(/\s+/g, " ").trim()
    const elements = [...document.querySelectorAll(selector)]
    const found = elements.find(each => plain(each.textContent).includes(words))
    if (!found) return `nothing says “${words}”, but: ${elements.map(each => plain(each.textContent))}`
    const letters = []
    const walker = document.createTreeWalker(found, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode()); )
        for (let at = 0; at < node.length; at++) letters.push([node.data[at], node, at])
    const text = letters.map(([letter]) => letter).join("")
    // Pieces come from left to right; each is looked for from the beginning, behind its namesakes.
    const taken = new Set()
    return pieces.map(piece => {
        let at = text.indexOf(piece)
        while (at >= 0 && taken.has(at)) at = text.indexOf(piece, at + 1)
        if (at < 0) return null
        for (let each = at; each < at + piece.length; each++) taken.add(each)
        const range = new Range()
        range.setStart(letters[at][1], letters[at][2])
        range.setEnd(letters[at + piece.length - 1][1], letters[at + piece.length - 1][2] + 1)
        const boxes = [...range.getClientRects()].filter(box => box.width)
        return {left: Math.min(...boxes.map(box => box.left)), right: Math.max(...boxes.map(box => box.right)),
                top: Math.min(...boxes.map(box => box.top)), bottom: Math.max(...boxes.map(box => box.bottom))}
    })
}"""


@pytest.fixture
def paths() -> dict[str, str]:
    """A story in each language whose body has the cases of that language."""
    editor = cast.account("evin", "editor")
    agency = Source.objects.create(name="Tigris Wire", credit_line="Tigris Wire +")
    published = datetime.datetime(2026, 10, 24, 21, 30, 12, tzinfo=datetime.UTC)
    paths: dict[str, str] = {}
    quoted = None
    for code in LANGUAGES:
        cases = [case["words"] for case in CASES if case["language"] == code and case["where"] == "body"]
        body = "".join(f"<p>{words}</p>" for words in cases)
        draft = cast.draft(
            editor,
            credited=False,
            language=code,
            headline=HEADLINES[code],
            source=agency,
            picture=cast.picture(caption="A bridge at dusk, 2026.", credit="Sara Aziz (AP)"),
            tags=("أنهار", "Route 66 (2026)", "سدود"),
            body=body + (f'<aside data-story="{quoted.pk}"></aside>' if quoted else ""),
        )
        for position, (slug, name) in enumerate({"dilan": "Dilan Rashid (Erbil)", "sara": "سارة عزيز"}.items()):
            draft.bylines.create(person=cast.person(slug, name=name), position=position)
        edition = workflow.publish(draft, by=editor)
        quoted = quoted or draft
        Edition.objects.filter(pk=edition.pk).update(published_at=published)
        Comment.objects.create(
            article=draft, name="Hêvî", email="h@example.org", body="Well done, Erbil!", state="approved"
        )
        workflow.correct(draft, by=editor, kind="correction", text="NATO لا الناتو، في 2026.")
        paths[code] = edition.path
    return paths


def test_every_run_stands_where_its_reader_looks_for_it(visitor, paths):
    page = visitor(viewport={"width": 800, "height": 900}).page
    wrong = {}
    for case in sorted(CASES, key=lambda case: (case["language"], PAGES.get(case["where"], ""))):
        code, where = case["language"], case["where"]
        path = PREFIXES[code] + PAGES[where] if where in PAGES else paths[code]
        if not unquote(page.url).endswith(path):
            page.goto(path)
            page.evaluate("document.fonts.ready")
            picture_of(page, f"{code}-{where}")
        places = page.evaluate(PLACES, [SELECTORS[where], case["words"], case["order"]])
        if said := complaint(places, case["order"]):
            wrong[f"{code}: {case['name']}"] = said
    assert not wrong, wrong


def complaint(places, pieces: list[str]) -> str:
    """What is wrong with where the pieces of a line stand."""
    if isinstance(places, str):
        return places
    if None in places:
        return f"“{pieces[places.index(None)]}” is not there"
    if max(each["top"] for each in places) >= min(each["bottom"] for each in places):
        return "it takes more than one line"
    shown = [piece for _, piece in sorted(zip((each["left"] for each in places), pieces, strict=True))]
    return "" if shown == pieces else f"{' | '.join(shown)} instead of {' | '.join(pieces)}"


def picture_of(page, name: str) -> None:
    if folder := os.environ.get("NEWSROOM_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_line_that_runs_the_other_way_is_noticed(visitor):
    page = visitor().page
    page.set_content('<p dir="ltr">The first, the second.</p>')
    pieces = ["The first", "the second", "."]
    assert complaint(page.evaluate(PLACES, ["p", "The first, the second.", pieces]), pieces) == ""
    assert complaint(page.evaluate(PLACES, ["p", "The first, the second.", pieces[::-1]]), pieces[::-1])

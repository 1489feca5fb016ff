"""Every kind of page is for everybody: axe-core finds nothing (WCAG 2.2 AA, light and dark, wide and narrow, in both
directions), nothing runs out of a narrow window, the keyboard gets everywhere, and what a reader prefers is done.

axe.min.js is Deque's axe-core (MPL 2.0, see axe/LICENSE), used by the tests alone.
"""

from pathlib import Path

import pytest
from django.utils import timezone

from articles.models import Article
from newsroom.comments import banning
from newsroom.comments.models import CannedReason, Comment, Report
from newsroom.comments.moderation import decide
from newsroom.fronts.layout import Look
from newsroom.fronts.models import Front
from tests import cast, pages
from tests.fronts.curating import block, launched

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is told, and no style sheet is fetched a second time.
RUN = """([type, values]) => axe.run(document,
    {runOnly: {type, values}, resultTypes: ["violations"], preload: false, selectors: false})"""
# It does not look at what a reader's page lays out only when the reader comes near.
LAY_OUT = "document.querySelectorAll('#top *').forEach(each => { each.style.contentVisibility = 'visible' })"
# What a rule looks at that depends on colours or on how wide the screen is; the others are asked once a page.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
OF_WIDTH = ["target-size", "scrollable-region-focusable", "landmark-unique", "region", "skip-link", "meta-viewport"]
WIDTHS = (1440, 390, 320)
# Of these kinds the browser says so itself.
EXPECTED = {
    f"Failed to load resource: the server responded with a status of {status}"
    for status in ("404 (Not Found)", "410 (Gone)")
}


def findings(page, rules: list[str] = RULES, kind: str = "tag") -> list[str]:
    """What axe finds on the page that is shown, by its rules of these tags or names."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
        page.evaluate(LAY_OUT)
    found = page.evaluate(RUN, [kind, rules])
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]


@pytest.fixture
def editor():
    return cast.account("evin", "editor", "moderator")


def barriers_of(page, *, is_plain: bool) -> dict[str, list[str]]:
    """By width and colours: all rules where the page is wide and light, then what the others may have changed. A page
    without a style has the browser's own dark ground, which axe takes for white."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if (width, scheme) == (WIDTHS[0], "light"):
                found[f"{width} {scheme}"] = findings(page)
            else:
                rules = (OF_WIDTH if scheme == "light" else []) + ([] if is_plain else OF_COLOUR)
                found[f"{width} {scheme}"] = findings(page, rules, "rule") if rules else []
    page.emulate_media(color_scheme="light")
    return {place: each for place, each in found.items() if each}


def every_look(editor, edition, section=None) -> Front:
    """A launched front with a block of each look."""
    slot = {"article": edition.article_id, "twice": True}
    blocks = [block(slot, look=look, title=look.title(), cards=4, rule="newest") for look in Look]
    return launched(editor, *blocks, language=edition.language, section=section).front


# How far the page runs out of the window, and what does.
SIDEWAYS = """() => {
    const width = document.documentElement.clientWidth, out = document.documentElement.scrollWidth - width
    if (out <= 0) return ""
    const wide = [...document.body.querySelectorAll("*")].find(each => {
        const box = each.getBoundingClientRect()
        return box.right > width + 1 || box.left < -1
    })
    return `${out} px: ${wide ? wide.outerHTML.slice(0, 120) : ""}`
}"""


def sideways(page) -> dict[str, str]:
    """Where a reader would have to scroll sideways: on telephones, at 200 % of 1280 px, with large letters."""
    found = {}
    for name, width, size in (
        ("390 px", 390, ""),
        ("320 px", 320, ""),
        ("zoomed", 640, ""),
        ("large letters", 1280, "200%"),
    ):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        found[name] = page.evaluate(SIDEWAYS)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return {name: said for name, said in found.items() if said}


@pytest.mark.parametrize("code", pages.PREFIXES)
def test_no_kind_of_page_has_a_barrier_or_scrolls_sideways(visitor, editor, code):
    paper = pages.paper(editor)
    # The Arabic pages are by rule, the others curated.
    if code != "ar":
        every_look(editor, paper.full[code])
        every_look(editor, paper.full[code], section=cast.section())
    reader = visitor(device_scale_factor=2, bypass_csp=True)
    reader.expected = {*EXPECTED}
    wrong = {}
    for kind, path in pages.pages(paper, code).items():
        reader.page.goto(path)
        wrong[kind] = barriers_of(reader.page, is_plain=kind.startswith("text")) | sideways(reader.page)
    assert not {kind: each for kind, each in wrong.items() if each}


# Where the focus is: the link's words, whether it can be seen, and whether something shows that it is there.
FOCUS = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at)
    const shows = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"
    return [at.getAttribute("href") || at.id, box.width > 0 && box.height > 0 && box.bottom > 0, shows]
}"""
IN_ORDER = """() => [...document.querySelectorAll("a[href], button, input, textarea, select, summary, [tabindex='0']")]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility() && each.type !== "hidden")
    .map(each => each.getAttribute("href") || each.id)"""


@pytest.mark.parametrize("code", ["en", "ckb"])
def test_the_keyboard_goes_through_a_page_in_its_order_and_can_skip_to_the_content(visitor, editor, code):
    edition = cast.published(editor, language=code, headline=pages.HEADLINES[code], picture=cast.picture())
    page = visitor(viewport={"width": 1280, "height": 900}).page
    page.goto(edition.path)
    expected = page.evaluate(IN_ORDER)
    passed = []
    while len(passed) < len(expected):
        page.keyboard.press("Tab")
        where, seen, shows = page.evaluate(FOCUS)
        assert seen and shows, where
        # It is offered only when somebody begins to write.
        if where != "comment-paragraph":
            passed.append(where)
    assert passed == expected
    assert passed[0] == "#content"
    page.goto(edition.path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


MOVES = """() => ["*", "*::before", "*::after"].flatMap(() => [...document.querySelectorAll("*")])
    .map(each => getComputedStyle(each))
    .some(style => style.scrollBehavior === "smooth" || [style.transitionDuration, style.animationDuration]
        .some(each => each.split(",").some(one => parseFloat(one) > 0.01)))"""
# WCAG's contrast of an element's letters with the paper: the page's background, or white.
CONTRAST = """selector => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
    const light = colour => {
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(each => each / 255)
            .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const paper = light(getComputedStyle(document.body).backgroundColor)
    const ink = light(getComputedStyle(document.querySelector(selector)).color)
    return (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05)
}"""


def test_who_wants_no_motion_or_more_contrast_gets_it(visitor, editor):
    edition = cast.published(editor, picture=cast.picture())
    page = visitor().page
    page.goto(edition.path)
    assert page.evaluate(MOVES)
    page.emulate_media(reduced_motion="reduce")
    assert not page.evaluate(MOVES)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, contrast="no-preference")
        usual = page.evaluate(CONTRAST, "main time")
        page.emulate_media(color_scheme=scheme, contrast="more")
        assert page.evaluate(CONTRAST, "main time") > max(usual, 7)
        assert page.evaluate(CONTRAST, "main h1") >= page.evaluate(CONTRAST, "main time")


# What is still changing its colour has done so; what never ends is not waited for.
SETTLED = """() => Promise.race([
    Promise.allSettled(document.getAnimations().map(each => each.finished)),
    new Promise(done => setTimeout(done, 1000)),
])"""


def findings_in_both_lights(page) -> list[str]:
    """What only the colours can do wrong is looked at again in the dark."""
    found = findings(page)
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    found += [f"dark: {each}" for each in findings(page, OF_COLOUR, "rule")]
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("locale", ["en-GB", "ar-IQ"])
def test_the_desk_has_no_barrier(visitor, editor, locale):
    live = cast.published(editor, picture=cast.picture())
    comment = Comment.objects.create(article=live.article, name="Hêvî", email="h@example.org", body="Well put.")
    report = Report.objects.create(comment=comment, kind="legal", words="Not so.", law="Press law", network_mark=b"1")
    CannedReason.objects.create(words="Off the subject")
    banning.ban("phrase", "cheap pills", by=editor, span="day")
    decide([comment], Comment.State.APPROVED, by=editor)
    draft = cast.draft(editor, headline="A draft")
    first, tag = live.article.revisions.earliest("number").number, live.article.tags.get()
    Article.objects.filter(pk=live.article_id).update(headline="Bridge opens late", body="<p>The first bus.</p>")
    Article.objects.filter(pk=draft.pk).update(due_at=timezone.now(), priority=4)
    front = every_look(editor, live)
    desk = visitor(color_scheme="light", locale=locale, bypass_csp=True)
    barriers = {}
    desk.page.goto("/admin/")
    if found := findings_in_both_lights(desk.page):
        barriers["login"] = found
    desk.sign_in("evin")
    for path in (
        "/admin/",
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        f"/admin/articles/article/{draft.pk}/change/",
        f"/admin/articles/article/{live.article_id}/change/",
        f"/admin/articles/article/{live.article_id}/history/",
        f"/admin/articles/article/{live.article_id}/seen/",
        f"/admin/articles/article/{live.article_id}/revisions/{first}/",
        f"/admin/articles/article/{live.article_id}/compare/?from={first}&to=now",
        "/admin/articles/article/board/",
        "/admin/articles/article/due/",
        "/admin/articles/article/file/",
        "/admin/articles/record/",
        "/admin/notices/notice/",
        "/admin/fronts/front/",
        f"/admin/fronts/front/{front.pk}/",
        f"/admin/articles/tag/merge/?id={tag.pk}",
        "/admin/articles/picture/",
        "/admin/articles/picture/add/",
        f"/admin/articles/picture/{live.article.picture_id}/change/",
        "/admin/comments/comment/?state=all",
        f"/admin/comments/comment/{comment.pk}/change/",
        "/admin/comments/comment/statistics/",
        "/admin/comments/report/",
        f"/admin/comments/report/{report.pk}/change/",
        "/admin/comments/ban/",
        "/admin/comments/ban/add/",
        "/admin/comments/policy/add/",
        "/admin/comments/cannedreason/add/",
    ):
        desk.page.goto(path)
        desk.page.wait_for_load_state("networkidle")
        if found := findings_in_both_lights(desk.page):
            barriers[path] = found
    assert not barriers

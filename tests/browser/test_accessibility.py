"""axe-core finds nothing on any kind of page: WCAG 2.2 AA, light and dark, wide and narrow, in both directions.

axe.min.js is Deque's axe-core (MPL 2.0, see axe/LICENSE), used by the tests alone.
"""

from pathlib import Path

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction
from newsroom.comments.models import Comment
from tests import cast

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEADLINES = {"en": "Bridge opens after two years", "ar": "جسر جديد يفتح أبوابه", "ckb": "پردە نوێیەکە کرایەوە"}


def findings(page, *, without: tuple[str, ...] = ()) -> list[str]:
    page.evaluate(AXE)
    options = {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in without}}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]


@pytest.fixture
def editor():
    return cast.account("evin", "editor", "moderator")


@pytest.fixture
def public_paths(editor) -> list[str]:
    paths = ["/", "/ar/", "/ckb/", "/latest/", "/politics/", "/ar/politics/", "/tag/rivers/", "/people/dilan-rashid/"]
    for code, headline in HEADLINES.items():
        edition = cast.published(editor, language=code, headline=headline, picture=cast.picture())
        Comment.objects.create(
            article=edition.article, name="Hêvî", email="h@example.org", body="Well put.", state="approved"
        )
        paths.append(edition.path)
        for kind in Correction.Kind:
            workflow.correct(edition.article, by=editor, kind=kind, text=f"{headline}, once more.")
    gone, taken = (cast.published(editor, headline=name) for name in ("Withdrawn", "Taken down"))
    workflow.unpublish(gone.article, by=editor, reason="A mistake")
    workflow.take_down(taken.article, by=cast.account("azad", "administrator"), reason="A court")
    paths += ["/corrections/", "/ckb/corrections/", gone.path, taken.path, "/nowhere/"]
    paths += ["/text/", "/ar/text/", "/text/latest/", f"/ckb/text{edition.path.removeprefix('/ckb')}"]
    return [*paths, f"/comments/{edition.article_id}/received/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_public_pages_have_no_barrier(visitor, public_paths, scheme, width):
    reader = visitor(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    reader.expected = {
        "Failed to load resource: the server responded with a status of 404 (Not Found)",
        "Failed to load resource: the server responded with a status of 410 (Gone)",
    }
    barriers = {}
    for path in public_paths:
        reader.page.goto(path)
        # A page without a style has the browser's own dark ground, which axe takes for white.
        unseen = ("color-contrast",) if "/text/" in path and scheme == "dark" else ()
        if found := findings(reader.page, without=unseen):
            barriers[path] = found
    assert not barriers


@pytest.mark.parametrize("locale", ["en-GB", "ar-IQ"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_has_no_barrier(visitor, editor, scheme, locale):
    live = cast.published(editor, picture=cast.picture())
    Comment.objects.create(article=live.article, name="Hêvî", email="h@example.org", body="Well put.")
    draft = cast.draft(editor, headline="A draft")
    first, tag = live.article.revisions.earliest("number").number, live.article.tags.get()
    Article.objects.filter(pk=live.article_id).update(headline="Bridge opens late", body="<p>The first bus.</p>")
    Article.objects.filter(pk=draft.pk).update(due_at=timezone.now(), priority=4)
    desk = visitor(color_scheme=scheme, locale=locale, bypass_csp=True)
    barriers = {}
    desk.page.goto("/admin/")
    if found := findings(desk.page):
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
        f"/admin/articles/tag/merge/?id={tag.pk}",
        "/admin/articles/picture/",
        "/admin/articles/picture/add/",
        f"/admin/articles/picture/{live.article.picture_id}/change/",
        "/admin/comments/comment/",
    ):
        desk.page.goto(path)
        desk.page.wait_for_load_state("networkidle")
        if found := findings(desk.page):
            barriers[path] = found
    assert not barriers

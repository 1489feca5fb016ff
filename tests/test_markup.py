"""Every kind of public page is good HTML, in every language."""

import os
import shutil
import subprocess

import pytest
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils import translation

from tests import pages
from tests.markup import complaints
from tests.test_walk import names

pytestmark = pytest.mark.django_db

VNU = os.environ.get("NEWSROOM_VNU", "")
# Made without a database; they have no description, and no crawler keeps them.
ALONE = ("400.html", "400_cut.html", "403.html", "413.html", "500.html", "503.html")


@pytest.fixture
def paper(editor):
    return pages.paper(editor)


def all_sent(paper) -> dict[str, str]:
    """By language and kind, the HTML of every page, those that are made without a database too."""
    found = {f"{code} {kind}": html for code in pages.PREFIXES for kind, html in pages.sent(paper, code).items()}
    for code in pages.PREFIXES:
        with translation.override(code):
            found |= {f"{code} {name}": render_to_string(name) for name in ALONE}
    return found


def test_every_public_page_is_among_the_kinds():
    shown = {name for name in names(get_resolver().url_patterns) if not name.endswith(pages.FEEDS)}
    assert shown - pages.NO_PAGES == {kind for kind in pages.KINDS if kind in shown}


def test_every_kind_of_page_is_good_html(paper):
    sent = all_sent(paper)
    wrong = {kind: found for kind, html in sent.items() if (found := complaints(html))}
    assert not wrong
    assert len(sent) >= 3 * (len(pages.KINDS) + 1 + len(ALONE))


@pytest.mark.parametrize(
    "broken, complaint",
    [
        ("<p>a<div>b</div></p>", "<div> stands in a paragraph"),
        ("<p>a", "</main> closes <p>"),
        ("<ul><p>a</p></ul>", "<p> stands bare in <ul>"),
        ("<bdy>a</bdy>", "<bdy> is no element of HTML"),
        ('<p id="a"></p><p id="a"></p>', "the id a is there 2 times"),
        ('<a href="#nowhere">a</a>', "nothing has the id nowhere"),
        ('<img src="/a.jpg" alt="">', "a picture without words or size"),
        ("<input name=a id=a>", "the field a has no label"),
        ('<a href="/"><button>a</button></a>', "<button> stands in another thing to press"),
        ('<p class="a" class="b"></p>', "<p> has class twice"),
        ('<p style="color: red">a</p>', "<p> has style"),
        ("<h3>a</h3>", "a heading of level 3 below one of level 1"),
        ("<h1>a</h1>", "there are 2 <h1>"),
        ('<p dir="">a</p>', "<p> has the direction “”"),
        ('<form action=""></form>', "<form> has an empty action"),
        ('<a href="/a b">a</a>', "<a> has a space in its href"),
        ('<time datetime="٢٠٢٦-١١-٢٦">a</time>', "<time> tells machines ٢٠٢٦-١١-٢٦"),
    ],
)
def test_a_broken_page_is_noticed(broken, complaint):
    page = (
        '<!doctype html><html lang="en" dir="ltr"><head><title>A</title><meta name="description" content="A"></head>'
        f"<body><main><h1>A</h1>{broken}</main></body></html>"
    )
    assert any(complaint in each for each in complaints(page)), complaints(page)
    assert not complaints(page.replace(broken, "<p>Well.</p>"))


@pytest.mark.skipif(not (VNU and shutil.which("java")), reason="python -m tests.benchmarks.nu runs it, where Java is")
def test_the_nu_checker_finds_no_error(paper, tmp_path):
    files = {}
    for number, (kind, html) in enumerate(all_sent(paper).items()):
        file = tmp_path / f"{number}.html"
        file.write_text(html)
        files[file.name] = kind
    # Without a page that is wrong, a checker that cannot start would find none.
    (tmp_path / "broken.html").write_text("<!doctype html><p>a<div>b</p>")
    command = ["java", "-jar", VNU, "--format", "gnu", *map(str, tmp_path.glob("*.html"))]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    said: dict[str, list[str]] = {kind: [] for kind in files.values()}
    for line in told.splitlines():
        where, _, message = line.partition('":')
        name = where.rpartition("/")[2]
        said.setdefault(files.get(name, name), []).append(message)
    for kind, messages in said.items():
        print("\n    ".join([f"{kind:30} {len(messages)}", *dict.fromkeys(messages)]))
    assert said.pop("broken.html")
    assert not [kind for kind, messages in said.items() if any(" error: " in each for each in messages)]

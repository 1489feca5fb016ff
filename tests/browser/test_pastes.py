"""Twenty-five real pastes, as the programs write them: into the story's editor, and from there through the server.

`pytest -s` prints them as a table. NEWSROOM_PASTES=write writes what comes out, for a person to judge.
"""

import html
import os
import re
from pathlib import Path

from articles import body
from tests import cast

PASTES = Path(__file__).parent / "pastes"
READY = "addEventListener('prose-editor:ready', (event) => (window.editor = event.detail.editor))"
PASTE = """([html, text]) => {
  const { editor } = window
  editor.commands.setContent("<p></p>")
  editor.commands.focus()
  const clipboardData = new DataTransfer()
  if (html) clipboardData.setData("text/html", html)
  clipboardData.setData("text/plain", text)
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
  editor.view.dom.dispatchEvent(event)
  return [editor.getHTML(), Boolean(editor.schema.nodes.table)]
}"""
EMPTY = re.compile(r"<(p|h2|h3|li|ul|ol|blockquote|strong|em|a)(?: [^>]*)?>(?:\s|&nbsp;|<br>)*</\1>")
BLOCK = re.compile(r"<(?:p|h2|h3|li|blockquote|table|tr|hr|footer)\b")
END = re.compile(
    r"</(?:p|h2|h3|li|ul|ol|blockquote|footer|tr|tbody|table)>|<(?:ul|ol|blockquote|table|tbody|tr|hr)\b[^>]*>"
)


def fixtures() -> list[Path]:
    return sorted(path for path in PASTES.iterdir() if not path.name.endswith(".expected.html"))


def words(source: str) -> str:
    return re.sub(r"<[^>]*>", "", source)


def test_what_is_pasted_keeps_its_structure_and_loses_its_looks(visitor, live_server):
    cast.account("roza", "reporter")
    reporter = visitor()
    reporter.sign_in("roza")
    page = reporter.page
    page.add_init_script(READY)
    page.goto("/admin/articles/article/add/")
    page.wait_for_selector(".ProseMirror[aria-labelledby]")

    report, wrong = [], []
    for path in fixtures():
        copied = path.read_bytes().decode()
        is_plain = path.suffix == ".txt"
        text = copied if is_plain else html.unescape(re.sub(r"<[^>]*>", " ", copied))
        made, has_tables = page.evaluate(PASTE, ["" if is_plain else copied, text])
        expected_at = path.with_name(f"{path.stem}.expected.html")
        if os.environ.get("NEWSROOM_PASTES") == "write":
            expected_at.write_text(END.sub(lambda end: f"{end[0]}\n", made).strip() + "\n")
        expected = expected_at.read_text().replace("\n", "")
        problems = []
        if "<table" in expected and not has_tables:
            if words(made) != words(expected):
                problems.append(f"has other words than {expected}:\n{made}")
        elif made != expected:
            problems.append(f"is\n{made}\nand not\n{expected}")
        if re.search(r"\s(?:style|class|on\w+)=(?!\"pull-quote\")", made) or "<script" in made or "javascript:" in made:
            problems.append("has looks or scripts")
        if EMPTY.search(made):
            problems.append("has empty blocks")
        if body.clean(made) != made:
            problems.append(f"is changed by the server to\n{body.clean(made)}")
        report.append((path.stem, len(BLOCK.findall(made)), "as meant" if not problems else "WRONG"))
        wrong += [f"{path.name} {problem}" for problem in problems]
    print(*(f"\n{name:<24}{blocks:>4} blocks   {result}" for name, blocks, result in report), sep="")
    assert len(report) >= 25
    assert not wrong, "\n\n".join(wrong)


def test_a_line_joins_the_sentence_it_is_pasted_into_and_pictures_left_out_are_told(visitor, live_server):
    cast.account("roza", "reporter")
    reporter = visitor()
    reporter.sign_in("roza")
    page = reporter.page
    page.add_init_script(READY)
    page.goto("/admin/articles/article/add/")
    page.wait_for_selector(".ProseMirror[aria-labelledby]")
    into = PASTE.replace('setContent("<p></p>")', 'setContent("<p>One  four.</p>")').replace(
        "editor.commands.focus()", "editor.commands.focus(5)"
    )
    made, _has_tables = page.evaluate(into, ["<meta charset='utf-8'><p style='color:red'>two <b>three</b></p>", "x"])
    assert made == "<p>One two <strong>three</strong>four.</p>"
    assert page.locator(".paste-says").count() == 0
    copied = '<p>Before</p><figure><img src="https://example.org/a.jpg"></figure><img src="b.jpg"><p>After</p>'
    made, _has_tables = page.evaluate(PASTE, [copied, "x"])
    assert made == "<p>Before</p><p>After</p>"
    assert page.locator(".paste-says").inner_text().startswith("Pictures left out of what was pasted: 2.")
    # Our own text is put back as it was.
    own = '<figure data-picture="7" data-pm-slice="0 0 []"><figcaption>A dam</figcaption></figure>'
    made, _has_tables = page.evaluate(PASTE, [own, "x"])
    assert 'data-picture="7"' in made
    assert "A dam" in made

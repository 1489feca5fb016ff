"""A body holds its vocabulary and nothing else."""
# ruff: noqa: E501

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import body, structure
from articles.models import Article
from tests import cast
from tests.effort import effort

USE = {"digest": "a" * 20, "width": 700, "height": 400, "alt": "", "caption": "Of the picture", "credit": "Sara"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Plain</p>", "<p>Plain</p>"),
        ("<p>One <b>bold</b> <i>word</i></p>", "<p>One <strong>bold</strong> <em>word</em></p>"),
        ("<h1>Too big</h1><h5>Too small</h5>", "<h2>Too big</h2><h3>Too small</h3>"),
        ("<p></p><p>&nbsp;</p><p>Text</p><h2> </h2>", "<p>Text</p>"),
        ('<p style="color:red" class="MsoNormal" onclick="x()">Word</p>', "<p>Word</p>"),
        ('<p><a href="https://example.org/" target="_blank">link</a></p>', '<p><a href="https://example.org/">link</a></p>'),
        ('<figure data-picture="7"><figcaption>A bridge</figcaption></figure>',) * 2,
        ('<figure data-picture="7" data-size="wide" data-credit="Sara &amp; Co" data-alt="A &quot;bridge&quot;"></figure>',) * 2,
        ('<figure data-alt=" a\n b " data-size="huge" data-picture="007" onclick="x()"></figure>',
         '<figure data-picture="7" data-alt="a b"></figure>'),
        ('<figure data-picture="7;x">A</figure>', "<p>A</p>"),
        (f'<figure data-picture="{"9" * 30}">A</figure><figure data-picture="0">B</figure>', "<p>A</p><p>B</p>"),
        (f'<figure data-picture="7" data-alt="{"a" * 900}"></figure>', f'<figure data-picture="7" data-alt="{"a" * 300}"></figure>'),
        ('<figure data-embed="https://youtu.be/dQw4w9WgXcQ?si=x">Look</figure>',
         '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>Look</figcaption></figure>'),
        ('<figure data-embed="https://evil.example/watch?v=dQw4w9WgXcQ">Look</figure>', "<p>Look</p>"),
        ('<aside data-story="7"></aside>',) * 2,
        ('<aside data-story="07" class="x">Words</aside>', '<aside data-story="7"></aside><p>Words</p>'),
        ('<aside data-story="seven">Words</aside>', "<p>Words</p>"),
        ('<p><a data-story="7" href="/old/">Words</a></p>', '<p><a data-story="7">Words</a></p>'),
        ('<p><a data-story="x">Words</a> <a name="y">more</a></p>', "<p>Words more</p>"),
        ('<blockquote class="pull-quote x"><p>So.</p><footer>Roza</footer></blockquote>',
         '<blockquote class="pull-quote"><p>So.</p><footer>Roza</footer></blockquote>'),
        ("<table><tr><td>cell</td></tr></table>", "<table><tbody><tr><td>cell</td></tr></tbody></table>"),
        ("<table><caption>Cap</caption><thead><tr><td>A<td>B</thead><tr><th>1</table>",
         "<p>Cap</p><table><tbody><tr><th>A</th><th>B</th></tr><tr><th>1</th><td></td></tr></tbody></table>"),
        ("<table><tr><td><p>a</p><p>b</p><ul><li>c</ul></table>", "<table><tbody><tr><td>a<br>b<br>c</td></tr></tbody></table>"),
        ("<table><tr><td></td></tr></table><p>x</p>", "<p>x</p>"),
        ("Bare <i>words</i><div>and more</div>", "<p>Bare <em>words</em></p><p>and more</p>"),
        ("<p><em><strong>a</strong></em><strong> b</strong></p>", "<p><strong><em>a</em> b</strong></p>"),
        ("<p> a \n b <br> c<br><br></p>", "<p>a b<br>c</p>"),
        ("<ul><li>a</li><ul><li>b</li></ul>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li><h2>a</h2></li><li></li></ul><ol start=1><li><p>b</p><p>c</p></ol>",
         "<ul><li>a</li></ul><ol><li><p>b</p><p>c</p></li></ol>"),
        ('<ol start="0003"><li>a</ol><ol start="9999999"><li>b</ol>', '<ol start="3"><li>a</li></ol><ol><li>b</li></ol>'),
        ("<blockquote>a<footer>b</footer><p>c</p></blockquote>", "<blockquote><p>a</p><p>c</p><footer>b</footer></blockquote>"),
        ("<strong>a<p>b</p></strong>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<p>\x00NUL \x0band \x1bescape</p>", "<p>NUL and escape</p>"),
        ("<p>نەوت و غاز</p>", "<p>نەوت و غاز</p>"),
    ],
)  # fmt: skip
def test_what_is_kept(typed, kept):
    assert body.clean(typed) == kept
    assert body.clean(kept) == kept


def tags_of(made: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a browser's parser finds."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, attributes))
    parser.feed(made)
    return found


@pytest.mark.parametrize(
    "vector",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'></math>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="jAvAsCrIpT&colon;alert(1)">x</a>',
        '<a href=" &#14; javascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<iframe src="//evil.example"></iframe>',
        "<style>@import 'x'</style>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<form><button formaction=javascript:alert(1)>x</button></form>",
        "<template><script>alert(1)</script></template>",
        '<p id="x" name="y" onmouseover="alert(1)">x</p>',
        "<!--><img src=x onerror=alert(1)>-->",
        '<figure data-picture="1" onclick="alert(1)"><img src=x onerror=alert(1)></figure>',
        '<figure data-embed="javascript:alert(1)">x</figure>',
        '<figure data-embed="https://youtu.be/dQw4w9WgXcQ&quot; onclick=&quot;alert(1)">x</figure>',
        '<figure data-embed="https://youtu.be:x@evil.example/dQw4w9WgXcQ">x</figure>',
        '<figure data-picture="1" data-alt="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">x</figure>',
        """<figure data-picture="1" data-credit='"><script>alert(1)</script>'>x</figure>""",
        '<a data-story="7&quot; onclick=&quot;alert(1)" href="javascript:alert(1)">x</a>',
        '<aside data-story="7"><iframe src="//evil.example"></iframe><script>alert(1)</script></aside>',
        '<table onclick="alert(1)"><tr><td background="javascript:alert(1)" colspan="x"><script>alert(1)</script>',
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<b<i>old onclick=alert(1)>x",
    ],
)
def test_no_vector_leaves_active_markup(vector):
    for made in (body.clean(vector), body.render(vector, {})):
        for tag, attributes in tags_of(made):
            assert tag in {"p", "a", "figure", "figcaption", "strong", "em", "blockquote", "aside"}, made
            for name, value in attributes:
                assert name in {"href", "data-picture", "data-alt", "data-credit", "data-story", "rel"}, made
                assert name != "href" or value.startswith(("http", "mailto:", "tel:", "/")), made


@pytest.mark.parametrize(("rows", "columns", "is_table"), [(300, 30, True), (301, 2, False), (2, 31, False)])
def test_a_table_too_large_to_read_becomes_lines(rows, columns, is_table):
    table = "<table>" + ("<tr>" + "<td>x" * columns) * rows + "</table>"
    cleaned = body.clean(table)
    assert cleaned.startswith("<table>") == is_table
    assert cleaned.count("x") == rows * columns
    assert body.clean(cleaned) == cleaned


def test_a_cell_that_spans_others_leaves_all_in_their_columns():
    spans = '<table><tr><th rowspan="2">a<th colspan="2">b<tr><td>c<td>d<tr><td>e<td>f<td>g</table>'
    assert body.clean(spans) == (
        "<table><tbody><tr><th>a</th><th>b</th><th></th></tr><tr><th></th><td>c</td><td>d</td></tr>"
        "<tr><td>e</td><td>f</td><td>g</td></tr></tbody></table>"
    )


def test_a_table_scrolls_in_a_box_of_its_own_and_says_what_its_headings_head():
    rendered = body.render("<table><tr><th>Town<th>Votes<tr><th>Erbil<td>1,200<tr><th>Duhok<td>−3</table>", {})
    assert '<div class="table" role="region" tabindex="0" aria-label="Table 1"><table><thead>' in rendered
    assert '<th scope="col" class="number">Votes</th>' in rendered
    assert '<th scope="row">Erbil</th><td class="number">1,200</td>' in rendered
    assert body.plain_text(rendered) == "Town Votes\nErbil 1,200\nDuhok −3"


def test_a_picture_is_shown_in_the_words_and_the_size_of_its_use():
    source = (
        '<figure data-picture="1" data-size="wide" data-credit="Aziz &lt;x&gt;" data-alt="A &quot;bridge&quot;">'
        '<figcaption>Dusk <a href="/x/">there</a></figcaption></figure><figure data-picture="1"></figure>'
    )
    own, library = body.render(source, {1: USE | {"id": 1, "alt": "Of the library"}}).split("</figure>")[:2]
    assert own.startswith('<figure class="figure figure-wide" data-picture="1">')
    assert 'alt="A &quot;bridge&quot;"' in own
    assert '<span class="caption">Dusk <a href="/x/">there</a></span> <bdi class="credit">Aziz &lt;x&gt;</bdi>' in own
    assert library.startswith('<figure class="figure" data-picture="1">')
    assert 'alt="Of the library"' in library
    assert '<span class="caption">Of the picture</span> <bdi class="credit">Sara</bdi>' in library


@pytest.mark.django_db
def test_every_way_into_the_database_cleans(editor):
    dirty = "<p>ok</p><script>alert(1)</script>"
    article = cast.draft(editor, body=dirty)
    assert article.body == "<p>ok</p>"
    Article.objects.filter(pk=article.pk).update(body=dirty)
    assert Article.objects.get(pk=article.pk).body == "<p>ok</p>"
    Article.objects.bulk_create([Article(created_by=editor, headline="b", body=dirty)])
    assert not Article.objects.filter(body__contains="script").exists()


@pytest.mark.django_db
def test_a_figure_gets_its_picture_caption_and_credit_at_release(editor):
    picture = cast.picture(credit="Sara <Aziz>")
    named = f'<p>Before</p><figure data-picture="{picture.pk}"><figcaption>Dusk &amp; dawn</figcaption></figure>'
    html = cast.published(editor, body=named + '<figure data-picture="999999"></figure>').body_html
    assert f"/media/pictures/{picture.digest}/" in html
    assert '<span class="caption">Dusk &amp; dawn</span>' in html
    assert '<bdi class="credit">Sara &lt;Aziz&gt;</bdi>' in html
    assert html.count("<figure") == 1


def test_links_elsewhere_say_so():
    rendered = body.render('<p><a href="https://example.org/">x</a> <a href="/politics/">y</a></p>', {})
    assert '<a rel="noopener external" href="https://example.org/">' in rendered
    assert '<a href="/politics/">' in rendered


def test_plain_text_has_a_line_a_block():
    assert body.plain_text("<p>One &amp;\ntwo</p><ul><li><p>three</p></li></ul>") == "One & two\nthree"


def test_a_caption_keeps_its_angle_brackets():
    source = '<figure data-picture="1"><figcaption>if a &lt;b and c&gt; d</figcaption></figure>'
    rendered = body.render(source, {1: USE})
    assert '<span class="caption">if a &lt;b and c&gt; d</span>' in rendered


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('<figure data-picture="1"><figure data-picture="2"><figcaption>b</figcaption></figure></figure>',
         '<figure data-picture="1"></figure><figure data-picture="2"><figcaption>b</figcaption></figure>'),
        ('<figure data-picture="1"><figcaption>a<blockquote>q<figure data-picture="2"></figure>b</blockquote>'
         "</figcaption></figure><p>c</p>",
         '<figure data-picture="1"><figcaption>a q b</figcaption></figure><figure data-picture="2"></figure><p>c</p>'),
        ('<table><tr><td>a<figure data-picture="1"><table><tr><td><figure data-picture="2"></figure>b</table></figure>c</table>',
         "<table><tbody><tr><td>a<br>c</td></tr></tbody></table>"
         '<figure data-picture="1"></figure><table><tbody><tr><td>b</td></tr></tbody></table>'
         '<figure data-picture="2"></figure>'),
        ('<ul><li>a<blockquote><figure data-picture="1"></figure>b</blockquote></li></ul><figure data-picture="2"></figure>',
         '<ul><li><p>a</p><p>b</p></li></ul><figure data-picture="1"></figure><figure data-picture="2"></figure>'),
    ],
)  # fmt: skip
def test_a_figure_in_something_else_is_put_after_it(typed, kept):
    cleaned = body.clean(typed)
    assert cleaned == kept
    assert body.picture_ids(cleaned) == [1, 2]
    rendered = body.render(typed, {1: USE, 2: USE})
    assert rendered.count("<figure") == rendered.count("</figure>") == 2


ODD_TAGS = [
    *("p", "a", "b", "i", "h1", "ul", "li", "blockquote", "figure", "figcaption", "select", "option", "table", "td"),
    *("div", "button", "form", "font", "svg", "title", "tr", "th", "thead", "caption", "footer", "aside"),
]
ODD_PIECES = [f"<{slash}{tag}>" for tag in ODD_TAGS for slash in ("", "/")] + [
    *("x", " ", "&nbsp;", "&lt;p&gt;", "&#13;", "e&#769;", "<br>", "<hr>", "<a href=/x>", "<b id=1>"),
    *("<!--", "-->", "<", '"', "</", "<textarea>", "<plaintext>", "<math><mi>", '<figure data-picture="1">'),
    *('<a data-story="7">', '<aside data-story="7">', '<figure data-embed="https://youtu.be/dQw4w9WgXcQ">'),
    *('<td colspan="3" rowspan="2">', '<blockquote class="pull-quote">', '<ol start="4">', "\n", "\xa0"),
]


def top_of(made: str) -> list[str]:
    """What stands at the top of cleaned HTML: tags, and # for words."""
    found, depth = [], 0
    parser = HTMLParser()

    def opens(tag, _attributes):
        nonlocal depth
        if not depth:
            found.append(tag)
        depth += tag not in ("br", "hr")

    def closes(_tag):
        nonlocal depth
        depth -= 1

    parser.handle_starttag, parser.handle_endtag = opens, closes
    parser.handle_data = lambda data: None if depth else found.append("#")
    parser.feed(made)
    assert depth == 0
    return found


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(ODD_PIECES), max_size=25).map("".join))
@example("<select><p>a<select><p>b")
@example("<a href=/x>a<p><a href=/y>b</a></p>")
@example("<a><p><a><blockquote><a>x")
@example("<table><a>1<p></a>2</p>")
@example("e&#769;&#13;")
@example("<hr>a<hr><p>b</p><ul><li>c<li>d</ul>e")
def test_cleaning_twice_changes_nothing(typed):
    cleaned = body.clean(typed)
    assert body.clean(cleaned) == cleaned
    assert set(top_of(cleaned)) <= set(structure.TOP)
    # Each element at the top can stand by itself: a body can be taken apart there, and put together otherwise.
    assert "".join(map(body.clean, structure.taken_apart(cleaned))) == cleaned
    assert [top_of(each) for each in structure.taken_apart(cleaned)] == [[tag] for tag in top_of(cleaned)]
    rendered = body.render(typed, {1: USE})
    for tag in ("figure", "p", "blockquote", "table", "div", "aside"):
        assert len(re.findall(f"<{tag}[ >]", rendered)) == rendered.count(f"</{tag}>")


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>" * 66_000,
        "<b" * 100_000,
        "<b>" * 66_000,
        "<b <=1 " * 25_000,
        "<blockquote>" * 100_000,
        "<blockquote>" * 9_000,
        "<div><object></div>" * 4_900,
        "".join(f"<b id={number}>" for number in range(4_900)) + "<p>x" * 4_900,
        "<p>" + " " * 200_000,
        "<table><tr>" * 5_000,
        "<table>" + "<tr>" + "<td colspan=999 rowspan=999>x" * 4_000,
        "<table><tr>" + "<td rowspan=300>x</td>" * 29 + "<tr><td>x" * 4_900,
        "<figure data-embed='https://youtube.com/watch?" + "v=1&" * 50_000 + "'>",
        "<figure data-picture=1 data-alt='" + "a " * 100_000 + "'>",
        "<figure data-picture=1><figcaption>" * 4_900,
        "<ul><li>x" * 45 + "<li>y" * 9_000,
        "<strong><em><a href=x>" * 30 + "x<br> " * 9_000,
    ],
    ids=lambda hostile: hostile[:40],
)
def test_hostile_depth_and_length_take_no_time(hostile):
    with effort() as spent:
        cleaned = body.clean(hostile)
    assert spent.seconds < 2
    assert body.clean(cleaned) == cleaned


def test_what_is_nested_too_deep_keeps_its_words():
    assert body.clean("<blockquote>" * 200 + "a &lt;b") == "<p>a &lt;b</p>"


@pytest.mark.django_db
def test_a_request_for_a_story_renders_no_body(editor, reader, monkeypatch):
    edition = cast.published(editor)

    def never(*_):
        raise AssertionError("a body was rendered for a request")

    monkeypatch.setattr(body, "render", never)
    response = reader.get(edition.get_absolute_url())
    assert response.status_code == 200
    assert "<h2>What comes next</h2>" in response.text

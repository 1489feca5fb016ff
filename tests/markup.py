"""A strict reading of HTML: what our own pages promise, which is stricter than what a browser forgives.

Not a validator: the Nu checker is that (`python -m tests.benchmarks.nu`), where there is Java. This one needs nothing,
and sees what breaks most often: elements that are not closed, not known or in the wrong place, what is named twice or
refers to nothing, forms without labels, figures of speech without a language.
"""

from collections import Counter
from html.parser import HTMLParser


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _named("area base br col embed hr img input link meta source track wbr")
KNOWN = VOID | _named(
    "a abbr address article aside audio b bdi bdo blockquote body button canvas caption cite code colgroup data dd"
    " datalist del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head"
    " header hgroup html i iframe ins kbd label legend li main mark menu meter nav noscript object ol optgroup option"
    " output p picture pre progress q rp rt ruby s samp script search section select slot small span strong style sub"
    " summary sup svg path g circle rect title table tbody td template textarea tfoot th thead time tr u ul use var"
    " video"
)
# What may not stand in a paragraph: the paragraph would end before it.
BLOCKS = _named(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hgroup hr main menu nav ol p pre search section table ul"
)
INTERACTIVE = frozenset(["a", "button", "select", "textarea", "label", "details", "iframe"])
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "figcaption": {"figure"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "source": {"picture", "video", "audio"},
    "summary": {"details"},
}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "tr": {"td", "th"},
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")
DIRECTIONS = ("ltr", "rtl", "auto")


def complaints(page: str) -> list[str]:
    """What is wrong with a page, each with its line."""
    reader = _Reader()
    if not page.lstrip().lower().startswith("<!doctype html>"):
        reader.complaints.append("there is no doctype")
    reader.feed(page)
    reader.close()
    return reader.complaints + list(reader.of_the_whole())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.complaints: list[str] = []
        self.ids: Counter[str] = Counter()
        self.referred: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.level = 0
        self.labelled: set[str] = set()
        self.fields: dict[str, str] = {}
        self.text: dict[str, str] = {}
        self.description = ""
        self.is_kept_from_search = False

    def complain(self, about: str) -> None:
        self.complaints.append(f"line {self.getpos()[0]}: {about}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        about = dict(attributes)
        self._place(tag)
        self._attributes(tag, attributes)
        self._meaning(tag, about)
        self.counts[tag] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        # In HTML itself the stroke says nothing; in a drawing it closes.
        if "svg" in self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.complain(f"</{tag}> closes what is never open")
        elif not self.open or self.open[-1] != tag:
            self.complain(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            if self.open[-1] in CHILDREN:
                self.complain(f"words stand bare in <{self.open[-1]}>: {data.strip()[:40]}")
            self.text[self.open[-1]] = self.text.get(self.open[-1], "") + data

    def _place(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if tag not in KNOWN:
            self.complain(f"<{tag}> is no element of HTML")
        if tag in BLOCKS and "p" in self.open:
            self.complain(f"<{tag}> stands in a paragraph")
        if tag in INTERACTIVE and tag != "label" and any(each in ("a", "button") for each in self.open):
            self.complain(f"<{tag}> stands in another thing to press")
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.complain(f"<{tag}> stands in <{parent}>")
        if parent in CHILDREN and tag not in CHILDREN[parent] | {"script", "template"}:
            self.complain(f"<{tag}> stands bare in <{parent}>")

    def _attributes(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, times in Counter(name for name, _ in attributes).items():
            if times > 1:
                self.complain(f"<{tag}> has {name} twice")
        for name, value in attributes:
            value = value or ""
            if name in ("style", "align", "border", "bgcolor") or name.startswith("on"):
                self.complain(f"<{tag}> has {name}")
            if name == "dir" and value not in DIRECTIONS:
                self.complain(f"<{tag}> has the direction “{value}”")
            if name in ("lang", "hreflang", "href", "src", "action", "id", "datetime") and not value.strip():
                self.complain(f"<{tag}> has an empty {name}")
            if name in ("href", "src", "action") and " " in value.strip():
                self.complain(f"<{tag}> has a space in its {name}")
            if name == "id":
                self.ids[value] += 1
            if name in REFERENCES:
                self.referred.update(value.split())
            if name == "href" and value.startswith("#") and len(value) > 1:
                self.referred.add(value[1:])
            if name == "datetime" and not value.isascii():
                self.complain(f"<{tag}> tells machines {value}")

    def _meaning(self, tag: str, about: dict[str, str | None]) -> None:
        if tag == "img" and ("alt" not in about or not about.get("width") or not about.get("height")):
            self.complain("a picture without words or size")
        if tag == "html" and not (about.get("lang") and about.get("dir")):
            self.complain("the page says no language or direction")
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            level = int(tag[1])
            if level > self.level + 1:
                self.complain(f"a heading of level {level} below one of level {self.level}")
            self.level = level
        if tag == "meta" and about.get("name") == "description":
            self.description += about.get("content") or ""
        if tag == "meta" and about.get("name") == "robots":
            self.is_kept_from_search = True
        if tag == "label" and about.get("for"):
            self.labelled.add(about["for"] or "")
        if tag in ("input", "textarea", "select") and about.get("type") not in ("hidden", "submit"):
            self.fields[about.get("id") or f"line {self.getpos()[0]}"] = about.get("aria-label") or ""

    def of_the_whole(self):
        """What can be said once all of it is read."""
        for tag in self.open:
            yield f"<{tag}> is never closed"
        for name, times in self.ids.items():
            if times > 1:
                yield f"the id {name} is there {times} times"
        for name in sorted(self.referred - set(self.ids)):
            yield f"nothing has the id {name}"
        for name, own in self.fields.items():
            if name not in self.labelled and not own:
                yield f"the field {name} has no label"
        for tag in ("h1", "main", "title"):
            if self.counts[tag] != 1:
                yield f"there are {self.counts[tag]} <{tag}>"
        if not self.text.get("title", "").strip():
            yield "the title is empty"
        if not (self.description.strip() or self.is_kept_from_search):
            yield "no word says what the page is about"

"""The desk's forms as a browser sends them, whatever fields they have."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """What the form with an id sends when no button is pressed: names and values, in order."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.is_inside = form, False
        self.fields: dict[str, str] = {}
        self.area = self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = given.get("id") == self.form
        name = given.get("name", "")
        if not self.is_inside:
            return
        match tag:
            case "input" if name and given.get("type") not in ("submit", "file", "button"):
                if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                    self.fields[name] = given.get("value", "")
            case "textarea" if name:
                self.area, self.fields[name] = name, ""
            case "select":
                self.choice = name
            case "option" if self.choice and (self.choice not in self.fields or "selected" in given):
                self.fields[self.choice] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea":
            # As HTML has it, the first line feed is the page's.
            self.fields[self.area] = self.fields.get(self.area, "").removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.choice = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data


def fields_of(page: str, form: str = "article_form") -> dict[str, str]:
    reading = _Fields(form)
    reading.feed(page)
    return reading.fields

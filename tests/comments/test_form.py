"""The form says and marks what the page says that we are measured by, part by part."""

import re
from html.parser import HTMLParser

import pytest

from tests import cast
from tests.comments.test_posting import edition

__all__ = ["edition"]

# In its order, with its marks.
SAID = [
    "Leave a Comment",
    "Your email address will not be published.",
    "Required fields are marked *",
    "Comment *",
    "Name *",
    "Email *",
    "Website",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Post Comment",
]


def form_of(page: str) -> str:
    return re.search(r'<form class="comment-form".*?</form>', page, re.DOTALL)[0]


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def fields_of(form: str) -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = {}
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.__setitem__(dict(attributes).get("name"), dict(attributes))
    parser.feed(form)
    return found


def test_the_form_says_what_readers_expect_in_the_order_in_which_they_expect_it(reader, edition):
    words = words_of(form_of(reader.get(edition.path).text))
    places = [words.index(said) for said in SAID]
    assert places == sorted(places)
    assert "Website *" not in words


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_form_marks_what_readers_expect_in_each_language(reader, editor, language):
    form = form_of(reader.get(cast.published(editor, language=language).path).text)
    found = fields_of(form)
    lengths = {"body": "65525", "name": "245", "email": "100", "website": "200"}
    completions = {"name": "name", "email": "email", "website": "url"}
    for name, length in lengths.items():
        assert found[name]["maxlength"] == length
        assert ("required" in found[name]) == (name != "website")
        assert found[name].get("autocomplete") == completions.get(name)
        label = words_of(re.search(rf'<label for="comment-{name}">.*?</label>', form, re.DOTALL)[0])
        assert label.endswith("*") == (name != "website")
    assert not [said for said in SAID if (said in words_of(form)) != (language == "en")]

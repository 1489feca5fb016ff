"""Pasted text as copy."""

import html
import re

from django.utils.html import strip_tags

from articles import body
from articles.filing.copy import LONGEST_HEADLINE, Copy, is_headline
from articles.text import clean_line

_FIRST = re.compile(r"<(h2|h3|p)>(.*?)</\1>", re.DOTALL)


def read_pasted(source: str) -> Copy:
    """The copy of HTML that somebody pasted: its first heading, or first line that reads like one, is the headline."""
    cleaned = body.clean(source)
    first = _FIRST.match(cleaned)
    line = clean_line(html.unescape(strip_tags(first[2]).replace("\n", " "))) if first else ""
    rest = cleaned[first.end() :].strip() if first else ""
    is_heading = first is not None and first[1] != "p" and len(line) <= LONGEST_HEADLINE
    if rest and line and (is_heading or is_headline(line)):
        return Copy(headline=line, body=rest)
    return Copy(body=cleaned)

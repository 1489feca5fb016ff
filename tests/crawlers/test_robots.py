"""robots.txt says what the table of crawlers says, and nothing that nobody put there."""

import re
from urllib.robotparser import RobotFileParser

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsroom.crawlers.known import KNOWN
from newsroom.crawlers.models import Crawler

pytestmark = pytest.mark.django_db

LINE = re.compile(
    r"(User-agent: (?:\*|[A-Za-z_-]+)|Disallow: [/*][!-~]*|Crawl-delay: [0-9]+|Sitemap: https?://[!-~]+)?"
)
SITEMAPS = ["Sitemap: http://testserver/sitemap.xml", "Sitemap: http://testserver/sitemap-news.xml"]


def robots(reader) -> str:
    answer = reader.get("/robots.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    for line in answer.text.split("\n"):
        assert LINE.fullmatch(line), line
    assert [line for line in answer.text.split("\n") if line.startswith("Sitemap")] == SITEMAPS
    return answer.text


def may_read(text: str, name: str, path: str = "/politics/") -> bool:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser.can_fetch(name, f"http://testserver{path}")


def check_the_first_policy(text: str) -> None:
    for name in (
        "Googlebot",
        "bingbot",
        "Applebot",
        "OAI-SearchBot",
        "Claude-SearchBot",
        "facebookexternalhit",
        "Nobody",
    ):
        assert may_read(text, name), name
        assert not may_read(text, name, "/admin/"), name
    for name in ("GPTBot", "ClaudeBot", "Google-Extended", "Applebot-Extended", "CCBot", "Bytespider", "Amazonbot"):
        assert f"User-agent: {name}\n" in text
        assert not may_read(text, name), name


def test_search_may_come_and_training_may_not_until_somebody_says_otherwise(reader):
    assert Crawler.objects.count() == len(KNOWN)
    check_the_first_policy(robots(reader))


def test_an_empty_table_is_as_careful_as_the_first_one(reader):
    Crawler.objects.all().delete()
    check_the_first_policy(robots(reader))


def test_whoever_is_not_named_may_read_all_but_the_desk_even_without_a_line_of_the_table(reader):
    Crawler.objects.filter(token="*").delete()
    text = robots(reader)
    assert may_read(text, "Nobody")
    assert not may_read(text, "Nobody", "/admin/")


def test_each_change_is_in_the_next_answer(reader):
    Crawler.objects.filter(token="GPTBot").update(is_let_in=True, closed_paths="/politics/\n/ئابووری/", crawl_delay=10)
    Crawler.objects.filter(token="Googlebot").update(is_let_in=False)
    text = robots(reader)
    assert may_read(text, "GPTBot", "/sport/")
    assert not may_read(text, "GPTBot", "/politics/x/")
    assert not may_read(text, "GPTBot", "/admin/")
    assert not may_read(text, "Googlebot")
    group = next(each for each in text.split("\n\n") if "User-agent: GPTBot" in each)
    assert group.split("\n")[1:] == [
        "Disallow: /admin/",
        "Disallow: /politics/",
        "Disallow: /%D8%A6%D8%A7%D8%A8%D9%88%D9%88%D8%B1%DB%8C/",
        "Crawl-delay: 10",
    ]


def test_all_others_are_the_last_group_unless_they_share_one(reader):
    Crawler.objects.filter(token="*").update(closed_paths="/tag/")
    groups = robots(reader).strip().split("\n\n")
    assert groups[-2] == "User-agent: *\nDisallow: /admin/\nDisallow: /tag/"
    names = re.findall(r"User-agent: (.*)", robots(reader))
    assert len(names) == len(set(names)) == len(KNOWN)


NAMES = ["", "a b", "GPTBot\nDisallow:", "x:", "GPT#", "بۆت", "**", "a*", "GPT4", "x\r\ny", "x\x85y", "a\u2028b"]
PATHS = [
    "tag",
    "/a b",
    "/a#b",
    "/a\n#",
    "/a\n\n/b",
    "https://x/",
    "/a\tb",
    "\n/a",
    "/a\n",
    "/a\r\nUser-agent: *",
    "/a\u2028/b",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_can_never_add_a_line(name):
    """Whatever way it comes: PostgreSQL holds it, where no form looked."""
    with pytest.raises(ValidationError):
        Crawler(token=name).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Crawler.objects.filter(token="*").update(token=name)


@pytest.mark.parametrize("paths", PATHS)
def test_a_path_can_never_add_a_line(paths):
    with pytest.raises(IntegrityError), transaction.atomic():
        Crawler.objects.filter(token="*").update(closed_paths=paths)


def test_slips_in_paths_are_mended_and_the_rest_named():
    crawler = Crawler(token="MyBot", closed_paths="  /a/ \r\n\r\n/b*$\n ")
    crawler.full_clean()
    assert crawler.paths == ["/a/", "/b*$"]
    with pytest.raises(ValidationError) as refused:
        Crawler(token="MyBot", closed_paths="/a\nb").full_clean()
    assert set(refused.value.message_dict) == {"closed_paths"}


def test_a_crawler_is_listed_once_in_whatever_case():
    with pytest.raises(ValidationError, match="listed already"):
        Crawler(token="gptbot").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Crawler.objects.create(token="GPTBOT")

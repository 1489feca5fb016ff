import pytest

from newsroom.pagecache.requests import LONGEST_KNOWN, OF_SEARCH, _known_key, meant
from newsroom.search.asking import SearchForm
from tests.pagecache.conftest import key_of_address as key


def test_what_readers_came_with_makes_no_page_of_its_own():
    assert key("/politics/") == key("/politics/?utm_source=mail&fbclid=1") != key("/sport/")


def test_what_a_page_is_asked_for_does():
    assert key("/latest/?before=5-1") != key("/latest/")
    assert key("/latest/?x=1&before=5-1&y") == key("/latest/?before=5-1")
    assert key("/comments/1/?order=oldest&after=2-1") == key("/comments/1/?after=2-1&order=oldest")


def test_a_search_is_asked_for_all_that_its_form_takes():
    assert set(SearchForm.base_fields) == OF_SEARCH
    assert key("/search/?q=bridge&utm_source=mail") == key("/search/?q=bridge") != key("/search/?q=river")
    assert key("/ckb/search/?q=x&section=sport&order=newest") == key("/ckb/search/?order=newest&q=x&section=sport")
    assert key("/search/?q=bridge&before=5-1") == key("/search/?q=bridge")
    assert key("/latest/?q=bridge") == key("/latest/")


def test_of_two_the_last_counts_as_django_has_it():
    assert meant("before=1-1&before=2-2") == "before=2-2"


def test_hosts_and_schemes_are_apart():
    assert key("/") != key("/", host="other.example")


@pytest.mark.parametrize(
    "address",
    [
        *("/admin/", "/admin/articles/article/", "/static/site/css/base.css", "/media/pictures/a/320.jpg", "/health/"),
        *("/preview/abc/", "/search/suggest/?q=b", "/ar/search/suggest/?q=b", "/comments/own/a:b:c/"),
        *("/comments/mine/", "/ar/comments/mine/x/", "/ckb/comments/answers/x/stop/", "/reads/1/", "/metrics/"),
    ],
)
def test_what_is_not_for_everybody_has_no_key(address):
    assert key(address) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get"])
def test_nothing_but_reading_has_a_key(method):
    assert key("/", method) is None


def test_whoever_has_a_session_is_never_answered_from_memory():
    assert key("/", cookie="a=1; sessionid=abc") is None
    assert key("/", cookie="consent=yes") == key("/")


def test_a_path_that_only_begins_alike_is_a_page():
    assert key("/administration/") is not None
    assert key("/searching/") is not None


def test_long_addresses_have_a_key_that_fills_no_memory():
    long = "x" * LONGEST_KNOWN
    before = _known_key.cache_info()
    assert key(f"/latest/?{long}&before=5-1") == key("/latest/?before=5-1")
    assert key(f"/{long}/") is not None
    assert key("/", host=long) is not None
    after = _known_key.cache_info()
    assert after.hits + after.misses == before.hits + before.misses + 1

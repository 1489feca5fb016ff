"""The table of crawlers at the desk: who may look, who may change it, one by one and a purpose at a time."""

import pytest
from django.test import Client

from articles.models import Record
from newsroom.crawlers.models import Crawler
from tests import cast

pytestmark = pytest.mark.django_db
LIST = "/admin/crawlers/crawler/"
ROLES = {"reporter": 403, "editor": 403, "moderator": 403, "lawyer": 403, "chief editor": 200, "administrator": 200}


def at_the_desk(*roles: str) -> Client:
    client = Client()
    client.force_login(cast.account("azad", *roles))
    return client


@pytest.mark.parametrize("role", ROLES)
def test_chief_editors_may_look_and_administrators_change(role):
    client = at_the_desk(role)
    assert client.get(LIST).status_code == ROLES[role]
    may_change = role == "administrator"
    assert client.get(f"{LIST}add/").status_code == (200 if may_change else 403)
    client.post(LIST, {"action": "let_in_training", "index": "0"})
    assert Crawler.objects.filter(purpose="training", is_let_in=True).exists() == may_change


def test_a_purpose_is_switched_whatever_is_chosen_and_each_change_is_on_the_record(reader):
    client = at_the_desk("administrator")
    page = client.get(LIST).text
    assert "AI training: let all in" in page
    before = Crawler.objects.filter(purpose="search").count()
    answer = client.post(LIST, {"action": "keep_out_search", "index": "0"}, follow=True)
    assert f"{before} crawlers are kept out now." in answer.text
    assert not Crawler.objects.filter(purpose="search", is_let_in=True).exists()
    records = Record.objects.filter(detail__kind="crawler")
    assert records.count() == before
    assert records.first().detail["is_let_in"] == {"from": True, "to": False}
    assert "User-agent: Googlebot\n" in reader.get("/robots.txt").text.split("Disallow: /\n")[0]
    client.post(LIST, {"action": "keep_out_search", "index": "0"})
    assert records.count() == before


def test_the_chosen_ones_are_switched():
    client = at_the_desk("administrator")
    chosen = Crawler.objects.filter(token__in=["GPTBot", "CCBot"])
    keys = list(chosen.values_list("pk", flat=True))
    client.post(LIST, {"action": "let_in", "index": "0", "_selected_action": keys})
    assert set(Crawler.objects.filter(purpose="training", is_let_in=True)) == set(chosen)
    assert "Items must be selected" in client.post(LIST, {"action": "let_in", "index": "0"}, follow=True).text


def test_a_crawler_is_added_and_what_is_wrong_with_it_is_said_at_its_field():
    client = at_the_desk("administrator")
    form = {"token": "NewBot", "operator": "New", "purpose": "search", "is_let_in": "on", "closed_paths": "/a/\r\n /b/"}
    assert client.post(f"{LIST}add/", form).status_code == 302
    assert Crawler.objects.get(token="NewBot").paths == ["/a/", "/b/"]
    wrong = {"token": "New Bot\nDisallow: /", "purpose": "world", "closed_paths": "x", "crawl_delay": "9" * 30}
    answer = client.post(f"{LIST}add/", wrong)
    assert answer.status_code == 200
    assert set(answer.context["adminform"].form.errors) == set(wrong)


def test_the_lists_of_the_desk_survive_strange_questions():
    client = at_the_desk("administrator")
    for query in ("?q=%F0%9F%92%A9", "?purpose=x", "?is_let_in__exact=7", "?token__regex=(", "?operator=" + "a" * 3000):
        assert client.get(LIST + query, follow=True).status_code in (200, 400), query
    assert client.post(LIST, {"action": "let_in_nothing", "index": "0"}).status_code in (200, 302)

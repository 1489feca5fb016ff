"""A moderator erases for readers who ask, and gives them what is kept of them."""

import json

import pytest
from django.test import Client

from articles.models import Record
from newsroom.comments.models import Comment
from tests import cast
from tests.comments.letters import comment

pytestmark = pytest.mark.django_db
EMAIL = "nobody-else@example.org"
OF_AN_ADDRESS = "/admin/comments/comment/of-an-address/"


@pytest.fixture
def desk(moderator) -> Client:
    client = Client()
    client.force_login(moderator)
    return client


@pytest.fixture
def edition(editor):
    return cast.published(editor)


def test_one_comment_is_erased_from_its_own_page(desk, edition):
    whole = comment(edition)
    path = f"/admin/comments/comment/{whole.pk}/erase/"
    assert whole.body in desk.get(path).text
    assert not Comment.objects.filter(erased_at__isnull=False)
    assert desk.post(path).status_code == 302
    assert Comment.objects.get(pk=whole.pk).erased_at
    assert desk.get(path).status_code == 404


def test_all_of_an_address_are_counted_downloaded_and_erased(desk, edition):
    for _ in range(2):
        comment(edition, email=EMAIL)
    stays = comment(edition)
    found = desk.post(OF_AN_ADDRESS, {"email": EMAIL})
    assert "2 comments" in found.text
    assert "no-store" in found["Cache-Control"]
    taken = desk.post(OF_AN_ADDRESS, {"email": EMAIL, "_download": "1"})
    assert len(json.loads(taken.content)["comments"]) == 2
    desk.post(OF_AN_ADDRESS, {"email": EMAIL, "_erase": "1"})
    assert [each.pk for each in Comment.objects.filter(erased_at=None)] == [stays.pk]
    records = Record.objects.filter(verb="erase_comment")
    assert records.count() == 2
    assert EMAIL not in str(list(records.values()))


@pytest.mark.parametrize("role", ["reporter", "editor", "chief editor"])
def test_it_is_for_moderators_alone(role, edition):
    whole = comment(edition, email=EMAIL)
    client = Client()
    client.force_login(cast.account("other", role))
    for path in (f"/admin/comments/comment/{whole.pk}/erase/", OF_AN_ADDRESS):
        assert client.get(path).status_code == client.post(path, {"email": EMAIL, "_erase": "1"}).status_code == 403
    assert not Comment.objects.filter(erased_at__isnull=False)

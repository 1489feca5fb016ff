"""The screening is set at the desk."""

import pytest

from articles.models import Record
from newsroom.comments.models import Check, WordList
from tests import cast

pytestmark = pytest.mark.django_db

CHECKS, WORDS = "/admin/comments/check/", "/admin/comments/wordlist/"


def form_of(page: str, **changed: str) -> dict[str, str]:
    rows = list(Check.objects.order_by("place", "name"))
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": str(len(rows)), "_save": "Save"}
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{name}": str(getattr(row, name)) for name in ("place", "points")}
        data |= {f"form-{number}-id": str(row.pk), f"form-{number}-limit": "" if row.limit is None else str(row.limit)}
        data |= {f"form-{number}-is_on": "on"} if row.is_on else {}
        data |= {f"form-{number}-{key}": value for key, value in changed.items()} if row.name == page else {}
    return data


@pytest.mark.parametrize("role", ["chief editor", "administrator"])
def test_all_checks_are_set_on_one_page_that_explains_them(client, role):
    client.force_login(cast.account("nadia", role))
    page = client.get(CHECKS).content.decode()
    assert "Limit: links that are fine" in page
    client.post(CHECKS, form_of("links", limit="3", points="2.5"))
    links = Check.objects.get(name="links")
    assert (links.limit, links.points) == (3, 2.5)
    assert Record.objects.get(verb="change").detail["points"] == {"from": "1.0", "to": "2.5"}


@pytest.mark.parametrize(
    "wrong", [{"limit": "-1"}, {"points": "nan"}, {"points": "1e300"}, {"place": "-4"}, {"limit": "x"}]
)
def test_what_is_no_number_of_ours_is_refused(client, administrator, wrong):
    client.force_login(administrator)
    answer = client.post(CHECKS, form_of("links", **wrong))
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_a_moderator_sees_the_checks_and_keeps_the_words(client, moderator):
    client.force_login(moderator)
    assert client.get(CHECKS).status_code == 200
    client.post(CHECKS, form_of("links", points="9"))
    assert Check.objects.get(name="links").points == 1
    client.post(f"{WORDS}add/", {"kind": "banned", "language": "ckb", "words": "گەوج\nبێشەرم"})
    assert WordList.objects.get(kind="banned").words == "گەوج\nبێشەرم"
    again = client.post(f"{WORDS}add/", {"kind": "banned", "language": "ckb", "words": "x"})
    assert "errorlist" in again.content.decode()


def test_the_rules_are_one_page(client, administrator):
    client.force_login(administrator)
    answer = client.get("/admin/comments/rules/")
    assert "Points from which a comment is held" in answer.content.decode()


def test_reporters_have_nothing_of_it(client, reporter):
    client.force_login(reporter)
    for path in (CHECKS, WORDS, "/admin/comments/rules/"):
        assert client.get(path).status_code == 403

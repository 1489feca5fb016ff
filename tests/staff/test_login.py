"""The desk's door: who guesses is locked out, and nothing that is typed there breaks it."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.conf import settings as site
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db
RIGHT = cast.PASSWORD
LIMIT = site.AXES_FAILURE_LIMIT
COOL_OFF = datetime.timedelta(hours=site.AXES_COOLOFF_TIME)


@pytest.fixture(autouse=True)
def _counted(settings) -> None:
    settings.AXES_ENABLED = True


@pytest.fixture
def boss(db) -> str:
    return cast.account("boss", "editor").username


def log_in(name: str, password: str = "wrong", address: str = "192.0.2.1"):
    client = Client(REMOTE_ADDR=address, raise_request_exception=False)
    return client.post("/admin/login/", {"username": name, "password": password, "next": "/admin/"})


@pytest.mark.parametrize(
    ("name", "password"),
    [("n" * 151, "wrong"), ("n" * 300, "wrong"), ("n\x00", "wrong"), ("n", "p" * 4_097), ("n", "p\x00")],
    ids=lambda value: value[:3],
)
def test_what_no_account_can_have_is_an_error_of_the_form(name, password):
    answer = log_in(name, password)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not AccessAttempt.objects.exists()


def test_a_few_slips_do_not_lock(boss):
    for _ in range(LIMIT - 1):
        assert log_in(boss).status_code == 200
    assert log_in(boss, RIGHT).status_code == 302


def test_an_account_of_one_s_own_does_not_help_to_guess_at_another_s(boss):
    cast.account("mole", "reporter")
    statuses = []
    for _ in range(3):
        statuses += [log_in(boss).status_code for _ in range(LIMIT - 1)]
        statuses.append(log_in("mole", RIGHT).status_code)
    assert statuses[LIMIT] == 429
    assert set(statuses[LIMIT:]) == {429}


@pytest.mark.parametrize("other", [("boss", "198.51.100.7"), ("nobody", "192.0.2.1")], ids=["account", "address"])
def test_the_account_and_the_address_are_locked_each_on_its_own(boss, other):
    for _ in range(LIMIT):
        log_in(boss)
    name, address = other
    assert log_in(name, address=address).status_code == 429
    assert log_in("nobody", address="198.51.100.7").status_code == 200


def test_the_locked_answer_says_when_to_come_back(boss):
    for _ in range(LIMIT):
        answer = log_in(boss)
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(int(COOL_OFF.total_seconds()))
    assert "<h1" in answer.content.decode()


def test_a_lock_ends_with_its_time_even_when_somebody_kept_knocking(boss):
    for _ in range(LIMIT):
        log_in(boss)
    locked_at = AccessAttempt.objects.get().attempt_time
    assert log_in(boss, RIGHT).status_code == 429
    assert AccessAttempt.objects.get().attempt_time == locked_at
    AccessAttempt.objects.update(attempt_time=locked_at - COOL_OFF)
    assert log_in(boss, RIGHT).status_code == 302

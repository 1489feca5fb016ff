"""An administrator looks after accounts, and cannot rise above the own rights."""

import pytest

from newsroom.staff.models import User
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def form_of(user: User, **fields: str) -> dict[str, str]:
    joined = {"date_joined_0": "2026-11-22", "date_joined_1": "10:00:00"}
    return {
        "username": user.username,
        "first_name": "",
        "last_name": "",
        "email": "",
        "is_active": "on",
        **joined,
        **fields,
    }


def test_an_administrator_gives_a_role(desk):
    from django.contrib.auth.models import Group

    user = cast.account("new")
    editor = Group.objects.get(name="editor")
    desk.post(f"/admin/staff/user/{user.pk}/change/", form_of(user, groups=str(editor.pk), is_staff="on"))
    assert list(user.groups.all()) == [editor]


def test_an_administrator_makes_no_superuser_and_no_right_of_their_own(desk, administrator):
    from django.contrib.auth.models import Permission

    right = Permission.objects.get(codename="delete_user")
    desk.post(
        f"/admin/staff/user/{administrator.pk}/change/",
        form_of(administrator, is_superuser="on", is_staff="on", user_permissions=str(right.pk)),
    )
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    assert not administrator.user_permissions.exists()


def test_an_administrator_does_not_touch_a_superuser(desk):
    chief = User.objects.create_superuser("chief", password=cast.PASSWORD)
    for page in ("change/", "password/"):
        assert desk.post(f"/admin/staff/user/{chief.pk}/{page}", form_of(chief)).status_code == 403


def test_accounts_are_switched_off_and_not_deleted(desk):
    user = cast.account("old")
    assert desk.post(f"/admin/staff/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403

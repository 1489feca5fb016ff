"""Staff see in their own browser where the time went."""

import re
from unittest import mock

import pytest
from django.db import OperationalError

from tests import cast

pytestmark = pytest.mark.django_db


def test_staff_are_told_where_the_time_went(client, editor):
    story = cast.published(editor)
    client.force_login(editor)
    told = client.get(story.path)["Server-Timing"]
    found = re.fullmatch(r'database;dur=([0-9.]+);desc="([0-9]+) statements", all;dur=([0-9.]+)', told)
    assert int(found[2]) >= 3
    assert float(found[1]) <= float(found[3])


def test_nobody_else_is_told(client, reader, editor, django_user_model):
    story = cast.published(editor)
    assert "Server-Timing" not in reader.get(story.path)
    client.force_login(django_user_model.objects.create_user("guest", password="x"))
    assert "Server-Timing" not in client.get(story.path)


def test_nobody_is_asked_for_whose_database_just_failed(client, editor):
    client.force_login(editor)
    client.raise_request_exception = False
    gone = mock.patch("django.contrib.sessions.backends.db.SessionStore.load", side_effect=OperationalError("gone"))
    with gone:
        assert client.get("/admin/").status_code == 503

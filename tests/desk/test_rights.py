"""Roles have just the rights that they need."""

import pytest
from django.db import IntegrityError, connection, models, transaction

from articles import rights
from articles.models import Person, Record, Stage
from newsroom.staff.models import User
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = {
    "/admin/": "reporter editor moderator administrator",
    "/admin/articles/article/": "reporter editor administrator",
    "/admin/articles/article/add/": "reporter editor administrator",
    "/admin/articles/picture/": "reporter editor administrator",
    "/admin/articles/picture/add/": "reporter editor administrator",
    "/admin/articles/tag/": "reporter editor administrator",
    "/admin/articles/tag/add/": "reporter editor administrator",
    "/admin/articles/person/": "reporter editor administrator",
    "/admin/articles/person/add/": "editor administrator",
    "/admin/articles/source/add/": "editor administrator",
    "/admin/articles/section/add/": "administrator",
    "/admin/articles/record/": "editor administrator",
    "/admin/comments/comment/": "moderator administrator",
    "/admin/staff/user/": "administrator",
    "/admin/staff/user/add/": "administrator",
}


@pytest.mark.parametrize("role", ["reporter", "editor", "moderator", "administrator"])
def test_a_role_opens_its_pages_and_no_others(client, role):
    client.force_login(cast.account(role, role))
    for path, roles in PAGES.items():
        expected = 200 if role in roles.split() else 403
        assert client.get(path).status_code == expected, path


STAGES = list(Stage)
VERBS = {
    # verb: {role: stages at which it may be used on an own story; on another's}
    "submit": {"reporter": ("draft", ""), "editor": ("draft", "draft")},
    "approve": {"editor": ("in_review", "in_review")},
    "send_back": {"editor": ("in_review ready", "in_review ready")},
    "publish": {"editor": ("draft in_review ready", "draft in_review ready")},
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ["reporter", "editor", "moderator"])
def test_who_may_use_a_verb(verb, role):
    me, other = cast.account("me", role), cast.account("other", role)
    own, others = VERBS[verb].get(role, ("", ""))
    for stage in STAGES:
        article = cast.draft(me, headline=f"At {stage}")
        article.stage = stage
        assert rights.may(me, verb, article) == (stage in own.split()), stage
        assert rights.may(other, verb, article) == (stage in others.split()), stage


def test_an_account_that_is_credited_is_not_deleted():
    user = cast.account("roza", "reporter")
    cast.person("roza", user=user)
    with pytest.raises(models.ProtectedError):
        user.delete()


def test_a_person_who_is_credited_is_not_deleted(editor):
    cast.published(editor)
    with pytest.raises(models.ProtectedError):
        Person.objects.get().delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_person")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_contributor_needs_no_account():
    assert cast.person("guest").user is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE articles_record SET verb = 'x'", "DELETE FROM articles_record", "TRUNCATE articles_record CASCADE"],
)
def test_postgresql_keeps_the_record(editor, statement):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_record ENABLE TRIGGER record_is_never_emptied")
    cast.draft(editor)
    assert Record.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_wrong_passwords_lock_and_do_not_tell_whether_an_account_exists(client, settings):
    settings.AXES_ENABLED = True
    cast.account("evin", "editor")
    answers = {}
    for name in ("evin", "nobody"):
        pages = [client.post("/admin/login/", {"username": name, "password": "wrong"}) for _ in range(21)]
        answers[name] = [page.status_code for page in pages]
        assert pages[-1].status_code == 429
        client = type(client)(REMOTE_ADDR=f"192.0.2.{len(name)}")
    assert answers["evin"] == answers["nobody"]
    assert client.post("/admin/login/", {"username": "evin", "password": cast.PASSWORD}).status_code == 429
    assert User.objects.get(username="evin").is_active

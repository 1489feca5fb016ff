"""Every address of the desk, and every verb, for every role: what is answered, and what comes of it.

A new address or verb of the desk that has no row here fails the test.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from articles import workflow
from articles.admin.verbs import VERBS
from articles.models import Address, Article, PreviewLink, Recipient, Record, Source, Tag
from newsroom.comments import banning
from newsroom.comments.models import CannedReason, Check, Comment, Policy, Report, Rules, WordList
from newsroom.crawlers.models import Crawler
from newsroom.fronts.workflow import curate
from newsroom.notices.models import Delivery
from newsroom.staff.models import User
from newsroom.staff.roles import ROLES
from tests import cast
from tests.operations import jobs

pytestmark = pytest.mark.django_db

MARK = "xyzzy"
KEY = uuid.UUID(int=7)
HOUR = datetime.timedelta(hours=1)
R, E, C, L, P, M, A = "reporter", "editor", "chief editor", "lawyer", "picture editor", "moderator", "administrator"
EVERYBODY = {R, E, C, L, P, M, A, "nobody"}
DESK = {R, E, C, L, P, A}
EDITORS = {E, C, A}
LEADERS = {C, A}
NO_ONE: set[str] = set()

# By its name in the map: who is answered with 200; everybody else gets 403, and a stranger the login.
DOORS: dict[str, set[str]] = {
    "index": EVERYBODY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "articles_person_changelist": DESK,
    "articles_person_add": EDITORS,
    "articles_person_change": DESK,
    "articles_person_history": DESK,
    "articles_person_delete": {A},
    "articles_picture_library": DESK,
    "articles_picture_changelist": DESK,
    "articles_picture_add": {R, P} | EDITORS,
    "articles_picture_change": DESK,
    "articles_picture_history": DESK,
    "articles_picture_delete": {A},
    "articles_record_changelist": EDITORS,
    "articles_record_export": EDITORS,
    "articles_record_change": EDITORS,
    "articles_record_history": EDITORS,
    "articles_record_add": NO_ONE,
    "articles_record_delete": NO_ONE,
    "articles_section_changelist": DESK,
    "articles_section_add": LEADERS,
    "articles_section_change": DESK,
    "articles_section_history": DESK,
    "articles_section_delete": {A},
    "articles_series_changelist": DESK,
    "articles_series_add": EDITORS,
    "articles_series_change": DESK,
    "articles_series_history": DESK,
    "articles_series_delete": {A},
    "articles_source_changelist": DESK,
    "articles_source_add": EDITORS,
    "articles_source_change": DESK,
    "articles_source_history": DESK,
    "articles_source_delete": {A},
    "articles_tag_changelist": DESK,
    "articles_tag_add": {R} | EDITORS,
    "articles_tag_change": DESK,
    "articles_tag_history": DESK,
    "articles_tag_delete": EDITORS,
    "articles_address_changelist": EDITORS,
    "articles_address_add": LEADERS,
    "articles_address_change": EDITORS,
    "articles_address_history": EDITORS,
    "articles_address_delete": NO_ONE,
    "articles_recipient_changelist": EDITORS,
    "articles_recipient_add": EDITORS,
    "articles_recipient_change": EDITORS,
    "articles_recipient_history": EDITORS,
    "articles_recipient_delete": {A},
    "articles_article_changelist": DESK,
    "articles_article_board": DESK,
    "articles_article_due": DESK,
    "articles_article_links": DESK,
    "articles_article_embed": DESK,
    "articles_article_add": {R} | EDITORS,
    "articles_article_file": {R} | EDITORS,
    "articles_article_link_check": DESK,
    "fronts_front_changelist": EDITORS,
    "fronts_front_change": EDITORS,
    "fronts_front_stories": EDITORS,
    "fronts_front_tags": EDITORS,
    "fronts_front_preview": EDITORS,
    "crawlers_crawler_changelist": LEADERS,
    "crawlers_crawler_add": {A},
    "crawlers_crawler_change": LEADERS,
    "crawlers_crawler_history": LEADERS,
    "crawlers_crawler_delete": {A},
    "comments_comment_changelist": {M, A},
    "comments_comment_change": {M, A},
    "comments_comment_history": {M, A},
    "comments_comment_erase": {M, A},
    "comments_comment_of_an_address": {M, A},
    "comments_check_changelist": {C, M, A},
    "comments_check_change": {C, M, A},
    "comments_check_history": {C, M, A},
    "comments_check_add": NO_ONE,
    "comments_check_delete": NO_ONE,
    "comments_rules_changelist": {C, M, A},
    "comments_rules_change": {C, M, A},
    "comments_rules_history": {C, M, A},
    "comments_rules_add": NO_ONE,
    "comments_rules_delete": NO_ONE,
    "comments_wordlist_changelist": {M, A},
    "comments_wordlist_add": {M, A},
    "comments_wordlist_change": {M, A},
    "comments_wordlist_history": {M, A},
    "comments_wordlist_delete": {M, A},
    "comments_comment_add": NO_ONE,
    "comments_comment_delete": NO_ONE,
    "comments_comment_statistics": {M, A},
    "comments_report_changelist": {M, A},
    "comments_report_change": {M, A},
    "comments_report_history": {M, A},
    "comments_report_add": NO_ONE,
    "comments_report_delete": NO_ONE,
    "comments_ban_changelist": {M, A},
    "comments_ban_add": {M, A},
    "comments_ban_change": {M, A},
    "comments_ban_history": {M, A},
    "comments_ban_delete": NO_ONE,
    "comments_cannedreason_changelist": {M, A},
    "comments_cannedreason_add": {M, A},
    "comments_cannedreason_change": {M, A},
    "comments_cannedreason_history": {M, A},
    "comments_cannedreason_delete": {M, A},
    "comments_policy_changelist": {M, A},
    "comments_policy_add": {M, A},
    "comments_policy_change": {M, A},
    "comments_policy_history": {M, A},
    "comments_policy_delete": {M, A},
    "staff_user_changelist": {A},
    "staff_user_add": {A},
    "staff_user_change": {A},
    "staff_user_history": {A},
    "staff_user_delete": NO_ONE,
    "operations_job_changelist": {A},
    "operations_job_change": {A},
    "operations_job_history": {A},
    "operations_job_add": NO_ONE,
    "operations_job_delete": NO_ONE,
    "notices_notice_changelist": EVERYBODY,
    "notices_delivery_changelist": EDITORS,
    "notices_delivery_change": EDITORS,
    "notices_delivery_history": EDITORS,
    "notices_delivery_add": NO_ONE,
    "notices_delivery_delete": NO_ONE,
    # Roles are written by migrations, and changed by a superuser alone.
    "auth_group_changelist": NO_ONE,
    "auth_group_add": NO_ONE,
    "auth_group_change": NO_ONE,
    "auth_group_history": NO_ONE,
    "auth_group_delete": NO_ONE,
    "auth_user_password_change": {A},
}
# Doors that answer otherwise: they have tests of their own, below or in the folders of the rooms, or are Django's.
OTHERWISE = {
    "login",
    "logout",
    "app_list",
    "view_on_site",
    "autocomplete",
    "articles_tag_merge",
    "articles_article_autosave_new",
    "articles_picture_upload",
    "articles_picture_words",
    "articles_picture_discard",
    "notices_notice_open",
    "fronts_front_curate",
    "fronts_front_draft",
}
# A story's doors: who is answered with 200, of those who may read the story.
STORY_DOORS: dict[str, set[str]] = {
    "articles_article_change": DESK,
    "articles_article_history": DESK,
    "articles_article_seen": DESK,
    "articles_article_compare": DESK,
    "articles_article_preview": DESK,
    "articles_article_revision": DESK,
    "articles_article_history_export": EDITORS,
}
# These are pressed, or ask first; what a tab sends is tried below, what it holds in tests/desk/test_autosave.py.
SENT_BY_A_TAB = {"articles_article_autosave", "articles_article_here"}
STORY_OTHERWISE = {
    "articles_article_delete",
    "articles_article_restore",
    "articles_article_act",
    "articles_article_merge",
    *SENT_BY_A_TAB,
}


@pytest.fixture(autouse=True)
def _sessions_in_memory(settings) -> None:
    """They are not what this is about, and there are thousands of requests."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"


def names(patterns: list) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def test_every_address_of_the_desk_has_a_row():
    (desk,) = [each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "admin"]
    assert set(names(desk.url_patterns)) == {*DOORS, *OTHERWISE, *STORY_DOORS, *STORY_OTHERWISE}


def somebody(role: str) -> User:
    return cast.account(role.replace(" ", "-"), role)


def desk_of(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def chief() -> User:
    return cast.account("maker", C)


@pytest.fixture
def things(chief) -> dict[str, int]:
    """One of each kind of thing that the desk keeps, by the beginning of its doors' names."""
    article = cast.published(chief, picture=cast.picture()).article
    comment = Comment.objects.create(article=article, name="Reader", email="r@example.org", body="Hello")
    return {
        "articles_person": cast.person().pk,
        "articles_series": cast.series().pk,
        "articles_picture": article.picture.pk,
        "articles_record": Record.objects.earliest("id").pk,
        "articles_section": cast.section().pk,
        "articles_source": article.source.pk,
        "articles_tag": Tag.objects.create(name="Unused").pk,
        "articles_address": Address.objects.get(article=article).pk,
        "articles_recipient": Recipient.objects.create(name="Radio Zagros", email="desk@example.org").pk,
        "comments_comment": comment.pk,
        "comments_report": Report.objects.create(comment=comment, kind="abuse").pk,
        "comments_ban": banning.ban("phrase", "cheap pills", by=cast.account("mod", M), span="day").pk,
        "comments_cannedreason": CannedReason.objects.create(words="Off the subject").pk,
        "comments_policy": Policy.objects.get_or_create(section=None, article=None)[0].pk,
        "comments_check": Check.objects.earliest("place").pk,
        "comments_rules": Rules.objects.get().pk,
        "comments_wordlist": WordList.objects.earliest("id").pk,
        "staff_user": cast.account("other", R).pk,
        "auth_user": cast.account("another", R).pk,
        "auth_group": Group.objects.earliest("id").pk,
        "operations_job": a_job(),
        "notices_delivery": a_delivery(),
        "fronts_front": curate("en", None, by=chief).pk,
        "crawlers_crawler": Crawler.objects.earliest("id").pk,
    }


def a_delivery() -> int:
    recipient, record = Recipient.objects.earliest("id"), Record.objects.earliest("id")
    return Delivery.objects.create(recipient=recipient, record=record).pk


def a_job() -> str:
    return str(jobs.which_attempt.enqueue().id)


def door(name: str, things: dict[str, int]) -> str:
    thing = things.get(name.rsplit("_", 1)[0]) or things.get("_".join(name.split("_")[:2]))
    for args in ([], ["csv"] if "export" in name else [thing]):
        try:
            return reverse(f"admin:{name}", args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_a_role_opens_its_doors_and_no_others(role, things):
    client = desk_of(cast.account("me") if role == "nobody" else somebody(role))
    answers = {name: client.get(door(name, things)).status_code for name in DOORS}
    expected = {name: 200 if role in roles else 403 for name, roles in DOORS.items()}
    if role not in DESK:
        # The record of a story is not there for who may not read the story.
        expected["articles_record_history"] = 302
    assert answers == expected


def test_a_stranger_gets_the_login_at_every_door_and_never_a_title(things, chief, reader):
    article = Article.objects.get()
    Article.objects.update(headline=f"{MARK} headline")
    paths = [door(name, things) for name in {*DOORS}] + [path for _, path in doors_of(article)]
    paths += [f"/admin/articles/article/{article.pk}/", f"/admin/r/1/{article.pk}/", "/admin/autocomplete/?term=x"]
    for path in paths:
        for answer in (reader.get(path), reader.post(path, {"_verb": "publish"})):
            assert MARK not in answer.content.decode()
            assert answer.status_code in (302, 403, 404), path
            assert answer.status_code != 302 or answer.headers["Location"].startswith("/admin/login/"), path


def unused() -> dict[str, tuple[str, object]]:
    """One of each kind of thing that nothing hangs on: its list, and itself."""
    return {
        "articles_person": ("articles/person", cast.person("unused")),
        "articles_series": ("articles/series", cast.series("unused")),
        "articles_section": ("articles/section", cast.section("unused")),
        "articles_source": ("articles/source", Source.objects.create(name="Unused", credit_line="Unused")),
        "articles_tag": ("articles/tag", Tag.objects.create(name="Unused too")),
        "articles_picture": ("articles/picture", cast.picture(colour="red")),
        "articles_recipient": ("articles/recipient", Recipient.objects.create(name="Unused", email="u@example.org")),
    }


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_a_bulk_deletion_is_for_the_same_roles_as_a_single_one(role, chief):
    client = desk_of(cast.account("me") if role == "nobody" else somebody(role))
    for name, (path, thing) in unused().items():
        sent = {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"}
        for address in (f"/admin/{path}/", f"/admin/{path}/{thing.pk}/delete/"):
            with undone():
                answer = client.post(address, sent)
                assert answer.status_code in (200, 302, 403), (name, answer.status_code)
                is_gone = not type(thing).objects.filter(pk=thing.pk).exists()
                # Whoever takes stories is deleted one at a time, if at all: their list has no actions.
                is_offered = name != "articles_recipient" or "/delete/" in address
                assert is_gone == (is_offered and role in DOORS[f"{name}_delete"]), (name, address)
                assert is_gone == Record.objects.filter(verb="delete").exists(), (name, address)


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_bulk_decisions_on_comments_and_merges_of_tags_are_for_their_roles(role, things, chief):
    client = desk_of(cast.account("me") if role == "nobody" else somebody(role))
    comment, tag = Comment.objects.get(), Tag.objects.create(name="Into")
    client.post("/admin/comments/comment/", {"act": "approved", "comment": f"{comment.pk}:held"})
    comment.refresh_from_db()
    assert (comment.state == Comment.State.APPROVED) == (role in {M, A})
    sent = {"id": [things["articles_tag"], tag.pk], "into": tag.pk}
    answer = client.post("/admin/articles/tag/merge/", sent)
    assert answer.status_code == (302 if role in EDITORS else 403)
    assert Tag.objects.filter(pk=things["articles_tag"]).exists() != (role in EDITORS)


# A story's doors, and its verbs, by where the story stands and whose it is.


def doors_of(article: Article) -> list[tuple[str, str]]:
    number = article.revisions.earliest("number").number
    arguments = {
        "articles_article_revision": [article.pk, number],
        "articles_article_restore": [article.pk, number],
        "articles_article_history_export": [article.pk, "csv"],
        "articles_article_merge": [article.pk, KEY],
    }
    return [
        (name, reverse(f"admin:{name}", args=arguments.get(name, [article.pk])))
        for name in (*STORY_DOORS, *sorted(STORY_OTHERWISE))
    ]


def draft(chief: User) -> Article:
    return cast.draft(chief, headline=f"{MARK} headline", kicker=MARK, tags=(f"{MARK} tag",))


def in_review(chief: User) -> Article:
    article = draft(chief)
    workflow.submit(article, by=chief)
    return article


def asked(chief: User) -> Article:
    article = in_review(chief)
    workflow.ask_sign_off(article, by=chief, kind="legal")
    workflow.ask_sign_off(article, by=chief, kind="pictures")
    return article


def ready(chief: User) -> Article:
    article = in_review(chief)
    workflow.approve(article, by=chief)
    return article


def scheduled(chief: User) -> Article:
    article = draft(chief)
    workflow.schedule(article, by=chief, at=timezone.now() + HOUR)
    return article


def live(chief: User) -> Article:
    article = draft(chief)
    workflow.publish(article, by=chief)
    return article


def update_scheduled(chief: User) -> Article:
    article = live(chief)
    workflow.schedule(article, by=chief, at=timezone.now() + HOUR, substantive=True)
    return article


def embargoed(chief: User) -> Article:
    article = draft(chief)
    article.embargo_open = True
    article.save()
    workflow.save_revision(article, by=chief)
    return article


def unpublished(chief: User) -> Article:
    article = live(chief)
    workflow.unpublish(article, by=chief, reason="A mistake")
    return article


def taken_down(chief: User) -> Article:
    article = live(chief)
    workflow.take_down(article, by=chief, reason="A court")
    return article


def killed(chief: User) -> Article:
    article = live(chief)
    workflow.kill(article, by=chief, reason="Made up")
    return article


STATES: dict[str, Callable[[User], Article]] = {
    state.__name__: state
    for state in (
        *(draft, in_review, asked, ready, scheduled, live, update_scheduled),
        *(embargoed, unpublished, taken_down, killed),
    )
}
FROZEN = {"taken_down", "killed"}
READ_FROZEN = {C, L, A}
# Whose story it is: begun by me, for another desk; another's, for my desk; another's, for another desk.
WHOSE = ("own", "desk", "other")


def whose_matters(role: str) -> tuple[str, ...]:
    """For most roles it makes no difference; it is tried with another's story, of another desk."""
    return {R: ("own", "other"), E: WHOSE}.get(role, ("other",))


def placed(article: Article, me: User, whose: str, maker: User) -> Article:
    """The story as it is to `me`."""
    section = cast.section("mine" if whose == "desk" else "theirs")
    section.editors.set([me] if whose == "desk" else [maker])
    fields = {"section": section, "created_by": me if whose == "own" else maker}
    Article.objects.filter(pk=article.pk).update(**fields)
    return Article.objects.get(pk=article.pk)


def may_write(role: str, state: str, whose: str) -> bool:
    """The desk at any stage, whoever began a story as long as it is a draft, nobody in what is frozen."""
    own_draft = role in {R, E} and whose == "own" and state in {"draft", "embargoed"}
    return state not in FROZEN and (own_draft or role in LEADERS or (role == E and whose == "desk"))


def may_discard(role: str, state: str, whose: str) -> bool:
    """Whoever may write in a story that was never promised to readers."""
    return may_write(role, state, whose) and state in {"draft", "in_review", "asked", "ready", "embargoed"}


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
@pytest.mark.parametrize("state", STATES)
def test_a_storys_doors_are_for_who_may_read_it(role, state, chief):
    me = cast.account("me") if role == "nobody" else somebody(role)
    client = desk_of(me)
    made = STATES[state](chief)
    for whose in whose_matters(role):
        article = placed(made, me, whose, chief)
        reads = role in DESK and (state not in FROZEN or role in READ_FROZEN)
        for name, path in doors_of(article):
            answer = client.get(path)
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            status = answer.status_code
            if not reads:
                # As if it were not there; who works on no story at all is told so.
                assert status in ((302, 403, 404, 405) if role in DESK else (403, 405)), (name, whose, status)
                assert MARK not in text.decode(), (name, whose)
            elif name == "articles_article_delete":
                assert status == (200 if may_discard(role, state, whose) else 403), (whose, status)
            elif name == "articles_article_restore":
                assert status == 405
                with undone():
                    client.post(path, {"version": str(article.version)})
                    restored = article.records.filter(verb="restore").exists()
                    assert restored == may_write(role, state, whose), (whose, state)
            elif name == "articles_article_act":
                assert status == 302
            elif name == "articles_article_merge":
                assert status == 404  # nobody holds a text with this key
            elif name in SENT_BY_A_TAB:
                assert status == 405
                with undone():
                    sent = {"sitting": str(KEY), "version": article.version, "headline": "Typed"}
                    sent |= {"bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "0", "language": "en"}
                    assert client.post(path, sent).status_code < 500
                    written = Article.objects.get(pk=article.pk).headline == "Typed"
                    assert written == (name.endswith("autosave") and may_write(role, state, whose)), (whose, state)
            else:
                assert status == (200 if role in STORY_DOORS[name] else 403), (name, whose, status)
        elsewhere = {
            "list": "/admin/articles/article/?q=",
            "board": "/admin/articles/article/board/",
            "front": "/admin/",
            "records": "/admin/articles/record/",
            "export": "/admin/articles/record/export/csv/",
            "autocomplete": "/admin/autocomplete/?"
            "app_label=articles&model_name=article&field_name=translation_of&term=",
        }
        for name, path in elsewhere.items():
            answer = client.get(path)
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert answer.status_code in (200, 403), (name, answer.status_code)
            assert reads or MARK not in text.decode(), name
            assert not reads or name != "list" or MARK in text.decode(), name


@pytest.mark.parametrize("state", sorted(FROZEN))
def test_a_moderator_decides_on_comments_without_the_title_of_what_was_withdrawn(state, chief):
    article = STATES[state](chief)
    comment = Comment.objects.create(article=article, name="Reader", email="r@example.org", body="Hello")
    client = desk_of(somebody(M))
    for path in ("/admin/comments/comment/", f"/admin/comments/comment/{comment.pk}/change/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert MARK not in answer.content.decode(), path
    answer = client.post("/admin/comments/comment/", {"act": "approved", "comment": f"{comment.pk}:held"})
    assert answer.status_code == 302
    comment.refresh_from_db()
    assert comment.state == Comment.State.APPROVED


# By verb: in which states it can be used, and who can, by whose story it is.
ALL_THREE = {*WHOSE}
ONLY_DESK = {E: {"desk"}, C: ALL_THREE, A: ALL_THREE}
WRITERS = {R: {"own"}, E: {"own", "desk"}, C: ALL_THREE, A: ALL_THREE}
LEADS = {C: ALL_THREE, A: ALL_THREE}
NOT_FROZEN = {*STATES} - FROZEN
PUBLISHED = {"live", "update_scheduled"}
RELEASABLE = {"draft", "in_review", "ready", "scheduled"}
BY_VERB: dict[str, tuple[set[str], dict[str, set[str]]]] = {
    "submit": ({"draft", "embargoed"}, WRITERS),
    "approve": ({"in_review", "asked"}, ONLY_DESK),
    "send_back": ({"in_review", "asked", "ready", "scheduled", "unpublished", *PUBLISHED}, ONLY_DESK),
    "publish": (RELEASABLE, ONLY_DESK),
    "update": (PUBLISHED, ONLY_DESK),
    "republish": ({"unpublished"}, ONLY_DESK),
    "schedule": (RELEASABLE | PUBLISHED, ONLY_DESK),
    "unschedule": ({"scheduled", "update_scheduled"}, ONLY_DESK),
    "limit": (NOT_FROZEN - {"unpublished"}, ONLY_DESK),
    "break_embargo": ({"embargoed"}, LEADS),
    "correct": (PUBLISHED, ONLY_DESK),
    "note_taking": (NOT_FROZEN, ONLY_DESK),
    "unpublish": (PUBLISHED, ONLY_DESK),
    "take_down": ({"scheduled", "unpublished", *PUBLISHED}, LEADS),
    "kill": ({"scheduled", "unpublished", "taken_down", *PUBLISHED}, LEADS),
    "ask_sign_off-legal": (NOT_FROZEN, WRITERS),
    "ask_sign_off-pictures": (NOT_FROZEN, WRITERS),
    "give_sign_off-legal": ({"asked"}, {L: ALL_THREE, A: ALL_THREE}),
    "give_sign_off-pictures": ({"asked"}, {P: ALL_THREE, A: ALL_THREE}),
    "refuse_sign_off-legal": ({"asked"}, {L: ALL_THREE, A: ALL_THREE}),
    "refuse_sign_off-pictures": ({"asked"}, {P: ALL_THREE, A: ALL_THREE}),
    "waive_sign_off-legal": ({"asked"}, LEADS),
    "waive_sign_off-pictures": ({"asked"}, LEADS),
    "preview_link": (NOT_FROZEN - {"embargoed"}, ONLY_DESK),
    "revoke_preview": (NOT_FROZEN, ONLY_DESK),
}
# What was taken down or killed comes back by another right than what was unpublished; a link to it is revoked by those
# who may still read it.
ALSO = {(verb, state): LEADS for verb in ("republish", "revoke_preview") for state in FROZEN}
ANSWERS = {
    "at": "2099-07-01T09:30",
    "until": "2099-07-01T09:30",
    "reason": "Because",
    "answer": "Because",
    "substantive": "yes",
    "follow": "no",
    "kind": "correction",
    "text": "It is the Khazir.",
    "made_for": "Our lawyer",
    "lasts": "24",
}


def state_of(article: Article) -> dict:
    """All that a verb could change of a story."""
    row = Article.objects.filter(pk=article.pk).values().get()
    row["editions"] = list(article.editions.order_by("id").values_list("id", "live_from", "live_until"))
    row["kept"] = [article.records.count(), article.corrections.count(), article.withdrawals.count()]
    row["looks"] = list(article.sign_offs.values())
    row["links"] = list(article.preview_links.values())
    return row


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen."""
    with suppress(_Undo), transaction.atomic():
        yield
        raise _Undo


class _Undo(Exception):
    pass


def test_every_verb_has_a_row():
    assert set(BY_VERB) == set(VERBS)


def expected(verb: str, role: str, state: str, whose: str) -> bool:
    states, who = BY_VERB[verb]
    who = ALSO.get((verb, state), who if state in states else {})
    return whose in who.get(role, set())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_a_verb_is_for_its_roles_stages_and_desks(role, state, chief):
    """Pressed all the same: the record tells whether it was done; what was refused has changed nothing."""
    me = cast.account("me") if role == "nobody" else somebody(role)
    client = desk_of(me)
    recipient = Recipient.objects.create(name="Radio Zagros", email="desk@example.org")
    made = STATES[state](chief)
    link = PreviewLink.objects.create(
        article=made, made_for="A lawyer", made_by=chief, expires_at=timezone.now() + HOUR
    )
    for whose in whose_matters(role):
        placed(made, me, whose, chief)
        before = state_of(made)
        for verb in BY_VERB:
            sent = {"_verb": verb, "version": str(before["version"])}
            sent |= {f"{verb}-{name}": value for name, value in ANSWERS.items()}
            sent |= {f"{verb}-recipient": str(recipient.pk), f"{verb}-which": str(link.pk)}
            with undone():
                answer = client.post(f"/admin/articles/article/{made.pk}/act/", sent)
                reads = state not in FROZEN or role in READ_FROZEN
                status = 403 if role not in DESK else 302 if reads else 404
                assert answer.status_code == status, (verb, whose, answer.status_code)
                done = Record.objects.filter(actor=me, verb=verb.partition("-")[0]).exists()
                assert done == expected(verb, role, state, whose), (verb, whose)
                assert done or state_of(made) == before, (verb, whose)

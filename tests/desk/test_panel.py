"""The panel offers just the verbs that can be used, and each works for whoever it is offered to."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.admin.standing import Standing
from articles.admin.verbs import VERBS, offered
from articles.models import Article, Correction, Edition, PreviewLink, Recipient, SignOff, Stage
from newsroom.staff.models import User
from tests import cast
from tests.desk.test_story_screen import change, filled, said, signed_in

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
LATER = "2099-07-01T09:30"
ROLES = {"roza": "reporter", "evin": "editor", "ciwan": "chief editor", "lana": "lawyer", "pola": "picture editor"}


@pytest.fixture
def people() -> dict[str, User]:
    return {role: cast.account(name, role) for name, role in ROLES.items()}


@pytest.fixture
def chief(people) -> User:
    return people["chief editor"]


@pytest.fixture
def lawyer(people) -> User:
    return people["lawyer"]


def act(user: User, article: Article, key: str, version: int | None = None, **answers: str):
    """Press a verb without saving; the screen as it comes back."""
    article.refresh_from_db()
    sent = {"_verb": key, "version": str(article.version if version is None else version)}
    sent |= {f"{key}-{name}": value for name, value in answers.items()}
    return signed_in(user).post(f"/admin/articles/article/{article.pk}/act/", sent, follow=True)


def taken_by(article: Article, name: str, by: User) -> Recipient:
    recipient = Recipient.objects.create(name=name, email="desk@example.org")
    workflow.note_taking(article, by=by, recipient=recipient)
    return recipient


# Every role, in every state.


def draft(chief: User) -> Article:
    return cast.draft(chief)


def in_review_asked(chief: User) -> Article:
    article = cast.draft(chief)
    workflow.submit(article, by=chief)
    workflow.ask_sign_off(article, by=chief, kind="legal")
    return article


def ready_signed_off(chief: User) -> Article:
    article = in_review_asked(chief)
    workflow.give_sign_off(article, by=User.objects.get(username="lana"), kind="legal")
    workflow.approve(article, by=chief)
    return article


def scheduled(chief: User) -> Article:
    return workflow.schedule(cast.draft(chief), by=chief, at=timezone.now() + HOUR).article


def live(chief: User) -> Article:
    return cast.published(chief).article


def ended(chief: User) -> Article:
    article = live(chief)
    now = workflow.now()
    Article.objects.filter(pk=article.pk).update(live_until=now)
    article.editions.update(live_until=now)
    article.refresh_from_db()
    return article


def embargoed_open(chief: User) -> Article:
    return cast.draft(chief, embargo_open=True)


def embargoed_until(chief: User) -> Article:
    return cast.draft(chief, embargo_until=timezone.now() + HOUR)


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


STATES = [
    *(draft, in_review_asked, ready_signed_off, scheduled, live, ended),
    *(embargoed_open, embargoed_until, unpublished, taken_down, killed),
]
ANSWERS = {
    "at": LATER,
    "until": LATER,
    "reason": "Because",
    "answer": "Because",
    "substantive": "yes",
    "follow": "no",
    "kind": "correction",
    "text": "It is the Khazir.",
    "made_for": "Our lawyer",
    "lasts": "24",
}
# Allowed by the core, and not offered: they would say what has been said.
POINTLESS = {"give_sign_off", "refuse_sign_off", "waive_sign_off"}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_offered_can_be_done_and_nothing_else(people, chief, state):
    recipient = Recipient.objects.create(name="Radio Zagros", email="desk@example.org")
    article = state(chief)
    PreviewLink.objects.create(article=article, made_for="x", made_by=chief, expires_at=timezone.now() + HOUR)
    for user in people.values():
        article = Article.objects.get(pk=article.pk)
        keys = {verb.key for verb in offered(user, Standing(article))}
        for key, verb in VERBS.items():
            done = can_be_done(key, article, user, recipient)
            if verb.name in POINTLESS and key not in keys:
                continue
            assert done == (key in keys), f"{key} by the {user.groups.get()}"


def can_be_done(key: str, article: Article, user: User, recipient: Recipient) -> bool:
    verb, story = VERBS[key], Standing(Article.objects.get(pk=article.pk))
    link = story.article.preview_links.get()
    typed = ANSWERS | {"recipient": str(recipient.pk), "which": str(link.pk)}
    form = verb.form(story, {f"{key}-{name}": value for name, value in typed.items()})
    assert form is None or form.is_valid(), form.errors
    with transaction.atomic():
        try:
            verb.use(story.article, user, form.cleaned_data if form else {})
        except workflow.Refused:
            return False
        finally:
            transaction.set_rollback(True)
    return True


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_the_screen_of_every_state_opens_for_every_role(people, chief, state):
    article = state(chief)
    for role, user in people.items():
        answer = signed_in(user).get(change(article))
        page = answer.content.decode()
        if answer.status_code == 302:
            assert article.withdrawn and role in ("reporter", "editor", "picture editor")
            continue
        assert answer.status_code == 200
        for verb in offered(user, Standing(article)):
            assert f'name="_verb" value="{verb.key}"' in page


def test_the_strongest_button_is_the_last_step(people, chief):
    def strong(article: Article) -> list[str]:
        verbs = offered(chief, Standing(article))
        return [verb.key for verb in verbs if verb.part == "next" and verb.tone == "primary"]

    article = cast.draft(chief)
    assert strong(article) == ["publish"]
    workflow.submit(article, by=chief)
    workflow.ask_sign_off(article, by=chief, kind="legal")
    assert strong(article) == ["approve"]
    assert strong(live(chief)) == ["update"]


# Whoever does not write.


@pytest.mark.parametrize(("role", "kind"), [("lawyer", "legal"), ("picture editor", "pictures")])
def test_whoever_signs_off_does_it_from_the_screen_without_writing(people, chief, role, kind):
    article = cast.draft(chief)
    workflow.ask_sign_off(article, by=chief, kind=kind, question="May we print it?")
    user = people[role]
    page = signed_in(user).get(change(article)).content.decode()
    assert "May we print it?" in page
    assert f'action="/admin/articles/article/{article.pk}/act/"' in page
    answer = act(user, article, f"give_sign_off-{kind}", answer="Fine")
    assert "Signed off." in said(answer)
    sign_off = article.sign_offs.get()
    assert (sign_off.verdict, sign_off.decided_by, sign_off.answer) == (SignOff.Verdict.GIVEN, user, "Fine")
    assert article.revisions.count() == 1
    assert signed_in(user).post(change(article), filled(article)).status_code == 403


def test_a_look_at_what_was_changed_since_is_shown_as_such(people, chief, lawyer):
    article = cast.draft(chief)
    workflow.ask_sign_off(article, by=chief, kind="legal")
    workflow.give_sign_off(article, by=lawyer, kind="legal")
    assert "Changed since" not in signed_in(chief).get(change(article)).content.decode()
    signed_in(chief).post(change(article), filled(article, _continue="1", headline="Bolder"))
    page = signed_in(chief).get(change(article)).content.decode()
    assert "Changed since" in page
    assert "ask again" in page


def test_a_lawyer_who_refuses_without_a_reason_is_asked_at_the_field(people, chief, lawyer):
    article = cast.draft(chief)
    workflow.ask_sign_off(article, by=chief, kind="legal")
    answer = act(lawyer, article, "refuse_sign_off-legal", answer=" ")
    page = answer.content.decode()
    assert "Nothing was done: Say what has to change" in said(answer)
    assert 'id="verb-refuse_sign_off-legal" open' in page
    assert 'id="id_refuse_sign_off-legal-answer_error"' in page
    assert article.sign_offs.get().verdict == SignOff.Verdict.ASKED
    assert 'id="verb-refuse_sign_off-legal" open' not in signed_in(lawyer).get(change(article)).content.decode()


def test_whoever_acts_on_what_is_no_longer_so_is_told_who_was_first(people, chief, lawyer):
    article = cast.draft(chief)
    workflow.ask_sign_off(article, by=chief, kind="legal")
    seen = article.version
    workflow.submit(article, by=chief)
    answer = act(lawyer, article, "give_sign_off-legal", version=seen, answer="Fine")
    assert "Ciwan changed this story" in said(answer)
    assert ">\nFine</textarea>" in answer.content.decode()
    assert article.sign_offs.get().verdict == SignOff.Verdict.ASKED


def test_an_editor_of_another_desk_reads_and_is_told_whose_story_it_is(people, chief):
    desk = cast.account("dara", "editor")
    section = cast.section("sport")
    section.editors.add(desk)
    article = cast.draft(chief, section=section)
    editor = people["editor"]
    page = signed_in(editor).get(change(article)).content.decode()
    assert "story of another desk, Sport" in page
    assert 'value="publish"' not in page
    assert "Sport (Dara)" in said(act(editor, article, "publish"))
    assert "Published" in said(act(desk, article, "publish"))


# Refusals say why.


def test_a_refusal_says_why(people, chief):
    editor = people["editor"]
    article = cast.draft(editor)
    assert "“In review”" in said(act(editor, article, "approve"))
    assert "“Draft”" in said(act(editor, article, "approve"))
    assert "not withdrawn" in said(act(editor, article, "republish", reason="x"))
    gone = unpublished(chief)
    assert "withdrawn (Unpublished)" in said(act(editor, gone, "publish"))
    # Who has no permission at all learns nothing of how the story stands.
    assert "You may not do this" in said(act(people["reporter"], article, "kill", reason="x"))


@pytest.mark.parametrize("key", ["", "nonsense", "submit\x00", "give_sign_off", "9" * 400])
def test_a_verb_that_there_is_not_does_nothing(people, chief, key):
    article = cast.draft(chief)
    assert act(chief, article, key).status_code == 200
    assert signed_in(chief).post(change(article), filled(article, _verb=key)).status_code == 302
    article.refresh_from_db()
    assert article.stage == Stage.DRAFT


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "1\x00"])
def test_a_version_that_there_is_not_is_a_stale_one(people, chief, version):
    article = cast.draft(chief)
    answer = act(chief, article, "publish", version=version)
    assert "after you opened it" in said(answer)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "x" * 5000])
def test_hostile_words_are_refused_at_their_field(people, chief, text):
    article = live(chief)
    answer = act(chief, article, "kill", reason=text)
    assert answer.status_code == 200
    assert "Nothing was done" in said(answer)
    assert Edition.objects.live().exists()


def test_a_stranger_presses_nothing(reader, people, chief):
    article = cast.draft(chief)
    answer = reader.post(f"/admin/articles/article/{article.pk}/act/", {"_verb": "publish", "version": article.version})
    assert answer["Location"].startswith("/admin/login/")
    # After the login, the browser comes by GET.
    answer = signed_in(chief).get(f"/admin/articles/article/{article.pk}/act/")
    assert answer["Location"] == change(article)
    assert not Edition.objects.exists()


def test_what_may_not_be_read_cannot_be_acted_on(people, chief):
    article = killed(chief)
    answer = signed_in(people["editor"]).post(f"/admin/articles/article/{article.pk}/act/", {"_verb": "republish"})
    assert answer.status_code == 404


# When.


def test_an_update_is_asked_whether_it_is_substantive_and_nothing_is_preselected(people, chief):
    edition = cast.published(chief)
    article = edition.article
    page = signed_in(chief).get(change(article)).content.decode()
    assert 'name="update-substantive" value="yes"' in page
    assert 'checked id="id_update-substantive' not in page
    answer = signed_in(chief).post(change(article), filled(article, _verb="update"), follow=True)
    assert "Say whether it is substantive." in said(answer)
    article.refresh_from_db()
    signed_in(chief).post(change(article), filled(article, _verb="update", **{"update-substantive": "no"}))
    assert article.live_edition.updated_at == edition.updated_at
    assert article.live_edition.headline == "Bridge opens"
    article.refresh_from_db()
    signed_in(chief).post(change(article), filled(article, _verb="update", **{"update-substantive": "yes"}))
    assert article.live_edition.updated_at > edition.updated_at


def test_a_schedule_says_whether_it_replaces_or_follows_what_is_scheduled(people, chief):
    article = scheduled(chief)
    answer = act(chief, article, "schedule", at=LATER)
    assert "Say what becomes of what is scheduled already." in said(answer)
    answer = act(chief, article, "schedule", at=LATER, follow="yes")
    assert "Say whether it is substantive." in said(answer)
    assert "Scheduled." in said(act(chief, article, "schedule", at=LATER, follow="yes", substantive="no"))
    assert article.editions.pending().count() == 2
    assert "Scheduled." in said(act(chief, article, "schedule", at=LATER, follow="no"))
    assert article.editions.pending().count() == 1


def test_what_was_typed_is_kept_where_it_was_refused(people, chief):
    article = scheduled(chief)
    answer = act(chief, article, "schedule", at="2001-01-01T10:00", follow="no")
    page = answer.content.decode()
    assert 'id="verb-schedule" open' in page
    assert 'value="2001-01-01T10:00' in page
    assert page.count("That time has passed") == 2
    assert answer.redirect_chain[-1][0].endswith("#verb-schedule")


def test_a_story_is_given_an_end_and_loses_it_again(people, chief):
    article = live(chief)
    act(chief, article, "limit", until=LATER)
    article.refresh_from_db()
    assert article.live_until.isoformat() == "2099-07-01T06:30:00+00:00"
    assert "2099" in signed_in(chief).get(change(article)).content.decode()
    act(chief, article, "limit", until="")
    article.refresh_from_db()
    assert article.live_until is None


# Corrections, takings, withdrawal.


def test_a_correction_takes_the_place_of_another(people, chief):
    article = live(chief)
    answer = act(chief, article, "correct", kind="", text="")
    assert "Choose what it is. Say what is corrected" in said(answer)
    act(chief, article, "correct", kind="correction", text="It is the Zab.")
    first = Correction.objects.get()
    act(chief, article, "correct", kind="apology", text="It is the Khazir.", supersedes=str(first.pk))
    assert Correction.objects.standing().get().supersedes == first
    other = workflow.correct(live(chief), by=chief, kind="update", text="Elsewhere")
    answer = act(chief, article, "correct", kind="update", text="x", supersedes=str(other.pk))
    assert "Nothing was done" in said(answer)
    page = signed_in(chief).get(change(article)).content.decode()
    assert "It is the Khazir." in page


def test_a_kill_names_who_will_be_told_and_freezes_the_copy(people, chief, reader):
    edition = cast.published(chief)
    article = edition.article
    taken_by(article, "Radio Zagros", chief)
    article.refresh_from_db()
    client = signed_in(chief)
    page = client.get(change(article)).content.decode()
    question = page.partition('id="verb-kill"')[2]
    assert "These will be told:" in question
    assert "Radio Zagros" in question
    sent = {"kill-reason": "Made up", "kill-notice": "Never use this."}
    page = client.post(change(article), filled(article, _verb="kill", **sent), follow=True).content.decode()
    assert "its copy is frozen" in page
    assert "Made up" in page
    assert "Never use this." in page
    assert b"Never use this." in reader.get(edition.path).content
    assert client.post(change(article), filled(article)).status_code == 403
    assert "Say why the story comes back" in said(act(chief, article, "republish", reason=""))
    assert "Published again." in said(act(chief, article, "republish", reason="It was true"))
    assert article.live_edition is not None


def test_a_recipient_is_noted_once(people, chief):
    article = live(chief)
    taken_by(article, "Radio Zagros", chief)
    other = Recipient.objects.create(name="Tigris Wire", email="desk@example.org")
    assert "Noted" in said(act(chief, article, "note_taking", recipient=str(other.pk)))
    assert "Nothing was done" in said(act(chief, article, "note_taking", recipient=str(other.pk)))
    assert article.takings.count() == 2

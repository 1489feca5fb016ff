"""A reader sees what is kept of an address, takes it along and has it erased, by a link that is mailed to it."""

import datetime
import json

import pytest
from django.utils import timezone

from articles import workflow
from newsroom.comments import allowance, jobs, links
from newsroom.comments.models import AccessRequest, Comment, Report, Subscription
from newsroom.comments.sealing import email_mark
from newsroom.operations.models import Job
from tests import cast
from tests.comments.letters import answer, comment, outbox, path_in
from tests.notices.conftest import work

pytestmark = pytest.mark.django_db
EMAIL = "nobody-else@example.org"


@pytest.fixture(autouse=True)
def _a_site_with_an_address(settings):
    settings.SITE_URL = "https://news.example"


@pytest.fixture
def edition(editor):
    return cast.published(editor)


def mailed(reader, email: str = EMAIL) -> str:
    """The path of the page that the link opens."""
    reader.post("/comments/mine/", {"email": email})
    work()
    return path_in(outbox()[-1], "/comments/mine/")


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(edition, reader, django_assert_num_queries):
    comment(edition, email=EMAIL)
    answers = []
    for email in (EMAIL, "stranger@example.org"):
        with django_assert_num_queries(4):
            asked = reader.post("/comments/mine/", {"email": email})
        answers.append((asked.status_code, asked["Location"], asked.content, {**asked.headers}))
    assert answers[0] == answers[1]
    assert "If we know this address" in reader.get(answers[0][1]).text
    put_down = Job.objects.filter(task_path="newsroom.comments.jobs.send_link_to_kept")
    numbers = {job.args_kwargs["args"][0] for job in put_down}
    assert numbers == {*AccessRequest.objects.values_list("pk", flat=True)}
    work()
    assert [letter.to for letter in outbox()] == [[EMAIL]]
    assert [request.email for request in AccessRequest.objects.all()] == [EMAIL]


def test_the_page_shows_every_comment_and_is_kept_by_nobody(edition, reader, editor):
    for state in Comment.State:
        comment(edition, email=EMAIL, body=f"This is {state}.", state=state)
    comment(edition, email="nobody-else+list@example.org", body="Another mailbox.")
    path = mailed(reader)
    page = reader.get(path)
    assert all(f"This is {state}." in page.text for state in Comment.State)
    assert "Another mailbox." not in page.text
    assert page["Cache-Control"] == "no-store, private"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert EMAIL not in path
    assert not page.cookies
    workflow.kill(edition.article, by=cast.account("chief", "chief editor"), reason="Wrong")
    assert edition.headline not in reader.get(path).text


def test_what_is_taken_along_is_complete(edition, reader):
    theirs = comment(edition, email=EMAIL, name="Dilan", website="https://d.example/", quote="The first bus")
    Subscription.objects.create(comment=theirs, email=EMAIL, email_mark=email_mark(EMAIL), language="ckb")
    about = comment(edition)
    Report.objects.create(
        comment=about, kind="legal", words="Libel", name="D", email=EMAIL, email_mark=email_mark(EMAIL)
    )
    answer = reader.get(mailed(reader) + "download/")
    assert "attachment" in answer["Content-Disposition"]
    everything = json.loads(answer.content)
    [told] = everything["comments"]
    assert (told["name"], told["email"], told["address"]) == ("Dilan", EMAIL, theirs.address)
    assert (told["website"], told["quote"], told["state"]) == ("https://d.example/", "The first bus", "approved")
    assert everything["subscriptions"][0]["language"] == "ckb"
    assert everything["reports"][0]["words"] == "Libel"


def test_one_comment_is_erased_when_it_is_pressed_twice(edition, reader):
    theirs, other = comment(edition, email=EMAIL), comment(edition, email=EMAIL)
    path = mailed(reader)
    sure = reader.post(path + "erase/", {"comment": theirs.pk})
    assert "Erase for good" in sure.text
    assert not Comment.objects.filter(erased_at__isnull=False)
    reader.post(path + "erase/", {"comment": theirs.pk, "sure": "yes"})
    assert [each.pk for each in Comment.objects.filter(erased_at__isnull=False)] == [theirs.pk]
    assert other.body in reader.get(path).text


def test_nobody_erases_what_is_not_theirs(edition, reader):
    comment(edition, email=EMAIL)
    strangers = comment(edition)
    path = mailed(reader)
    for numbers in ([strangers.pk], ["9" * 30], ["\u0663"], []):
        reader.post(path + "erase/", {"comment": numbers, "sure": "yes"})
    assert not Comment.objects.filter(erased_at__isnull=False)
    assert reader.get(path + "erase/").status_code == 302


def test_everything_is_erased_and_the_link_ends_with_it(edition, reader):
    theirs = comment(edition, email=EMAIL)
    answer(edition, theirs)
    Subscription.objects.create(comment=theirs, email=EMAIL, email_mark=email_mark(EMAIL), language="en")
    path = mailed(reader)
    assert "Nothing is left" in reader.post(path + "erase/", {"everything": "yes", "sure": "yes"}).text
    assert not Subscription.objects.exists()
    assert not AccessRequest.objects.exists()
    assert reader.get(path).status_code == 410
    assert reader.get(path + "download/").status_code == 410


def test_a_link_ends_after_a_day(edition, reader, monkeypatch):
    comment(edition, email=EMAIL)
    path = mailed(reader)
    monkeypatch.setitem(links.LASTS, links.Purpose.KEPT, datetime.timedelta(seconds=-1))
    assert reader.get(path).status_code == 410


def test_few_links_go_to_one_address_a_day_and_few_are_asked_for_by_one_network(edition, reader):
    comment(edition, email=EMAIL)
    answers = [reader.post("/comments/mine/", {"email": EMAIL}) for _ in range(allowance.ASKS_A_DAY + 1)]
    work()
    assert [answer.status_code for answer in answers] == [302] * allowance.ASKS_A_DAY + [429]
    assert len(outbox()) == jobs.LINKS_A_DAY


@pytest.mark.parametrize(
    "email", ["", "x", "a\x00@example.org", "a@b\r\nBcc: c@example.org", "x" * 200 + "@example.org"]
)
def test_what_is_no_address_is_said_so_on_the_form(reader, db, email):
    answer = reader.post("/comments/mine/", {"email": email})
    assert answer.status_code == 422
    assert 'aria-describedby="mine-email-error"' in answer.text
    assert not AccessRequest.objects.exists()


def test_a_form_of_another_site_is_refused(reader, db):
    answer = reader.post("/comments/mine/", {"email": EMAIL}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_of_a_comment_whose_address_was_dropped_the_mark_still_tells(edition, reader):
    theirs = comment(edition, email=EMAIL)
    Comment.objects.filter(pk=theirs.pk).update(email=None, address=None, posted_at=timezone.now())
    assert theirs.body in reader.get(mailed(reader)).text

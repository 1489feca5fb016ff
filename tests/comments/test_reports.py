"""Readers report a comment, and a moderator decides what comes of it."""

import pytest

from articles.models import Record
from articles.workflow import Stale
from newsroom.comments import moderation
from newsroom.comments.models import Comment, Report
from tests import cast
from tests.comments.readers import comment

NOTICE = {
    "kind": "legal",
    "law": "Press law, article 9",
    "words": "It accuses my brother by name.",
    "name": "Ronak Ali",
    "email": "ronak@private.example",
    "good_faith": "on",
}


@pytest.fixture
def shown(editor) -> Comment:
    return comment(cast.published(editor).article, 1, state=Comment.State.APPROVED)


@pytest.fixture
def form(shown) -> str:
    return f"/comments/report/{shown.pk}/"


@pytest.mark.parametrize("prefix", ["", "/ar", "/ckb"])
def test_a_reader_reports_a_comment_and_is_thanked(reader, form, shown, prefix):
    page = reader.get(prefix + form)
    assert page.status_code == 200
    assert "Comment 1" in page.text
    assert not page.cookies
    answer = reader.post(prefix + form, {"kind": "abuse", "words": "It is rude"})
    assert answer.headers["Location"] == f"{prefix}{form}received/"
    assert reader.get(answer.headers["Location"]).status_code == 200
    report = Report.objects.get()
    assert (report.comment, report.kind, report.words) == (shown, "abuse", "It is rude")
    assert report.language == (prefix[1:] or "en")


def test_from_one_network_it_is_kept_once(reader, form):
    for _ in range(3):
        assert reader.post(form, {"kind": "abuse"}).status_code == 302
    reader.post(form, {"kind": "abuse"}, REMOTE_ADDR="203.0.113.7")
    assert Report.objects.count() == 2


def test_a_notice_says_who_gives_it_and_is_kept_sealed(reader, form):
    for missing in ("law", "words", "name", "email", "good_faith"):
        answer = reader.post(form, {**NOTICE, missing: ""})
        assert answer.status_code == 422
        assert f'href="#report-{missing}"' in answer.text
        assert missing == "words" or "It accuses my brother by name." in answer.text
    assert not Report.objects.exists()
    assert reader.post(form, NOTICE).status_code == 302
    notice = Report.objects.get()
    assert (notice.law, notice.name, notice.email) == (NOTICE["law"], NOTICE["name"], NOTICE["email"])
    assert "ronak" not in str(Report.objects.extra(select={"raw": "email::text"}).values_list("raw")).lower()


def test_who_is_no_reader_of_this_page_reports_nothing(reader, form):
    assert reader.post(form, {"kind": "abuse"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert reader.post(form, {"kind": "abuse"}, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert reader.post(form, {"kind": "abuse", "subject": "cheap"}).status_code == 302
    for wrong in ({}, {"kind": "what"}, {"kind": "abuse", "words": "\x00"}, {"kind": "abuse", "words": "w" * 5000}):
        assert reader.post(form, wrong).status_code == 422
    assert not Report.objects.exists()


def test_only_what_readers_see_can_be_reported(reader, form, shown):
    for state in ("held", "rejected", "spam"):
        Comment.objects.update(state=state)
        assert reader.get(form).status_code == reader.post(form, {"kind": "abuse"}).status_code == 404
    assert reader.get(f"/comments/report/{10**30}/").status_code == 404


def test_a_burst_from_one_network_is_slowed_down(reader, form):
    answers = [reader.post(form, {"kind": "abuse"}) for _ in range(16)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_upheld_it_hides_the_comment_and_dismissed_it_does_not(moderator, shown):
    wrong = Report.objects.create(comment=shown, kind="false", network_mark=b"1")
    moderation.dismiss(wrong, by=moderator, reply="It is an opinion.")
    assert Comment.objects.public().exists()
    right = Report.objects.create(comment=shown, kind="legal", network_mark=b"1")
    act = moderation.uphold(right, by=moderator, reply="The court was right.")
    assert Comment.objects.get().state == Comment.State.REJECTED
    for report, outcome in ((wrong, "dismissed"), (right, "upheld")):
        report.refresh_from_db()
        assert (report.outcome, report.decided_by) == (outcome, moderator)
        assert report.reply
    with pytest.raises(Stale):
        moderation.dismiss(right, by=moderator)
    assert Record.objects.filter(verb="comment_report").count() == 2
    moderation.undo(act.key, by=moderator)
    assert list(Report.objects.open()) == [right]
    assert Comment.objects.public().exists()


def test_the_desk_reads_a_notice_with_its_decision(client, reader, moderator, form):
    reader.post(form, NOTICE)
    notice = Report.objects.get()
    client.force_login(moderator)
    screen = f"/admin/comments/report/{notice.pk}/change/"
    assert "It breaks the law" in client.get("/admin/comments/report/").text
    client.post(screen, {"act": f"uphold:{notice.pk}", "reply": "We agree with you."})
    page = client.get(screen).text
    for words in ("Ronak Ali", "ronak@private.example", NOTICE["law"], NOTICE["words"], "We agree with you.", "Upheld"):
        assert words in page, words
    assert "It breaks the law" in client.get("/admin/comments/report/", {"outcome": "upheld"}).text

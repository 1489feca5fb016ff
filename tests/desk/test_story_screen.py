"""A story is written, sent on and released in the admin."""

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, Edition, Picture, Revision, Sitting, Stage
from tests import cast

ADD = "/admin/articles/article/add/"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def filled(article: Article | None = None, **fields) -> dict[str, str]:
    """What the story's form sends."""
    section = cast.section()
    lines = list(article.bylines.all()) if article else []
    bylines = {"bylines-TOTAL_FORMS": str(len(lines)), "bylines-INITIAL_FORMS": str(len(lines))}
    for number, line in enumerate(lines):
        bylines |= {
            f"bylines-{number}-id": str(line.pk),
            f"bylines-{number}-person": str(line.person_id),
            f"bylines-{number}-role": line.role,
            f"bylines-{number}-position": str(line.position),
        }
    return {
        "version": str(article.version) if article else "",
        "language": "en",
        "kicker": "Transport",
        "headline": "Bridge opens",
        "standfirst": "At last.",
        "dateline": "Erbil",
        "body": "<p>It opened.</p>",
        "section": str(section.pk),
        "tags": "Rivers، Roads",
        **bylines,
        **fields,
    }


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_reporter_writes_and_sends_a_story(reporter):
    person = cast.person("roza", user=reporter)
    answer = signed_in(reporter).post(
        ADD,
        filled(
            _verb="submit",
            picture_upload=cast.photograph(colour="olive"),
            picture_caption="The bridge",
            picture_credit="Sara Aziz",
            picture_alt="A bridge",
            **{
                "bylines-TOTAL_FORMS": "1",
                "bylines-0-person": str(person.pk),
                "bylines-0-role": "words",
                "bylines-0-position": "0",
            },
        ),
        follow=True,
    )
    assert "Sent to the editors." in said(answer)
    article = Article.objects.get()
    assert article.stage == Stage.IN_REVIEW
    assert article.created_by == reporter
    assert sorted(article.tags.names()) == ["Rivers", "Roads"]
    assert article.bylines.get().person == person
    assert article.picture == Picture.objects.get()
    assert article.revisions.get().snapshot["tags"] == [
        {"id": tag.pk, "name": tag.name} for tag in article.tags.order_by("name")
    ]


def test_a_new_story_proposes_its_writers_byline(reporter):
    person = cast.person("roza", user=reporter)
    page = signed_in(reporter).get(ADD).content.decode()
    assert f'value="{person.pk}" selected' in page


def test_an_editor_publishes_from_the_screen(editor, reader):
    article = cast.draft(editor)
    answer = signed_in(editor).post(change(article), filled(article, _verb="publish"), follow=True)
    edition = Edition.objects.live().get()
    assert "Published" in said(answer)
    assert edition.headline == "Bridge opens"
    assert edition.path in answer.content.decode()
    assert reader.get(edition.path).status_code == 200


def test_every_save_leaves_a_revision(editor):
    article = cast.draft(editor)
    client = signed_in(editor)
    for headline in ("First", "Second"):
        article.refresh_from_db()
        client.post(change(article), filled(article, headline=headline, _continue="1"))
    headlines = [r.snapshot["headline"] for r in Revision.objects.filter(article=article)]
    assert headlines == ["Second", "First", "Bridge opens after two years"]
    page = client.get(change(article)).content.decode()
    assert f"/admin/articles/article/{article.pk}/revisions/{Revision.objects.first().number}/" in page
    first = Revision.objects.last().number
    assert (
        "Bridge opens after two years"
        in client.get(f"/admin/articles/article/{article.pk}/revisions/{first}/").content.decode()
    )


def test_a_stale_form_is_told_and_keeps_what_was_typed(editor):
    article = cast.draft(editor)
    opened = filled(article, headline="Mine", body="<p>My long work</p>", _continue="1")
    article.headline = "Theirs"
    article.save()
    workflow.save_revision(article, by=editor)
    answer = signed_in(editor).post(change(article), opened, follow=True)
    page = answer.content.decode()
    assert f"/article/{article.pk}/merge/" in answer.redirect_chain[0][0]
    assert "Evin changed the same place" in said(answer)
    assert "My long work" in page
    assert Article.objects.get().headline == "Theirs"
    assert Sitting.objects.get().held["headline"] == "Mine"


def test_a_form_without_its_version_is_not_written(editor):
    article = cast.draft(editor)
    signed_in(editor).post(change(article), {**filled(article), "version": ""})
    assert Article.objects.get().headline != "Bridge opens"


def test_scheduling_takes_the_desks_own_time(editor):
    article = cast.draft(editor)
    signed_in(editor).post(
        change(article), filled(article, _verb="schedule", **{"schedule-at": "2099-07-01T09:30"}), follow=True
    )
    edition = Edition.objects.pending().get()
    assert edition.live_from.isoformat() == "2099-07-01T06:30:00+00:00"  # Asia/Baghdad is three hours ahead


@pytest.mark.parametrize(
    ("typed", "says"), [("", "Choose the day"), ("soon", "Choose a day"), ("2001-01-01T00:00", "passed")]
)
def test_a_schedule_that_cannot_be_is_said_and_the_story_is_saved(editor, typed, says):
    article = cast.draft(editor)
    answer = signed_in(editor).post(
        change(article), filled(article, _verb="schedule", **{"schedule-at": typed}), follow=True
    )
    assert says in said(answer)
    assert not Edition.objects.exists()
    assert Article.objects.get().headline == "Bridge opens"


def test_unpublishing_from_the_screen(editor, reader):
    edition = cast.published(editor)
    article = edition.article
    signed_in(editor).post(change(article), filled(article, _verb="unpublish", **{"unpublish-reason": "Asked"}))
    assert reader.get(edition.path).status_code == 410
    assert article.records.first().detail == {"reason": "Asked"}


def test_sending_back_gives_the_story_to_its_writer_again(editor, reporter):
    article = cast.draft(reporter)
    workflow.submit(article, by=reporter)
    client = signed_in(reporter)
    assert client.post(change(article), filled(article)).status_code == 403
    signed_in(editor).post(change(article), filled(article, _verb="send_back", **{"send_back-reason": "Who says so?"}))
    page = client.get(change(article)).content.decode()
    assert "Who says so?" in page
    article.refresh_from_db()
    assert client.post(change(article), filled(article, _continue="1")).status_code == 302


@pytest.mark.parametrize("verb", ["publish", "approve", "unpublish", "schedule", "nonsense"])
def test_a_reporter_cannot_press_an_editors_button(reporter, verb):
    article = cast.draft(reporter)
    signed_in(reporter).post(change(article), filled(article, _verb=verb))
    article.refresh_from_db()
    assert not Edition.objects.exists()
    assert article.stage == Stage.DRAFT


def test_a_reporter_reads_but_does_not_write_in_anothers_story(reporter, editor):
    article = cast.draft(editor)
    client = signed_in(reporter)
    assert client.get(change(article)).status_code == 200
    assert client.post(change(article), filled(article)).status_code == 403
    assert client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Article.objects.get().headline == "Bridge opens after two years"


def test_a_draft_is_discarded_by_its_writer_and_a_released_story_is_not(reporter, editor):
    article = cast.draft(reporter)
    signed_in(reporter).post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})
    assert not Article.objects.exists()
    released = cast.published(editor).article
    assert signed_in(editor).post(f"/admin/articles/article/{released.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_was_typed_wrongly_is_said_at_its_field(editor):
    article = cast.draft(editor)
    answer = signed_in(editor).post(
        change(article),
        filled(article, headline="", picture_upload=cast.photograph(), body="<p>Kept</p>", tags="x" * 200),
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Kept" in page
    assert "A new picture needs this." in page


def test_a_stranger_gets_the_login_and_never_a_title(reader, editor):
    article = cast.draft(editor)
    for path in (change(article), ADD, "/admin/", f"/admin/articles/article/{article.pk}/history/"):
        answer = reader.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")


def test_the_history_tells_who_did_what(editor):
    article = cast.published(editor).article
    page = signed_in(editor).get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert "Evin" in page


@pytest.mark.parametrize("name", ["abc", "0", "9" * 30, "_00", "1'--"])
def test_a_story_that_is_not_there_is_no_server_error(editor, name):
    client = signed_in(editor)
    for path in ("change/", "history/", "delete/"):
        for answer in (
            client.get(f"/admin/articles/article/{name}/{path}"),
            client.post(f"/admin/articles/article/{name}/{path}"),
        ):
            assert answer.status_code in (302, 404), (path, answer.status_code)

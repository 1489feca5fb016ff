"""What the story screen costs the database, however long the story's history is."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.admin.at_once import fetch
from articles.admin.panel import panel
from articles.admin.standing import Standing
from articles.models import Article, Byline, Correction, Edition, Recipient, Record, Revision, Source
from articles.snapshot import snapshot
from tests import cast

MOST = 12


@pytest.fixture
def story(editor) -> Article:
    """A live story that has been through everything."""
    article = cast.published(editor, picture=cast.picture(), tags=("Rivers", "بەغدا", "Anbar")).article
    Article.objects.filter(pk=article.pk).update(translation_of=cast.draft(editor, headline="Its original"))
    article.refresh_from_db()
    article.section.editors.add(editor)
    for role in Byline.Role.values:
        Byline.objects.create(article=article, person=cast.person(f"the-{role}"), role=role, position=3)
    workflow.save_revision(article, by=editor)
    workflow.ask_sign_off(article, by=editor, kind="legal", question="May we?")
    workflow.give_sign_off(article, by=cast.account("zana", "lawyer"), kind="legal", answer="Yes.")
    for name in ("Paper", "Station", "Agency"):
        recipient = Recipient.objects.create(name=name, email="in@example.org")
        if name != "Agency":
            workflow.note_taking(article, by=editor, recipient=recipient)
    workflow.correct(article, by=editor, kind="correction", text="It was two.")
    workflow.schedule(article, by=editor, at=timezone.now() + datetime.timedelta(days=2), substantive=True)
    return article


def lengthen(article: Article, by) -> None:
    """The history of a story that was worked on for a month."""
    first = article.revisions.latest("number").number + 1
    kept = snapshot(article)
    Revision.objects.bulk_create(
        Revision(article=article, number=first + number, saved_by=by, snapshot=kept) for number in range(200)
    )
    Record.objects.bulk_create(
        Record(article=article, actor=by, actor_name=str(by), verb="update", detail={}) for _ in range(500)
    )
    Correction.objects.bulk_create(
        Correction(article=article, kind="update", text=f"No. {number}", made_by=by) for number in range(20)
    )
    live = article.editions.live().get()
    ended = [Edition(**{f.attname: getattr(live, f.attname) for f in Edition._meta.concrete_fields}) for _ in range(60)]
    for number, edition in enumerate(ended, 1):
        edition.pk = None
        edition.live_from = live.live_from - datetime.timedelta(hours=number)
        edition.live_until = edition.live_from + datetime.timedelta(minutes=9)
    Edition.objects.bulk_create(ended)
    Source.objects.bulk_create(Source(name=f"Wire {number}", credit_line="w") for number in range(40))
    for number in range(20):
        cast.section(f"section-{number}")


def queries_of(user, article: Article) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    path = f"/admin/articles/article/{article.pk}/change/"
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(captured), "\n".join(query["sql"][:160] for query in captured)


def test_the_story_screen_keeps_to_its_queries_however_long_the_history(editor, story):
    short, _ = queries_of(editor, story)
    lengthen(story, editor)
    long, asked = queries_of(editor, story)
    assert long == short, asked
    assert long <= MOST, asked


@pytest.mark.parametrize("stage", ["new", "draft", "to_be_read", "taken_down"])
def test_nor_does_it_in_any_other_state(editor, reporter, administrator, story, stage):
    client = Client()
    client.force_login(editor)
    if stage == "new":
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/admin/articles/article/add/").status_code == 200
        assert len(captured) <= MOST
        return
    if stage == "draft":
        story = cast.draft(editor)
    if stage == "taken_down":
        workflow.take_down(story, by=administrator, reason="A court")
    count, asked = queries_of({"to_be_read": reporter, "taken_down": administrator}.get(stage, editor), story)
    assert count <= MOST, asked


@pytest.mark.parametrize("state", ["live", "withdrawn", "draft"])
def test_what_is_fetched_at_once_is_what_is_there(editor, story, state):
    """The panel and the working copy are the same whether their rows come one kind at a time or all together."""
    if state == "withdrawn":
        workflow.unpublish(story, by=editor, reason="Asked")
    if state == "draft":
        story = cast.draft(editor)
    asked, fetched = Article.objects.get(pk=story.pk), Article.objects.get(pk=story.pk)
    fetch(fetched)
    assert snapshot(fetched) == snapshot(asked)
    one, other = (panel(editor, Standing(article), None) for article in (asked, fetched))
    for name in (
        "live",
        "seen_last",
        "pending",
        "corrections",
        "takings",
        "recipients",
        "withdrawal",
        "is_ahead",
        "links",
    ):
        assert getattr(one["story"], name) == getattr(other["story"], name), name
    assert one["pills"] == other["pills"]
    for kind in ("blocks", "warnings"):
        assert getattr(one["checks"], kind, None) == getattr(other["checks"], kind, None)
    assert one["acts"] == other["acts"]
    assert list(one["revisions"]) == list(other["revisions"])
    assert [each.verb.key for each in one["next"]] == [each.verb.key for each in other["next"]]
    for look, again in zip(one["looks"], other["looks"], strict=True):
        assert look.look == again.look
        assert getattr(look.look.sign_off, "asked_at", None) == getattr(again.look.sign_off, "asked_at", None)

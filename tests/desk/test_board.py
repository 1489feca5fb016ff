"""The desk's overview: the board by stage, the list by due time, and the list of stories."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Priority, SignOff, Stage
from articles.planning import by_due_time, on_board, open_stories
from newsroom.comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db

BOARD = "/admin/articles/article/board/"
DUE = "/admin/articles/article/due/"
HOUR = datetime.timedelta(hours=1)


def desk_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def columns(answer) -> dict[str, list[str]]:
    return {
        column["stage"].value: [card["article"].headline for card in column["cards"]]
        for column in answer.context["columns"]
    }


def many(by, count: int = 5_000) -> None:
    now = timezone.now()
    section = cast.section()
    Article.objects.bulk_create(
        Article(
            headline=f"Story {number}",
            kicker="Many",
            body="<p>Words of a story.</p>" * 20,
            section=section,
            created_by=by,
            assignee=by if number % 3 else None,
            stage=list(Stage)[number % 3],
            priority=number % 4 + 1,
            planned_length=400,
            due_at=now + HOUR * (number % 200 - 50) if number % 2 else None,
        )
        for number in range(count)
    )


def test_open_stories_stand_in_the_column_of_their_stage(editor, reporter):
    cast.draft(reporter, headline="Begun")
    waits = cast.draft(reporter, headline="Waits")
    workflow.submit(waits, by=reporter)
    good = cast.draft(reporter, headline="Good")
    workflow.submit(good, by=reporter)
    workflow.approve(good, by=editor)
    cast.published(editor, headline="Out and done")
    found = columns(desk_of(editor).get(BOARD))
    assert found == {"draft": ["Begun"], "in_review": ["Waits"], "ready": ["Good"]}


def test_a_column_begins_with_what_presses_and_what_is_due(editor):
    now = timezone.now()
    cast.draft(editor, headline="Some day")
    cast.draft(editor, headline="Tonight", due_at=now + 5 * HOUR)
    cast.draft(editor, headline="Soon", due_at=now + HOUR)
    cast.draft(editor, headline="Urgent", priority=Priority.URGENT)
    assert columns(desk_of(editor).get(BOARD))["draft"] == ["Urgent", "Soon", "Tonight", "Some day"]


def test_a_card_says_all_that_a_deadline_needs(editor, reporter):
    article = cast.draft(
        editor,
        assignee=reporter,
        due_at=timezone.now() - 2 * HOUR,
        priority=Priority.URGENT,
        planned_length=400,
        embargo_open=True,
    )
    workflow.ask_sign_off(article, by=editor, kind=SignOff.Kind.LEGAL)
    page = desk_of(editor).get(BOARD).content.decode()
    for words in ("Late by 2", "Urgent", "Roza", "of 400 words", "Embargo", "Sign-off asked for: Legal", "Politics"):
        assert words in page, words


def test_a_live_story_that_was_changed_is_on_the_board_as_such(editor):
    article = cast.published(editor).article
    article.headline = "Bridge opens at last"
    article.save()
    workflow.save_revision(article, by=editor)
    assert "Live, changed since" in desk_of(editor).get(BOARD).content.decode()


def test_the_board_is_sieved_by_desk_section_language_and_person(editor, reporter):
    sport, politics = cast.section("sport"), cast.section()
    sport.editors.add(editor)
    cast.draft(reporter, headline="Match", section=sport, assignee=editor)
    cast.draft(reporter, headline="Vote", section=politics)
    cast.draft(reporter, headline="نامە", section=politics, language="ckb")
    client = desk_of(editor)
    expected = {
        "": {"Match", "Vote", "نامە"},
        "desk=on": {"Match"},
        "assigned=on": {"Match"},
        f"section={politics.pk}": {"Vote", "نامە"},
        "language=ckb": {"نامە"},
        f"section={sport.pk}&language=ckb": set(),
    }
    for query, headlines in expected.items():
        assert set(columns(client.get(f"{BOARD}?{query}"))["draft"]) == headlines, query


def test_my_desk_is_offered_to_whoever_is_named_as_an_editor(editor):
    assert "desk" not in desk_of(editor).get(BOARD).context["sieve"].fields


@pytest.mark.parametrize(
    "query", ["section=x", "section=99999999999999999999", "language=kmr", "desk=%FF", "section=1'"]
)
def test_a_sieve_that_nobody_offered_is_no_error(editor, query):
    for path in (BOARD, DUE):
        assert desk_of(editor).get(f"{path}?{query}").status_code == 200


def test_a_column_leads_to_all_of_it_in_the_list(editor):
    cast.draft(editor, headline="In politics")
    cast.draft(editor, headline="In sport", section=cast.section("sport"))
    client = desk_of(editor)
    board = client.get(f"{BOARD}?section={cast.section().pk}&language=en&assigned=")
    listed = client.get(board.context["columns"][0]["all"])
    assert [article.headline for article in listed.context["cl"].result_list] == ["In politics"]


def test_what_somebody_may_not_read_is_on_no_overview(editor, administrator, reporter):
    article = cast.published(editor, headline="Secret bridge", due_at=timezone.now()).article
    workflow.kill(article, by=administrator, reason="Wrong")
    # A killed story is not open: as if a hand in the database had opened it.
    Article.objects.filter(pk=article.pk).update(is_open=True)
    for path in (BOARD, DUE, "/admin/", "/admin/articles/article/", "/admin/articles/article/?q=Secret"):
        for who in (reporter, editor):
            assert "Secret bridge" not in desk_of(who).get(path).content.decode(), path
    for path in (BOARD, DUE, "/admin/articles/article/?withdrawn=kill"):
        page = desk_of(administrator).get(path).content.decode()
        assert "Secret bridge" in page, path
        assert "Killed" in page, path


def test_only_who_reads_stories_has_a_board(moderator, reader):
    for path in (BOARD, DUE):
        assert desk_of(moderator).get(path).status_code == 403
        assert reader.get(path).status_code == 302


def test_the_due_list_goes_by_how_soon_it_is(editor):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    now = timezone.now()
    cast.draft(editor, headline="Was due", due_at=now - HOUR)
    cast.draft(editor, headline="Tomorrow", due_at=noon + datetime.timedelta(days=1))
    cast.draft(editor, headline="Next week", due_at=noon + datetime.timedelta(days=7))
    cast.draft(editor, headline="No time")
    cast.published(editor, headline="Done", due_at=now - HOUR)
    groups = {
        group["when"]: [card["article"].headline for card in group["cards"]]
        for group in desk_of(editor).get(DUE).context["groups"]
    }
    assert groups == {"late": ["Was due"], "tomorrow": ["Tomorrow"], "later": ["Next week"]}


def test_the_desks_first_page_says_what_is_late(editor):
    cast.draft(editor, headline="Was due", due_at=timezone.now() - HOUR)
    page = desk_of(editor).get("/admin/").content.decode()
    assert "Due next" in page
    assert "Late" in page


def test_the_overview_costs_the_same_with_5000_open_stories(editor):
    many(editor)
    client = desk_of(editor)
    for path, most in {BOARD: 10, DUE: 10, "/admin/articles/article/?work=open": 12}.items():
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        assert answer.status_code == 200
        assert len(captured) <= most, (path, len(captured), [each["sql"][:120] for each in captured])
    assert [column["count"] for column in client.get(BOARD).context["columns"]] == [1667, 1667, 1666]


def test_the_overview_walks_its_indexes(editor):
    many(editor)
    Article.objects.update(is_open=False)
    many(editor, 500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
    plans = {
        "article_board": on_board(open_stories(editor).filter(stage="draft"))[:30].explain(),
        "article_due": by_due_time(open_stories(editor))[:200].explain(),
    }
    for index, plan in plans.items():
        assert index in plan, plan


def test_the_list_is_filtered_by_who_has_a_story(editor, reporter):
    cast.draft(reporter, headline="Mine", assignee=editor)
    cast.draft(reporter, headline="Nobody's")
    client = desk_of(editor)
    for query, headlines in {
        "assigned=me": ["Mine"],
        "assigned=nobody&_facets=True": ["Nobody's"],
        "desk=me": [],
        "withdrawn=kill&readers=nonsense": ["Nobody's", "Mine"],
    }.items():
        found = client.get(f"/admin/articles/article/?{query}").context["cl"].result_list
        assert [article.headline for article in found] == headlines, query


def test_an_original_that_may_not_be_read_is_kept_without_its_headline(editor, administrator):
    original = cast.published(editor, headline="Secret bridge").article
    translation = cast.draft(editor, headline="پرد", language="ckb", translation_of=original)
    other = cast.draft(editor, headline="Another")
    workflow.kill(original, by=administrator, reason="Wrong")
    client = desk_of(editor)
    page = client.get(f"/admin/articles/article/{translation.pk}/change/").content.decode()
    assert "Secret bridge" not in page
    assert f'<option value="{original.pk}" selected>A withdrawn story</option>' in page
    answer = client.post(
        f"/admin/articles/article/{other.pk}/change/", {"translation_of": str(original.pk), "version": "1"}
    )
    assert "Secret bridge" not in answer.content.decode()
    search = "/admin/autocomplete/?app_label=articles&model_name=article&field_name=translation_of&term=Secret"
    assert client.get(search).json()["results"] == []


def test_a_moderator_reads_no_title_of_a_withdrawn_story(editor, administrator, moderator):
    article = cast.published(editor, headline="Secret bridge").article
    comment = Comment.objects.create(article=article, name="Reader", email="r@example.org", body="Well said")
    client = desk_of(moderator)
    pages = ("/admin/comments/comment/", f"/admin/comments/comment/{comment.pk}/change/")
    assert all("Secret bridge" in client.get(page).content.decode() for page in pages)
    workflow.kill(article, by=administrator, reason="Wrong")
    for page in pages:
        answer = client.get(page).content.decode()
        assert "Secret bridge" not in answer, page
        assert "A withdrawn story" in answer
    assert "Secret bridge" in desk_of(administrator).get(pages[0]).content.decode()

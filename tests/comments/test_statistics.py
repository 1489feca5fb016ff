"""The figures of moderation."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from newsroom.comments import moderation
from newsroom.comments.admin.statistics import of_last_days
from newsroom.comments.models import Comment, Decision
from tests import cast
from tests.comments.readers import comment

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def decided(editor, moderator) -> Article:
    """Ten comments that waited for one to ten minutes: seven approved, two rejected, one spam; one was taken back."""
    article = cast.published(editor, headline="As readers saw it").article
    other = cast.account("rojin", "moderator")
    for number, state in enumerate(["approved"] * 7 + ["rejected"] * 2 + ["spam"]):
        one = comment(article, number, posted_at=timezone.now() - (number + 1) * MINUTE)
        moderation.decide([one], Comment.State(state), by=other if state == "spam" else moderator)
    mistake = comment(article, 20)
    moderation.decide([mistake], Comment.State.SPAM, by=moderator)
    moderation.undo(by=moderator)
    Decision.objects.create(comment=mistake, was="held", state="spam", by=None)
    return article


def test_they_tell_how_many_how_fast_and_by_whom(decided, moderator):
    figures = of_last_days(moderator)
    assert (figures["held"], figures["total"].total) == (1, 10)
    assert figures["total"].shares == {"approved": 70, "rejected": 20, "spam": 10, "held": 0}
    assert abs(figures["total"].median - 5.5 * MINUTE) < MINUTE / 10
    assert abs(figures["total"].most - 9.1 * MINUTE) < MINUTE / 10
    assert [(line.name, line.total) for line in figures["by_moderator"]] == [("Mina", 9), ("Rojin", 1)]
    assert [(line.name["headline"], line.total) for line in figures["by_story"]] == [("As readers saw it", 10)]
    assert sum(line.total for line in figures["by_day"]) == 10


def test_what_is_older_than_thirty_days_does_not_count(decided, moderator):
    Decision.objects.update(at=timezone.now() - datetime.timedelta(days=31))
    assert of_last_days(moderator)["total"].total == 0


def test_they_take_four_queries_and_show_on_one_screen(client, decided, moderator):
    with CaptureQueriesContext(connection) as queries:
        of_last_days(moderator)
    assert len(queries) - 2 <= 4  # The first question for an account's rights takes two.
    client.force_login(moderator)
    page = client.get("/admin/comments/comment/statistics/").text
    for words in ("5 minutes", "As readers saw it", "Rojin", "70 %"):
        assert words in page.replace("\xa0", " "), words

import psycopg
import pytest
from django.db import connection, transaction

from articles.models import Article, Edition, RelatedStory, Section
from newsroom.comments.models import Comment
from newsroom.pagecache.asking import Recorder
from newsroom.pagecache.tables import quiet_tables, telling
from newsroom.pagecache.triggers import CHANNEL, EVERYTHING, install
from tests import cast
from tests.pagecache.conftest import key_of_address
from tests.pages import pages, paper

pytestmark = pytest.mark.django_db(transaction=True)

# Tables that pages read although they tell nothing, and why that is right.
READ_ALL_THE_SAME = {
    "articles_article": "of a story's row its uuid alone, which never changes",
    "fronts_front": "whose front it is, which never changes",
    "readership_hourofreads": "what shows a ranking says how long it lasts",
}


@pytest.fixture
def told(transactional_db):
    """What was told since it was last asked for."""
    own = {name: value for name, value in connection.get_connection_params().items() if name != "cursor_factory"}
    with psycopg.connect(**own, autocommit=True) as listening:
        listening.execute(f"LISTEN {CHANNEL}")
        yield lambda: [each.payload for each in listening.notifies(timeout=0.3)]


def test_every_table_tells_but_the_quiet_ones():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger WHERE tgname LIKE 'pages_%' GROUP BY 1"
        )
        found = dict(cursor.fetchall())
    assert found == {model._meta.db_table: 4 for model in telling()}
    assert not found.keys() & quiet_tables()


def test_a_release_names_its_story_and_its_lists(told, editor):
    edition = cast.published(editor, tags=("Rivers",))
    messages = " ".join(told()).split()
    tag = edition.tags[0]["tag"]
    for word in (f"article:{edition.article_id}", f"section:{edition.section_id}", f"tag:{tag}", "articles_edition"):
        assert word in messages


def test_a_thousand_rows_are_told_of_at_once(told):
    Section.objects.bulk_create(Section(slug=f"s-{number}", name="S", position=number) for number in range(1_000))
    assert told() == ["articles_section"]


def test_too_many_to_name_are_everything(told, editor):
    story = cast.published(editor).article
    others = Article.objects.bulk_create(
        Article(language="en", headline=str(number), section=story.section, created_by=editor)
        for number in range(1_200)
    )
    told()
    RelatedStory.objects.bulk_create(RelatedStory(story=each, other=story, score=1) for each in others[:3])
    assert told() == ["articles_relatedstory " + " ".join(sorted(f"article:{each.pk}" for each in others[:3]))]
    RelatedStory.objects.bulk_create(RelatedStory(story=each, other=story, score=1) for each in others[3:])
    assert told() == [EVERYTHING]


def test_what_touches_nothing_tells_nothing(told, editor):
    cast.published(editor)
    told()
    Edition.objects.filter(pk=0).update(headline="No")
    Article.objects.update(headline="The desk's own")
    assert told() == []


def test_what_is_rolled_back_was_never_told(told, editor):
    cast.published(editor)
    told()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Edition.objects.update(headline="Never")
        raise ZeroDivisionError
    assert told() == []


def test_a_comment_tells_when_readers_see_it_come_or_go(told, editor):
    story = cast.published(editor).article
    told()
    comment = Comment.objects.create(article=story, name="R", email="r@example.org", body="Well", state="held")
    assert not [each for each in told() if "comments_comment" in each]
    for state in ("approved", "rejected"):
        Comment.objects.filter(pk=comment.pk).update(state=state)
        assert f"comments_comment comments:{story.pk}" in told()


def test_tables_that_are_as_they_should_be_are_not_touched():
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_trigger WHERE tgname LIKE 'pages_%' ORDER BY 1")
        before = cursor.fetchall()
        install(using="default")
        cursor.execute("SELECT oid FROM pg_trigger WHERE tgname LIKE 'pages_%' ORDER BY 1")
        assert cursor.fetchall() == before


def test_no_kept_page_reads_a_table_that_tells_nothing(reader, editor):
    made = paper(editor)
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        for address in pages(made, "en").values():
            if key_of_address(address):
                reader.get(address)
    assert "articles_edition" in recorder.tables
    assert recorder.tables & quiet_tables() == READ_ALL_THE_SAME.keys()

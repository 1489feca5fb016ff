"""A large archive, made quickly: stories as they would stand after years, and the documents that are searched.

For measuring. Some hundred texts are made up and handed to PostgreSQL, which prints them again and again: what is the
same each time is read, compressed and put apart into lexemes once. The rows are those that the desk would have made.
"""

import datetime
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from articles import languages
from articles.text import slug_of
from newsroom.demo.invention import Text, invent
from newsroom.search import bulk, spans, vocabulary
from newsroom.search.documents import Draft
from newsroom.search.lexicon import Lexicon
from newsroom.staff.models import User

TEXTS = 600
BATCH = 5_000
SPAN = datetime.timedelta(days=3_650)

TEXT = """
CREATE TEMPORARY TABLE archive_text (
    number integer PRIMARY KEY, language text, headline text, standfirst text, dateline text, body text,
    word_count integer, section_id bigint, person_id bigint, tag_ids bigint[], begins text, ends text,
    snapshot jsonb, bylines jsonb, tags jsonb, vector tsvector, author_id bigint
);
CREATE TEMPORARY TABLE archive_story (
    number integer, article bigint, revision bigint, edition bigint, at timestamptz, path text
);
"""
NO_TEXT = "DROP TABLE archive_text, archive_story"
NUMBERED = """
INSERT INTO archive_story
SELECT text.number, article, revision, edition, at,
    begins || to_char(at AT TIME ZONE %(zone)s, '/YYYY/MM/DD/') || ends || '-' || article || '/'
FROM (
    SELECT story,
        nextval(pg_get_serial_sequence('articles_article', 'id')) AS article,
        nextval(pg_get_serial_sequence('articles_revision', 'id')) AS revision,
        nextval(pg_get_serial_sequence('articles_edition', 'id')) AS edition,
        %(began)s + %(pace)s * story AS at
    FROM generate_series(%(first)s, %(end)s - 1) AS story
) AS story JOIN archive_text AS text ON text.number = story %% %(texts)s
ORDER BY story
"""
# In the order of their foreign keys.
ROWS = {
    "articles_article": """(
        id, uuid, language, headline, standfirst, dateline, body, section_id, stage, is_open, version,
        created_by_id, created_at, touched_at, kicker, slug, picture_caption, picture_credit, picture_alt
    ) SELECT article, gen_random_uuid(), language, headline, standfirst, dateline, body, section_id, 'ready', false, 1,
        author_id, at, at, '', '', '', '', ''
    FROM archive_story JOIN archive_text USING (number)""",
    "articles_revision": """(id, article_id, number, saved_by_id, saved_at, snapshot)
    SELECT revision, article, 1, author_id, at, snapshot FROM archive_story JOIN archive_text USING (number)""",
    "articles_address": "(path, article_id) SELECT path, article FROM archive_story",
    "articles_edition": """(
        id, article_id, revision_id, live_from, published_at, updated_at, released_at, released_by_id, language, family,
        section_id, path, kicker, headline, standfirst, dateline, body_html, word_count, source_credit, bylines, tags
    ) SELECT edition, article, revision, at, at, at, at, author_id, language, article,
        section_id, path, '', headline, standfirst, dateline, body, word_count, '', bylines, tags
    FROM archive_story JOIN archive_text USING (number)""",
    "articles_articletag": """(content_object_id, tag_id)
    SELECT article, unnest(tag_ids) FROM archive_story JOIN archive_text USING (number)""",
    "articles_editiontag": """(edition_id, article_id, language, published_at, tag_id)
    SELECT edition, article, language, at, unnest(tag_ids) FROM archive_story JOIN archive_text USING (number)""",
    "articles_byline": """(article_id, person_id, role, position)
    SELECT article, person_id, 'words', 0 FROM archive_story JOIN archive_text USING (number)""",
    "articles_editionperson": """(edition_id, article_id, language, published_at, person_id)
    SELECT edition, article, language, at, person_id FROM archive_story JOIN archive_text USING (number)""",
    "search_searchdocument": f"""(
        edition_id, article_id, section_id, language, published_at, people, tags, vector
    ) SELECT edition, article, section_id, language, at, ARRAY[person_id], tag_ids, vector || {spans.in_sql("at")}
    FROM archive_story JOIN archive_text USING (number)""",  # noqa: S608 - of our own words
}


def make(
    count: int,
    tell: Callable[[int], None],
    *,
    seed: int = 1,
    done: int = 0,
    span: datetime.timedelta = SPAN,
    is_stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Make an archive of `count` stories, the oldest first, at a steady pace until now; the first `done` are there.

    With the same `seed`, they say the same. A batch is a transaction: after each, `tell` hears how many are there; when
    `is_stopped`, none is begun. Returns how many are there.
    """
    texts = min(count, TEXTS)
    told: dict[str, Any] = {
        "began": timezone.now() - span,
        "pace": span / count,
        "texts": texts,
        "zone": timezone.get_default_timezone_name(),
    }
    with connection.cursor() as cursor:
        cursor.execute(TEXT)
        try:
            _hand_over(invent(texts, seed))
            for first, end in pairwise([*range(done, count, BATCH), count]):
                if is_stopped():
                    break
                with transaction.atomic(), bulk.sorted_in_together():
                    cursor.execute("TRUNCATE archive_story")
                    cursor.execute(NUMBERED, {**told, "first": first, "end": end})
                    for table, rows in ROWS.items():
                        cursor.execute(f"INSERT INTO {table} {rows}")
                done = end
                tell(done)
        finally:
            cursor.execute(NO_TEXT)
        # Or PostgreSQL would choose ways that are good for an empty table.
        cursor.execute(f"ANALYZE {', '.join(ROWS)}, search_knownword")
    return done


def _hand_over(texts: list[Text]) -> None:
    """To PostgreSQL, and every word of theirs into the vocabulary of searches."""
    drafts = [Draft(text, [text.person], text.labels) for text in texts]
    words = {word for draft in drafts for word in draft.words()}
    lexicon = Lexicon()
    lexicon.learn(words)
    vocabulary.learn(lexicon[word] for word in words)
    author, _created = User.objects.get_or_create(
        username="archive", defaults={"first_name": "Archive", "is_active": False}
    )
    with connection.cursor() as cursor:
        with cursor.copy("COPY archive_text FROM STDIN") as copy:
            for number, draft in enumerate(drafts):
                copy.write_row((number, *_row(draft.edition, draft.vector(lexicon)), author.pk))
        # Or it would be read anew for each story.
        cursor.execute("ANALYZE archive_text")


def _row(text: Text, vector: str) -> tuple[Any, ...]:
    return (
        *(text.language, text.headline, text.standfirst, text.dateline, text.body_html, text.word_count),
        *(text.section.pk, text.person.pk, [tag.pk for tag in text.labels]),
        *(f"{languages.path_prefix(text.language)}/{text.section.slug}", slug_of(text.headline)),
        json.dumps({"headline": text.headline, "body": text.body_html}),
        *(json.dumps(text.bylines), json.dumps(text.tags), vector),
    )

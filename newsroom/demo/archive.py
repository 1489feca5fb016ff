"""A large archive, made quickly: stories as they would stand after years, written with COPY.

For measuring. The rows are those that the desk would have made: article, revision, address, edition, lists.
"""

import datetime
import json
import random
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched, chain
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from articles import languages
from articles.models import Person, Section, Tag
from articles.text import slug_of
from newsroom.demo.words import WORDS, Words
from newsroom.staff.models import User

BATCH = 2_000
YEARS = 10
PARAGRAPHS = 300

Row = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """A generated story, before it has an id."""

    language: str
    headline: str
    standfirst: str
    body: str
    place: str
    words: int
    section: Section
    tags: tuple[Tag, ...]
    person: Person
    published_at: datetime.datetime


def make(count: int, tell: Callable[[int], None], *, seed: int = 1) -> None:
    """Add `count` stories, oldest first, a transaction a batch; `tell` hears how many are there."""
    chance = random.Random(seed)  # noqa: S311  (made-up stories, not secrets)
    author = _author()
    done = 0
    for batch in batched(_stories(count, chance), BATCH):
        with transaction.atomic():
            _write(batch, author)
        done += len(batch)
        tell(done)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _author() -> User:
    user, _created = User.objects.get_or_create(
        username="archive", defaults={"first_name": "Archive", "is_active": False}
    )
    return user


def _stories(count: int, chance: random.Random) -> Iterator[Story]:
    sections = list(Section.objects.all()) or [
        Section.objects.create(slug=slug, name=slug.title(), position=position)
        for position, slug in enumerate(("politics", "business", "sport", "culture"))
    ]
    codes = [code for code in languages.codes() if code in WORDS]
    tags = {code: _tags(WORDS[code]) for code in codes}
    people = {code: _people(WORDS[code]) for code in codes}
    paragraphs = {code: _paragraphs(WORDS[code], chance) for code in codes}
    begin = timezone.now() - datetime.timedelta(days=365 * YEARS)
    step = datetime.timedelta(days=365 * YEARS - 1) / max(count, 1)
    for number in range(count):
        code = codes[number % len(codes)]
        words = WORDS[code]
        place = chance.choice(words.places)
        body, length = _body(words, paragraphs[code], chance)
        yield Story(
            language=code,
            headline=f"{chance.choice(words.subjects)} {chance.choice(words.events)} {place}".capitalize(),
            standfirst=chance.choice(words.sentences),
            body=body,
            place=place,
            words=length,
            section=chance.choice(sections),
            tags=tuple(chance.sample(tags[code], 3)),
            person=chance.choice(people[code]),
            published_at=begin + step * number,
        )


def _tags(words: Words) -> list[Tag]:
    return [Tag.objects.get_or_create(name=name)[0] for name in words.tags]


def _people(words: Words) -> list[Person]:
    return [Person.objects.get_or_create(slug=slug_of(name), defaults={"name": name})[0] for name in words.people]


def _paragraphs(words: Words, chance: random.Random) -> list[str]:
    return [" ".join(chance.sample(words.sentences, chance.randint(3, 6))) for _ in range(PARAGRAPHS)]


def _body(words: Words, paragraphs: list[str], chance: random.Random) -> tuple[str, int]:
    chosen = chance.sample(paragraphs, chance.randint(6, 12))
    blocks = [f"<p>{paragraph}</p>" for paragraph in chosen]
    blocks.insert(len(blocks) // 2, f"<h2>{chance.choice(words.subheadings)}</h2>")
    return "".join(blocks), sum(paragraph.count(" ") + 1 for paragraph in chosen)


def _write(stories: Iterable[Story], author: User) -> None:
    stories = list(stories)
    ids = zip(
        *(_new_ids(f"articles_{table}", len(stories)) for table in ("article", "revision", "edition")), strict=True
    )
    numbered = [
        (story, article, revision, edition) for story, (article, revision, edition) in zip(stories, ids, strict=True)
    ]
    by = author.pk
    _copy("articles_article", (_article(s, article, by) for s, article, _, _ in numbered))
    _copy("articles_revision", (_revision(s, article, revision, by) for s, article, revision, _ in numbered))
    _copy("articles_address", ({"path": _path(s, article), "article_id": article} for s, article, _, _ in numbered))
    _copy("articles_edition", (_edition(s, a, r, e, by) for s, a, r, e in numbered))
    tagged = [(s, article, edition, tag.pk) for s, article, _, edition in numbered for tag in s.tags]
    _copy("articles_articletag", ({"content_object_id": article, "tag_id": tag} for _, article, _, tag in tagged))
    _copy("articles_editiontag", ({**_list_row(s, a, e), "tag_id": tag} for s, a, e, tag in tagged))
    _copy(
        "articles_byline",
        ({"article_id": a, "person_id": s.person.pk, "role": "words", "position": 0} for s, a, _, _ in numbered),
    )
    _copy("articles_editionperson", ({**_list_row(s, a, e), "person_id": s.person.pk} for s, a, _, e in numbered))


def _article(story: Story, article: int, by: int) -> Row:
    empty = dict.fromkeys(("kicker", "slug", "picture_caption", "picture_credit", "picture_alt"), "")
    return {
        **empty,
        "id": article,
        "uuid": uuid.uuid4(),
        "language": story.language,
        "headline": story.headline,
        "standfirst": story.standfirst,
        "dateline": story.place,
        "body": story.body,
        "section_id": story.section.pk,
        "stage": "ready",
        "is_open": False,
        "version": 1,
        "created_by_id": by,
        "created_at": story.published_at,
        "touched_at": story.published_at,
    }


def _revision(story: Story, article: int, revision: int, by: int) -> Row:
    return {
        "id": revision,
        "article_id": article,
        "number": 1,
        "saved_by_id": by,
        "saved_at": story.published_at,
        "snapshot": json.dumps({"headline": story.headline, "body": story.body}),
    }


def _edition(story: Story, article: int, revision: int, edition: int, by: int) -> Row:
    instants = dict.fromkeys(("live_from", "published_at", "updated_at", "released_at"), story.published_at)
    person = story.person
    byline = {"person": person.pk, "name": person.name, "slug": person.slug, "role": "words"}
    return {
        **instants,
        "id": edition,
        "article_id": article,
        "revision_id": revision,
        "language": story.language,
        "family": article,
        "section_id": story.section.pk,
        "path": _path(story, article),
        "kicker": "",
        "headline": story.headline,
        "standfirst": story.standfirst,
        "dateline": story.place,
        "body_html": story.body,
        "word_count": story.words,
        "source_credit": "",
        "bylines": json.dumps([byline]),
        "tags": json.dumps([{"tag": tag.pk, "name": tag.name, "slug": tag.slug} for tag in story.tags]),
        "released_by_id": by,
    }


def _list_row(story: Story, article: int, edition: int) -> Row:
    return {
        "edition_id": edition,
        "article_id": article,
        "language": story.language,
        "published_at": story.published_at,
    }


def _path(story: Story, article: int) -> str:
    day = timezone.localtime(story.published_at)
    prefix = languages.path_prefix(story.language)
    return f"{prefix}/{story.section.slug}/{day:%Y/%m/%d}/{slug_of(story.headline)}-{article}/"


def _new_ids(table: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [row[0] for row in cursor.fetchall()]


def _copy(table: str, rows: Iterable[Row]) -> None:
    """Write rows of the same columns."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    # Table and columns are written above, not read from anywhere.
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(first)}) FROM STDIN") as copy:
        for row in chain([first], rows):
            copy.write_row(tuple(row.values()))

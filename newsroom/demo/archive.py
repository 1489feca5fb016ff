"""A large archive, made quickly: stories as they would stand after years, written with COPY.

For measuring. The rows are those that the desk would have made: article, revision, address, edition, lists.
"""

import datetime
import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
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
    articles = _new_ids("articles_article", len(stories))
    revisions = _new_ids("articles_revision", len(stories))
    editions = _new_ids("articles_edition", len(stories))
    numbered = list(zip(stories, articles, revisions, editions, strict=True))
    _copy(
        "articles_article",
        "id language kicker headline standfirst dateline body slug section_id picture_caption picture_credit "
        "picture_alt stage version created_by_id created_at touched_at",
        (
            (a, s.language, "", s.headline, s.standfirst, s.place, s.body, "", s.section.pk, "", "", "", "ready", 1)
            + (author.pk, s.published_at, s.published_at)
            for s, a, _, _ in numbered
        ),
    )
    _copy(
        "articles_revision",
        "id article_id number saved_by_id saved_at snapshot",
        (
            (r, a, 1, author.pk, s.published_at, json.dumps({"headline": s.headline, "body": s.body}))
            for s, a, r, _ in numbered
        ),
    )
    _copy("articles_address", "path article_id", ((_path(s, a), a) for s, a, _, _ in numbered))
    _copy(
        "articles_edition",
        "id article_id revision_id live_from published_at updated_at language family section_id path kicker headline "
        "standfirst dateline body_html word_count source_credit bylines tags released_by_id released_at",
        (
            (e, a, r, s.published_at, s.published_at, s.published_at, s.language, a, s.section.pk, _path(s, a), "")
            + (s.headline, s.standfirst, s.place, s.body, s.words, "", _bylines(s), _tag_list(s))
            + (author.pk, s.published_at)
            for s, a, r, e in numbered
        ),
    )
    tagged = [(s, a, e, tag) for s, a, _, e in numbered for tag in s.tags]
    _copy("articles_articletag", "content_object_id tag_id", ((a, tag.pk) for _, a, _, tag in tagged))
    _copy(
        "articles_editiontag",
        "edition_id article_id language published_at tag_id",
        ((e, a, s.language, s.published_at, tag.pk) for s, a, e, tag in tagged),
    )
    _copy(
        "articles_byline",
        "article_id person_id role position",
        ((a, s.person.pk, "words", 0) for s, a, _, _ in numbered),
    )
    _copy(
        "articles_editionperson",
        "edition_id article_id language published_at person_id",
        ((e, a, s.language, s.published_at, s.person.pk) for s, a, _, e in numbered),
    )


def _path(story: Story, article: int) -> str:
    day = timezone.localtime(story.published_at)
    prefix = languages.path_prefix(story.language)
    return f"{prefix}/{story.section.slug}/{day:%Y/%m/%d}/{slug_of(story.headline)}-{article}/"


def _bylines(story: Story) -> str:
    person = story.person
    return json.dumps([{"person": person.pk, "name": person.name, "slug": person.slug, "role": "words"}])


def _tag_list(story: Story) -> str:
    return json.dumps([{"tag": tag.pk, "name": tag.name, "slug": tag.slug} for tag in story.tags])


def _new_ids(table: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
        )
        return [row[0] for row in cursor.fetchall()]


def _copy(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    # Table and columns are written above, not read from anywhere.
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)

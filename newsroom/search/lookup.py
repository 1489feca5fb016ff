"""What has to be known of a question before it is put: in one query.

The stems of its words; whether a live story has them; where none has a word, what it may have been meant to be; and the
tag and the person of its filters, if a live story has those.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from articles import languages
from articles.models import Edition, Person, Tag
from articles.prepared import Given, planned_once
from newsroom.search.forms import Form
from newsroom.search.models import KnownWord, SearchDocument
from newsroom.search.question import Asked, Question
from newsroom.search.sql import named
from newsroom.search.vocabulary import is_kept, is_near, looks, shortened

# Of words near one that is not there, how many are looked at; and how many stories of each are counted.
MOST_NEAR = 60
MOST_COUNTED = 20
# Of the newest stories of a language, how many are looked at before the index is asked for a word.
MOST_NEWEST = 20

SQL = """
WITH asked AS (
    SELECT * FROM unnest(%(numbers)s::int[], %(forms)s::text[], %(stemmers)s::text[]) AS a(number, form, stemmer)
), stem AS MATERIALIZED (
    SELECT number, form, stemmer, CASE WHEN stems IS NULL THEN form ELSE coalesce(stems[1], '') END AS lexeme
    FROM asked, LATERAL (SELECT CASE WHEN stemmer <> '' THEN
        ts_lexize(('pg_catalog.' || stemmer || '_stem')::regdictionary, form) END AS stems) AS stemmed
), word AS MATERIALIZED (
    SELECT number, string_agg('''' || lexeme || '''', ' | ')::tsquery AS query
    FROM stem WHERE lexeme <> '' AND number = ANY(%(checked)s::int[]) GROUP BY number
), newest AS MATERIALIZED (
    {newest}
), unseen AS MATERIALIZED (
    SELECT number, query FROM word WHERE NOT EXISTS (SELECT FROM newest WHERE vector @@ query)
), missing AS MATERIALIZED (
    SELECT number FROM unseen
    WHERE NOT ({seen})
), near AS MATERIALIZED (
    SELECT missing.number, known.language, known.folded, known.shown, known.lexemes
    FROM missing
        JOIN unnest(%(keys_of)s::int[], %(keys)s::text[]) AS wanted(number, keys) USING (number)
        JOIN {known} AS known ON known.near && wanted.keys::text[]
    LIMIT {most_near}
)
SELECT json_build_object(
    'stems', (SELECT json_agg(json_build_array(form, stemmer, lexeme)) FROM stem),
    'missing', (SELECT json_agg(number) FROM missing),
    'near', (SELECT json_agg(json_build_array(number, language, folded, shown, lexemes, stories)) FROM near, LATERAL (
        SELECT CASE near.language {counted} END AS stories
    ) AS counted WHERE stories > 0),
    'tag', (SELECT row_to_json(tag) FROM ({tag}) AS tag),
    'person', (SELECT row_to_json(person) FROM ({person}) AS person)
)
"""
# Whether a story of a language has a word; and how many have one that is near, or more.
SEEN = """EXISTS (
        SELECT FROM ({live}) AS live WHERE live.language = '{language}' AND live.vector @@ unseen.query
    )"""
COUNTED = """WHEN '{language}' THEN (
            SELECT count(*) FROM (
                SELECT FROM ({live}) AS live
                WHERE live.language = '{language}' AND live.vector @@ ('''' || near.lexemes[1] || '''')::tsquery
                LIMIT {most_counted}
            ) AS few
        )"""


@dataclass(frozen=True)
class Near:
    """A word of live stories of a language that is one slip from the one that was typed."""

    shown: str
    language: str
    lexemes: tuple[str, ...]
    stories: int


@dataclass(frozen=True)
class Known:
    stems: dict[tuple[str, str], str] = field(default_factory=dict)
    # By the folded word that no live story has; the likeliest first, and maybe none.
    near: dict[str, list[Near]] = field(default_factory=dict)
    tag: dict[str, Any] | None = None
    person: dict[str, Any] | None = None

    def lexemes(self, forms: Sequence[Form]) -> list[str]:
        found = (self.stems.get((form.text, form.stemmer), "") for form in forms)
        return list(dict.fromkeys(filter(None, found)))


def look_up(question: Question, *, language: str, tag: str = "", person: str = "") -> Known:
    """`language` is that of the reader, whose words go before others that are as near."""
    words = question.words
    numbers = {word.folded: number for number, word in enumerate(words)}
    forms = [(numbers[word.folded], form) for word in words for form in word.forms]
    checked = [numbers[word.folded] for word in question.correctable]
    slips = [word for word in question.correctable if is_kept(word.folded)]
    sql, fixed = _statement(tuple(languages.codes()))
    params = {
        **fixed,
        "numbers": [number for number, _form in forms],
        "forms": [form.text for _number, form in forms],
        "stemmers": [form.stemmer for _number, form in forms],
        "checked": checked,
        "keys_of": [numbers[word.folded] for word in slips],
        # As PostgreSQL writes an array: they are letters alone.
        "keys": ["{" + ",".join(_keys(word.folded)) + "}" for word in slips],
        "tag": tag,
        "person": person,
    }
    with planned_once(connection) as cursor:
        cursor.execute(sql, params)
        (said,) = cursor.fetchone()
    return _known(said, words, language)


@lru_cache(maxsize=8)
def _statement(codes: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The statement, and those of its values that are always the same."""
    documents = SearchDocument.objects.live()
    live, live_params = named(documents.values("language", "vector"), "live")
    newest, newest_params = named(_newest(documents.values("vector"), codes), "newest")
    tag, tag_params = named(seen_by_its_slug(Tag, Given("tag"), "tag_rows__tag"), "tag")
    person, person_params = named(seen_by_its_slug(Person, Given("person"), "person_rows__person"), "person")
    sql = SQL.format(
        newest=newest,
        seen=" OR ".join(SEEN.format(live=live, language=code) for code in codes),
        counted=" ".join(COUNTED.format(live=live, language=code, most_counted=MOST_COUNTED) for code in codes),
        known=connection.ops.quote_name(KnownWord._meta.db_table),
        most_near=MOST_NEAR,
        tag=tag,
        person=person,
    )
    return sql, live_params | newest_params | tag_params | person_params


def _newest(documents: QuerySet[Any, Any], codes: Sequence[str]) -> QuerySet[Any, Any]:
    """Of each language. Most words are in one of these: for a word that is in very many, the index takes long."""
    first, *others = (
        documents.filter(language=code).order_by("-published_at", "-article_id")[:MOST_NEWEST] for code in codes
    )
    return first.union(*others, all=True) if others else first


def _keys(folded: str) -> set[str]:
    return {key for look in looks(folded) for key in shortened(look)}


def seen_by_its_slug(model: type[Tag | Person], slug: Any, rows: str) -> QuerySet[Any, Any]:
    """None of whom no live story names: a name may be the very thing that a story not yet out would tell."""
    names = ("id", "name", "slug") if model is Tag else ("id", "name", "slug", "names")
    named_by = Edition.objects.live().filter(**{rows: OuterRef("pk")})
    return model.objects.filter(Exists(named_by), slug=slug).values(*names)


def _known(said: dict[str, Any], words: list[Asked], language: str) -> Known:
    stems = {(form, stemmer): lexeme for form, stemmer, lexeme in said["stems"] or []}
    near: dict[str, dict[str, Near]] = {words[number].folded: {} for number in said["missing"] or []}
    for number, its_language, folded, shown, lexemes, stories in said["near"] or []:
        typed = words[number].folded
        if is_near(typed, folded):
            _add(near[typed], folded, Near(shown, its_language, tuple(lexemes), stories), language)
    ranked = {
        typed: sorted(found.values(), key=lambda each: _unlikely(each, language)) for typed, found in near.items()
    }
    return Known(stems, ranked, said["tag"], said["person"])


def _add(found: dict[str, Near], folded: str, near: Near, language: str) -> None:
    """A word that several languages have counts once: the reader's own, else the more frequent."""
    other = found.get(folded)
    if other is None or _unlikely(near, language) < _unlikely(other, language):
        found[folded] = near


def _unlikely(near: Near, language: str) -> tuple[bool, int]:
    return near.language != language, -near.stories

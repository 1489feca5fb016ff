"""What a search that is being typed may become: words, people, tags and headlines of live stories; one query."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from articles.models import Edition, Person, Tag
from articles.spelling import folded
from newsroom.search import question
from newsroom.search.forms import in_document
from newsroom.search.models import KnownWord, SearchDocument
from newsroom.search.question import Asked
from newsroom.search.sql import named

SHORTEST = 2
MOST_STORIES, MOST_NAMES, MOST_WORDS = 4, 3, 3
# Of words that begin so, the shortest are asked for; of stories that have a name that does, the newest.
MOST_LOOKED_AT, MOST_NAMING = 12, 300

SQL = """
WITH asked AS (
    SELECT * FROM unnest(%(numbers)s::int[], %(forms)s::text[], %(stemmers)s::text[]) AS a(number, form, stemmer)
), stem AS (
    SELECT number, CASE WHEN stems IS NULL THEN form ELSE stems[1] END AS lexeme
    FROM asked, LATERAL (SELECT CASE WHEN stemmer <> '' THEN
        ts_lexize(('pg_catalog.' || stemmer || '_stem')::regdictionary, form) END AS stems) AS stemmed
), word AS (
    SELECT string_agg('''^' || lexeme || '''' || CASE number WHEN %(last)s THEN ':*' ELSE '' END, ' | ') AS one_of
    FROM stem WHERE lexeme <> '' GROUP BY number
), query AS MATERIALIZED (
    SELECT string_agg('(' || one_of || ')', ' & ')::tsquery AS wanted FROM word
), story AS (
    SELECT headline, path FROM (
        SELECT edition_id, published_at FROM {document}
        WHERE language = '{language}' AND vector @@ (SELECT wanted FROM query) OFFSET 0
    ) AS fitting JOIN ({live}) AS edition ON edition.id = edition_id
    ORDER BY fitting.published_at DESC, edition.id DESC LIMIT {most_stories}
), naming AS MATERIALIZED (
    SELECT people, tags FROM (
        SELECT edition_id, published_at, people, tags FROM {document}
        WHERE language = '{language}' AND vector @@ %(naming)s::tsquery OFFSET 0
    ) AS fitting JOIN ({live}) AS edition ON edition.id = edition_id
    ORDER BY fitting.published_at DESC LIMIT {most_naming}
)
SELECT
    (SELECT json_agg(json_build_array(headline, path)) FROM story),
    (SELECT json_agg(json_build_array(slug, name, names)) FROM (
        SELECT slug, name, names FROM naming, unnest(people) AS named JOIN {person} AS person ON person.id = named
        GROUP BY person.id ORDER BY count(*) DESC, person.id
    ) AS person),
    (SELECT json_agg(json_build_array(slug, name)) FROM (
        SELECT slug, name FROM naming, unnest(tags) AS named JOIN {tag} AS tag ON tag.id = named
        GROUP BY tag.id ORDER BY count(*) DESC, tag.id
    ) AS tag),
    (SELECT json_agg(shown) FROM (
        SELECT shown FROM (
            SELECT shown, lexemes, folded FROM {known}
            WHERE folded LIKE %(begins)s AND language = '{language}'
            ORDER BY length(folded), folded LIMIT {most_looked_at}
        ) AS known
        WHERE EXISTS (
            SELECT FROM {document} JOIN ({live}) AS edition ON edition.id = edition_id
            WHERE language = '{language}' AND vector @@ ('''' || lexemes[1] || '''')::tsquery
        )
        ORDER BY length(folded), folded LIMIT {most_words}
    ) AS word)
"""


class Suggestion(NamedTuple):
    kind: str
    text: str
    path: str


def suggest(typed: str, language: str) -> list[Suggestion]:
    """In the language that is spoken. Nothing where less was typed than says something."""
    asked = question.read(typed)
    words = [word for term in asked.wanted for word in term.words]
    if not words or len(words[-1].folded) < SHORTEST:
        return []
    live, params = named(Edition.objects.live().order_by().values("id", "headline", "path"), "live")
    sql = SQL.format(
        language=language,
        document=_table(SearchDocument),
        person=_table(Person),
        tag=_table(Tag),
        known=_table(KnownWord),
        live=live,
        most_stories=MOST_STORIES,
        most_naming=MOST_NAMING,
        most_looked_at=MOST_LOOKED_AT,
        most_words=MOST_WORDS,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params | _params(words, language))
        stories, people, tags, others = (found or [] for found in cursor.fetchone())
    return [
        *_of_words(asked.text, words[-1], others),
        *_of_people(words, people, language),
        *_of_tags(words, tags),
        *(Suggestion("story", headline, path) for headline, path in stories),
    ]


def _params(words: list[Asked], language: str) -> dict[str, Any]:
    last = words[-1]
    # Of what is not finished, no ending is one yet.
    forms = [(number, form) for number, word in enumerate(words) for form in in_document(word.folded, language)[:1]]
    forms += [(len(words) - 1, forms[-1][1]._replace(text=last.folded, stemmer=""))]
    return {
        "numbers": [number for number, _form in forms],
        "forms": [form.text for _number, form in forms],
        "stemmers": [form.stemmer for _number, form in forms],
        "last": len(words) - 1,
        "naming": f"'#{last.folded}':*",
        "begins": f"{last.folded}%",
    }


def _of_words(text: str, last: Asked, others: list[str]) -> Iterator[Suggestion]:
    before = text[: text.rfind(last.typed)]
    for other in others:
        yield Suggestion("word", before + other, f"{reverse('search')}?{urlencode({'q': before + other})}")


def _of_people(words: list[Asked], people: list[Any], language: str) -> list[Suggestion]:
    found = [(slug, names.get(language) or name) for slug, name, names in people if _fits(words, name, *names.values())]
    return [Suggestion("person", name, reverse("person", args=[slug])) for slug, name in found[:MOST_NAMES]]


def _of_tags(words: list[Asked], tags: list[Any]) -> list[Suggestion]:
    found = [(slug, name) for slug, name in tags if _fits(words, name)]
    return [Suggestion("tag", name, reverse("tag", args=[slug])) for slug, name in found[:MOST_NAMES]]


def _fits(words: list[Asked], *names: str) -> bool:
    """Whether every word that was typed begins a word of one of the names."""
    return any(
        all(any(part.startswith(word.folded) for part in folded(name).split()) for word in words) for name in names
    )


def _table(model: Any) -> str:
    return connection.ops.quote_name(model._meta.db_table)

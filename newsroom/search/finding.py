"""Finding stories: one statement for a page of them, and for the counts beside it.

Stories are counted up to a number beyond which nobody counts on. The newest of a query's stories are found in one of
three ways. How many fit among those of the last days tells how far back enough are to be expected; if there are enough,
these are the newest, however large the archive is. Otherwise all that fit are fetched and sorted; and where there are
very many, as of something of long ago, the newest documents are looked at one after the other.

By relevance, the newest of those that have every word in headline, standfirst or names are weighed, and the newest of
all: how well the words fit, more if they stand as they were typed, twice as much for a story of this moment as for an
old one. A page begins where the last one ended, by the mark of its last story; there is no counting of pages.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.http import Http404

from articles import languages
from articles.listings import mark_of, place_of
from articles.models import Edition, Person, Place, Section, Tag
from articles.prepared import planned_once
from newsroom.search import spans
from newsroom.search.models import SearchDocument
from newsroom.search.queries import Queries
from newsroom.search.sql import named

PAGE_SIZE = 10
# More than this is “more than”.
MOST_COUNTED = 300
# Of those that have every word where it matters most, and of all.
MOST_OF_HEAD, MOST_OF_ALL = 100, 200
# From here on looking one by one is quicker than sorting.
MANY = 15_000
# So many times as many are to be expected where enough are looked for.
RESERVE = 1.3
MOST_NAMES = 8
# For so long a page of results is that of its instant: what the clock decides in it moves slowly. What is published
# or withdrawn is in it at once.
LASTING = datetime.timedelta(seconds=30)
# Stories come by the database's clock, which may be ahead of ours; and while a page lasts.
AHEAD = datetime.timedelta(minutes=1) + LASTING
SINCE = {
    "day": datetime.timedelta(days=1),
    "week": datetime.timedelta(days=7),
    "month": datetime.timedelta(days=30),
    "year": datetime.timedelta(days=365),
}
_MARK = re.compile(r"([0-9]{1,17})\.([0-9]{1,17})-([0-9]{1,18})")

SHOWN = (
    *("id", "article_id", "language", "section_id", "path", "kicker", "headline", "standfirst"),
    *("body_html", "bylines", "published_at", "updated_at"),
)


@dataclass(frozen=True)
class Wanted:
    """Among which stories is looked, and in which order."""

    # Empty for all of the site's.
    language: str = ""
    section: Section | None = None
    tag: Mapping[str, Any] | None = None
    person: Mapping[str, Any] | None = None
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    newest_first: bool = False
    mark: str = ""

    @property
    def lexemes(self) -> list[str]:
        """What the filters ask of a document (see `newsroom.search.documents`)."""
        filters = (("s", self.section and self.section.pk), ("p", _id(self.person)), ("t", _id(self.tag)))
        return [f"@{kind}{pk}" for kind, pk in filters if pk]


def _id(found: Mapping[str, Any] | None) -> int | None:
    return found["id"] if found else None


class WeighedPlace(NamedTuple):
    """A place in a list by relevance, as it was at an instant."""

    as_of: datetime.datetime
    score: int
    id: int


@dataclass
class Found:
    """A story that was found, with the numbers of the words that it was found by."""

    edition: Edition
    positions: frozenset[int]


@dataclass(frozen=True)
class Results:
    stories: Sequence[Found] = ()
    next_mark: str = ""
    # By language and by span of time; lists of names with their numbers. None is above MOST_COUNTED + 1.
    languages: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    sections: Mapping[int, int] = field(default_factory=dict)
    people: Sequence[Mapping[str, Any]] = ()
    tags: Sequence[Mapping[str, Any]] = ()
    count: int = 0


SQL = """
WITH {newest}, chosen AS MATERIALIZED (
    SELECT * FROM found WHERE language = ANY(%(languages)s) AND {since}
), row AS MATERIALIZED (
    {rows}
), counts AS (
    SELECT
        (SELECT json_object_agg(language, stories) FROM (
            SELECT language, count(*) AS stories FROM found WHERE {since} GROUP BY language
        ) AS by_language) AS languages,
        (SELECT json_build_object({times}) FROM found WHERE language = ANY(%(languages)s)) AS times,
        (SELECT json_object_agg(section_id, stories) FROM (
            SELECT section_id, count(*) AS stories FROM chosen GROUP BY section_id
        ) AS by_section) AS sections,
        {people} AS people,
        {tags} AS tags,
        (SELECT count(*) FROM chosen) AS stories
)
SELECT counts.*, row.score, {shown}, (
    SELECT array_agg(DISTINCT position)
    FROM {document} AS document, unnest(document.vector) AS said(lexeme, positions, weights),
        unnest(positions) AS position
    WHERE document.edition_id = row.edition_id AND lexeme = ANY(%(lexemes)s)
) AS positions
FROM counts LEFT JOIN row ON true LEFT JOIN {edition} AS edition ON edition.id = row.edition_id
ORDER BY row.score DESC NULLS LAST, row.published_at DESC, row.article_id DESC
"""

# The newest of a language that fit, where they are enough: as far back as their number among the latest suggests.
NEAR = """{name}_latest AS MATERIALIZED (
    SELECT count(*) AS stories FROM (
        SELECT FROM {document} AS document
        WHERE language = '{language}'
            AND vector @@ (%({query})s::tsquery && (%(windows{which})s::text[])[1]::tsquery) AND {conditions}
        LIMIT {most}
    ) AS latest
), {name}_near AS MATERIALIZED (
    SELECT {columns} FROM (
        SELECT {columns} FROM {document} AS document
        WHERE language = '{language}' AND vector @@ (%({query})s::tsquery && (
            SELECT reach.query::tsquery
            FROM {name}_latest,
                unnest(%(windows{which})s::text[], %(growths{which})s::float8[]) AS reach (query, growth)
            WHERE stories >= {most} OR stories * growth >= {reserve} * {most} ORDER BY growth LIMIT 1
        )) AND {conditions}
        ORDER BY published_at DESC, article_id DESC OFFSET 0
    ) AS fitting JOIN ({live}) AS live ON live.id = edition_id
    ORDER BY published_at DESC, article_id DESC LIMIT {most}
)"""
# Otherwise the documents of the language that fit, up to so many.
FITTING = """{name} AS MATERIALIZED (
    SELECT {columns} FROM {document} AS document
    WHERE (SELECT count(*) FROM {name}_near) < {most}
        AND language = '{language}' AND vector @@ %({query})s::tsquery AND {conditions}
    LIMIT {many} + 1
)"""
# The newest of them: sorted, or looked at one after the other; one of the ways alone is gone to its end.
NEWEST = """(
    SELECT {columns} FROM {name}_near WHERE (SELECT count(*) FROM {name}_near) = {most}
) UNION ALL (
    SELECT {columns} FROM (
        SELECT * FROM {name} WHERE (SELECT count(*) FROM {name}) <= {many}
        ORDER BY published_at DESC, article_id DESC OFFSET 0
    ) AS fitting JOIN ({live}) AS live ON live.id = edition_id
    ORDER BY published_at DESC, article_id DESC LIMIT {most}
) UNION ALL (
    SELECT {columns} FROM {document} AS document JOIN ({live}) AS live ON live.id = document.edition_id
    WHERE (SELECT count(*) FROM {name}) > {many}
        AND language = '{language}' AND vector @@ %({query})s::tsquery AND {conditions}
    ORDER BY published_at DESC, article_id DESC LIMIT {most}
)"""
BY_TIME = """
    SELECT edition_id, article_id, published_at, 0 AS score FROM {rows}
    ORDER BY published_at DESC, article_id DESC LIMIT {page}
"""
BY_RELEVANCE = """
    SELECT * FROM (
        SELECT edition_id, article_id, published_at, (
            1000000000 * ts_rank('{{0.06, 0.2, 0.5, 1}}', vector, %(weigh)s::tsquery)
            * (1 + 1 / (1 + greatest(0, extract(epoch FROM %(as_of)s::timestamptz - published_at)) / 2592000))
            {in_order})::bigint AS score
        FROM {document} AS document WHERE edition_id IN (
            SELECT edition_id FROM head
            UNION (SELECT edition_id FROM chosen ORDER BY published_at DESC, article_id DESC LIMIT {most})
        )
    ) AS weighed {after} ORDER BY score DESC, article_id DESC LIMIT {page}
"""
IN_ORDER = "* CASE WHEN vector @@ %(in_order)s::tsquery THEN 1.5 ELSE 1 END"
NAMES = """(SELECT json_agg(named) FROM (
    SELECT {table}.*, stories FROM (
        SELECT id, count(*) AS stories FROM chosen, unnest({column}) AS id
        GROUP BY id ORDER BY stories DESC, id LIMIT {most}
    ) AS by_name JOIN (SELECT {fields} FROM {table}) AS {table} USING (id) ORDER BY stories DESC, id
) AS named)"""
COLUMNS = "edition_id, article_id, language, section_id, published_at, people, tags"


def find(queries: Queries, wanted: Wanted, now: datetime.datetime) -> Results:
    """A page of stories. Raises Http404 for a mark that we never gave out."""
    asked = _Asked(queries, wanted, now)
    sql, fixed = _statement(asked.shape)
    with planned_once(connection) as cursor:
        cursor.execute(sql, fixed | asked.params)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return _results(rows, asked)


class _Shape(NamedTuple):
    """What statements differ by, beside their values."""

    # Those of the site, and those among which stories are looked for.
    languages: tuple[str, ...]
    chosen: tuple[str, ...]
    has_since: bool
    has_until: bool
    newest_first: bool
    has_place: bool
    has_order: bool
    most_counted: int
    many: int


class _Asked:
    def __init__(self, queries: Queries, wanted: Wanted, now: datetime.datetime) -> None:
        self.wanted = wanted
        place = None if wanted.newest_first else _weighed_place_of(wanted.mark)
        after = place_of(wanted.mark) if wanted.newest_first else None
        self.as_of = place.as_of if place else now
        codes = tuple(languages.codes())
        self.shape = _Shape(
            languages=codes,
            chosen=(wanted.language,) if wanted.language else codes,
            has_since=wanted.since is not None,
            has_until=wanted.until is not None,
            newest_first=wanted.newest_first,
            has_place=(place or after) is not None,
            has_order=bool(queries.in_order),
            most_counted=MOST_COUNTED,
            many=MANY,
        )
        self.params: dict[str, Any] = {
            "match": queries.match,
            "head": queries.head,
            "weigh": queries.weigh,
            "in_order": queries.in_order,
            "lexemes": queries.lexemes,
            "languages": list(self.shape.chosen),
            "since": wanted.since,
            "until": wanted.until,
            "as_of": self.as_of,
            **{f"since_{name}": now - span for name, span in SINCE.items()},
            **_windows("", min(filter(None, (now + AHEAD, wanted.until)))),
        }
        if place:
            self.params |= {"after_score": place.score, "after_id": place.id}
        if after:
            self.params |= {"after_at": after.at, "after_id": after.id, **_windows("_after", after.at)}


def _windows(which: str, end: datetime.datetime) -> dict[str, Any]:
    windows = spans.windows(end)
    return {
        f"windows{which}": [window.query for window in windows],
        f"growths{which}": [window.growth for window in windows],
    }


@lru_cache(maxsize=128)
def _statement(shape: _Shape) -> tuple[str, dict[str, Any]]:
    """A statement of this shape, and those of its values that are always the same."""
    live, params = named(Edition.objects.live().order_by().values("id"), "live")
    since = "published_at >= %(since)s" if shape.has_since else "true"
    until = "published_at < %(until)s" if shape.has_until else "true"
    newest = _newest(shape, live, "found", "match", shape.languages, until, shape.most_counted + 1)
    weighed = _by_time if shape.newest_first else _by_relevance
    further, rows = weighed(shape, live, f"{since} AND {until}")
    sql = SQL.format(
        newest=", ".join([*newest, *further]),
        since=since,
        rows=rows,
        times=", ".join(f"'{name}', count(*) FILTER (WHERE published_at >= %(since_{name})s)" for name in SINCE),
        people=_names(Person, "people", "id, slug, name, names"),
        tags=_names(Tag, "tags", "id, slug, name"),
        # Django takes jsonb for text, and leaves json alone.
        shown=", ".join(f"edition.{name}" + ("::json" if name == "bylines" else "") for name in SHOWN),
        document=_table(SearchDocument),
        edition=_table(Edition),
    )
    return sql, params


def _newest(
    shape: _Shape,
    live: str,
    name: str,
    query: str,
    codes: Sequence[str],
    conditions: str,
    most: int,
    *,
    which: str = "",
) -> list[str]:
    """Parts of the statement that end in one of this name: the newest live documents of each of these languages."""
    fitting, newest = [], []
    for code in codes:
        parts = {
            "name": f"{name}_{code}",
            "query": query,
            "language": code,
            "which": which,
            "columns": COLUMNS,
            "document": _table(SearchDocument),
            "conditions": conditions,
            "live": live,
            "many": shape.many,
            "reserve": RESERVE,
            "most": most,
        }
        fitting += [NEAR.format(**parts), FITTING.format(**parts)]
        newest.append(NEWEST.format(**parts))
    return [*fitting, f"{name} AS MATERIALIZED ({' UNION ALL '.join(newest)})"]


def _by_time(shape: _Shape, live: str, conditions: str) -> tuple[list[str], str]:
    """Further parts of the statement, and the one that gives the rows of the page; so the next."""
    if not shape.has_place:
        return [], BY_TIME.format(rows="chosen", page=PAGE_SIZE + 1)
    conditions += " AND (published_at, article_id) < (%(after_at)s, %(after_id)s)"
    older = _newest(shape, live, "older", "match", shape.chosen, conditions, PAGE_SIZE + 1, which="_after")
    return older, BY_TIME.format(rows="older", page=PAGE_SIZE + 1)


def _by_relevance(shape: _Shape, live: str, conditions: str) -> tuple[list[str], str]:
    # What is new since the first page is left to the next search.
    after = "WHERE (score, article_id) < (%(after_score)s, %(after_id)s) AND published_at <= %(as_of)s"
    rows = BY_RELEVANCE.format(
        document=_table(SearchDocument),
        in_order=IN_ORDER if shape.has_order else "",
        after=after if shape.has_place else "",
        most=MOST_OF_ALL,
        page=PAGE_SIZE + 1,
    )
    return _newest(shape, live, "head", "head", shape.chosen, conditions, MOST_OF_HEAD), rows


def _table(model: Any) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _names(model: type[Person | Tag], column: str, fields: str) -> str:
    return NAMES.format(table=_table(model), column=column, fields=fields, most=MOST_NAMES)


def _results(rows: list[dict[str, Any]], asked: _Asked) -> Results:
    counts = rows[0]
    stories = [row for row in rows if row["id"] is not None]
    more = len(stories) > PAGE_SIZE
    stories = stories[:PAGE_SIZE]
    return Results(
        stories=[Found(_edition(row), frozenset(row["positions"] or ())) for row in stories],
        next_mark=_mark_after(stories[-1], asked) if more else "",
        languages=counts["languages"] or {},
        times=counts["times"] or {},
        sections={int(pk): count for pk, count in (counts["sections"] or {}).items()},
        people=counts["people"] or [],
        tags=counts["tags"] or [],
        count=counts["stories"],
    )


def _edition(row: Mapping[str, Any]) -> Edition:
    return Edition(**{name: row[name] for name in SHOWN})


def _mark_after(row: Mapping[str, Any], asked: _Asked) -> str:
    place = Place(row["published_at"], row["article_id"])
    if asked.wanted.newest_first:
        return mark_of(place)
    as_of, _, _ = mark_of(Place(asked.as_of, 0)).partition("-")
    return f"{as_of}.{row['score']}-{place.id}"


def _weighed_place_of(mark: str) -> WeighedPlace | None:
    if not mark:
        return None
    match = _MARK.fullmatch(mark)
    if match is None:
        raise Http404
    as_of = place_of(f"{match[1]}-0")
    assert as_of is not None
    return WeighedPlace(as_of.at, int(match[2]), int(match[3]))

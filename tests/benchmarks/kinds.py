"""The pages that are measured: of each kind one, in English, the largest of its kind where there are several."""

import re
from urllib.parse import quote

from tests.benchmarks.site import Newspaper

# A section, tag or person with most stories: at its page the size of the archive would be felt.
MOST = {
    "section": """
        SELECT section.slug FROM articles_edition edition JOIN articles_section section ON section.id = section_id
        WHERE language = 'en' GROUP BY section.id ORDER BY count(*) DESC, section.id LIMIT 1""",
    "tag": """
        SELECT tag.slug FROM articles_editiontag row JOIN articles_tag tag ON tag.id = tag_id
        WHERE language = 'en' GROUP BY tag.id ORDER BY count(*) DESC, tag.id LIMIT 1""",
    "person": """
        SELECT person.slug FROM articles_editionperson row JOIN articles_person person ON person.id = person_id
        WHERE language = 'en' GROUP BY person.id ORDER BY count(*) DESC, person.id LIMIT 1""",
}
SEEN = "live_from <= now() AND (live_until IS NULL OR live_until > now())"
LIVE = f"language = 'en' AND {SEEN}"
STORIES = f"SELECT path FROM articles_edition WHERE {SEEN} ORDER BY published_at DESC, id DESC LIMIT %(most)s"
# Of middle length among the paper's own with a picture: the archive's are plainer than what readers come for.
STORY = f"""
    WITH own AS (
        SELECT path, headline || ' ' || standfirst AS words, word_count, edition.id FROM articles_edition edition
        JOIN staff_user who ON who.id = released_by_id
        WHERE {LIVE} AND who.username <> 'archive' AND lead IS NOT NULL
    )
    SELECT path, words FROM own
    ORDER BY abs(word_count - (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY word_count) FROM own)), id LIMIT 1"""
MIDDLE = f"""
    SELECT (extract(epoch FROM published_at) * 1000000)::bigint || '-' || article_id,
        published_at AT TIME ZONE 'Asia/Baghdad'
    FROM articles_edition WHERE {LIVE} AND published_at <=
        (SELECT min(published_at) + (max(published_at) - min(published_at)) / 2 FROM articles_edition WHERE {LIVE})
    ORDER BY published_at DESC LIMIT 1"""
RAREST = """
    SELECT shown FROM search_knownword word WHERE language = 'en' AND folded = ANY(%(words)s)
    ORDER BY (SELECT count(*) FROM search_searchdocument
        WHERE vector @@ quote_literal(word.lexemes[1])::tsquery AND language = 'en'), length(folded) DESC LIMIT 1"""


def addresses(paper: Newspaper) -> dict[str, str]:
    """Paths by the name of the kind."""
    [(story, words)] = paper.rows(STORY)
    section, tag, person = (quote(paper.rows(query)[0][0]) for query in MOST.values())
    [(mark, day)] = paper.rows(MIDDLE)
    [(rare,)] = paper.rows(RAREST, words=re.findall(r"[a-z]{4,}", words.lower()))
    return {
        "story": quote(story),
        "front": "/",
        "section": f"/{section}/",
        "section, deep": f"/{section}/?before={mark}",
        "tag": f"/tag/{tag}/",
        "person": f"/people/{person}/",
        "day": f"/{day:%Y/%-m/%-d}/",
        "RSS": "/feed.rss",
        "search": f"/search/?q={quote(rare)}",
    }


def stories(paper: Newspaper, most: int) -> list[str]:
    """Paths of live stories in every language, the newest first."""
    return [quote(path) for (path,) in paper.rows(STORIES, most=most)]

"""The three queries of a screening, and the one before it. By hand: making them took longer than their answers."""

# A row in any case, also where the rules have none yet. A mark that is NULL is nobody's, and equals none.
SETTINGS = """
SELECT
    rules.hold_at,
    rules.spam_at,
    (SELECT jsonb_object_agg(name, jsonb_build_array(place, is_on, "limit", points)) FROM comments_check),
    (SELECT jsonb_agg(jsonb_build_array(kind, words)) FROM comments_wordlist),
    (
        SELECT jsonb_agg(jsonb_build_array(kind, phrase) ORDER BY id)
        FROM comments_ban
        WHERE (ends_at IS NULL OR ends_at > statement_timestamp())
          AND (kind = 'phrase'
               OR (kind = 'email' AND mark = %(email)s)
               OR (kind = 'network' AND mark = %(network)s)
               OR (kind = 'region' AND mark = %(region)s))
    ),
    (SELECT id FROM comments_lesson ORDER BY learned_at DESC LIMIT 1),
    (SELECT min(published_at) FROM articles_edition WHERE article_id = %(article)s)
FROM (VALUES (1)) AS always (id)
LEFT JOIN comments_rules AS rules ON rules.id = always.id
"""

# By the indexes over the marks of email and network.
PAST = """
SELECT
    count(*) FILTER (WHERE email_mark = %(email)s AND state = 'approved'),
    count(*) FILTER (WHERE email_mark = %(email)s AND state IN ('rejected', 'spam') AND decided_by_id IS NOT NULL),
    count(*) FILTER (WHERE email_mark = %(email)s AND posted_at >= %(lately)s),
    count(*) FILTER (WHERE network_mark = %(network)s AND posted_at >= %(lately)s),
    count(*) FILTER (WHERE network_mark = %(network)s AND posted_at >= %(a_day_ago)s
                       AND state = 'spam' AND decided_by_id IS NOT NULL)
FROM comments_comment
WHERE (email_mark = %(email)s AND posted_at >= %(long_ago)s)
   OR (network_mark = %(network)s AND posted_at >= %(a_day_ago)s)
"""

# By the index over the numbers of the sketches: no text is read. Materialized, and the time asked for afterwards, as
# PostgreSQL takes what is alike for frequent, and would read the whole table, or a week of it.
REPEATS = """
WITH alike AS MATERIALIZED (
    SELECT sketch, posted_at, state = 'spam' AND decided_by_id IS NOT NULL AS is_spam
    FROM comments_comment
    WHERE sketch && %(sketch)s::bigint[]
)
SELECT sketch, is_spam FROM alike WHERE posted_at >= %(since)s LIMIT %(most)s
"""

# Counted by the index of comments that still have an address.
ATTACK = """
SELECT
    rules.attack,
    rules.attack_rate,
    (SELECT count(*) FROM comments_comment WHERE address IS NOT NULL AND posted_at >= %(lately)s)
FROM (VALUES (1)) AS always (id)
LEFT JOIN comments_rules AS rules ON rules.id = always.id
"""

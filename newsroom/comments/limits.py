"""How fast one address may post. The count is PostgreSQL's, so it holds across processes and machines; the address
itself is not in it."""

import time

from django.db import connection

from newsroom.comments.sealing import network_mark

# Across the edge of two spans an address may post twice as often in a burst: the promise is of at most 30.
SPAN = 600  # seconds
POSTS_A_SPAN = 15


def seconds_to_wait(address: str) -> int:
    """Count one post from this address: 0 if it may be taken, else the seconds until the next one may."""
    now = time.time()
    span = int(now // SPAN)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO comments_postcount (address, span, posts) VALUES (%s, %s, 1)
            ON CONFLICT (address, span) DO UPDATE SET posts = comments_postcount.posts + 1
            RETURNING posts""",
            [network_mark(address).hex(), span],
        )
        posts = cursor.fetchone()[0]
        if posts == 1:
            # Whoever opens a span sweeps the old ones out.
            cursor.execute("DELETE FROM comments_postcount WHERE span < %s", [span - 1])
    return 0 if posts <= POSTS_A_SPAN else max(1, int((span + 1) * SPAN - now))

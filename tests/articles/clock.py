"""Time that passes at once."""

import datetime

from django.db import connection, transaction

from articles.models import Article

HOUR = datetime.timedelta(hours=1)


def let_pass(article: Article, time: datetime.timedelta) -> None:
    """Move every instant of a story into the past, so that it stands as it will when so much time has passed."""
    editions = list(article.editions.order_by("live_from").values_list("pk", flat=True))
    shifted = {"time": time, "article": article.pk}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_article SET embargo_until = embargo_until - %(time)s, live_until = live_until - %(time)s"
            " WHERE id = %(article)s",
            shifted,
        )
        # The oldest first: no two overlap in between.
        for pk in editions:
            cursor.execute(
                "UPDATE articles_edition SET live_from = live_from - %(time)s, live_until = live_until - %(time)s,"
                " published_at = published_at - %(time)s, updated_at = updated_at - %(time)s WHERE id = %(pk)s",
                {"time": time, "pk": pk},
            )
        for table in ("editiontag", "editionperson"):
            cursor.execute(
                f"UPDATE articles_{table} SET published_at = published_at - %(time)s WHERE article_id = %(article)s",
                shifted,
            )
        # Nobody else may: triggers keep these as they are.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in ("correction", "withdrawal"):
            cursor.execute(f"UPDATE articles_{table} SET at = at - %(time)s WHERE article_id = %(article)s", shifted)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    article.refresh_from_db()
